/* Bytes to number: an open-addressing table that interns each distinct key once and numbers them
 * 0, 1, 2, ... in order of arrival. Called for vocabularies, repeated lines, tags.
 * Promises: keyed hashing, keys copied into its own arena, no allocation per look-up. */
#ifndef PDX_BASE_MAP_H
#define PDX_BASE_MAP_H

#include "base/arena.h"
#include "base/vec.h"

#define PDX_MAP_NONE UINT32_MAX

typedef struct pdx_map_slot {
    uint32_t hash; /* high bits of the key's hash */
    uint32_t id;   /* PDX_MAP_NONE: empty */
} pdx_map_slot;

typedef struct pdx_map {
    pdx_arena arena;          /* bytes of the keys */
    PDX_VEC(pdx_span) keys;   /* id -> key, borrowed from arena */
    pdx_map_slot *slots;      /* owned; a power of two, at most 3/4 full */
    size_t n_slots;
    uint64_t hash_key;
} pdx_map;

void pdx_map_init(pdx_map *map);
void pdx_map_deinit(pdx_map *map);
void pdx_map_reset(pdx_map *map);

/* The number of `key`, or PDX_MAP_NONE. */
uint32_t pdx_map_find(const pdx_map *map, pdx_span key);
/* The number of `key`, given a new one when it is new; PDX_MAP_NONE when out of memory. */
uint32_t pdx_map_intern(pdx_map *map, pdx_span key) PDX_MUST;

static inline size_t pdx_map_count(const pdx_map *map) { return map->keys.len; }
static inline pdx_span pdx_map_key(const pdx_map *map, uint32_t id) {
    assert(id < map->keys.len);
    return map->keys.data[id];
}

#endif
