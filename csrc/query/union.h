/* How many posts have any of some words: the documents of all lists put together as bits, a wide window at a time. Called by search.c.
 * Promises: the same number as walking gives. */
#ifndef PDX_QUERY_UNION_H
#define PDX_QUERY_UNION_H

#include "query/match.h"

/* Whether the query is an OR of words all of whose documents count, but for filters, and nothing in it is merely possible. */
bool pdx_union_fits(const pdx_matcher *matcher);
pdx_status pdx_union_count(pdx_matcher *matcher, size_t *n, pdx_error *err) PDX_MUST;

#endif
