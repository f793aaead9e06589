/* Entries that are signed: each has one line that says when it was posted, and perhaps by whom and where, always at the same place
 * beside its title. Called by cut.c when titles have been chosen. Promises: linear work; a line a person has spoken of stays. */
#ifndef PDX_PAGE_SIGNED_H
#define PDX_PAGE_SIGNED_H

#include "page/entries/titles.h"

/* Where most titles have such a line above or below them, or that of the entry before, each further such line is of an entry of its own:
 * what stands at the same place beside it becomes the title, in the place of a neighbour that has been taken for it, or as one more. */
pdx_status pdx_signed_settle(pdx_titles *titles, const pdx_sheet *sheet, pdx_error *err) PDX_MUST;
#endif
