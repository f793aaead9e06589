/* Memory that is given back all at once: many small pieces, one release.
 * Called by builders and queries whose objects share one lifetime. Promises 16-byte alignment
 * and that nothing handed out moves before `reset` or `deinit`. */
#ifndef PDX_BASE_ARENA_H
#define PDX_BASE_ARENA_H

#include "base/span.h"

typedef struct pdx_arena_chunk pdx_arena_chunk;

typedef struct pdx_arena {
    pdx_arena_chunk *chunks; /* owned, newest first */
    size_t used;             /* bytes used of the newest chunk */
    size_t held;             /* bytes of all chunks, for limits and figures */
} pdx_arena;

void pdx_arena_init(pdx_arena *arena);
void pdx_arena_deinit(pdx_arena *arena);
void pdx_arena_reset(pdx_arena *arena); /* keeps the newest chunk */
/* Of an empty arena: makes room for `size` bytes in one chunk, giving back a smaller one. False: out of memory. */
bool pdx_arena_reserve(pdx_arena *arena, size_t size) PDX_MUST;

void pdx_arena_join(pdx_arena *arena, pdx_arena *other); /* what `other` handed out lives as long as `arena` */

void *pdx_arena_alloc(pdx_arena *arena, size_t size) PDX_MUST;
void *pdx_arena_array(pdx_arena *arena, size_t count, size_t size) PDX_MUST; /* NULL on overflow */
/* A copy of `span` that lives as long as the arena; `out->data` is NULL when out of memory. */
bool pdx_arena_copy(pdx_arena *arena, pdx_span span, pdx_span *out) PDX_MUST;

#endif
