/* Passing over what cannot be among the best: whole windows by the sum of what their leaves can give at most (Ding and Suel, "Faster
 * Top-k Document Retrieval Using Block-Max Indexes", SIGIR 2011), and in an OR of words the lists that cannot decide it alone
 * (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995: MaxScore). Called by disjunction.c and search.c.
 * Promises: no post that would be kept is passed over; scores are the same bits as without. */
#ifndef PDX_QUERY_PRUNE_H
#define PDX_QUERY_PRUNE_H

#include "query/rank/best.h"
#include "query/match/match.h"

typedef struct pdx_prune_leaf {
    pdx_match_leaf *leaf; /* borrowed */
    double bound;         /* in the window looked at */
    double before;        /* sum of the bounds of the leaves before it */
} pdx_prune_leaf;

typedef struct pdx_pruner {
    pdx_matcher *matcher; /* borrowed */
    pdx_prune_leaf *leaves; /* in the scan's arena; the least bound first */
    size_t n;
    double total;         /* of the bounds */
    pdx_doc *docs;        /* room for the candidates of a window; in the scan's arena, like the next */
    double *scores;
} pdx_pruner;

pdx_status pdx_pruner_init(pdx_pruner *pruner, pdx_matcher *matcher, pdx_error *err) PDX_MUST;
/* Whether no document of the window comes above `least`; then none before *behind does either. */
bool pdx_pruner_skips(pdx_pruner *pruner, pdx_window window, double least, pdx_doc *behind);
/* After that has said no: puts the leaves in the order of their bounds in the window, the least first. */
void pdx_pruner_order(pdx_pruner *pruner);
/* Whether the view has so few posts in the window that these are asked for, rather than what the lists have; makes them the candidates. */
bool pdx_pruner_view(const pdx_pruner *pruner, pdx_window window, pdx_candidates *out);
/* Adds what the leaf gives, and leaves out what then does not come above `least`. */
pdx_status pdx_pruner_narrow(pdx_match_leaf *leaf, double least, pdx_candidates *candidates, pdx_error *err) PDX_MUST;
/* After pdx_pruner_skips has said no: takes the window's documents that can be kept, where the query is an OR of words
 * and some of them can be left to the end; *taken is false otherwise. */
pdx_status pdx_pruner_take(pdx_pruner *pruner, pdx_window window, pdx_best *best, bool *taken, pdx_error *err) PDX_MUST;

#endif
