/* Runs of n words: all of them, or those that begin at given places, each with how often and in how many posts. Called by study/ngram_table.c.
 * Promises: exact; a run lies in one part; memory for some thirty million places at a time (400 MB) and once more for those of the most frequent
 * words, beside the rows. */
#ifndef PDX_CORPUS_NGRAMS_H
#define PDX_CORPUS_NGRAMS_H

#include "base/vec.h"
#include "corpus/running.h"

enum { PDX_NGRAM_MAX = 8 };

/* A place where a run may begin, the number of its post, and the word that comes next of it: for who starts, that at the place. */
typedef struct pdx_ngram_start {
    uint32_t place, post, next;
} pdx_ngram_start;

typedef struct pdx_ngram {
    uint32_t place; /* where the first of them begins, among the running words */
    uint32_t count, posts;
} pdx_ngram;

typedef struct pdx_ngrams {
    PDX_VEC(pdx_ngram) rows; /* owned; the most frequent first, of equals by their words */
    uint32_t length;         /* words of each */
    uint64_t n_runs;         /* how many there are of all, those that are left out among them */
} pdx_ngrams;

typedef struct pdx_ngram_options {
    uint32_t length;    /* 1 to PDX_NGRAM_MAX */
    uint32_t min_count; /* at least 1; rarer ones are left out */
    pdx_running_scope scope;
    const pdx_tick *tick;
} pdx_ngram_options;

pdx_status pdx_ngrams_count(const pdx_running *running, const pdx_ngram_options *options, pdx_ngrams *out, pdx_error *err) PDX_MUST;
/* Of those that begin at `starts`: ascending, each once, with so many words of its part from each on. */
pdx_status pdx_ngrams_count_at(const pdx_running *running, const pdx_ngram_start *starts, size_t n, const pdx_ngram_options *options, pdx_ngrams *out,
                               pdx_error *err) PDX_MUST;
void pdx_ngrams_deinit(pdx_ngrams *ngrams);

#endif
