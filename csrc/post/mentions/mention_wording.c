#include "post/mentions/mention_wording.h"

#include "page/lexicon/chars.h"
#include "post/mentions/mention_lex.h"
#include "post/mentions/mention_match.h"

enum {
    STRETCH = PDX_LIMIT(1024, 256), /* bytes that are looked at together */
    LONGEST_PATTERN = 20,           /* tokens */
    TOKENS_BEHIND = 3,              /* that decide about a mention */
    READING_WORK = 16,              /* what looking for dates takes, as a pace counts */
    BYTES_BEFORE = 64, BYTES_AFTER = 96
};

static pdx_status push(pdx_mentions *out, const pdx_mention *mention, uint64_t by, pdx_error *err) {
    pdx_mention moved = *mention;
    moved.range.begin += by;
    moved.range.end += by;
    if (!PDX_VEC_PUSH(out, moved)) return pdx_fail_memory(err);
    return PDX_OK;
}

/* Mentions of a stretch that begin at `floor` or later and before `limit`, a token; gives the end of the last. */
static pdx_status find_in(const pdx_wording *stretch, uint64_t by, size_t floor, size_t limit, size_t *end, pdx_mentions *out, pdx_error *err) {
    for (size_t i = 0; i < limit; i++) {
        pdx_mention mention;
        size_t last;
        if (stretch->tokens.items[i].begin < floor || !pdx_wording_mention_at(stretch, i, &mention, &last)) continue;
        PDX_TRY(push(out, &mention, by, err));
        *end = floor = (size_t)mention.range.end;
        i = last;
    }
    return PDX_OK;
}

static bool is_continuation(uint8_t c) { return (c & 0xC0) == 0x80; }

pdx_status pdx_wording_find(pdx_span text, uint64_t offset, pdx_lang code, pdx_mentions *out, const pdx_tick *tick, pdx_error *err) {
    const pdx_wording_language *language = pdx_wording_language_of(code);
    pdx_pace pace = pdx_pace_of(tick, 0);
    pdx_wording stretch;
    size_t floor = 0;
    for (size_t at = 0; at < text.len;) {
        size_t end = pdx_min_size(text.len, at + STRETCH);
        while (end < text.len && end > at + 1 && is_continuation(text.data[end])) end--;
        pdx_wording_read(&stretch, language, code, pdx_span_slice(text, at, end));
        const size_t n = stretch.tokens.n;
        const bool whole = end == text.len && n < PDX_DATE_TOKENS;
        /* What begins near the end is read again, with what follows. */
        const size_t limit = whole ? n : n > LONGEST_PATTERN + TOKENS_BEHIND ? n - LONGEST_PATTERN : n;
        size_t seen = floor > at ? floor - at : 0;
        PDX_TRY(find_in(&stretch, offset + at, seen, limit, &seen, out, err));
        floor = pdx_max_size(floor, at + seen);
        const size_t next = whole || limit == n ? end : at + stretch.tokens.items[limit - TOKENS_BEHIND].begin;
        /* Where the first tokens fill the stretch there is nothing to go back for. */
        floor = pdx_max_size(floor, whole || limit == n ? next : at + stretch.tokens.items[limit].begin);
        PDX_TRY(pdx_pace_step(&pace, READING_WORK * (next - at), 0, err));
        at = next;
    }
    return PDX_OK;
}

/* Words of English that dates by patterns have, and what one of the words before or behind must be. */
typedef struct hint {
    const char *word;
    const char *before, *behind; /* NULL: whatever */
} hint;

#define UNITS "day days week weeks month months year years decade decades century centuries"
#define SEASONS "spring summer autumn fall winter"
#define INTO "in the during since until"
#define NAMES                                                                                                                                    \
    "week month year decade century night spring summer autumn fall winter january february march april may june july august september october " \
    "november december monday tuesday wednesday thursday friday saturday sunday"
static const hint hints[] = {
    {"yesterday", NULL, NULL}, {"tomorrow", NULL, NULL}, {"ago", UNITS, NULL},         {"later", UNITS, NULL}, {"afterwards", UNITS, NULL},
    {"earlier", UNITS, NULL},  {"last", NULL, NAMES},    {"next", NULL, NAMES " day"}, {"this", NULL, NAMES},  {"following", NULL, UNITS},
    {"previous", NULL, UNITS}, {"century", NULL, NULL},  {"centuries", NULL, NULL},    {"spring", INTO, NULL}, {"summer", INTO, NULL},
    {"autumn", INTO, NULL},    {"fall", INTO, NULL},     {"winter", INTO, NULL},
};

static size_t lower_word(pdx_span text, size_t at, char out[16]) {
    size_t n = 0;
    while (at < text.len && (text.data[at] == ' ' || text.data[at] == '\n' || text.data[at] == '\t')) at++;
    while (at + n < text.len && n < 16 && pdx_ascii_letter(text.data[at + n])) {
        out[n] = (char)(text.data[at + n] | 0x20);
        n++;
    }
    return n < 16 ? n : 0;
}

/* The first letters of the words above: a quick refusal. */
static bool can_hint(const uint8_t *word, size_t len) {
    if (len < 3 || len > 10) return false;
    switch (word[0] | 0x20) {
    case 'y': return len == 9;
    case 't': return (len == 4 && (word[2] | 0x20) == 'i') || len == 8;
    case 'a': return len == 3 || len == 6 || len == 10;
    case 'l': return len == 4 || len == 5;
    case 'e': return len == 7;
    case 'n': return len == 4;
    case 'f': return len == 9 || len == 4;
    case 'p': return len == 8;
    case 'c': return len == 7 || len == 9;
    case 's': case 'w': return len == 6;
    default: return false;
    }
}

