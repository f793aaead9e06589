/* How often a word stands in a segment, or any of those that a pattern stands for, all roles counting: from what their lists say of documents,
 * without where in them. Called by matches.c. Promises: as many as there are to be found. */
#ifndef PDX_QUERY_WORD_COUNTS_H
#define PDX_QUERY_WORD_COUNTS_H

#include "query/walk/matches.h"
#include "query/walk/scan.h"

/* Adds them, those in remainders where these are asked for; *done says false, and counts are of no use, where the query is something else, or
 * a list counts in some languages alone. */
pdx_status pdx_word_counts_add(pdx_scan *scan, bool remainders, pdx_match_counts *counts, bool *done, pdx_error *err) PDX_MUST;

#endif
