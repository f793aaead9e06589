/* The best hits so far: a heap with the worst of them on top, or all of them. Called by the files of this room and search.c.
 * Promises: of equal scores that of the earlier post stays; where posts come in ascending order, what only equals the worst is passed over. */
#ifndef PDX_QUERY_BEST_H
#define PDX_QUERY_BEST_H

#include "base/vec.h"
#include "query/search.h"

typedef struct pdx_best {
    PDX_VEC(pdx_hit) hits; /* owned */
    size_t k;              /* how many are kept; PDX_ALL_HITS */
    double least;          /* a score must be above it to be kept; below 0 while there is room */
    double slack;          /* how far it is below the worst: 0 where posts ascend; else what equals the worst may still take its place */
} pdx_best;

/* Where posts do not ascend: `most`, above every score, says how finely scores are added up. NULL: they ascend. */
void pdx_best_init(pdx_best *best, size_t k, const double *most);
void pdx_best_deinit(pdx_best *best);
bool pdx_best_add(pdx_best *best, uint32_t post, double score) PDX_MUST; /* false: out of memory */
/* Sorts: best first, of equal scores the earlier post. */
pdx_status pdx_best_sort(pdx_best *best, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* Gives back the room that is not needed, once there are no more. False: out of memory. */
bool pdx_best_fit(pdx_best *best) PDX_MUST;

static inline bool pdx_best_is_full(const pdx_best *best) { return best->hits.len >= best->k; }

#endif
