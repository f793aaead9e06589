/* Characters of scripts that are indexed in bigrams: one by itself, and where the two of a bigram part.
 * Called by query/ and corpus/, where a query asks for one character. Promises: any bytes are safe; a character has with it what is
 * attached to it (Extend, Format, ZWJ), as docs/words.md says. */
#ifndef PDX_TEXT_BIGRAM_H
#define PDX_TEXT_BIGRAM_H

#include "base/span.h"

/* Whether `piece` is one such character and nothing else. */
bool pdx_bigram_is_single(pdx_span piece);
/* The bytes of the first character of `text`, and those of its last; all when there is only one. */
size_t pdx_bigram_first_len(pdx_span text);
size_t pdx_bigram_last_len(pdx_span text);

/* What of a bigram, or of pieces of which the first and the last may be bigrams, is meant: all, all but the first character of the first,
 * all but the last character of the last. */
enum { PDX_CUT_NONE = 0, PDX_CUT_FIRST = 1, PDX_CUT_LAST = 2 };
pdx_range pdx_bigram_cut(pdx_span text, pdx_range range, unsigned cut);

#endif
