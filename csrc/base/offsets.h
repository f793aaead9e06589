/* A map from the bytes of a decoded text back to the bytes it was read from. Called by whatever decodes
 * (JSON strings, character references) and by archive/ for anchors.
 * Promises: exact at every byte; grows with the number of escapes, not with the text. */
#ifndef PDX_BASE_OFFSETS_H
#define PDX_BASE_OFFSETS_H

#include "base/arena.h"
#include "base/vec.h"

/* From `text` on, decoded bytes come from the `source_len` bytes at `source`: one for one when `linear`, else the
 * stretch stands for all of them. Stretches ascend by text; their sources may lie in any order, as fields of a
 * record do. A `source_len` of 0: bytes that the source does not have, such as a newline between two fields. */
typedef struct pdx_offset {
    uint64_t text, source, source_len;
    bool linear;
} pdx_offset;

typedef struct pdx_offsets {
    PDX_VEC(pdx_offset) list;
    uint64_t text_end, source_end; /* where the last stretch ends */
} pdx_offsets;

void pdx_offsets_init(pdx_offsets *map);
void pdx_offsets_deinit(pdx_offsets *map);
void pdx_offsets_reset(pdx_offsets *map); /* keeps the room */
/* A copy for reading in the arena, which has it: it is not given back by itself. False when out of memory. */
bool pdx_offsets_copy(const pdx_offsets *map, pdx_arena *arena, pdx_offsets *out) PDX_MUST;
/* Says that `text_len` decoded bytes come from `source` .. `source + source_len`. false: out of memory. */
bool pdx_offsets_add(pdx_offsets *map, uint64_t text_len, uint64_t source, uint64_t source_len, bool linear) PDX_MUST;
/* The same where the source was itself decoded from another one, as `through` tells: what comes to stand in the map is the latter. */
bool pdx_offsets_add_through(pdx_offsets *map, uint64_t text_len, uint64_t source, uint64_t source_len, bool linear, const pdx_offsets *through) PDX_MUST;
/* Forgets what stands from `text_end` on. */
void pdx_offsets_cut(pdx_offsets *map, uint64_t text_end);
/* The smallest source range that holds all of `range`; where the source has nothing of it, an empty range. */
pdx_range pdx_offsets_source(const pdx_offsets *map, pdx_range range);

#endif
