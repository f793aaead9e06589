/* Steps of reading a list that its two readers share: postings.c, a document at a time, and blocks.c, a block at a time.
 * Included by these only. */
#ifndef PDX_SEGMENT_LIST_STEPS_H
#define PDX_SEGMENT_LIST_STEPS_H

#include "segment/postings.h"

/* Makes block number `block` current; false on damage. */
bool pdx_list_block_start(pdx_postings *list, uint32_t block) PDX_MUST;
/* The frequencies at list->at, which moves behind them; false on damage. */
bool pdx_list_frequencies_read(pdx_postings *list) PDX_MUST;

#endif
