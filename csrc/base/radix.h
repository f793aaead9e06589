/* A sort by numbers that compares nothing: as many passes as the numbers differ in digits. Called where many lines or hits are
 * ordered. Promises: stable; n times a few steps; asks the tick every few thousand items. */
#ifndef PDX_BASE_RADIX_H
#define PDX_BASE_RADIX_H

#include "base/tick.h"

typedef struct pdx_keyed {
    uint64_t key;
    uint32_t item;
} pdx_keyed;

/* Sorts by `key`, the least first. `*items` and `*other` have room for n and may change places; the result is *items. */
pdx_status pdx_radix_sort(pdx_keyed **items, pdx_keyed **other, size_t n, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* By the bits from `lowest` (below 64) on alone: fewer passes. */
pdx_status pdx_radix_sort_high(pdx_keyed **items, pdx_keyed **other, size_t n, unsigned lowest, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
