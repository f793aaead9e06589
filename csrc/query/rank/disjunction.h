/* The best of an OR of words: sums in single precision over whole windows (gains.h) say who may be among the best, and only these get
 * exact scores. Lists that cannot decide alone are left to the end, as in prune.c, unless reading them is less than asking them.
 * Called by search.c. Promises: the same hits and the same bits of scores as walking gives. */
#ifndef PDX_QUERY_DISJUNCTION_H
#define PDX_QUERY_DISJUNCTION_H

#include "query/rank/best.h"
#include "query/match/match.h"

typedef struct pdx_disjunction {
    pdx_matcher *matcher; /* borrowed, like the next */
    pdx_best *best;
    bool counting;        /* all that matches is counted: only for few postings, since all are read */
    size_t n_matches;     /* so many were found, and all there are where `counted` */
    bool counted;
    pdx_doc behind;       /* documents from here on are left to be walked: sums did not tell them apart */
} pdx_disjunction;

/* Whether the query is such an OR, with or without filters. */
bool pdx_disjunction_fits(const pdx_matcher *matcher);
/* Whether reading its lists pays; those of a small view are rather asked for its posts. */
bool pdx_disjunction_pays(const pdx_matcher *matcher);
pdx_status pdx_disjunction_run(pdx_disjunction *disjunction, pdx_error *err) PDX_MUST;

#endif
