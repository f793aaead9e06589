/* Lists of frequent words, laid out over all posts of a segment: a byte for each post says about what the word gives it, half a byte how often the post
 * has it. A snapshot keeps them for words that are asked for again and again. Called by snapshot.c and query/.
 * Promises: any number of threads may ask; what is kept is hardly more than the index itself, and never more than a fixed number of bytes. */
#ifndef PDX_INDEX_DENSE_LISTS_H
#define PDX_INDEX_DENSE_LISTS_H

#include "base/atomic.h"
#include "segment/segment.h"

enum {
    PDX_DENSE_TOP = 255,  /* a top stands for tf / (k1 + tf) times so much, rounded up */
    PDX_DENSE_OTHER = 15, /* occurrences that are not all in the body, or too many for half a byte: see `others` */
    PDX_DENSE_SLACK = 64  /* bytes of 0 behind those of the last post */
};

typedef struct pdx_dense_list {
    uint8_t *tops;     /* of each post; 0 where it does not have the word. This and the next stand in the list's own block */
    uint8_t *counts;   /* occurrences, all of them in the body; 0; or PDX_DENSE_OTHER: of two posts in a byte, the first in the lower half */
    pdx_doc *others;   /* owned, ascending, with their tfs behind them */
    double *tfs;
    uint32_t n_others;
    uint32_t at_least[PDX_DENSE_TOP + 1]; /* how many posts have such a top or a greater one */
    size_t bytes;      /* that it takes */
} pdx_dense_list;

static inline unsigned pdx_dense_list_count(const pdx_dense_list *dense, pdx_doc doc) { return dense->counts[doc / 2] >> doc % 2 * 4 & 15u; }

/* Room for one of `n_posts`, all 0; NULL: out of memory. */
pdx_dense_list *pdx_dense_list_new(uint32_t n_posts) PDX_MUST;
/* Copies those of which a byte cannot tell; false: out of memory. */
bool pdx_dense_list_others(pdx_dense_list *dense, const pdx_doc *docs, const double *tfs, uint32_t n) PDX_MUST;
void pdx_dense_list_free(pdx_dense_list *dense);

typedef struct pdx_dense_lists pdx_dense_lists;

pdx_dense_lists *pdx_dense_lists_new(const pdx_segment *segment) PDX_MUST; /* NULL: out of memory */
void pdx_dense_lists_free(pdx_dense_lists *lists);

/* That of the list, if there is one. *wanted: there is none, and whoever asks is to make it, and to say so by `keep`, with NULL where it could
 * not be made. */
const pdx_dense_list *pdx_dense_lists_ask(pdx_dense_lists *lists, const pdx_list_place *place, bool *wanted);
void pdx_dense_lists_keep(pdx_dense_lists *lists, const pdx_list_place *place, pdx_dense_list *dense);

#endif
