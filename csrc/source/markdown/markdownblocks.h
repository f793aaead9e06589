/* Blocks of a text that is marked up: its lines, those that wait until their block ends, and what becomes of them. Called by markdown.c,
 * restblocks.c, orgblocks.c and textblocks.c. */
#ifndef PDX_SOURCE_MARKDOWNBLOCKS_H
#define PDX_SOURCE_MARKDOWNBLOCKS_H

#include "source/markdown/markdown.h"

enum { PDX_BLOCK_TAB = 4 };

typedef struct pdx_block_reader {
    pdx_markdown *of;
    pdx_record *record;
    pdx_span bytes;
    size_t at;          /* of the next line */
    uint8_t role;       /* of the lines that wait in of->lines */
    bool in_list, had_blank;
    bool has_title;
} pdx_block_reader;

typedef struct pdx_block_line {
    size_t begin, end;  /* without white space at its ends */
    size_t indent, next;
} pdx_block_line;

static inline pdx_block_line pdx_block_line_from(pdx_span bytes, size_t begin, size_t stop) {
    pdx_block_line line = {begin, stop, 0, stop};
    while (line.end > begin && pdx_markdown_is_space(bytes.data[line.end - 1])) line.end--;
    while (line.begin < line.end && (bytes.data[line.begin] == ' ' || bytes.data[line.begin] == '\t')) {
        line.indent += bytes.data[line.begin++] == '\t' ? PDX_BLOCK_TAB : 1;
    }
    return line;
}

static inline size_t pdx_block_behind_line(pdx_span bytes, size_t at) {
    const uint8_t *newline = memchr(bytes.data + at, '\n', bytes.len - at);
    return newline == NULL ? bytes.len : (size_t)(newline - bytes.data) + 1;
}

static inline pdx_block_line pdx_block_line_of(pdx_span bytes, size_t at) {
    pdx_block_line line = pdx_block_line_from(bytes, at, pdx_block_behind_line(bytes, at));
    return line;
}

static inline size_t pdx_block_count_of(pdx_span bytes, const pdx_block_line *line, uint8_t c) {
    size_t n = 0;
    while (line->begin + n < line->end && bytes.data[line->begin + n] == c) n++;
    return n;
}

/* Nothing but one of these bytes, and spaces. */
static inline bool pdx_block_is_all(pdx_span bytes, const pdx_block_line *line, uint8_t c, size_t least) {
    size_t n = 0;
    for (size_t i = line->begin; i < line->end; i++) {
        if (bytes.data[i] == c) n++;
        else if (!pdx_markdown_is_space(bytes.data[i])) return false;
    }
    return n >= least;
}

/* `- `, `* `, `+ `, `1. `: how many bytes; 0: it begins no item. */
size_t pdx_block_marker(pdx_span bytes, const pdx_block_line *line);
/* The lines that wait, as a block of their role. */
pdx_status pdx_block_flush(pdx_block_reader *self, pdx_error *err) PDX_MUST;
pdx_status pdx_block_wait(pdx_block_reader *self, size_t begin, size_t end, uint8_t role, pdx_error *err) PDX_MUST;
/* A line that is a block. */
pdx_status pdx_block_alone(pdx_block_reader *self, size_t begin, size_t end, uint8_t role, pdx_error *err) PDX_MUST;
/* The first heading is the title where nothing else is. */
uint8_t pdx_block_heading_role(pdx_block_reader *self, size_t level);
/* The line of a program that begins at `at`, less so much of its indent. */
pdx_range pdx_block_code_line(pdx_span bytes, size_t at, const pdx_block_line *line, size_t indent);
/* The lines that wait, as one part of code, as they stand. */
pdx_status pdx_block_code(pdx_block_reader *self, pdx_error *err) PDX_MUST;
/* Lines from here on that are indented, as code. */
pdx_status pdx_block_indented(pdx_block_reader *self, pdx_error *err) PDX_MUST;

#endif
