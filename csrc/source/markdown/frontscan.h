/* What the readers of front matter ask of lines: where they end, how far they are indented, which key they begin with, where a value ends. Private
 * to front*.c. Called by frontmatter.c, frontblock.c, frontjson.c, frontyaml.c and fronttoml.c. Promises: each looks no further than its line, or
 * the end it was given. */
#ifndef PDX_SOURCE_FRONTSCAN_H
#define PDX_SOURCE_FRONTSCAN_H

#include "source/markdown/frontmatter.h"

static inline bool pdx_front_is_blank(uint8_t c) { return c == ' ' || c == '\t' || c == '\r'; }

/* Behind the newline of the line at `at`. */
static inline size_t pdx_front_next_line(pdx_span bytes, size_t at) {
    const uint8_t *newline = at < bytes.len ? memchr(bytes.data + at, '\n', bytes.len - at) : NULL;
    return newline == NULL ? bytes.len : (size_t)(newline - bytes.data) + 1;
}

/* The line without its end and white space behind it. */
static inline pdx_range pdx_front_line_at(pdx_span bytes, size_t at) {
    size_t end = pdx_front_next_line(bytes, at);
    while (end > at && (bytes.data[end - 1] == '\n' || pdx_front_is_blank(bytes.data[end - 1]))) end--;
    return pdx_range_of(at, end);
}

static inline size_t pdx_front_indent(pdx_span bytes, pdx_range line) {
    size_t n = 0;
    while (line.begin + n < line.end && (bytes.data[line.begin + n] == ' ' || bytes.data[line.begin + n] == '\t')) n++;
    return n;
}

static inline bool pdx_front_line_is(pdx_span bytes, size_t at, const char *fence) {
    pdx_range line;
    if (at >= bytes.len || bytes.data[at] != (uint8_t)fence[0]) return false; /* as most lines are */
    line = pdx_front_line_at(bytes, at);
    return pdx_span_equal(pdx_span_slice(bytes, (size_t)line.begin, (size_t)line.end), pdx_span_str(fence));
}

/* The key of a line `key: value` or `key = value`: the range without quotes; *at goes behind the separator. False: it is none. */
bool pdx_front_key_read(pdx_span bytes, pdx_range line, uint8_t separator, pdx_range *key, size_t *at);
/* False: out of memory. */
bool pdx_front_push(pdx_front *front, pdx_range key, size_t begin, size_t end, pdx_front_style style, bool in_list);
/* Where a string ends whose first quote stands before `at`; *behind its last. False: it does not end before `end`. */
bool pdx_front_quote_end(pdx_span bytes, size_t at, size_t end, uint8_t quote, bool doubled, size_t *behind);
/* Without white space and line ends behind it. */
size_t pdx_front_text_end(pdx_span bytes, size_t begin, size_t end);
/* Where a plain scalar of one line ends: before a comment, and the white space before that. */
size_t pdx_front_plain_end(pdx_span bytes, size_t at, size_t end);
/* Whether only white space, or a comment, stands there. */
bool pdx_front_is_rest(pdx_span bytes, size_t at, size_t end);
/* Whether a line begins an item of a list. */
bool pdx_front_is_item(pdx_span bytes, pdx_range line, size_t indent);
bool pdx_front_is_comment(pdx_span bytes, pdx_range line);

#endif
