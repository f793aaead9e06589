/* What a person has fixed: starts of entries, roles of lines. Called by cut.c. Promises: a line that is
 * fixed keeps its role, a fixed start begins an entry, and lines that read the same begin entries too. */
#ifndef PDX_PAGE_CORRECTIONS_H
#define PDX_PAGE_CORRECTIONS_H

#include "page/marks.h"

/* Before roles are read: starts and titles. */
pdx_status pdx_corrections_start(pdx_starts *starts, const pdx_sheet *sheet, const pdx_page_options *options, pdx_error *err) PDX_MUST;
/* After roles are read: the roles themselves. */
void pdx_corrections_mark(pdx_marks *marks, const pdx_sheet *sheet, const pdx_page_options *options);

#endif
