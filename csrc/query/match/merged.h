/* The lists of a word that stands for many (a prefix, a pattern, a fuzzy word) put together once: its posts, and how often each has it.
 * Called by statistics, match_leaf.c and conjunction_merged.c. Promises: the same numbers as the cursor of the word gives; nothing changes once it
 * is made. */
#ifndef PDX_QUERY_MERGED_H
#define PDX_QUERY_MERGED_H

#include "query/streams/stream.h"
#include "query/plan/word_lists.h"

struct pdx_merged {
    uint32_t n;             /* posts with an occurrence in a scoring group; this and all below in the plan's arena */
    pdx_doc *docs;          /* ascending */
    uint32_t (*occurrences)[PDX_GROUP_COUNT];
};

/* Of the element `node` in one segment, in all groups. NULL: what several lists say together has to be asked document by document. */
pdx_status pdx_merged_find(pdx_plan *plan, uint32_t segment, const pdx_node *node, const pdx_merged **out, pdx_error *err) PDX_MUST;

/* The number of the first of its posts, from number `i` on, that is not before `doc`. */
uint32_t pdx_merged_seek(const pdx_merged *merged, uint32_t i, pdx_doc doc);
/* Makes those of its posts [from, to), PDX_BLOCK_ROOM at most, that count when `groups` alone are looked at the candidates, with what they get
 * unless `s` is NULL. */
void pdx_merged_lead(const pdx_merged *merged, uint32_t from, uint32_t to, unsigned groups, const pdx_shares *shares, const pdx_saturation *s,
                     pdx_candidates *out);
/* Whether number `i` counts, its occurrences in `groups` alone being looked at, and what it gets unless `s` is NULL. */
bool pdx_merged_ask(const pdx_merged *merged, uint32_t i, unsigned groups, const pdx_shares *shares, const pdx_saturation *s, double *score);

#endif
