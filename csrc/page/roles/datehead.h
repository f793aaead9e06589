/* Dates in front of the text of entries, on its first line: "Published on 4 May 2011 The ferry ...". Called by roles.c after all else.
 * Promises: only where most entries of the page begin so; the pieces stay in order. */
#ifndef PDX_PAGE_DATEHEAD_H
#define PDX_PAGE_DATEHEAD_H

#include "page/roles/marks.h"

/* False when out of memory. */
bool pdx_date_heads_read(pdx_marks *marks, const pdx_sheet *sheet, const pdx_starts *starts);

/* Dates without a year or a word, "08-13", on a line of their own: where most entries of the page have one such line. */
void pdx_date_short_read(pdx_marks *marks, const pdx_sheet *sheet, const pdx_starts *starts);

#endif
