#include "base/map.h"

#include "base/hash.h"

enum { SLOTS_MIN = PDX_LIMIT(64, 4) };

void pdx_map_init(pdx_map *map) {
    memset(map, 0, sizeof *map);
    pdx_arena_init(&map->arena);
    map->hash_key = pdx_hash_key();
}

void pdx_map_deinit(pdx_map *map) {
    pdx_arena_deinit(&map->arena);
    PDX_VEC_DEINIT(&map->keys);
    pdx_free(map->slots);
    pdx_map_init(map);
}

static void slots_clear(pdx_map_slot *slots, size_t n) {
    size_t i;
    for (i = 0; i < n; i++) slots[i].id = PDX_MAP_NONE;
}

void pdx_map_reset(pdx_map *map) {
    pdx_arena_reset(&map->arena);
    map->keys.len = 0;
    slots_clear(map->slots, map->n_slots);
}

/* The slot that holds `key`, or the empty one where it belongs. */
static size_t map_probe(const pdx_map *map, pdx_span key, uint64_t hash) {
    size_t at = (size_t)hash & (map->n_slots - 1);
    for (;; at = (at + 1) & (map->n_slots - 1)) {
        const pdx_map_slot *slot = &map->slots[at];
        if (slot->id == PDX_MAP_NONE) return at;
        if (slot->hash == (uint32_t)(hash >> 32) && pdx_span_equal(map->keys.data[slot->id], key)) return at;
    }
}

static bool map_grow(pdx_map *map) {
    const size_t n_slots = map->n_slots == 0 ? SLOTS_MIN : map->n_slots * 2;
    pdx_map_slot *slots = pdx_resize_array(NULL, n_slots, sizeof *slots);
    size_t i;
    if (slots == NULL) return false;
    slots_clear(slots, n_slots);
    pdx_free(map->slots);
    map->slots = slots;
    map->n_slots = n_slots;
    for (i = 0; i < map->keys.len; i++) {
        const uint64_t hash = pdx_hash(map->keys.data[i], map->hash_key);
        pdx_map_slot *slot = &slots[map_probe(map, map->keys.data[i], hash)];
        slot->hash = (uint32_t)(hash >> 32);
        slot->id = (uint32_t)i;
    }
    return true;
}

uint32_t pdx_map_find(const pdx_map *map, pdx_span key) {
    if (map->keys.len == 0) return PDX_MAP_NONE;
    return map->slots[map_probe(map, key, pdx_hash(key, map->hash_key))].id;
}

uint32_t pdx_map_intern(pdx_map *map, pdx_span key) {
    const uint64_t hash = pdx_hash(key, map->hash_key);
    pdx_map_slot *slot;
    pdx_span copy;
    if (map->keys.len >= map->n_slots / 4 * 3 && !map_grow(map)) return PDX_MAP_NONE;
    slot = &map->slots[map_probe(map, key, hash)];
    if (slot->id != PDX_MAP_NONE) return slot->id;
    if (map->keys.len >= PDX_MAP_NONE || !pdx_arena_copy(&map->arena, key, &copy)) return PDX_MAP_NONE;
    if (!PDX_VEC_PUSH(&map->keys, copy)) return PDX_MAP_NONE;
    slot->hash = (uint32_t)(hash >> 32);
    slot->id = (uint32_t)(map->keys.len - 1);
    return slot->id;
}
