/* The line table: every line of a page that is not blank, with what its bytes look like.
 * Built once by cut.c and read by all later steps. Lines end at LF, CRLF or a lone CR. Promises: one
 * pass, memory in proportion to the lines that are not blank; blank lines are only counted. */
#ifndef PDX_PAGE_LINES_H
#define PDX_PAGE_LINES_H

#include "base/arena.h"
#include "base/status.h"
#include "base/tick.h"
#include "base/vec.h"

typedef struct pdx_line {
    uint64_t begin, end;  /* trimmed content, never empty */
    uint32_t number;      /* 1-based line number in the text */
    uint16_t gap;         /* blank lines before it, saturating */
    uint16_t words;       /* by white space, saturating; ideographs count by twos */
    uint16_t counted;     /* bytes that the counts below speak of (the head of a long line) */
    uint16_t digits, commas, codes, separators;
    uint16_t leads;       /* bytes that begin Arabic letters, signs and digits, or those of India and Thailand */
    uint16_t wide;        /* bytes that begin what may be an ideograph */
    uint16_t marks;       /* bytes that begin signs of two bytes, such as the middle dot */
    uint32_t first, last; /* its first and last character */
} pdx_line;

typedef struct pdx_lines {
    PDX_VEC(pdx_line) lines; /* owned */
    uint32_t total;          /* all lines of the text, blank ones too */
    uint16_t common_gap;     /* the commonest number of blank lines between neighbours */
} pdx_lines;

void pdx_lines_init(pdx_lines *lines);
void pdx_lines_deinit(pdx_lines *lines);
void pdx_lines_reset(pdx_lines *lines);
pdx_status pdx_lines_read(pdx_lines *lines, pdx_span text, const pdx_tick *tick, pdx_error *err) PDX_MUST;

static inline uint64_t pdx_line_bytes(const pdx_line *line) { return line->end - line->begin; }

#endif
