/* How sure the cut is: probabilities of page and entries, and the reasons that speak for each entry.
 * Called by cut.c last. */
#ifndef PDX_PAGE_SURENESS_H
#define PDX_PAGE_SURENESS_H

#include "page/entries/choose.h"
#include "page/roles/marks.h"

pdx_status pdx_sureness_set(pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts, const pdx_titles *titles,
                            const pdx_choice *choice, pdx_error *err) PDX_MUST;

#endif
