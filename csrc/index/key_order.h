/* The keys of a map in byte order. Called by the inverter for terms and stems. */
#ifndef PDX_INDEX_KEY_ORDER_H
#define PDX_INDEX_KEY_ORDER_H

#include "base/map.h"

/* Fills `ids` (room for all keys of the map) with their numbers, sorted by key. False: out of memory. */
bool pdx_key_order(const pdx_map *map, uint32_t *ids) PDX_MUST;

#endif
