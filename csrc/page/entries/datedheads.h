/* A page whose entries have no furniture but their day, which stands behind the title in its line, with the whole text under it:
 * "The mill burns 4 May 2011". Called by cut.c where neither a frame nor rows cut the page for sure. Promises: linear work. */
#ifndef PDX_PAGE_DATEDHEADS_H
#define PDX_PAGE_DATEDHEADS_H

#include "page/entries/rowcut.h"

/* Makes such lines the titles of the page, and the frame empty, where they are likelier than what `choice` has. */
pdx_status pdx_datedheads_read(pdx_rows *rows, pdx_choice *choice, pdx_titles *titles, pdx_frame *frame, const pdx_sheet *sheet, pdx_error *err)
    PDX_MUST;

#endif
