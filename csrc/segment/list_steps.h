/* Steps of reading a list that its two readers share: postings.c, a document at a time, and blocks.c, a block at a time.
 * Included by these only. */
#ifndef PDX_SEGMENT_LIST_STEPS_H
#define PDX_SEGMENT_LIST_STEPS_H

#include "segment/postings.h"
#include "segment/segment_layout.h"

/* What the columns of a list of several blocks say of one. */
static inline uint64_t pdx_list_last(const pdx_postings *list, uint32_t block) {
    return list->lasts != NULL ? list->lasts[block] : pdx_column_get(&list->last_docs, block);
}
static inline uint64_t pdx_list_end(const pdx_postings *list, uint32_t block) {
    return list->ends != NULL ? list->ends[block] : pdx_column_get(&list->block_ends, block);
}

/* How many documents stand in block number `block`, whether or not they are counted. */
static inline uint32_t pdx_list_listed(const pdx_postings *list, uint32_t block) {
    const uint32_t left = list->n_listed - block * list->segment->block_docs;
    return left < list->segment->block_docs ? left : list->segment->block_docs;
}

/* Makes block number `block` current; false on damage. */
bool pdx_list_block_start(pdx_postings *list, uint32_t block) PDX_MUST;
/* Puts the current block's positions in reach; false on damage. */
bool pdx_list_block_positions(pdx_postings *list) PDX_MUST;
/* The frequencies at list->at, which moves behind them; false on damage. */
bool pdx_list_frequencies_read(pdx_postings *list) PDX_MUST;
/* The frequencies of number `i` of the documents that escape in the current block; false on damage. */
bool pdx_list_other_read(pdx_postings *list, uint32_t i) PDX_MUST;

/* Of blocks that are not packed: moves *at behind `n` positions; false when the bytes end first. */
bool pdx_list_positions_skip(const uint8_t **at, const uint8_t *end, uint64_t n) PDX_MUST;
/* The same: replaces the contents of `out` by the `n` positions at `at`. */
pdx_status pdx_list_positions_read(const pdx_postings *list, const uint8_t *at, const uint8_t *end, uint64_t n, pdx_positions *out,
                                   pdx_error *err) PDX_MUST;
/* Of packed blocks, whose positions are open: those of document number `i`, which has `n`; its gaps begin with number `gap`. */
pdx_status pdx_list_packed_read(const pdx_postings *list, uint32_t i, uint64_t gap, uint64_t n, pdx_positions *out, pdx_error *err) PDX_MUST;

#endif
