/* The short way of the token stream: pieces of ASCII letters and digits that stand alone, found and
 * folded in one pass. Called by tokens.c, where the whole rules decide whatever this one leaves.
 * Promises: what it gives is what pieces.c and fold.c would give. */
#ifndef PDX_TEXT_ASCII_PIECE_H
#define PDX_TEXT_ASCII_PIECE_H

#include "base/span.h"
#include "kernels/ascii_words.h"
#include "text/word.h"

/* From *at, where no word is being cut: passes over what is no word; then, when a word of at most `limit`
 * ASCII letters and digits follows that nothing joins to what stands behind it, writes it in lower case to
 * `term` (room for `limit` bytes), gives its range and moves *at behind it. Otherwise false, with *at at the
 * word or at the first thing that needs the whole rules. */
bool pdx_ascii_piece(pdx_span text, size_t *at, size_t limit, uint8_t *term, pdx_range *range) PDX_MUST;

enum { PDX_ASCII_WINDOW = PDX_LIMIT(4096, 64) };

/* A stretch of a text, looked through ahead of use. */
typedef struct pdx_ascii_window {
    size_t begin, end; /* in the text; empty: nothing was looked at */
    pdx_ascii_mask masks[PDX_ASCII_WINDOW / PDX_ASCII_BLOCK];
} pdx_ascii_window;

/* Looks through the text from `at` on. */
void pdx_ascii_window_move(pdx_ascii_window *window, pdx_span text, size_t at);

/* The same for as many words as follow one another, at most `most`, put into `words` (`keys` takes their long keys). Gives
 * their number; *at is behind the last, or at the first thing that needs the whole rules. `window` is of this text. */
size_t pdx_ascii_words(pdx_ascii_window *window, pdx_span text, size_t *at, pdx_word *words, size_t most, pdx_buf *keys);

#endif
