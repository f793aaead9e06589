#include "text/lang.h"

#include "text/fold_tables.h"
#include "text/lang_words.h"
#include "text/unicode.h"
#include "text/utf8.h"

enum {
    LOOKED_AT = 4096, /* bytes of the text: enough to be sure, cheap enough for every post */
    SLOTS = 1024,     /* power of two */
    MAX_WORDS = 700   /* different ones, so that the slots never fill */
};

/* A word of at most eight bytes is its bytes; 0 is an empty slot. */
typedef struct slot {
    uint64_t word;
    uint32_t count;
} slot;

typedef struct sample {
    slot slots[SLOTS]; /* the short words of the text, and its letters as words of one */
    size_t n_slots;
    size_t n_words;
    size_t letters[PDX_SCRIPT_COUNT];
} sample;

/* Words and letters are counted apart: a letter has this in its last byte, which is no byte of UTF-8. */
#define LETTER_MARK ((uint64_t)0xFF << 56)

static uint64_t pack(const uint8_t *bytes, size_t len) {
    uint64_t word = 0;
    size_t i;
    for (i = 0; i < len; i++) word |= (uint64_t)bytes[i] << (8 * i);
    return word;
}

static slot *slot_of(sample *s, uint64_t word) {
    size_t at = (size_t)((word * 0x9E3779B97F4A7C15u) >> 54) & (SLOTS - 1);
    while (s->slots[at].word != 0 && s->slots[at].word != word) at = (at + 1) & (SLOTS - 1);
    return &s->slots[at];
}

static void count(sample *s, uint64_t word) {
    slot *found = slot_of(s, word);
    if (found->word == 0) {
        if (s->n_slots == MAX_WORDS) return;
        s->n_slots++;
        found->word = word;
    }
    found->count++;
}

/* The small letter of `c` when its case has but one other, else itself. */
static uint32_t small(uint32_t c) {
    const uint16_t code = pdx_mapping_code(c);
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
    if (code == 0 || pdx_unicode_char(c)->sentence != PDX_SB_UPPER) return c;
    /* A capital with a mark maps to letter and mark: the small one follows it in nearly every block. */
    if (pdx_mapping_ends[code] - pdx_mapping_ends[code - 1] == 1) return pdx_mapping_pool[pdx_mapping_ends[code - 1]];
    if (c >= 0xC0 && c <= 0xDE) return c + 0x20;
    if (c == 0x419 || c == 0x407) return c == 0x419 ? 0x439 : 0x457;
    return c + 1;
}

static void read_sample(sample *s, pdx_span text) {
    uint8_t word[PDX_LANG_WORD_MAX + PDX_UTF8_MAX];
    size_t at = 0, len, used = 0;
    while (at < text.len && at < LOOKED_AT) {
        const uint32_t c = pdx_utf8_decode(text.data + at, text.data + text.len, &len);
        const pdx_char *info = pdx_unicode_char(c);
        at += len;
        if ((info->flags & PDX_CHAR_WORD) != 0 && (info->flags & PDX_CHAR_DIGIT) == 0) {
            uint8_t letter[PDX_UTF8_MAX];
            const size_t n = pdx_utf8_put(letter, small(c));
            s->letters[info->script]++;
            if (c >= 0x80) count(s, pack(letter, n) | LETTER_MARK);
            if (used <= PDX_LANG_WORD_MAX) memcpy(word + used, letter, n);
            if (used <= PDX_LANG_WORD_MAX) used += n;
        } else if (used > 0 && !pdx_unicode_is_ignored(info)) {
            s->n_words++;
            if (used <= PDX_LANG_WORD_MAX) count(s, pack(word, used));
            used = 0;
        }
    }
    if (used > 0) s->n_words++;
    if (used > 0 && used <= PDX_LANG_WORD_MAX) count(s, pack(word, used));
}

/* Each word found counts once per time it stands there, longer ones more; a telling letter counts one. */
static double score_of(sample *s, const pdx_lang_words *language) {
    const uint8_t *at = (const uint8_t *)language->words, *end = at + strlen(language->words);
    size_t sum = 0, len;
    while (at < end) {
        const uint8_t *space = memchr(at, ' ', (size_t)(end - at));
        const size_t n = (size_t)((space == NULL ? end : space) - at);
        const size_t chars = pdx_utf8_count(pdx_span_of(at, n));
        assert(n <= PDX_LANG_WORD_MAX);
        sum += slot_of(s, pack(at, n))->count * pdx_min_size(chars, 3);
        at += n + (space != NULL ? 1 : 0);
    }
    at = (const uint8_t *)language->letters;
    for (end = at + strlen(language->letters); at < end; at += len) {
        (void)pdx_utf8_decode(at, end, &len);
        sum += slot_of(s, pack(at, len) | LETTER_MARK)->count;
    }
    return (double)sum;
}

