/* How probable it is that the rows of a form are the page's entries. Called by rowcut.c for each form. Promises: linear work; 0 for
 * fewer than two rows. */
#ifndef PDX_PAGE_ROWSWEIGH_H
#define PDX_PAGE_ROWSWEIGH_H

#include "page/entries/rowcut.h"

float pdx_rows_weigh(const pdx_rows *rows, const pdx_sheet *sheet);

#endif
