/* Marks that programs for conversations write into a text that is no HTML: `<https://tidewick.example|the page>`, `<@U2>`, with `&`, `<` and `>`
 * escaped everywhere else (Slack). Called by rowentry.c.
 * Promises: a text counts as one of these only where each `<` begins such a mark and nothing stands unescaped; linear; what is read stands behind
 * the text it was read from, with its places in the source. */
#ifndef PDX_SOURCE_ROWMARKS_H
#define PDX_SOURCE_ROWMARKS_H

#include "source/records/entry.h"

bool pdx_row_has_marks(pdx_span text);
/* Of the stretch `of` of a text, which has marks: the entry's body as it reads, and its links. */
pdx_status pdx_row_marks_read(pdx_entry *entry, pdx_buf *text, pdx_offsets *map, pdx_range of, pdx_error *err) PDX_MUST;

#endif
