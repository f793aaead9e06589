/* Linked data in a page of HTML (JSON-LD) as things and statements. Called by htmltext.c for each script that holds some.
 * Promises: what is no JSON is read as far as it is; nothing stands deeper than the reader of JSON goes; linear. */
#ifndef PDX_SOURCE_HTMLLINKED_H
#define PDX_SOURCE_HTMLLINKED_H

#include "base/offsets.h"
#include "source/html/htmlsays.h"

/* `json` stands at `at` in what was read, which was decoded from its source as `through` tells; NULL: it is the source. */
pdx_status pdx_html_linked_read(pdx_html_says *says, pdx_span json, uint64_t at, const pdx_offsets *through, pdx_error *err) PDX_MUST;

#endif
