/* Parts of a cut page fall into two where a later look tells more. Called by sitetails.c, sitetell.c and sitetitles.c. Promises: parts still cover
 * the text; entries, items and the heading go on naming the same parts. */
#ifndef PDX_PAGE_SPLITPARTS_H
#define PDX_PAGE_SPLITPARTS_H

#include "page/page.h"

/* Part `part` ends at `end`, and what stands from `begin` on is a part of its own; what is between them is blank, or nothing. */
typedef struct pdx_part_split {
    uint32_t part;
    uint64_t end, begin;
    uint8_t first_role, second_role; /* pdx_role */
} pdx_part_split;

/* `splits` ascend by part, at most one of each. Items that begin in the second half belong to it. */
pdx_status pdx_page_split_parts(pdx_page *page, const pdx_part_split *splits, size_t n, pdx_error *err) PDX_MUST;

#endif
