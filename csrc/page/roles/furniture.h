/* Roles, pieces and fields of furniture lines: what the lexicon says of them, or what their form and
 * place say without it. Called by roles.c for each line of an entry that is furniture. */
#ifndef PDX_PAGE_FURNITURE_H
#define PDX_PAGE_FURNITURE_H

#include "page/roles/marks.h"

/* Marks line `i` by its phrases; adds pieces, items and fields. False when out of memory. */
bool pdx_furniture_phrases(pdx_marks *marks, const pdx_sheet *sheet, size_t i, pdx_found *found);
/* Splits furniture glued to the end of line `i`, whose own role is set. */
bool pdx_furniture_tail(pdx_marks *marks, const pdx_sheet *sheet, size_t i, pdx_found *found);
/* Splits line `i` at byte `cut` of the page, behind which furniture of that kind stands (pdx_phrase_kind). */
bool pdx_furniture_cut(pdx_marks *marks, const pdx_sheet *sheet, size_t i, uint64_t cut, unsigned kind, pdx_found *found);
/* Adds the items of a list in `range`, part of line `i`. */
bool pdx_furniture_items(pdx_marks *marks, const pdx_sheet *sheet, size_t i, pdx_range range);

#endif
