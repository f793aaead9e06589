#include "post/mentions/mention_lang.h"

#include "base/hash.h"
#include "base/once.h"
#include "post/dates/bare_letters.h"

typedef struct word_list {
    uint8_t class, value;
    const char *words; /* alternatives separated by '|' */
} word_list;

typedef struct pattern_text {
    uint8_t kind;
    const char *text;
    uint8_t unit;
    int8_t amount;
} pattern_text;

/* The names that tables use. */
enum {
    DATE = PDX_MENTION_KIND_COUNT, /* what the fields of the pattern make it */
    RANGE = PDX_MENTION_RANGE, DECADE = PDX_MENTION_DECADE, SEASON = PDX_MENTION_SEASON, CENTURY = PDX_MENTION_CENTURY, WEEKDAY = PDX_MENTION_WEEKDAY
};

#define WORDS(class, value, words) {PDX_WORDING_##class, value, words},
#define PATTERN(kind, text) {kind, text, 0, 0},
#define RELATIVE(text, unit, amount) {PDX_MENTION_RELATIVE, text, PDX_UNIT_##unit, amount},
#define WITH(kind, text, amount) {kind, text, 0, amount},
#include "post/mentions/mention_tables.h"
#undef WORDS
#undef PATTERN
#undef RELATIVE
#undef WITH

/* The tables are fixed when the core is compiled: these rooms are large enough, or the assertions fail for everyone. */
enum { SLOTS = 1024, SPELLINGS = 640, LETTERS = 8192, PATTERNS = 640, ELEMENTS = 4096, IDS = 8192, LONGEST = 64 };

struct pdx_wording_language {
    pdx_lang language;
    const word_list *lists;
    size_t n_lists;
    const pattern_text *texts;
    size_t n_texts;
    /* What is built: */
    pdx_wording_word words[SPELLINGS];
    uint16_t begins[SPELLINGS], slots[SLOTS]; /* of a slot: number of a spelling + 1 */
    uint8_t lens[SPELLINGS];
    size_t n_words;
    char letters[LETTERS];
    size_t n_letters;
    uint16_t first_pattern, n_patterns;
};

