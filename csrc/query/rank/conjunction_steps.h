/* Steps of an AND: what conjunction.c puts together. Included by its files only. */
#ifndef PDX_QUERY_CONJUNCTION_STEPS_H
#define PDX_QUERY_CONJUNCTION_STEPS_H

#include "query/rank/conjunction.h"
#include "query/rank/dense_meet.h"

/* A run: what is asked for, what has been found out of the members, and how things stand for the block or window at hand. */
typedef struct pdx_conjunction_work {
    pdx_conjunction *c;
    pdx_match_leaf *lead;
    pdx_dense_meet meet; /* members that are laid out */
    bool *is_met;        /* of each child: it is among these */
    double *rests;       /* of each child: what those behind it that are not can give */
    double rest;         /* what all of these can give, but for the lead */
    bool pruning;        /* enough have been found that others must come above */
} pdx_conjunction_work;

static inline bool pdx_conjunction_is_list(const pdx_match_node *node) {
    return node->kind == PDX_NODE_WORD && pdx_match_leaf_is_word(node->leaf) && node->leaf->n_streams == 1;
}

/* How a leaf's occurrences become a score; NULL where it is not scored. */
static inline const pdx_saturation *pdx_conjunction_saturation(const pdx_conjunction *c, const pdx_match_leaf *leaf) {
    return c->best != NULL && pdx_match_leaf_is_scored(leaf) ? &leaf->scores->saturations[leaf->scored] : NULL;
}

/* conjunction_narrow.c */

/* Looks at how things stand before the documents of a window are taken. */
void pdx_conjunction_look(pdx_conjunction_work *w, pdx_window window);
/* What candidates must come above before members that can give `rest` have been asked. */
double pdx_conjunction_least(const pdx_conjunction_work *w, double rest);
/* Leaves of candidates that have what the lead gives those that lie in the view and come above `least`. */
void pdx_conjunction_sift(const pdx_conjunction_work *w, double least, pdx_candidates *candidates);
/* Narrows candidates down by all other members, and takes those that are left. */
pdx_status pdx_conjunction_take(pdx_conjunction_work *w, pdx_candidates *candidates, pdx_error *err) PDX_MUST;

/* All documents: block by block of the leading list (conjunction_blocks.c); window by window, where what leads is laid out
 * (conjunction_windows.c); those of a word that stands for many (conjunction_merged.c). */
pdx_status pdx_conjunction_blocks(pdx_conjunction_work *w, pdx_error *err) PDX_MUST;
pdx_status pdx_conjunction_windows(pdx_conjunction_work *w, pdx_error *err) PDX_MUST;
pdx_status pdx_conjunction_merged(pdx_conjunction_work *w, pdx_error *err) PDX_MUST;

#endif
