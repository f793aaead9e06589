/* The words round matches as ranks in byte order, from the words as they run: no text is read. Called by concordance.c. Promises: the same order as
 * the words of the texts have; where a block has several parts, context goes through all of them; damage is a typed error. */
#ifndef PDX_CORPUS_LINE_WORDS_H
#define PDX_CORPUS_LINE_WORDS_H

#include "corpus/concordance.h"
#include "corpus/context_words.h"

/* Whether the values of a match are read here: it stands in a post. What stands outside of posts does not run. */
bool pdx_line_words_has(const pdx_running *running, const pdx_match *match);
/* Calls for what will be read of it: matches are far from each other. */
void pdx_line_words_fetch(const pdx_running *running, const pdx_match *match);
/* Writes the value of each key that asks for a word: its rank from 1 on; 0: there is none. A node counts as its first word. */
pdx_status pdx_line_words_read(const pdx_running *running, const pdx_match *match, const pdx_context_key *keys, size_t n_keys, int64_t *values,
                               pdx_error *err) PDX_MUST;
/* The same ranks for words that were read from texts; owned by the caller. */
pdx_status pdx_line_words_rank(const pdx_running *running, const pdx_context_words *words, uint32_t **ranks, pdx_error *err) PDX_MUST;

#endif
