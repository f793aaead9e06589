/* What themes glue to titles: the date of the entry, its author or the number of its comments behind them, the day before or behind them under the
 * heading of a month. Called by roles.c when titles are marked. Promises: only where most titles of the page end so, and differ in the words before;
 * linear work. */
#ifndef PDX_PAGE_TITLEEND_H
#define PDX_PAGE_TITLEEND_H

#include "page/roles/marks.h"

/* Splits the lines of such titles; false when out of memory. */
bool pdx_titleends_read(pdx_marks *marks, const pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts);

#endif
