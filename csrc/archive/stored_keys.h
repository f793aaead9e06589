/* Numbers by keys, on disk: a sorted list in blocks, of which a look-up reads and checks two (FORMAT.md, "Keys"). For archive/ only: store_write.c writes
 * them, part_keys.c asks. Promises: what is found is what was written, or it is told that the list is damaged, at a cost that does not depend on its
 * length but for a search among blocks. */
#ifndef PDX_ARCHIVE_STORED_KEYS_H
#define PDX_ARCHIVE_STORED_KEYS_H

#include "archive/model.h"

typedef struct stored_key {
    uint64_t key;
    uint32_t value;
} stored_key;

typedef PDX_VEC(stored_key) stored_keys;

/* Sorts them, and appends the list; the same key may have many values. */
pdx_status stored_keys_write(stored_keys *keys, const pdx_tick *tick, pdx_buf *out, pdx_error *err) PDX_MUST;
/* Whether a section has a length that a list can have. */
bool stored_keys_fit(pdx_span section);
/* The values of a key, below `n`, each plus `first`, behind those in `out`. */
pdx_status stored_keys_find(pdx_span section, uint64_t key, uint32_t n, uint32_t first, archive_numbers *out, pdx_error *err) PDX_MUST;

#endif
