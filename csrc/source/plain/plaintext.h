/* What a plain text says, without what a program did to lay it out: lines that were broken are one again, marks of links are left out.
 * Called by archive/. Promises: what stands in a line stays byte for byte; of a broken line there is one blank instead of the line's end
 * and the next one's indent, and none behind a hyphen within a word or between ideographs; the map covers both texts from end to end:
 * what was left out belongs to the character before it. */
#ifndef PDX_SOURCE_PLAINTEXT_H
#define PDX_SOURCE_PLAINTEXT_H

#include "base/buf.h"
#include "base/offsets.h"
#include "source/plain/linkmarks.h"

/* How a text is laid out. */
typedef struct pdx_plaintext_layout {
    unsigned width;      /* its lines were broken at; 0: they were not */
    pdx_linkmarks marks; /* owned */
} pdx_plaintext_layout;

void pdx_plaintext_layout_init(pdx_plaintext_layout *layout);
void pdx_plaintext_layout_deinit(pdx_plaintext_layout *layout);
pdx_status pdx_plaintext_layout_find(pdx_plaintext_layout *layout, pdx_span text, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Whether there is nothing to undo. */
bool pdx_plaintext_is_plain(const pdx_plaintext_layout *layout);

/* `origin`: where `text` was itself decoded from; NULL: its bytes are the source. */
pdx_status pdx_plaintext_append(pdx_buf *out, pdx_offsets *map, pdx_span text, const pdx_plaintext_layout *layout, const pdx_offsets *origin,
                                const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* The line with which text browsers begin what they print, in a text that was put together again: where the page's head links to ("#Feed of
 * the harbour"). Empty: there is none. */
pdx_range pdx_plaintext_head(pdx_span text);

#endif
