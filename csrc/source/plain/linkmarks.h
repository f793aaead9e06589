/* Marks of links that a program put into a text: "[12]" before what a link says, and at the end a list of where they lead ("  12. http://..."), as
 * text browsers print pages. Called by plaintext.c and linewidth.c. They are no words of the page, as addresses in HTML are none.
 * Promises: any bytes; linear in time. A text whose end is no such list has no marks; one whose marks are not there either keeps the list. */
#ifndef PDX_SOURCE_LINKMARKS_H
#define PDX_SOURCE_LINKMARKS_H

#include "base/span.h"
#include "base/status.h"
#include "base/tick.h"
#include "base/vec.h"

typedef PDX_VEC(pdx_range) pdx_linkmarks; /* stretches of the text, ascending: marks, and last the list */

pdx_status pdx_linkmarks_find(pdx_linkmarks *marks, pdx_span text, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* The end of "[12]" at `at`, or `at`. */
size_t pdx_linkmark_end(pdx_span text, size_t at);

#endif
