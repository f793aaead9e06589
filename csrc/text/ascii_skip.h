/* The shortest way through a text: words of ASCII letters and digits that stand alone are counted, not cut. Called by tokens.c.
 * Promises: what it counts are the words that ascii_piece.c would give; it stops before whatever needs a closer look. */
#ifndef PDX_TEXT_ASCII_SKIP_H
#define PDX_TEXT_ASCII_SKIP_H

#include "base/span.h"
#include "text/ascii_piece.h"

/* A stretch of a text, looked through ahead of use. */
typedef struct pdx_ascii_counter {
    size_t begin, end; /* in the text; empty: nothing was looked at */
    uint64_t alnum[PDX_ASCII_WINDOW / PDX_ASCII_BLOCK];
    uint64_t odd[PDX_ASCII_WINDOW / PDX_ASCII_BLOCK]; /* where the whole rules must judge */
} pdx_ascii_counter;

/* From *at, where no word is being cut: passes over at most `most` words and moves *at behind the last, or further on where no word
 * begins before. Gives their number; fewer than `most`: the text ends, or what comes next must be judged by the whole rules. */
size_t pdx_ascii_skip(pdx_ascii_counter *counter, pdx_span text, size_t *at, size_t most);

#endif
