/* The short way of the token stream: a piece of ASCII letters and digits that stands alone, found and
 * folded in one pass. Called by tokens.c, where the whole rules decide whatever this one leaves.
 * Promises: what it gives is what pieces.c and fold.c would give. */
#ifndef PDX_TEXT_ASCII_PIECE_H
#define PDX_TEXT_ASCII_PIECE_H

#include "base/span.h"

/* From *at, where no word is being cut: passes over what is no word; then, when a word of at most `limit`
 * ASCII letters and digits follows that nothing joins to what stands behind it, writes it in lower case to
 * `term` (room for `limit` bytes), gives its range and moves *at behind it. Otherwise false, with *at at the
 * word or at the first thing that needs the whole rules. */
bool pdx_ascii_piece(pdx_span text, size_t *at, size_t limit, uint8_t *term, pdx_range *range) PDX_MUST;

#endif
