/* A date printed once above all entries of its day, as Blogger and Movable Type do: entries without a date of their own take
 * that of the nearest one above them. Called by roles.c when the entries' own dates are known. Promises: linear work. */
#ifndef PDX_PAGE_DAYHEADER_H
#define PDX_PAGE_DAYHEADER_H

#include "page/roles/marks.h"

void pdx_dayheaders_read(pdx_marks *marks, const pdx_sheet *sheet, const pdx_starts *starts);

#endif
