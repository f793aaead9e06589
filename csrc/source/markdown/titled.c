#include "source/markdown/titled.h"

enum { LOOKED_AT = 1 << 15, DAY_LINE = 60 /* bytes of a line that says a day */, DAYS_FEWEST = 2 };

typedef struct line_walk {
    pdx_span text;
    size_t at;
    bool in_fence; /* what is no heading there */
} line_walk;

static bool is_blank(pdx_span line) {
    for (size_t i = 0; i < line.len; i++) {
        if (line.data[i] != ' ' && line.data[i] != '\t' && line.data[i] != '\r') return false;
    }
    return true;
}

static bool line_next(line_walk *w, pdx_span *line) {
    const uint8_t *newline = w->at < w->text.len ? memchr(w->text.data + w->at, '\n', w->text.len - w->at) : NULL;
    const size_t end = newline == NULL ? w->text.len : (size_t)(newline - w->text.data);
    if (w->at >= w->text.len) return false;
    *line = pdx_span_slice(w->text, w->at, end);
    w->at = end + (newline != NULL);
    if (pdx_span_starts(*line, pdx_span_str("```")) || pdx_span_starts(*line, pdx_span_str("~~~"))) w->in_fence = !w->in_fence;
    return true;
}

/* Words begin with a letter or a digit, and no sign, of whatever script. */
static bool is_worded(pdx_span words) {
    const uint8_t first = words.data[0];
    return (first >= '0' && first <= '9') || ((first | 0x20) >= 'a' && (first | 0x20) <= 'z') || (first >= 0xC3 && first != 0xE2 && first != 0xEF);
}

/* The level of a heading, or 0; *words: what it says. */
static size_t heading_level(pdx_span line, pdx_span *words) {
    size_t n = 0, at;
    while (n < line.len && line.data[n] == '#') n++;
    for (at = n; at < line.len && line.data[at] == ' '; at++) {}
    *words = pdx_span_slice(line, at, line.len);
    return at > n && n <= 6 && !is_blank(*words) ? n : 0;
}

static bool says_year(pdx_span line) {
    size_t digits = 0;
    if (line.len > DAY_LINE) return false;
    for (size_t i = 0; i <= line.len; i++) {
        const bool is_digit = i < line.len && line.data[i] >= '0' && line.data[i] <= '9';
        const uint8_t *year = line.data + i - digits;
        if (!is_digit && digits == 4 && ((year[0] == '1' && year[1] == '9') || (year[0] == '2' && year[1] == '0'))) return true;
        digits = is_digit ? digits + 1 : 0;
    }
    return false;
}

bool pdx_markdown_is_titled(pdx_span bytes) {
    const pdx_span mark = pdx_span_str("\xEF\xBB\xBF");
    line_walk w = {pdx_span_slice(bytes, 0, pdx_min_size(bytes.len, LOOKED_AT)), pdx_span_starts(bytes, mark) ? mark.len : 0, false};
    pdx_span line, words;
    bool has_text = false, below_heading = false;
    size_t days = 0;
    do {
        if (!line_next(&w, &line)) return false;
    } while (is_blank(line));
    if (heading_level(line, &words) != 1 || !is_worded(words) || (line_next(&w, &line) && !is_blank(line))) return false;
    while (line_next(&w, &line)) {
        const size_t level = w.in_fence ? 0 : heading_level(line, &words);
        if (is_blank(line)) continue;
        if (level == 1 || (level > 1 && words.data[0] == '[')) return false;
        days += below_heading && says_year(line);
        below_heading = level > 1;
        has_text = has_text || level == 0;
    }
    return has_text && days < DAYS_FEWEST;
}
