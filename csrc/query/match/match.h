/* Which documents of one segment match a query, and with what score, a window at a time. Called by conjunction_narrow.c and search.c.
 * Promises: windows ascend; every document of the window that matches is told, with the sum of what all scored leaves give it. */
#ifndef PDX_QUERY_MATCH_H
#define PDX_QUERY_MATCH_H

#include "query/match/match_leaf.h"

typedef struct pdx_match_node {
    uint8_t kind;                    /* pdx_node_kind; any leaf: PDX_NODE_WORD */
    pdx_match_leaf *leaf;
    const pdx_resolved *filter;      /* borrowed from the plan */
    struct pdx_match_node *children; /* of an AND: the cheapest first */
    size_t n_children;
    uint64_t cost;                   /* about how many documents match */
} pdx_match_node;

typedef struct pdx_matcher {
    pdx_scan scan;            /* owned */
    pdx_shares shares;
    pdx_match_node *root;     /* this and the leaves in the scan's arena */
    PDX_VEC(pdx_match_leaf *) leaves; /* owned, as a list; all of them */
    pdx_match_leaf **scored;  /* one per scored leaf of the query */
    size_t n_scored;
    bool unsure;              /* some filter is merely possible somewhere */
    bool scoring;             /* scores are wanted */
    bool any_of;              /* the root is one scored leaf or an OR of such, but for filters: what is pruned by leaf */
    const pdx_bitmap *view;   /* the posts that may match at all, as far as that is known before reading; NULL: all */
    pdx_bitmap filtered;      /* owned; of it, when there are filters */
    pdx_bits touched;         /* documents whose score is not 0 */
    double *scores;           /* of the documents of a window; in the scan's arena; NULL before pdx_matcher_start */
} pdx_matcher;

/* `scoring` false: which documents match is all that will be asked. */
pdx_status pdx_matcher_init(pdx_matcher *matcher, pdx_plan *plan, uint32_t segment, const pdx_scores *scores, bool scoring, pdx_error *err) PDX_MUST;
void pdx_matcher_deinit(pdx_matcher *matcher); /* also after a failed init */

/* Before windows are read. */
pdx_status pdx_matcher_start(pdx_matcher *matcher, pdx_error *err) PDX_MUST;
/* The window with the next document that may match from `from` on; false: none does. */
pdx_status pdx_matcher_next(pdx_matcher *matcher, pdx_doc from, pdx_window *window, bool *more, pdx_error *err) PDX_MUST;
/* The matches of the window; scores of its documents stand in matcher->scores until pdx_matcher_forget. */
pdx_status pdx_matcher_read(pdx_matcher *matcher, pdx_window window, pdx_window_match *out, pdx_error *err) PDX_MUST;
/* How sure `doc` matches the node; adds what its leaves give to *score unless that is NULL. Documents asked for ascend, and are not
 * asked for again in a window. */
pdx_status pdx_match_node_probe(pdx_matcher *matcher, pdx_match_node *node, pdx_doc doc, pdx_level *level, double *score, pdx_error *err) PDX_MUST;
/* Sets all scores of the window back to 0. */
void pdx_matcher_forget(pdx_matcher *matcher);

#endif
