/* Lines of an entry that are furniture: by their words, as dates, or because the page repeats them. Called by roles.c, first
 * for what is known, in the end for what only repeats. Promises: linear in the entry. */
#ifndef PDX_PAGE_META_H
#define PDX_PAGE_META_H

#include "page/roles/terms.h"

/* Marks what phrases and dates explain; adds items and fields. False when out of memory. */
bool pdx_meta_read(pdx_marks *marks, pdx_terms *terms, const pdx_sheet *sheet, const pdx_start *s, pdx_found *found);
/* Marks the lines of the frame that are still open. */
void pdx_meta_repeated(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, pdx_found *found);

#endif
