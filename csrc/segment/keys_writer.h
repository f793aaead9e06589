/* Writing a dictionary (FORMAT.md, "Dictionary"): keys in order, each followed by its value's bytes.
 * Called by the term and class writers. Out of memory is remembered and answered by `finish`. */
#ifndef PDX_SEGMENT_KEYS_WRITER_H
#define PDX_SEGMENT_KEYS_WRITER_H

#include "segment/columns.h"

typedef struct pdx_keys_writer {
    pdx_buf blocks;        /* all finished blocks */
    pdx_buf keys, values;  /* of the current block; the caller appends each key's value to `values` */
    pdx_buf last;          /* the key before */
    pdx_numbers block_at, list_at, position_at;
    uint32_t n, per_block, in_block;
    bool failed;
} pdx_keys_writer;

void pdx_keys_writer_init(pdx_keys_writer *writer, uint32_t per_block);
void pdx_keys_writer_deinit(pdx_keys_writer *writer);
/* `list_at` and `position_at`: length so far of the sections where long lists go. */
void pdx_keys_writer_add(pdx_keys_writer *writer, pdx_span key, uint64_t list_at, uint64_t position_at);
/* Takes the blocks of `other`, whose keys come behind and whose lists and positions stand behind `list_at` and `position_at`. What is here
 * must be a full number of blocks. */
void pdx_keys_writer_join(pdx_keys_writer *writer, pdx_keys_writer *other, uint64_t list_at, uint64_t position_at);
/* Appends the dictionary to `out` and makes the writer empty again. False: out of memory. */
bool pdx_keys_writer_finish(pdx_keys_writer *writer, uint64_t list_at, uint64_t position_at, pdx_buf *out) PDX_MUST;

#endif
