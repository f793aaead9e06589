/* Reading a dictionary: sorted keys in front-coded blocks, each with a value (FORMAT.md, "Dictionary").
 * Called by the term and class readers. Promises: any bytes are safe to read; no allocation except
 * into the caller's buffer. */
#ifndef PDX_SEGMENT_KEYS_H
#define PDX_SEGMENT_KEYS_H

#include "segment/columns.h"
#include "segment/sums.h"

typedef struct pdx_keys {
    uint32_t n, per_block, n_blocks;
    pdx_column block_at, list_at, position_at; /* n_blocks + 1 values each */
    const uint8_t *blocks, *end;               /* borrowed, like the next */
    pdx_sums *sums;                            /* asked before anything is read; NULL: nobody doubts the bytes */
} pdx_keys;

/* One block, cut into its keys and its values. */
typedef struct pdx_key_block {
    const uint8_t *keys, *values, *end; /* keys .. values .. end */
    uint32_t n;                         /* keys of this block */
    uint64_t list_begin, list_end;      /* of its keys, in the section of lists */
    uint64_t position_begin, position_end;
} pdx_key_block;

/* A walk over the keys of a block. */
typedef struct pdx_key_walk {
    const uint8_t *at, *end;
    uint64_t shared; /* bytes that the key was said to share with the one before */
    uint32_t left;
    bool first;
} pdx_key_walk;

/* All answer false on damage. */
bool pdx_keys_open(pdx_keys *keys, const uint8_t *at, const uint8_t *end, uint32_t n, uint32_t per_block, pdx_sums *sums) PDX_MUST;
bool pdx_keys_block(const pdx_keys *keys, uint32_t block, pdx_key_block *out) PDX_MUST;
/* The first key of a block, as it stands. */
bool pdx_keys_first(const pdx_keys *keys, uint32_t block, pdx_span *first) PDX_MUST;
/* Number of the first key >= `key` (n when none), and whether it is equal. */
bool pdx_keys_lower_bound(const pdx_keys *keys, pdx_span key, uint32_t *number, bool *equal) PDX_MUST;

void pdx_key_walk_start(pdx_key_walk *walk, const pdx_key_block *block);
/* Passes over the next, whose bytes behind those shared are `rest`. */
bool pdx_key_walk_skip(pdx_key_walk *walk, pdx_span *rest) PDX_MUST;
/* The next of walk->left keys, made from the one before in `key`. Running out of memory sets the
 * buffer's flag; false then too. */
bool pdx_key_walk_next(pdx_key_walk *walk, pdx_buf *key) PDX_MUST;

#endif
