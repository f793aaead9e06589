/* Lines of a page that have the bytes of an earlier one. Called by facts.c for each line in turn. Promises: bytes are compared, a hash
 * decides nothing; constant time and memory for each line. */
#ifndef PDX_PAGE_SAMELINES_H
#define PDX_PAGE_SAMELINES_H

#include "page/lines/lines.h"

typedef struct pdx_same_line {
    uint32_t hash, line; /* line: its index + 1; 0: empty */
} pdx_same_line;

typedef struct pdx_same_lines {
    pdx_same_line *slots; /* owned */
    size_t mask;
} pdx_same_lines;

/* For at most so many lines. False when out of memory. */
bool pdx_same_lines_init(pdx_same_lines *same, size_t lines) PDX_MUST;
void pdx_same_lines_deinit(pdx_same_lines *same);
/* The first line with the bytes of line `i`, which may be itself; `hash` is that of its bytes. */
size_t pdx_same_lines_find(pdx_same_lines *same, pdx_span text, const pdx_line *lines, size_t i, uint64_t hash);

#endif
