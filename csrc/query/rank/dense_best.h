/* The best of an OR of words whose frequent ones are laid out (index/dense_lists.h): bytes that are never too low say who may be among the best, and
 * only these get exact scores. Called by search.c, where disjunction.h fits.
 * Promises: the same hits and the same bits of scores as walking gives. */
#ifndef PDX_QUERY_DENSE_BEST_H
#define PDX_QUERY_DENSE_BEST_H

#include "query/rank/best.h"
#include "query/match/match.h"

/* *n_matches, unless that is NULL: how many match, which takes a look at all posts. *taken false: nothing was done, since a frequent word is not
 * laid out (it may be from the next time on), or there are hardly more matches than are wanted; nor is it when the number is wanted of a view. */
pdx_status pdx_dense_best_run(pdx_matcher *matcher, pdx_best *best, size_t *n_matches, bool *taken, pdx_error *err) PDX_MUST;

#endif
