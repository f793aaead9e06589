/* Labels that no table knows, as "Where: Tidewick" in every entry: what each announces is judged by all its lines. Called by
 * roles.c when what the lexicon explains is marked. Promises: time in proportion to the lines, but for the sorting of those with
 * a label. */
#ifndef PDX_PAGE_LABELLED_H
#define PDX_PAGE_LABELLED_H

#include "page/roles/terms.h"

pdx_status pdx_labelled_read(pdx_marks *marks, pdx_terms *terms, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err) PDX_MUST;

#endif
