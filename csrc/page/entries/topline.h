/* Whether the first line of a page is its heading and not the title of its first entry. Called by starts.c when all entries are found.
 * Promises: one look at each entry. */
#ifndef PDX_PAGE_TOPLINE_H
#define PDX_PAGE_TOPLINE_H

#include "page/entries/starts.h"

/* The page's first line is its heading where the next one could be the title as well, and text stands right under that, as it does under the
 * titles of at least half of the others: then the first entry begins with the second line. */
void pdx_topline_leave(pdx_starts *starts, const pdx_sheet *sheet);

#endif
