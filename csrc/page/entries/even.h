/* A page whose entries are all alike, line by line: so many short lines and so many texts without furniture, and again, from its first title to
 * its last text; or the texts first, and each title below its own, with the day or without. Sections of one post are seldom so even. Called by
 * cut.c behind rowcut.c. Promises: linear work. */
#ifndef PDX_PAGE_EVEN_H
#define PDX_PAGE_EVEN_H

#include "page/entries/rowcut.h"

/* Takes the titles of such a page, where nothing cuts it, not with more probability, or at some of them alone. Titles below their texts are
 * taken whatever cuts it: to any other reading a text without a title stands above the first, and a title without a text below the last. */
pdx_status pdx_even_read(pdx_rows *rows, pdx_choice *choice, pdx_titles *titles, pdx_frame *frame, const pdx_sheet *sheet, pdx_error *err) PDX_MUST;

#endif
