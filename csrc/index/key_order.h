/* Keys in byte order. Called by the inverter for terms and stems. */
#ifndef PDX_INDEX_KEY_ORDER_H
#define PDX_INDEX_KEY_ORDER_H

#include "base/span.h"

/* Fills `ids` (room for n) with 0 .. n-1, sorted by key. False: out of memory. */
bool pdx_key_order(const pdx_span *keys, size_t n, uint32_t *ids) PDX_MUST;

#endif
