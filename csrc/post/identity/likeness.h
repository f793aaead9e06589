/* How alike two texts are: the share of their shingles, runs of four words, that both have (the resemblance of Broder, "On the resemblance and
 * containment of documents", 1997), and a few numbers of which texts that are much alike have some in common, so that they are found
 * without comparing every two. Called by archive/. Promises: likeness is exact, but for shingles whose 64-bit hashes are equal; the numbers are
 * the same on every machine and in every run, so that they can be stored. */
#ifndef PDX_POST_LIKENESS_H
#define PDX_POST_LIKENESS_H

#include "base/tick.h"
#include "base/vec.h"
#include "text/tokens.h"

enum {
    PDX_SHINGLE_WORDS = 4,
    PDX_SHINGLES_LEAST = 5,    /* a text of fewer says too little: it is like none */
    PDX_LIKENESS_BANDS = 12,
    PDX_LIKENESS_ROWS = 3,     /* least values that one number of the bands stands for */
    PDX_LIKENESS_WORDS = PDX_LIMIT(128, 3) /* read at once */
};

typedef struct pdx_shingles {
    pdx_tokens *tokens;              /* owned */
    pdx_buf keys;                    /* owned; of long words */
    pdx_word words[PDX_LIKENESS_WORDS];
    uint64_t last[PDX_SHINGLE_WORDS - 1]; /* hashes of the words before, the nearest last */
    size_t n_words;
    PDX_VEC(uint64_t) hashes;        /* owned; of the shingles, as they come; after pdx_shingles_end a set, ascending */
} pdx_shingles;

pdx_status pdx_shingles_init(pdx_shingles *shingles, const pdx_analyzer *analyzer, pdx_error *err) PDX_MUST;
void pdx_shingles_deinit(pdx_shingles *shingles); /* also after a failed init */
/* A new text. */
void pdx_shingles_begin(pdx_shingles *shingles);
/* More of it: shingles go over from one stretch to the next. */
pdx_status pdx_shingles_add(pdx_shingles *shingles, pdx_span stretch, pdx_lang language, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Of what was added; false: that is too little. Before or after the end. */
bool pdx_shingles_bands(const pdx_shingles *shingles, uint32_t bands[PDX_LIKENESS_BANDS]) PDX_MUST;
/* No more comes. */
pdx_status pdx_shingles_end(pdx_shingles *shingles, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Of two that have ended: 0 to 1. */
double pdx_shingles_likeness(const pdx_shingles *a, const pdx_shingles *b);

#endif
