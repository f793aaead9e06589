/* Lists of frequent words, laid out over all posts of a segment: a byte for each post says about what the word gives it, half a byte how often the
 * post has it. A snapshot keeps them for words that are asked for again and again. Called by snapshot.c and query/.
 * Promises: any number of threads may ask; what is kept is hardly more than twice the index, and never more than a fixed number of bytes. */
#ifndef PDX_INDEX_DENSE_LISTS_H
#define PDX_INDEX_DENSE_LISTS_H

#include "base/arena.h"
#include "base/atomic.h"
#include "segment/segment.h"

enum {
    PDX_DENSE_TOP = 255,  /* a top stands for tf / (k1 + tf) times so much, rounded up, by hardly more than one */
    PDX_DENSE_OTHER = 15, /* occurrences that are not all in the body, or too many for half a byte: see `others` */
    PDX_DENSE_SLACK = 64  /* bytes of 0 behind those of the last post */
};

typedef struct pdx_dense_list {
    uint8_t *tops;     /* of each post; 0 where it does not have the word. This and the next stand in the list's own block */
    uint8_t *counts;   /* occurrences, all of them in the body; 0; or PDX_DENSE_OTHER: of two posts in a byte, the first in the lower half */
    pdx_doc *others;   /* owned, ascending, with their tfs behind them; borrowed of one in an arena */
    double *tfs;
    uint32_t n_others;
    uint32_t at_least[PDX_DENSE_TOP + 1]; /* how many posts have such a top or a greater one */
    size_t bytes;      /* that it takes */
    bool once;         /* it lies in an arena with all that it has */
} pdx_dense_list;

static inline unsigned pdx_dense_list_count(const pdx_dense_list *dense, pdx_doc doc) { return dense->counts[doc / 2] >> doc % 2 * 4 & 15u; }

/* The greatest byte that k posts have, or more. */
uint8_t pdx_dense_list_kth_top(const pdx_dense_list *dense, size_t k);

/* Room for one of `n_posts`, all 0; NULL: out of memory. */
pdx_dense_list *pdx_dense_list_new(uint32_t n_posts) PDX_MUST;
pdx_dense_list *pdx_dense_list_once(uint32_t n_posts, pdx_arena *arena) PDX_MUST;
/* Takes those of which a byte cannot tell: copies, unless they lie in the same arena; false: out of memory. */
bool pdx_dense_list_others(pdx_dense_list *dense, pdx_doc *docs, double *tfs, uint32_t n) PDX_MUST;
void pdx_dense_list_free(pdx_dense_list *dense); /* not of one in an arena */

typedef struct pdx_dense_lists pdx_dense_lists;

pdx_dense_lists *pdx_dense_lists_new(const pdx_segment *segment) PDX_MUST; /* NULL: out of memory */
void pdx_dense_lists_free(pdx_dense_lists *lists);

/* What whoever asks is to make where there is none. */
typedef enum pdx_dense_wish {
    PDX_DENSE_NOTHING,
    PDX_DENSE_ONCE, /* one for this time, which nobody keeps */
    PDX_DENSE_KEPT  /* one that stays: it is told of by `keep`, with NULL where it could not be made */
} pdx_dense_wish;

/* For what it is asked. */
typedef enum pdx_dense_use {
    PDX_DENSE_FOR_OR,
    PDX_DENSE_FOR_MANY, /* one OR of many that are asked in one call, where laying out pays at once */
    PDX_DENSE_FOR_AND   /* which gains less by it, and leaves half of the room to others */
} pdx_dense_use;

/* That of the list, if there is one. What is laid out for one of many is kept as long as there is much room; when there is less, what has been
 * asked for before, or stands in so many posts that it is likely to be asked for again. Otherwise lists are laid out, and kept, from the second
 * time on. */
const pdx_dense_list *pdx_dense_lists_ask(pdx_dense_lists *lists, const pdx_list_place *place, pdx_dense_use use, pdx_dense_wish *wish);
void pdx_dense_lists_keep(pdx_dense_lists *lists, const pdx_list_place *place, pdx_dense_list *dense);

#endif
