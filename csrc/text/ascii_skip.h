/* The shortest way through a text: words of ASCII letters and digits that stand alone are counted, not cut. Called by tokens.c.
 * Promises: what it counts are the words that ascii_piece.c would give; it stops before whatever needs a closer look. */
#ifndef PDX_TEXT_ASCII_SKIP_H
#define PDX_TEXT_ASCII_SKIP_H

#include "text/ascii_piece.h"

/* From *at, where no word is being cut: passes over at most `most` words and moves *at behind the last, or further on where no word
 * begins before. Gives their number; fewer than `most`: the text ends, or what comes next must be judged by the whole rules.
 * `window` is of this text. */
size_t pdx_ascii_skip(pdx_ascii_window *window, pdx_span text, size_t *at, size_t most);

/* The same for words that end not behind `behind`, however many they are. */
size_t pdx_ascii_skip_to(pdx_ascii_window *window, pdx_span text, size_t *at, size_t behind);

#endif
