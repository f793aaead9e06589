/* Short lines of entries that no phrase explains, judged by their place: what stands at the same place of the other
 * entries, what comes again there, and how it looks. Finds lists of terms with and without a label, terms one a line, a term
 * above the title, authors. Called by roles.c when the lines that the lexicon and the dates explain are marked.
 * Promises: linear work; a line that nothing explains stays open. */
#ifndef PDX_PAGE_SLOTS_H
#define PDX_PAGE_SLOTS_H

#include "page/roles/terms.h"

/* Marks lines, adds their items and the authors found. */
pdx_status pdx_slots_read(pdx_marks *marks, pdx_terms *terms, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err) PDX_MUST;

#endif
