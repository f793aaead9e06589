#include "page/entries/replies.h"

enum { LEAST_REPLIES = 2, POSTS = 2 /* titles above the first reply, at most */, NAME_WORDS = 4, NAME_BYTES = 48, REACH = 4, ANSWER_WORDS = 2 };
static const float sure = 0.85f;

/* A time of day stands in the line: "9:04". */
static bool has_time(const pdx_sheet *sheet, size_t i) {
    const uint8_t *text = sheet->text.data;
    for (uint64_t at = sheet->lines[i].begin + 1; at + 2 < sheet->lines[i].end; at++) {
        if (text[at] == ':' && (unsigned)text[at - 1] - '0' < 10 && (unsigned)text[at + 1] - '0' < 10 && (unsigned)text[at + 2] - '0' < 10) {
            return true;
        }
    }
    return false;
}

/* Line `t` could be who wrote a reply, and the next one says when, to the minute. */
static bool is_reply(const pdx_sheet *sheet, size_t t) {
    if (sheet->lines[t].words > NAME_WORDS || pdx_line_bytes(&sheet->lines[t]) > NAME_BYTES ||
        sheet->facts[t].flags & (PDX_FACT_PARA | PDX_FACT_LIST)) {
        return false;
    }
    return t + 1 < sheet->n && sheet->facts[t + 1].flags & PDX_FACT_DATE && has_time(sheet, t + 1);
}

static bool tells_of_comments(const pdx_sheet *sheet, size_t i) {
    return (sheet->facts[i].phrases & (PDX_PHRASE_BIT(PDX_PHRASE_COMMENTS) | PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA))) != 0;
}

/* The titles from the k-th on are replies, but one in eight, and are short as names are. */
static bool are_replies(const pdx_titles *titles, const pdx_sheet *sheet, size_t k) {
    const size_t n = titles->lines.len - k;
    size_t replies = 0, words = 0;
    for (size_t j = k; j < titles->lines.len; j++) {
        replies += is_reply(sheet, titles->lines.data[j]);
        words += sheet->lines[titles->lines.data[j]].words;
    }
    return 8 * replies >= 7 * n && 2 * words <= 5 * n;
}

static bool has_text_above(const pdx_sheet *sheet, size_t t) {
    for (size_t i = 0; i < t; i++)
        if (pdx_sheet_is_body(sheet, i)) return true;
    return false;
}

/* Right above line `t` a line tells of comments, and below it none gives their number again, as each entry of a listing has it. */
static bool is_told(const pdx_sheet *sheet, size_t t) {
    bool told = false;
    size_t counts = 0;
    for (size_t i = t; i > 0 && t - i < REACH; i--) told = told || tells_of_comments(sheet, i - 1);
    for (size_t i = t; i < sheet->n; i++) counts += (sheet->facts[i].phrases & PDX_PHRASE_BIT(PDX_PHRASE_COMMENTS)) != 0;
    return told && counts <= 1;
}

/* The same short line without a number, a link to answer, stands between the replies; furniture of listings does not. */
static bool are_answered(const pdx_titles *titles, const pdx_sheet *sheet, size_t k) {
    const size_t n = titles->lines.len, first = (size_t)titles->lines.data[n - 1] - 1;
    const uint32_t others = PDX_PHRASES_OF_ENTRY & ~PDX_PHRASE_BIT(PDX_PHRASE_COMMENTS);
    size_t with = 0;
    if (sheet->facts[first].phrases & (others | PDX_PHRASES_OF_PAGE) || sheet->lines[first].words > ANSWER_WORDS || sheet->lines[first].digits > 0) {
        return false;
    }
    if (sheet->facts[first].flags & PDX_FACT_WORDLESS) return false; /* a rule between mails */
    for (size_t j = k + 1; j < n; j++) with += pdx_sheet_same(sheet, (size_t)titles->lines.data[j] - 1, first);
    return 4 * with >= 3 * (n - k - 1);
}

void pdx_replies_settle(pdx_choice *choice, pdx_titles *titles, const pdx_sheet *sheet) {
    const size_t n = titles->lines.len;
    if (sheet->n_fixed > 0) return;
    for (size_t k = 0; k <= POSTS && k + LEAST_REPLIES <= n; k++) {
        if (!are_replies(titles, sheet, k) || !has_text_above(sheet, titles->lines.data[k])) continue;
        if (!is_told(sheet, titles->lines.data[k]) && !are_answered(titles, sheet, k)) continue;
        titles->lines.len = titles->score.len = 0;
        choice->why = PDX_WHY(PDX_RULE_WHOLE_SINGLE_FURNITURE);
        choice->probability = sure;
        return;
    }
}
