/* How many posts have any, or all, of some words: the documents of whole lists put together as bits, a wide window at a time. Called by
 * search.c. Promises: the same number as walking gives. */
#ifndef PDX_QUERY_BIT_COUNT_H
#define PDX_QUERY_BIT_COUNT_H

#include "query/match/match.h"

/* Whether the query is an OR of words all of whose documents count, but for filters, and nothing in it is merely possible. */
bool pdx_union_fits(const pdx_matcher *matcher);
pdx_status pdx_union_count(pdx_matcher *matcher, size_t *n, pdx_error *err) PDX_MUST;

/* Whether the query is an AND of such words, and even the rarest stands in so many documents that it is quicker to look at all than at
 * those of the rarest. */
bool pdx_meeting_fits(const pdx_matcher *matcher);
pdx_status pdx_meeting_count(pdx_matcher *matcher, size_t *n, pdx_error *err) PDX_MUST;

#endif
