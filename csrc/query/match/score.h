/* BM25F as docs/query.md states it: the statistics of a query's leaves, and the score of one post.
 * Called by search and explain. Promises: what a leaf gives lies on a grid fine enough for every score and coarse enough for sums to
 * be exact, so a score is the same bits in whatever order its leaves are added, and however the posts are walked. */
#ifndef PDX_QUERY_SCORE_H
#define PDX_QUERY_SCORE_H

#include "kernels/saturate.h"
#include "query/walk/cursor.h"

typedef struct pdx_leaf_part { /* what one leaf gives to a post's score */
    uint32_t occurrences[PDX_GROUP_COUNT];
    double norm[PDX_GROUP_COUNT];
    double tf;
    double score;
} pdx_leaf_part;

typedef struct pdx_scores {
    const pdx_scoring *scoring; /* borrowed */
    double average[PDX_GROUP_COUNT];
    double *idf;   /* per scored leaf; in the plan's arena */
    pdx_saturation *saturations; /* the same: how its tf becomes a score */
    uint32_t *df;  /* the same; of a sequence or NEAR the sum over its members */
    size_t n;
    double most;   /* above every score */
} pdx_scores;

/* Counts in which posts of the whole snapshot every leaf occurs. */
pdx_status pdx_scores_init(pdx_scores *scores, pdx_plan *plan, pdx_error *err) PDX_MUST;

/* What leaf i, whose cursor stands on a document that it may match, gives to it; zeros when it does not. */
pdx_status pdx_scores_leaf(const pdx_scores *scores, size_t i, pdx_cursor *leaf, pdx_leaf_part *out, pdx_error *err) PDX_MUST;

#endif
