#include "base/arena.h"

#include "base/alloc.h"
#include "base/pages.h"

/* LARGE: an arena of so much fills the chunks that it takes. */
enum { ALIGNMENT = 16, FIRST_BYTES = PDX_LIMIT(4 * 1024, 64), CHUNK_BYTES = PDX_LIMIT(64 * 1024, 64), LARGE = PDX_LIMIT(1 << 20, 256) };

struct pdx_arena_chunk {
    pdx_arena_chunk *next;
    size_t capacity;
};

/* Where the bytes of a chunk begin: the header rounded up, so that they are aligned. */
static const size_t chunk_header = (sizeof(pdx_arena_chunk) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

void pdx_arena_init(pdx_arena *arena) { memset(arena, 0, sizeof *arena); }

static void chunks_free(pdx_arena_chunk *chunk) {
    while (chunk != NULL) {
        pdx_arena_chunk *next = chunk->next;
        pdx_free(chunk);
        chunk = next;
    }
}

void pdx_arena_deinit(pdx_arena *arena) {
    chunks_free(arena->chunks);
    pdx_arena_init(arena);
}

void pdx_arena_reset(pdx_arena *arena) {
    if (arena->chunks == NULL) return;
    chunks_free(arena->chunks->next);
    arena->chunks->next = NULL;
    arena->used = 0;
    arena->held = arena->chunks->capacity;
}

void pdx_arena_join(pdx_arena *arena, pdx_arena *other) {
    pdx_arena_chunk **last = &arena->chunks;
    if (other->chunks == NULL) return; /* the way to the last chunk can be long */
    if (arena->chunks == NULL) {
        *arena = *other;
    } else {
        while (*last != NULL) last = &(*last)->next;
        *last = other->chunks;
        arena->held += other->held;
    }
    pdx_arena_init(other);
}

static bool arena_add_chunk(pdx_arena *arena, size_t size) {
    /* As much as there is already: small arenas stay small. */
    const size_t capacity = pdx_max_size(size, pdx_min_size(CHUNK_BYTES, pdx_max_size(FIRST_BYTES, arena->held)));
    pdx_arena_chunk *chunk;
    if (capacity > SIZE_MAX - chunk_header) return false;
    chunk = pdx_alloc(chunk_header + capacity);
    if (chunk == NULL) return false;
    if (arena->held >= LARGE && capacity == CHUNK_BYTES) pdx_pages_make(chunk, chunk_header + capacity);
    chunk->next = arena->chunks;
    chunk->capacity = capacity;
    arena->chunks = chunk;
    arena->used = 0;
    arena->held += capacity;
    return true;
}

bool pdx_arena_reserve(pdx_arena *arena, size_t size) {
    assert(arena->used == 0);
    if (arena->chunks != NULL && arena->chunks->capacity >= size) return true;
    pdx_arena_deinit(arena);
    return arena_add_chunk(arena, size);
}

void *pdx_arena_alloc(pdx_arena *arena, size_t size) {
    uint8_t *place;
    if (size > SIZE_MAX - ALIGNMENT) return NULL;
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (arena->chunks == NULL || arena->chunks->capacity - arena->used < size) {
        if (!arena_add_chunk(arena, size)) return NULL;
    }
    place = (uint8_t *)arena->chunks + chunk_header + arena->used;
    arena->used += size;
    return place;
}

void *pdx_arena_array(pdx_arena *arena, size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size) return NULL;
    return pdx_arena_alloc(arena, count * size);
}

bool pdx_arena_copy(pdx_arena *arena, pdx_span span, pdx_span *out) {
    uint8_t *copy = pdx_arena_alloc(arena, span.len);
    *out = pdx_span_of(copy, copy == NULL ? 0 : span.len);
    if (copy == NULL) return false;
    if (span.len > 0) memcpy(copy, span.data, span.len);
    return true;
}
