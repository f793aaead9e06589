/* Where a word stands that has one list in a segment, all roles counting: a block of the list at a time, without a cursor. Called by matches.c and
 * word_counts.c.
 * Promises: the same places as the cursor of the word has. */
#ifndef PDX_QUERY_WORD_PLACES_H
#define PDX_QUERY_WORD_PLACES_H

#include "query/plan/word_lists.h"
#include "query/walk/matches.h"
#include "query/walk/scan.h"

typedef PDX_VEC(pdx_match) pdx_matches;

/* Appends the occurrences in the posts of the segment that are in the view, with the part of each where `parts` are asked for; *done says false, and
 * nothing is appended, where the query is something else. */
pdx_status pdx_word_places_add(pdx_scan *scan, bool parts, pdx_matches *out, bool *done, pdx_error *err) PDX_MUST;
/* Appends those of one list, without their parts. */
pdx_status pdx_word_list_places(pdx_scan *scan, const pdx_word_list *list, bool remainders, pdx_matches *out, pdx_error *err) PDX_MUST;

#endif
