#include "post/mentions/mention_lex.h"

#include "base/once.h"

enum { DATE_WORD_MOST = 9 };

typedef struct date_word {
    char word[DATE_WORD_MOST + 1];
    uint8_t kind, value;
    bool brief;
} date_word;

/* By first letter. */
static const date_word date_words[] = {
    {"and", PDX_WORD_AND, 0, false}, {"april", PDX_WORD_MONTH, 4, false}, {"apr", PDX_WORD_MONTH, 4, true},
    {"august", PDX_WORD_MONTH, 8, false}, {"aug", PDX_WORD_MONTH, 8, true}, {"autumn", PDX_WORD_SEASON, 23, false},
    {"between", PDX_WORD_BETWEEN, 0, false}, {"december", PDX_WORD_MONTH, 12, false}, {"dec", PDX_WORD_MONTH, 12, true},
    {"early", PDX_WORD_PART, 1, false}, {"february", PDX_WORD_MONTH, 2, false}, {"feb", PDX_WORD_MONTH, 2, true},
    {"friday", PDX_WORD_WEEKDAY, 5, false}, {"fri", PDX_WORD_WEEKDAY, 5, true}, {"fall", PDX_WORD_SEASON, 23, false},
    {"january", PDX_WORD_MONTH, 1, false}, {"jan", PDX_WORD_MONTH, 1, true}, {"june", PDX_WORD_MONTH, 6, false},
    {"jun", PDX_WORD_MONTH, 6, true}, {"july", PDX_WORD_MONTH, 7, false}, {"jul", PDX_WORD_MONTH, 7, true},
    {"late", PDX_WORD_PART, 3, false}, {"march", PDX_WORD_MONTH, 3, false}, {"mar", PDX_WORD_MONTH, 3, true},
    {"may", PDX_WORD_MONTH, 5, false}, {"mid", PDX_WORD_PART, 2, false}, {"monday", PDX_WORD_WEEKDAY, 1, false},
    {"mon", PDX_WORD_WEEKDAY, 1, true}, {"november", PDX_WORD_MONTH, 11, false}, {"nov", PDX_WORD_MONTH, 11, true},
    {"nd", PDX_WORD_ORDINAL, 0, false}, {"october", PDX_WORD_MONTH, 10, false}, {"oct", PDX_WORD_MONTH, 10, true},
    {"of", PDX_WORD_OF, 0, false}, {"rd", PDX_WORD_ORDINAL, 0, false}, {"september", PDX_WORD_MONTH, 9, false},
    {"sept", PDX_WORD_MONTH, 9, true}, {"sep", PDX_WORD_MONTH, 9, true}, {"saturday", PDX_WORD_WEEKDAY, 6, false},
    {"sat", PDX_WORD_WEEKDAY, 6, true}, {"sunday", PDX_WORD_WEEKDAY, 7, false}, {"sun", PDX_WORD_WEEKDAY, 7, true},
    {"spring", PDX_WORD_SEASON, 21, false}, {"summer", PDX_WORD_SEASON, 22, false}, {"st", PDX_WORD_ORDINAL, 0, false},
    {"s", PDX_WORD_S, 0, false}, {"tuesday", PDX_WORD_WEEKDAY, 2, false}, {"tues", PDX_WORD_WEEKDAY, 2, true},
    {"tue", PDX_WORD_WEEKDAY, 2, true}, {"thursday", PDX_WORD_WEEKDAY, 4, false}, {"thurs", PDX_WORD_WEEKDAY, 4, true},
    {"thur", PDX_WORD_WEEKDAY, 4, true}, {"thu", PDX_WORD_WEEKDAY, 4, true}, {"the", PDX_WORD_THE, 0, false},
    {"to", PDX_WORD_TO, 0, false}, {"till", PDX_WORD_TO, 0, false}, {"th", PDX_WORD_ORDINAL, 0, false},
    {"through", PDX_WORD_TO, 0, false}, {"until", PDX_WORD_TO, 0, false}, {"wednesday", PDX_WORD_WEEKDAY, 3, false},
    {"wed", PDX_WORD_WEEKDAY, 3, true}, {"winter", PDX_WORD_SEASON, 24, false},
};

typedef struct word_class {
    unsigned bit;
    const char *words; /* separated by spaces */
} word_class;

static const word_class classes[] = {
#define MENTION_WORD(class, words) {class, words},
#include "post/mentions/mention_words.def"
#undef MENTION_WORD
};

bool pdx_word_listed(const char *words, pdx_span word) {
    const char *at = words;
    while (*at != '\0') {
        size_t n = 0;
        while (at[n] != ' ' && at[n] != '\0') n++;
        if (n == word.len && memcmp(at, word.data, n) == 0) return true;
        at += at[n] == ' ' ? n + 1 : n;
    }
    return false;
}

unsigned pdx_word_classes(pdx_span word) {
    unsigned found = 0;
    for (size_t i = 0; i < PDX_COUNTOF(classes) && word.len > 0; i++)
        if (pdx_word_listed(classes[i].words, word)) found |= classes[i].bit;
    return found;
}

