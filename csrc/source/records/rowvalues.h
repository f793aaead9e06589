/* What the values of a row mean that has no form of its own: whether a text is HTML, and which names a list has that was written as one text.
 * Called by csv.c, newsfeed_values.c and rowentry.c. */
#ifndef PDX_SOURCE_ROWVALUES_H
#define PDX_SOURCE_ROWVALUES_H

#include "source/records/entry.h"

/* Whether a text has the end of an element, or a line break of HTML. */
bool pdx_row_has_tags(pdx_span text);
/* Whether what a field says is HTML: it has tags, where that field may (a title may speak of one), or is escaped as HTML is ("&amp;") throughout. */
bool pdx_row_is_html(pdx_entry_field field, pdx_span text);
/* Whether it parts its paragraphs itself. */
bool pdx_row_has_paragraphs(pdx_span text);
/* The names of a list as values of a field: as programs print lists, or with bars, semicolons or commas between them, whichever comes first in
 * this order. */
pdx_status pdx_row_add_list(pdx_entry *entry, uint8_t field, pdx_range range, pdx_error *err) PDX_MUST;

#endif
