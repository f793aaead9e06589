#include "source/plain/plainlines.h"

#include <string.h>

#include "text/utf8.h"

static bool is_wide(uint32_t code) {
    return code >= 0x1100 && (code <= 0x115F || (code >= 0x2E80 && code <= 0xA4CF) || (code >= 0xAC00 && code <= 0xD7A3) ||
                              (code >= 0xF900 && code <= 0xFAFF) || (code >= 0xFE30 && code <= 0xFE4F) || (code >= 0xFF00 && code <= 0xFF60) ||
                              (code >= 0xFFE0 && code <= 0xFFE6) || (code >= 0x1F300 && code <= 0x1FAFF) || (code >= 0x20000 && code <= 0x3FFFD));
}

/* Hangul is wide too, but has blanks between its words. */
bool pdx_plain_is_ideograph(uint32_t code) { return is_wide(code) && !(code >= 0xAC00 && code <= 0xD7A3); }

static bool is_blank(uint8_t byte) { return byte == ' ' || byte == '\t'; }

/* The first line end from `at` on, a stretch at a time: where all lines end at CR, none is looked for behind the next LF. */
static size_t line_end(pdx_span text, size_t at, size_t *next) {
    enum { STRETCH = 256 };
    size_t end = text.len;
    for (size_t from = at; from < text.len && end == text.len; from += STRETCH) {
        const size_t n = pdx_min_size(STRETCH, text.len - from);
        const uint8_t *lf = memchr(text.data + from, '\n', n);
        const uint8_t *cr = memchr(text.data + from, '\r', lf == NULL ? n : (size_t)(lf - text.data) - from);
        if (cr != NULL) end = (size_t)(cr - text.data);
        else if (lf != NULL) end = (size_t)(lf - text.data);
    }
    *next = pdx_min_size(end + 1, text.len);
    if (end + 1 < text.len && text.data[end] == '\r' && text.data[end + 1] == '\n') ++*next;
    return end;
}

static uint16_t clamp(size_t n) { return (uint16_t)pdx_min_size(n, PDX_PLAIN_WIDEST); }

/* What its characters take. A line that is wider than any that was broken is not looked at to its end. */
static void measure(pdx_span text, pdx_plain_line *line) {
    size_t width = line->indent, first = 0, blanks = 0, most = 0, words = 1, ideographs = 0;
    bool in_first = true;
    for (size_t at = line->begin, len; at < line->end && width < PDX_PLAIN_WIDEST; at += len) {
        const uint32_t code = pdx_utf8_decode(text.data + at, text.data + line->end, &len);
        const size_t columns = is_wide(code) ? 2 : 1;
        width += columns;
        if (code == ' ' || code == '\t') {
            in_first = false;
            words += blanks == 0;
            most = pdx_max_size(most, ++blanks);
            continue;
        }
        blanks = 0;
        ideographs += pdx_plain_is_ideograph(code);
        if (in_first && pdx_plain_is_ideograph(code)) in_first = first == 0;
        if (in_first) first += columns;
        if (in_first && pdx_plain_is_ideograph(code)) in_first = false;
    }
    line->width = clamp(width);
    line->first = clamp(first);
    line->words = clamp(words + ideographs / 2);
    line->most_blanks = clamp(most);
}

pdx_plain_line pdx_plain_line_at(pdx_span text, size_t at) {
    pdx_plain_line line = {0};
    size_t indent = 0;
    line.end = line_end(text, at, &line.next);
    for (line.begin = at; line.begin < line.end && is_blank(text.data[line.begin]); line.begin++) {
        indent = text.data[line.begin] == '\t' ? (indent | 7) + 1 : indent + 1;
    }
    line.indent = clamp(indent);
    while (line.end > line.begin && is_blank(text.data[line.end - 1])) line.end--;
    if (line.end > line.begin) measure(text, &line);
    return line;
}