unsigned pdx_look_classes(pdx_span text, const pdx_look *token) {
    char lower[16];
    const size_t n = token->end - token->begin;
    if (token->kind != PDX_LOOK_WORD || n > 15) return 0;
    for (size_t i = 0; i < n; i++) lower[i] = (char)(text.data[token->begin + i] | 0x20);
    return pdx_word_classes(pdx_span_of(lower, n));
}

#define AFTER(a, b) [(a & 31) << 5 | (b & 31)]
#define LETTER(c) (UINT32_C(1) << (c & 31))
/* Words that dates of English text begin with or are found by (mention_wording.h). */
static pdx_word_heads look_heads = {.thirds = {
    AFTER('a', 'b') = LETTER('a'), AFTER('a', 'f') = LETTER('t'), AFTER('a', 'g') = LETTER('o'), AFTER('a', 'p') = LETTER('r'),
    AFTER('a', 'u') = LETTER('g') | LETTER('t'), AFTER('a', 'z') = LETTER('a'),
    AFTER('b', 'a') = LETTER('h'), AFTER('b', 'e') = LETTER('t'), AFTER('c', 'e') = LETTER('n'), AFTER('d', 'e') = LETTER('c') | LETTER('y'),
    AFTER('e', 'a') = LETTER('r'), AFTER('e', 's') = LETTER('f'),
    AFTER('f', 'a') = LETTER('l') | LETTER('r'), AFTER('f', 'e') = LETTER('b'), AFTER('f', 'o') = LETTER('l'), AFTER('f', 'r') = LETTER('i'),
    AFTER('j', 'a') = LETTER('n'), AFTER('j', 'u') = LETTER('l') | LETTER('n'), AFTER('k', 'h') = LETTER('o'),
    AFTER('l', 'a') = LETTER('s') | LETTER('t'),
    AFTER('m', 'a') = LETTER('r') | LETTER('y'), AFTER('m', 'e') = LETTER('h'), AFTER('m', 'i') = LETTER('d'),
    AFTER('m', 'o') = LETTER('h') | LETTER('n') | LETTER('r'), AFTER('m', 'u') = LETTER('h'), AFTER('n', 'e') = LETTER('x'),
    AFTER('n', 'o') = LETTER('v'), AFTER('o', 'c') = LETTER('t'), AFTER('o', 'r') = LETTER('d'), AFTER('p', 'r') = LETTER('e'),
    AFTER('r', 'a') = LETTER('j') | LETTER('m'), AFTER('s', 'a') = LETTER('f') | LETTER('t'),
    AFTER('s', 'e') = LETTER('p'), AFTER('s', 'h') = LETTER('a'), AFTER('s', 'p') = LETTER('r'), AFTER('s', 'u') = LETTER('m') | LETTER('n'),
    AFTER('t', 'h') = LETTER('i') | LETTER('u'), AFTER('t', 'i') = LETTER('r'), AFTER('t', 'o') = LETTER('m'), AFTER('t', 'u') = LETTER('e'),
    AFTER('w', 'e') = LETTER('d'), AFTER('w', 'i') = LETTER('n'), AFTER('y', 'e') = LETTER('s'),
}};
#undef LETTER
#undef AFTER

static void heads_set(void) { pdx_word_heads_set(&look_heads); }

const pdx_word_heads *pdx_look_heads(void) {
    static pdx_once once;
    pdx_once_run(&once, heads_set);
    return &look_heads;
}

bool pdx_look_can_begin(const uint8_t *word, size_t len) {
    /* The first three letters of months, weekdays, seasons, "between", "early", "late", "mid". */
    static const char *const heads[26] = {
        ['a' - 'a'] = "apraugaut", ['b' - 'a'] = "bet",    ['d' - 'a'] = "dec",       ['e' - 'a'] = "ear",
        ['f' - 'a'] = "febfrifal", ['j' - 'a'] = "janjunjul", ['l' - 'a'] = "lat",    ['m' - 'a'] = "marmaymonmid",
        ['n' - 'a'] = "nov",       ['o' - 'a'] = "oct",    ['s' - 'a'] = "sepsatsunsprsum", ['t' - 'a'] = "tuethu",
        ['w' - 'a'] = "wedwin"};
    if (len < 3 || len > 9) return false;
    const uint8_t first = word[0] | 0x20, second = word[1] | 0x20, third = word[2] | 0x20;
    if (first < 'a' || first > 'z' || heads[first - 'a'] == NULL) return false;
    for (const char *head = heads[first - 'a']; *head != '\0'; head += 3)
        if ((uint8_t)head[1] == second && (uint8_t)head[2] == third) return true;
    return false;
}

