/* The page as one entry: where it begins and ends when nothing cuts the page. Called by cut.c. Promises:
 * a page with any words has exactly one entry; what is surely the page's own stays outside it. */
#ifndef PDX_PAGE_SINGLE_H
#define PDX_PAGE_SINGLE_H

#include "page/entries/choose.h"
#include "page/entries/starts.h"

pdx_status pdx_single_read(pdx_starts *starts, const pdx_sheet *sheet, const pdx_choice *choice, pdx_error *err) PDX_MUST;

#endif