#define SPOKEN(a, b, name)                                                                                                 \
    {                                                                                                                      \
        .language = PDX_LANG(a, b), .lists = words_##name, .n_lists = PDX_COUNTOF(words_##name), .texts = patterns_##name, \
        .n_texts = PDX_COUNTOF(patterns_##name)                                                                            \
    }
static pdx_wording_language languages[] = {SPOKEN('e', 'n', en), SPOKEN('d', 'e', de), SPOKEN('f', 'r', fr),
                                           SPOKEN('e', 's', es), SPOKEN('f', 'a', fa), SPOKEN('a', 'r', ar),
                                           SPOKEN('x', 'x', other)}; /* the last: all languages that have no table */

static pdx_wording_pattern patterns[PATTERNS];
static pdx_wording_element elements[ELEMENTS];
static uint16_t ids[IDS];
static size_t n_patterns, n_elements, n_ids;
static pdx_once once;

static size_t slot_of(const pdx_wording_language *self, pdx_span word) {
    size_t at = (size_t)pdx_hash(word, 0) & (SLOTS - 1);
    while (self->slots[at] != 0) {
        const size_t i = self->slots[at] - 1u;
        if (self->lens[i] == word.len && memcmp(self->letters + self->begins[i], word.data, word.len) == 0) break;
        at = (at + 1) & (SLOTS - 1);
    }
    return at;
}

/* The spelling of a word as the table has it, whose letters are folded here. */
static pdx_wording_word *spelling(pdx_wording_language *self, const char *word, size_t len) {
    char folded[LONGEST];
    const size_t n = pdx_bare_fold(pdx_span_of(word, len), folded, sizeof folded);
    assert(n > 0);
    const size_t slot = slot_of(self, pdx_span_of(folded, n));
    if (self->slots[slot] == 0) {
        assert(self->n_words < SPELLINGS && self->n_letters + n <= LETTERS);
        memcpy(self->letters + self->n_letters, folded, n);
        self->begins[self->n_words] = (uint16_t)self->n_letters;
        self->lens[self->n_words] = (uint8_t)n;
        self->n_letters += n;
        self->words[self->n_words].id = (uint16_t)(PDX_WORDING_FIRST_WORD + self->n_words);
        self->slots[slot] = (uint16_t)++self->n_words;
    }
    return &self->words[self->slots[slot] - 1];
}

static void add_list(pdx_wording_language *self, const word_list *list) {
    for (const char *at = list->words; *at != '\0';) {
        const size_t len = strcspn(at, "|");
        spelling(self, at, len)->values[list->class] = list->value;
        at += len + (at[len] == '|');
    }
}

/* The mark that a word of a pattern is, as tokens have it: "º" stands for all raised letters. 0: it is a word. */
static char mark_in(const char *text, size_t len) {
    if (len == 2 && memcmp(text, "\xC2\xBA", 2) == 0) return 'o';
    return len == 1 && (uint8_t)text[0] < 0x80 && !(text[0] >= 'a' && text[0] <= 'z') ? text[0] : 0;
}

static void add_words(pdx_wording_language *self, const char *text, size_t len, pdx_wording_element *out) {
    out->first_word = (uint16_t)n_ids;
    for (size_t at = 0; at < len;) {
        size_t end = at;
        while (end < len && text[end] != '|') end++;
        assert(n_ids < IDS);
        assert(mark_in(text + at, end - at) != 'o'); /* those of a list are told by their bytes */
        ids[n_ids++] = mark_in(text + at, end - at) != 0 ? (uint8_t)text[at] : spelling(self, text + at, end - at)->id;
        at = end + 1;
    }
    out->n_words = (uint16_t)(n_ids - out->first_word);
}

/* {D} and its like. */
static uint8_t field_kind(char letter) {
    switch (letter) {
    case 'D': return PDX_WORDING_DAY;
    case 'M': return PDX_WORDING_MONTH;
    case 'Y': return PDX_WORDING_YEAR;
    case 'y': return PDX_WORDING_SHORT_YEAR;
    case 'W': return PDX_WORDING_WEEKDAY;
    case 'S': return PDX_WORDING_A_SEASON;
    case 'N': return PDX_WORDING_COUNT;
    case 'U': return PDX_WORDING_A_UNIT;
    case 'C': return PDX_WORDING_CENTURY;
    default: assert(letter == 'X'); return PDX_WORDING_A_DECADE;
    }
}

static void add_element(pdx_wording_language *self, const char *text, size_t len) {
    assert(n_elements < ELEMENTS && len > 0);
    pdx_wording_element *out = &elements[n_elements++];
    if (len > 1 && text[len - 1] == '?') {
        out->optional = true;
        len--;
    }
    if (text[0] == '{') out->kind = field_kind(text[1]);
    else if (text[0] == '<' || text[0] == '>') {
        const bool not = text[1] == '!';
        out->kind = text[0] == '>' ? PDX_WORDING_NOT_AHEAD : not ? PDX_WORDING_NOT_BEHIND : PDX_WORDING_BEHIND;
        add_words(self, text + 1 + not, len - 1 - not, out);
    } else if (mark_in(text, len) != 0) {
        out->kind = PDX_WORDING_MARK;
        out->mark = mark_in(text, len);
    } else {
        out->kind = PDX_WORDING_WORDS;
        add_words(self, text, len, out);
    }
}

static void add_pattern(pdx_wording_language *self, const pattern_text *text) {
    assert(n_patterns < PATTERNS);
    pdx_wording_pattern *out = &patterns[n_patterns++];
    *out = (pdx_wording_pattern){text->kind, text->unit, text->amount, (uint16_t)n_elements, 0};
    for (const char *at = text->text; *at != '\0';) {
        const size_t len = strcspn(at, " ");
        add_element(self, at, len);
        at += len + (at[len] == ' ');
    }
    out->n = (uint16_t)(n_elements - out->first);
}

static void build(void) {
    for (size_t i = 0; i < PDX_COUNTOF(languages); i++) {
        pdx_wording_language *self = &languages[i];
        self->first_pattern = (uint16_t)n_patterns;
        for (size_t k = 0; k < self->n_lists; k++) add_list(self, &self->lists[k]);
        for (size_t k = 0; k < self->n_texts; k++) add_pattern(self, &self->texts[k]);
        self->n_patterns = (uint16_t)(n_patterns - self->first_pattern);
    }
}

const pdx_wording_language *pdx_wording_language_of(pdx_lang language) {
    pdx_once_run(&once, build);
    for (size_t i = 0; i < PDX_COUNTOF(languages); i++)
        if (languages[i].language == language) return &languages[i];
    return &languages[PDX_COUNTOF(languages) - 1];
}

pdx_wording_word pdx_wording_word_of(const pdx_wording_language *language, pdx_span folded) {
    static const pdx_wording_word none = {0};
    if (folded.len == 0) return none;
    const uint16_t at = language->slots[slot_of(language, folded)];
    return at == 0 ? none : language->words[at - 1];
}

const pdx_wording_pattern *pdx_wording_patterns(const pdx_wording_language *language, size_t *n) {
    *n = language->n_patterns;
    return patterns + language->first_pattern;
}

const pdx_wording_element *pdx_wording_elements(const pdx_wording_pattern *pattern) { return elements + pattern->first; }

const uint16_t *pdx_wording_ids(const pdx_wording_element *element) { return ids + element->first_word; }