/* Bytes beyond ASCII count as letters, save the marks that English text has. */
static size_t mark_length(pdx_span text, size_t at, char *mark) {
    const uint8_t *p = text.data + at;
    const size_t left = text.len - at;
    *mark = 0;
    if (p[0] < 0x80) {
        *mark = (char)p[0];
        return 1;
    }
    if (left >= 3 && p[0] == 0xE2 && p[1] == 0x80) {
        if (p[2] >= 0x90 && p[2] <= 0x95) *mark = '-';
        else if (p[2] == 0x98 || p[2] == 0x99) *mark = '\'';
        return 3;
    }
    if (left >= 2 && p[0] == 0xC2) return 2; /* U+0080..U+00BF: signs */
    if (left >= 3 && p[0] == 0xE2) return 3;
    return 0;
}

/* Length of the white space at `at`; sets *empty_line when it holds one. */
static size_t space_length(pdx_span text, size_t at, bool *empty_line) {
    size_t i = at;
    unsigned breaks = 0;
    while (i < text.len) {
        const uint8_t c = text.data[i];
        if (c == ' ' || (c >= 0x09 && c <= 0x0D)) {
            breaks += c == '\n';
            i++;
        } else if (c == 0xC2 && i + 1 < text.len && text.data[i + 1] == 0xA0) i += 2;
        else break;
    }
    *empty_line = breaks > 1;
    return i - at;
}

static bool is_letter_at(pdx_span text, size_t at) {
    const uint8_t c = text.data[at];
    char mark;
    return pdx_ascii_letter(c) || (c >= 0x80 && mark_length(text, at, &mark) == 0);
}

static void classify_word(pdx_span text, pdx_look *out) {
    char lower[DATE_WORD_MOST + 1] = {0};
    const size_t n = out->end - out->begin;
    if (n > DATE_WORD_MOST) return;
    for (size_t i = 0; i < n; i++) {
        const uint8_t c = text.data[out->begin + i];
        if (c >= 0x80) return;
        lower[i] = (char)(c | 0x20);
    }
    for (size_t i = 0; i < PDX_COUNTOF(date_words); i++) {
        const char *word = date_words[i].word;
        if (word[0] > lower[0]) break;
        if (word[0] != lower[0] || memcmp(word, lower, sizeof lower) != 0) continue;
        out->word = date_words[i].kind;
        out->value8 = date_words[i].value;
        out->brief = date_words[i].brief;
        break;
    }
    if (out->brief && out->end < text.len && text.data[out->end] == '.') {
        out->dotted = true;
        out->end++;
    }
}

static void read_number(pdx_span text, pdx_look *out) {
    size_t at = out->begin;
    while (at < text.len && pdx_ascii_digit(text.data[at])) {
        if (out->digits < 255) out->digits++;
        out->value = out->digits > 9 ? UINT32_MAX : out->value * 10 + (uint32_t)(text.data[at] - '0');
        at++;
    }
    out->end = at;
}

void pdx_look_next(pdx_span text, size_t at, pdx_look *out) {
    memset(out, 0, sizeof *out);
    bool empty_line;
    const size_t space = space_length(text, at, &empty_line);
    out->spaced = space > 0;
    out->begin = out->end = at + space;
    if (out->begin >= text.len || empty_line) return;
    if (pdx_ascii_digit(text.data[out->begin])) {
        out->kind = PDX_LOOK_NUMBER;
        read_number(text, out);
    } else if (is_letter_at(text, out->begin)) {
        out->kind = PDX_LOOK_WORD;
        out->capital = text.data[out->begin] >= 'A' && text.data[out->begin] <= 'Z';
        while (out->end < text.len && is_letter_at(text, out->end)) out->end++;
        classify_word(text, out);
    } else {
        out->kind = PDX_LOOK_MARK;
        out->end += mark_length(text, out->begin, &out->mark);
    }
}

void pdx_look_ahead(pdx_span text, size_t at, pdx_look *out) {
    size_t i = 0;
    for (; i < PDX_LOOK_MAX; i++) {
        pdx_look_next(text, at, &out[i]);
        if (out[i].kind == PDX_LOOK_END) break;
        at = out[i].end;
    }
    for (size_t end = i++; i < PDX_LOOK_MAX; i++) out[i] = out[end];
}

size_t pdx_look_behind(pdx_span text, size_t at, char out[16]) {
    size_t end = at;
    while (end > 0) {
        const uint8_t c = text.data[end - 1];
        if (c == ' ' || c == '\t' || c == '\n' || c == '(' || c == '"') end--;
        else if (end >= 2 && text.data[end - 2] == 0xC2 && c == 0xA0) end -= 2;
        else if (end >= 3 && text.data[end - 3] == 0xE2 && text.data[end - 2] == 0x80 && c == 0x9C) end -= 3;
        else break;
    }
    size_t begin = end;
    while (begin > 0 && pdx_ascii_letter(text.data[begin - 1]) && end - begin < 16) begin--;
    const size_t n = end - begin;
    if (n == 0 || n > 15) return 0;
    for (size_t i = 0; i < n; i++) out[i] = (char)(text.data[begin + i] | 0x20);
    return n;
}
