/* Some words in the order of their bytes. Called where words were met in texts: context_words.c, near_words.c. */
#ifndef PDX_CORPUS_WORD_RANKS_H
#define PDX_CORPUS_WORD_RANKS_H

#include "base/span.h"
#include "base/tick.h"

/* How many have lesser bytes, of each of n words, which are different ones; owned by the caller. */
pdx_status pdx_word_ranks_make(const pdx_span *words, size_t n, const pdx_tick *tick, uint32_t **ranks, pdx_error *err) PDX_MUST;

#endif