/* Months of the Persian and of the Islamic year, most of which are names too: a number has to stand beside them. */
static const char other_months[] = "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand muharram moharram safar "
                                   "rajab shaban ramadan ramazan shawwal";

static bool is_other_month(pdx_span text, size_t begin, size_t end) {
    char word[16], beside[16];
    size_t before = begin, behind = end;
    if (text.data[begin] > 'Z' || end - begin < 3 || !pdx_word_listed(other_months, pdx_span_of(word, lower_word(text, begin, word)))) return false;
    while (before > 0 && text.data[before - 1] == ' ') before--;
    while (behind < text.len && (text.data[behind] == ' ' || text.data[behind] == ',')) behind++;
    if ((before > 0 && pdx_ascii_digit(text.data[before - 1])) || (behind < text.len && pdx_ascii_digit(text.data[behind]))) return true;
    return pdx_word_listed("of st nd rd th", pdx_span_of(beside, pdx_look_behind(text, begin, beside)));
}

bool pdx_wording_hint(pdx_span text, size_t begin, size_t end) {
    char word[16], beside[16];
    if (is_other_month(text, begin, end)) return true;
    if (!can_hint(text.data + begin, end - begin)) return false;
    const size_t len = lower_word(text, begin, word);
    for (size_t i = 0; i < PDX_COUNTOF(hints); i++) {
        const hint *h = &hints[i];
        if (strlen(h->word) != len || memcmp(h->word, word, len) != 0) continue;
        if (h->before != NULL) return pdx_word_listed(h->before, pdx_span_of(beside, pdx_look_behind(text, begin, beside)));
        return h->behind == NULL || pdx_word_listed(h->behind, pdx_span_of(beside, lower_word(text, end, beside)));
    }
    return false;
}

bool pdx_wording_round(pdx_span text, size_t floor, size_t begin, pdx_mention *out) {
    const pdx_wording_language *language = pdx_wording_language_of(PDX_LANG_EN);
    size_t from = begin > BYTES_BEFORE ? begin - BYTES_BEFORE : 0, to = pdx_min_size(text.len, begin + BYTES_AFTER);
    /* Whole words only. */
    if (from > 0)
        while (from < begin && text.data[from - 1] != ' ' && text.data[from - 1] != '\n') from++;
    while (to < text.len && to > begin && is_continuation(text.data[to])) to--;
    pdx_wording stretch;
    pdx_wording_read(&stretch, language, PDX_LANG_EN, pdx_span_slice(text, from, to));
    for (size_t i = 0; i < stretch.tokens.n && from + stretch.tokens.items[i].begin <= begin; i++) {
        size_t last;
        if (from + stretch.tokens.items[i].begin < floor || !pdx_wording_mention_at(&stretch, i, out, &last)) continue;
        if (from + out->range.end <= begin) continue;
        out->range.begin += from;
        out->range.end += from;
        return true;
    }
    return false;
}

/* The word of letters and digits that ends before *at, in small letters, and where it begins; 0: something else stands there. */
static size_t word_back(pdx_span text, size_t floor, size_t *at, char out[16]) {
    size_t end = *at, begin;
    while (end > floor && (text.data[end - 1] == ' ' || text.data[end - 1] == '\n')) end--;
    for (begin = end; begin > floor && (pdx_ascii_letter(text.data[begin - 1]) || pdx_ascii_digit(text.data[begin - 1])); begin--) {}
    if (begin == end || end - begin > 15) return 0;
    for (size_t i = begin; i < end; i++) out[i - begin] = (char)(text.data[i] | 0x20);
    *at = begin;
    return end - begin;
}

bool pdx_wording_century_before(pdx_span text, size_t floor, size_t begin, pdx_mention *out) {
    static const char century[] = " century";
    char word[16 + sizeof century];
    size_t at = begin, last, n = word_back(text, floor, &at, word);
    while (n > 0 && pdx_word_listed("early mid late the", pdx_span_of(word, n))) n = word_back(text, floor, &at, word);
    const bool joined = n > 0 && pdx_word_listed("and or to through", pdx_span_of(word, n));
    if (n > 0 && !joined) return false;
    while (at > floor && text.data[at - 1] == ' ') at--;
    const bool comma = at > floor && text.data[at - 1] == ',';
    if (!joined && !comma) return false;
    at -= comma;
    n = word_back(text, floor, &at, word);
    if (n == 0 || !pdx_ascii_letter((uint8_t)word[n - 1]) || (at > floor && text.data[at - 1] == '-')) return false; /* "twenty-first": only its end */
    memcpy(word + n, century, sizeof century - 1);
    pdx_wording stretch;
    pdx_wording_read(&stretch, pdx_wording_language_of(PDX_LANG_EN), PDX_LANG_EN, pdx_span_of(word, n + sizeof century - 1));
    if (!pdx_wording_mention_at(&stretch, 0, out, &last) || out->kind != PDX_MENTION_CENTURY || out->range.begin != 0) return false;
    out->range = pdx_range_of(at, at + n);
    return true;
}
