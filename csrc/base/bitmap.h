/* A set of small numbers (posts), one bit each. Called by filters and views.
 * Promises: fixed size after init; bits beyond `n` are 0. */
#ifndef PDX_BASE_BITMAP_H
#define PDX_BASE_BITMAP_H

#include "base/base.h"

typedef struct pdx_bitmap {
    uint64_t *words; /* owned */
    uint32_t n;      /* members are 0 .. n-1 */
} pdx_bitmap;

bool pdx_bitmap_init(pdx_bitmap *map, uint32_t n, bool full) PDX_MUST; /* false: out of memory */
void pdx_bitmap_deinit(pdx_bitmap *map);
bool pdx_bitmap_copy(pdx_bitmap *map, const pdx_bitmap *from) PDX_MUST; /* initialises `map` */
void pdx_bitmap_and(pdx_bitmap *map, const pdx_bitmap *other);     /* same n */
void pdx_bitmap_or(pdx_bitmap *map, const pdx_bitmap *other);
void pdx_bitmap_and_not(pdx_bitmap *map, const pdx_bitmap *other);
/* Sets member at + i of `map` where `from` has first + i, for each i below n. */
void pdx_bitmap_copy_run(pdx_bitmap *map, uint32_t at, const pdx_bitmap *from, uint32_t first, uint32_t n);
uint32_t pdx_bitmap_count(const pdx_bitmap *map);
/* The first member >= from, or n when there is none. */
uint32_t pdx_bitmap_next(const pdx_bitmap *map, uint32_t from);
/* All members in order; `out` has room for as many as there are. */
void pdx_bitmap_list(const pdx_bitmap *map, uint32_t *out);

static inline bool pdx_bitmap_has(const pdx_bitmap *map, uint32_t i) {
    return i < map->n && (map->words[i >> 6] >> (i & 63) & 1) != 0;
}
/* Members i to i + 63, the first as the lowest bit; i is below n. */
static inline uint64_t pdx_bitmap_word(const pdx_bitmap *map, uint32_t i) {
    const uint32_t w = i / 64, by = i % 64;
    if (by == 0) return map->words[w];
    return map->words[w] >> by | (w + 1 < (map->n + 63) / 64 ? map->words[w + 1] << (64 - by) : 0);
}
static inline void pdx_bitmap_set(pdx_bitmap *map, uint32_t i) {
    assert(i < map->n);
    map->words[i >> 6] |= (uint64_t)1 << (i & 63);
}
static inline void pdx_bitmap_clear(pdx_bitmap *map, uint32_t i) {
    assert(i < map->n);
    map->words[i >> 6] &= ~((uint64_t)1 << (i & 63));
}

#endif
