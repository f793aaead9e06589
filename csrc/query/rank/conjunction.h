/* An AND whose rarest member is one list, or lists that were put together: its documents are narrowed down block by block, member by member,
 * instead of reading windows of all members. Members that are laid out are asked first; where the rarest is, they say window by window which
 * documents come into question. Called by search.c. Promises: the same matches and the same bits of scores as windows give; blocks of the rarest
 * list that cannot reach the best are passed over. */
#ifndef PDX_QUERY_CONJUNCTION_H
#define PDX_QUERY_CONJUNCTION_H

#include "query/rank/best.h"
#include "query/match/match.h"

typedef struct pdx_conjunction {
    pdx_matcher *matcher;  /* borrowed, like the next */
    pdx_best *best;        /* NULL: matches are only counted */
    bool pruning;          /* what cannot be among the best may be passed over */
    size_t n_matches;
    bool counted;          /* nothing was passed over */
} pdx_conjunction;

/* Whether the query is such an AND, or one list alone, and nothing in it is merely possible. */
bool pdx_conjunction_fits(const pdx_matcher *matcher);
pdx_status pdx_conjunction_run(pdx_conjunction *conjunction, pdx_error *err) PDX_MUST;

#endif