/* The language that a script is enough for, or PDX_LANG_NONE. */
static pdx_lang language_of_script(const sample *s, pdx_script script) {
    const size_t kana = s->letters[PDX_SCRIPT_HIRAGANA] + s->letters[PDX_SCRIPT_KATAKANA];
    switch (script) {
    case PDX_SCRIPT_GREEK: return PDX_LANG('e', 'l');
    case PDX_SCRIPT_ARMENIAN: return PDX_LANG('h', 'y');
    case PDX_SCRIPT_HEBREW: return PDX_LANG('h', 'e');
    case PDX_SCRIPT_DEVANAGARI: return PDX_LANG('h', 'i');
    case PDX_SCRIPT_BENGALI: return PDX_LANG('b', 'n');
    case PDX_SCRIPT_THAI: return PDX_LANG('t', 'h');
    case PDX_SCRIPT_GEORGIAN: return PDX_LANG('k', 'a');
    case PDX_SCRIPT_HANGUL: return PDX_LANG('k', 'o');
    case PDX_SCRIPT_HIRAGANA:
    case PDX_SCRIPT_KATAKANA: return PDX_LANG('j', 'a');
    case PDX_SCRIPT_HAN: return kana * 12 > s->letters[PDX_SCRIPT_HAN] ? PDX_LANG('j', 'a') : PDX_LANG('z', 'h');
    default: return PDX_LANG_NONE;
    }
}

/* The language of `script` whose words and letters say most. `*sure` gets how far it leads, 0..1. */
static pdx_lang language_by_words(sample *s, pdx_script script, double *sure) {
    double best = 0, second = 0;
    pdx_lang found = PDX_LANG_NONE;
    size_t i;
    for (i = 0; i < pdx_lang_table_count; i++) {
        const double score = pdx_lang_table[i].script == script ? score_of(s, &pdx_lang_table[i]) : 0;
        if (score > best) {
            second = best;
            best = score;
            found = pdx_lang_table[i].language;
        } else if (score > second) {
            second = score;
        }
    }
    *sure = 0;
    if (found == PDX_LANG_NONE) return found;
    /* In running text the words of its language make about one point a word; half of that is plenty. */
    *sure = best / (0.5 * (double)s->n_words);
    if (*sure > 1) *sure = 1;
    *sure *= (0.5 + 0.5 * (best - second) / best) * (double)s->n_words / ((double)s->n_words + 3);
    return found;
}

pdx_lang pdx_lang_detect(pdx_span text, double *confidence) {
    sample s;
    size_t i, total = 0, main_letters;
    pdx_script script = PDX_SCRIPT_OTHER;
    double sure = 1;
    pdx_lang found;
    *confidence = 0;
    memset(&s, 0, sizeof s);
    read_sample(&s, text);
    for (i = 1; i < PDX_SCRIPT_COUNT; i++) {
        total += s.letters[i];
        if (s.letters[i] > s.letters[script] || script == PDX_SCRIPT_OTHER) script = (pdx_script)i;
    }
    main_letters = s.letters[script];
    if (main_letters == 0) return PDX_LANG_NONE;
    found = language_of_script(&s, script);
    if (found == PDX_LANG('j', 'a') || found == PDX_LANG('z', 'h')) {
        main_letters = s.letters[PDX_SCRIPT_HAN] + s.letters[PDX_SCRIPT_HIRAGANA] + s.letters[PDX_SCRIPT_KATAKANA];
    }
    if (found != PDX_LANG_NONE) sure = (double)main_letters / ((double)main_letters + 3);
    else found = language_by_words(&s, script, &sure);
    *confidence = sure * (double)main_letters / (double)total;
    return found;
}

pdx_lang pdx_lang_parse(pdx_span code) {
    const unsigned a = code.len == 2 ? code.data[0] | 0x20u : 0, b = code.len == 2 ? code.data[1] | 0x20u : 0;
    if (a < 'a' || a > 'z' || b < 'a' || b > 'z') return PDX_LANG_NONE;
    return PDX_LANG(a, b);
}
