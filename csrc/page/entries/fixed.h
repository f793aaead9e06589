/* The lines of a page of which a person has said that they are titles, or are none. Every way to read the page is held against
 * them before one is taken: what contradicts a person is not likely, whatever else speaks for it. Read by cut.c; asked by whatever
 * weighs titles. Promises: a page without corrections costs nothing. */
#ifndef PDX_PAGE_FIXED_H
#define PDX_PAGE_FIXED_H

#include "page/entries/starts.h"

typedef struct pdx_fixed_lines {
    PDX_VEC(pdx_fixed_line) lines; /* owned; in order */
} pdx_fixed_lines;

void pdx_fixed_init(pdx_fixed_lines *fixed);
void pdx_fixed_deinit(pdx_fixed_lines *fixed);
/* The corrections that say something of titles. Of the sheet only lines are read. */
pdx_status pdx_fixed_read(pdx_fixed_lines *fixed, const pdx_sheet *sheet, const pdx_page_options *options, pdx_error *err) PDX_MUST;
/* What the sheet's fixed lines say against these titles: a logarithm of odds, 0 where nothing does. */
float pdx_fixed_odds(const pdx_sheet *sheet, const uint32_t *titles, size_t n);
/* The same as a probability, given the one that they have by themselves; of titles, */
float pdx_fixed_weigh(const pdx_sheet *sheet, const uint32_t *titles, size_t n, float probability);
/* and of those of entries. */
float pdx_fixed_weigh_starts(const pdx_sheet *sheet, const pdx_start *starts, size_t n, float probability);

/* The index of the line with number `number`, or sheet->n when that line is blank or not there. */
size_t pdx_sheet_find(const pdx_sheet *sheet, uint32_t number);

#endif
