/* Titles right below the names of sections that run together in one line, "Town Fires Harbour": each such line differs, but their words come again
 * and again, and those of the lines below do not. Called by starttitles.c. Promises: work and memory in proportion to these lines. */
#ifndef PDX_PAGE_UNDERTERMS_H
#define PDX_PAGE_UNDERTERMS_H

#include "page/entries/starts.h"

/* Where nearly every entry has such a line for a title, the line below it is the title. False when out of memory. */
bool pdx_under_terms(pdx_starts *starts, const pdx_sheet *sheet) PDX_MUST;

#endif
