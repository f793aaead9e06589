/* Numbers by keys, on disk: a sorted list in blocks, of which a look-up reads and checks two (FORMAT.md, "Keys"). For archive/ only: store_write.c
 * writes them, part_keys.c asks. Promises: what is found is what was written, or it is told that the list is damaged, at a cost that does not
 * depend on its length but for a search among blocks. */
#ifndef PDX_ARCHIVE_STORED_KEYS_H
#define PDX_ARCHIVE_STORED_KEYS_H

#include "archive/model/model.h"

typedef struct stored_key {
    uint64_t key;
    uint32_t value;
} stored_key;

typedef PDX_VEC(stored_key) stored_keys;

/* Sorts them, and appends the list; the same key may have many values. */
pdx_status stored_keys_write(stored_keys *keys, const pdx_tick *tick, pdx_buf *out, pdx_error *err) PDX_MUST;
/* Of a list that is written in order by somebody else: a block of at most so many, which is empty afterwards; all but the last are full. */
enum { STORED_KEYS_FULL = 256 };
void stored_keys_block(stored_keys *block, pdx_buf *out);
/* Goes through a list that there is; values are below `n`. */
typedef struct stored_key_walk {
    pdx_span section; /* borrowed */
    uint32_t n;
    size_t at;        /* behind which key it is, of all */
    stored_key key;   /* the next, */
    bool more;        /* if there is one */
} stored_key_walk;
pdx_status stored_key_walk_begin(stored_key_walk *walk, pdx_span section, uint32_t n, pdx_error *err) PDX_MUST;
pdx_status stored_key_walk_next(stored_key_walk *walk, pdx_error *err) PDX_MUST;
/* Whether a section has a length that a list can have. */
bool stored_keys_fit(pdx_span section);
/* The values of a key, below `n`, each plus `first`, behind those in `out`. */
pdx_status stored_keys_find(pdx_span section, uint64_t key, uint32_t n, uint32_t first, archive_numbers *out, pdx_error *err) PDX_MUST;

#endif
