#include "source/plain/linkmarks.h"

#include <string.h>

#include "base/ascii.h"

/* FEW: a list of less is chance. LABELS: lines of few words that stand in and above the list ("Visible links"). HIDDEN: so many links in a row that
 * have no words. */
enum { FEW = 3, LABELS = 4, LABEL_BYTES = 40, HIDDEN = 100, DIGITS = 6 };

static bool is_blank(uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\r'; }

/* The number at `at`, which has digits up to *end. */
static uint32_t number_at(pdx_span text, size_t at, size_t *end) {
    uint32_t n = 0;
    size_t i = at;
    for (; i < text.len && i - at < DIGITS && pdx_is_digit(text.data[i]); i++) n = n * 10 + (text.data[i] - '0');
    *end = i;
    return n;
}

static size_t mark_end(pdx_span text, size_t at, uint32_t *number) {
    size_t end;
    if (at >= text.len || text.data[at] != '[') return at;
    *number = number_at(text, at + 1, &end);
    return end > at + 1 && end < text.len && text.data[end] == ']' ? end + 1 : at;
}

size_t pdx_linkmark_end(pdx_span text, size_t at) {
    uint32_t number;
    return mark_end(text, at, &number);
}

/* ---- the list, from its end */

static pdx_span trimmed(pdx_span line) {
    while (line.len > 0 && is_blank(line.data[line.len - 1])) line.len--;
    while (line.len > 0 && is_blank(line.data[0])) line = pdx_span_slice(line, 1, line.len);
    return line;
}

/* "scheme://", or "scheme:" and no blank behind it. */
static bool is_address(pdx_span text) {
    size_t at = 0;
    while (at < text.len && ((text.data[at] | 0x20) >= 'a' && (text.data[at] | 0x20) <= 'z')) at++;
    if (at < 2 || at + 1 >= text.len || text.data[at] != ':') return false;
    return text.data[at + 1] == '/' || memchr(text.data, ' ', text.len) == NULL;
}

/* The number of "12. http://..." or "[12] http://..."; 0: it is no such line. */
static uint32_t listed_number(pdx_span line) {
    uint32_t number = 0;
    size_t at = mark_end(line, 0, &number);
    if (at == 0) {
        number = number_at(line, 0, &at);
        if (at == 0 || at >= line.len || line.data[at] != '.') return 0;
        at++;
    }
    if (at >= line.len || !is_blank(line.data[at])) return 0;
    return is_address(trimmed(pdx_span_slice(line, at, line.len))) ? number : 0;
}

static size_t line_begin(pdx_span text, size_t end) {
    while (end > 0 && text.data[end - 1] != '\n') end--;
    return end;
}

static bool is_label(pdx_span line) {
    if (line.len > LABEL_BYTES) return false;
    for (size_t i = 0; i < line.len; i++) {
        if (pdx_is_digit(line.data[i]) || line.data[i] == '[') return false;
    }
    return true;
}

typedef struct link_list {
    size_t begin;
    uint32_t n; /* 0: there is none */
} link_list;

/* Numbers descend to one; links of another kind, under a label of their own, begin after some that are not listed. Labels stand between
 * them, and above the first, up to two. */
static link_list list_find(pdx_span text) {
    link_list list = {text.len, 0};
    uint32_t expected = 0;
    unsigned labels = 0, above = 0;
    for (size_t end = text.len; end > 0;) {
        const size_t begin = line_begin(text, end - (text.data[end - 1] == '\n'));
        const pdx_span line = trimmed(pdx_span_slice(text, begin, end - (text.data[end - 1] == '\n')));
        const uint32_t number = line.len == 0 ? 0 : listed_number(line);
        end = begin;
        if (line.len == 0) continue;
        if (number != 0 && (expected == 0 || (number < expected && expected - number <= HIDDEN)) && expected != 1) {
            if (expected == 0) list.n = number;
            expected = number;
            list.begin = begin;
        } else if (expected > 1 && is_label(line) && labels < LABELS) {
            labels++;
        } else if (expected == 1 && is_label(line) && above < 2) {
            above++;
            list.begin = begin;
        } else {
            break;
        }
    }
    if (expected != 1 || list.n < FEW) list.n = 0;
    return list;
}

/* ---- the marks, whose numbers ascend */

/* What a link says begins right behind its mark, as nothing does behind that of a note: "as he wrote [3]." */
static bool leads_words(pdx_span text, pdx_range mark) {
    if (mark.end >= text.len || (mark.begin > 0 && !is_blank(text.data[mark.begin - 1]) && text.data[mark.begin - 1] != '\n')) return false;
    return strchr(" \t\r\n.,;:!?)", text.data[mark.end]) == NULL;
}

static bool lead_words(const pdx_linkmarks *marks, pdx_span text) {
    size_t n = 0;
    for (size_t i = 0; i < marks->len; i++) n += leads_words(text, marks->data[i]);
    return 2 * n > marks->len;
}

static pdx_status marks_add(pdx_linkmarks *marks, pdx_span text, uint32_t n, const pdx_tick *tick, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, text.len);
    uint32_t last = 0;
    for (size_t at = 0; at < text.len;) {
        const uint8_t *open = memchr(text.data + at, '[', text.len - at);
        const size_t begin = open == NULL ? text.len : (size_t)(open - text.data);
        uint32_t number = 0;
        const size_t end = mark_end(text, begin, &number);
        PDX_TRY(pdx_pace_step(&pace, begin - at + 1, 0, err));
        at = end > begin ? end : begin + 1;
        if (end <= begin || number <= last || number > n || number - last > HIDDEN) continue;
        last = number;
        if (!PDX_VEC_PUSH(marks, pdx_range_of(begin, end))) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

pdx_status pdx_linkmarks_find(pdx_linkmarks *marks, pdx_span text, const pdx_tick *tick, pdx_error *err) {
    const link_list list = list_find(text);
    marks->len = 0;
    if (list.n == 0) return PDX_OK;
    PDX_TRY(marks_add(marks, pdx_span_slice(text, 0, list.begin), list.n, tick, err));
    if (marks->len * 2 < list.n || !lead_words(marks, text)) marks->len = 0;
    if (marks->len > 0 && !PDX_VEC_PUSH(marks, pdx_range_of(list.begin, text.len))) return pdx_fail_memory(err);
    return PDX_OK;
}
