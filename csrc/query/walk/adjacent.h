/* Positions of two words in one document: which stand one after the other, how many stand near each other. Called by phrase_near.c and
 * phrase_words.c.
 * Promises: lists ascend; nothing is allocated. */
#ifndef PDX_QUERY_ADJACENT_H
#define PDX_QUERY_ADJACENT_H

#include "segment/postings.h"

/* Keeps those of the `n` positions at `starts` to which `list` has one that is `shift` further on; gives how many. Room for
 * PDX_POSITIONS_SLACK behind the list is written to. */
uint32_t pdx_starts_keep(uint32_t *starts, uint32_t n, const pdx_positions *list, uint32_t shift);
/* How many positions of both lists together have at most `distance` between them and one of the other list; or, where that is quicker to say,
 * how many there are. */
size_t pdx_positions_near(const pdx_positions *left, const pdx_positions *right, uint32_t distance);

#endif
