/* Steps of finding the best of an OR of words whose frequent ones are laid out: what dense_best.c puts together. Included by its files only. */
#ifndef PDX_QUERY_DENSE_STEPS_H
#define PDX_QUERY_DENSE_STEPS_H

#include "kernels/dense.h"
#include "query/rank/best.h"
#include "query/rank/dense_ask.h"
#include "query/match/match.h"
#include "query/rank/rare.h"

enum {
    PDX_DENSE_WINDOW_DOCS = PDX_LIMIT(4096, 128),
    PDX_DENSE_LEAVES_MOST = 16
};

/* A word that is laid out. A post with byte b gets b * weight / 256 units, rounded down: less than one unit less than it stands for. */
typedef struct pdx_dense_leaf {
    const pdx_dense_list *dense;
    const pdx_saturation *saturation;
    uint32_t most; /* units that it gives at most */
    uint16_t weight;
} pdx_dense_leaf;

/* Posts that may be among the best, in two runs that ascend: those of short lists, then others. */
typedef struct pdx_dense_found {
    PDX_VEC(pdx_doc) docs; /* owned, like the next */
    PDX_VEC(uint16_t) sums;
    size_t n_rare; /* length of the first run */
    size_t next;   /* when there are so many, those that are certainly worse go */
} pdx_dense_found;

typedef struct pdx_dense_work {
    pdx_matcher *matcher;
    pdx_best *best;
    pdx_dense_leaf leaves[PDX_DENSE_LEAVES_MOST]; /* the one that gives least first */
    size_t n_leaves;
    size_t n_summed; /* so many of the last are added up in each window, since asking those that the others leave took longer */
    pdx_rare rare;
    double scale;       /* units of a score of 1 */
    uint32_t up, down;  /* what a sum of units stands for is less than `up` above it, and less than `down` below */
    int64_t floor;      /* posts whose sums are not above it are not among the best */
    uint32_t all_most;  /* what all leaves give together at most */
    pdx_dense_found found;
    uint64_t *rares;    /* a bit for each post of a short list */
    const pdx_bitmap *view; /* borrowed; the posts that may be among the best at all; NULL: all */
    uint64_t above[PDX_DENSE_WINDOW_DOCS / 64];
    uint16_t sums[PDX_DENSE_WINDOW_DOCS]; /* all 0 between windows */
} pdx_dense_work;

/* k posts get at least so many units; whoever gets as many may still come before them. */
static inline void pdx_dense_floor_reach(pdx_dense_work *w, int64_t reached) {
    const int64_t floor = reached - (int64_t)w->up - 1;
    if (floor > w->floor) w->floor = floor;
}

static inline void pdx_dense_floor_score(pdx_dense_work *w, double score) { pdx_dense_floor_reach(w, (int64_t)(score * w->scale) - 2); }

/* dense_leaves.c */

/* Frequent words; *all: every one of them is laid out. All are asked for, so that all are the next time. */
pdx_status pdx_dense_leaves_find(pdx_dense_work *w, bool *all, pdx_error *err) PDX_MUST;
/* Weights, and how far sums may be off. */
void pdx_dense_leaves_weigh(pdx_dense_work *w);
/* What is reached before anything is added up: what the k-th best of each word gets, unless there is a view, in which they may not lie; and those of
 * segments before. */
void pdx_dense_floor_begin(pdx_dense_work *w);

/* Adds what the leaves give, from the one that gives most on, as long as the sum can still come above the floor. */
static inline uint32_t pdx_dense_leaves_add(const pdx_dense_work *w, pdx_doc doc, uint32_t sum) {
    uint32_t rest = w->all_most;
    size_t i;
    for (i = w->n_leaves; i > 0 && sum + rest > w->floor; i--) {
        const pdx_dense_leaf *leaf = &w->leaves[i - 1];
        sum += pdx_dense_units(leaf->dense->tops[doc], leaf->weight);
        rest -= leaf->most;
    }
    return sum;
}

/* The leaves from the first on that decide nothing alone, and what these give at most. */
static inline size_t pdx_dense_leaves_pass(const pdx_dense_work *w, uint32_t *most) {
    size_t n = 0;
    *most = 0;
    while (n < w->n_leaves && *most + w->leaves[n].most <= w->floor) *most += w->leaves[n++].most;
    return n;
}

/* dense_found.c */

/* The k-th greatest of the sums, which are at least k. */
uint16_t pdx_dense_kth_sum(const uint16_t *sums, size_t n, size_t k);
/* Lets go who is certainly worse. */
void pdx_dense_found_cut(pdx_dense_work *w);
bool pdx_dense_found_add(pdx_dense_work *w, pdx_doc doc, uint32_t sum) PDX_MUST; /* false: out of memory */

/* dense_rares.c: short lists, read as a whole, and who of their posts may be among the best. */
pdx_status pdx_dense_rares_read(pdx_dense_work *w, pdx_error *err) PDX_MUST;
pdx_status pdx_dense_rares_take(pdx_dense_work *w, pdx_error *err) PDX_MUST;

/* dense_windows.c: who may be of all other posts, window by window. */
pdx_status pdx_dense_others_take(pdx_dense_work *w, pdx_error *err) PDX_MUST;
/* How many posts have any of the words. */
size_t pdx_dense_matches_count(const pdx_dense_work *w);

/* dense_exact.c: exact scores of who may be, and who is. */
pdx_status pdx_dense_found_resolve(pdx_dense_work *w, pdx_error *err) PDX_MUST;

#endif
