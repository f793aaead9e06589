/* The role of every line, given where entries begin and end. Called by cut.c. Promises: every line gets
 * one; linear work. */
#ifndef PDX_PAGE_ROLES_H
#define PDX_PAGE_ROLES_H

#include "page/roles/marks.h"

/* Fills marks, pieces, items and found; sets the page's kind, label, site and probabilities. */
pdx_status pdx_roles_read(pdx_marks *marks, pdx_page *page, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err) PDX_MUST;

#endif
