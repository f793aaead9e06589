/* The order of rows by a number of each, the greatest first, of equals by a count of each, the greatest first: what tables of words are sorted by.
 * Called by the counting files of corpus/ and study/. Promises: stable; of most rows only the upper half of the number is looked at. */
#ifndef PDX_CORPUS_STRENGTH_ORDER_H
#define PDX_CORPUS_STRENGTH_ORDER_H

#include <string.h>

#include "base/radix.h"

typedef struct pdx_strength_order {
    pdx_keyed *items, *other; /* owned, like the next */
    uint32_t *counts;         /* by row */
    size_t n;
} pdx_strength_order;

/* Of n rows, in this order. */
pdx_status pdx_strength_order_init(pdx_strength_order *order, size_t n, pdx_error *err) PDX_MUST;
void pdx_strength_order_deinit(pdx_strength_order *order); /* also after a failed init */

/* Of row i, before all are sorted; `strength` is no NaN. The bits of a double ascend with it once those of negative ones are turned round; all of
 * them turned round descend. */
static inline void pdx_strength_set(pdx_strength_order *order, size_t i, double strength, uint32_t count) {
    uint64_t bits;
    strength += 0.0; /* no minus zero */
    memcpy(&bits, &strength, sizeof bits);
    bits = bits >> 63 != 0 ? ~bits : bits | (uint64_t)1 << 63;
    order->items[i] = (pdx_keyed){~bits, (uint32_t)i};
    order->counts[i] = count;
}
pdx_status pdx_strength_order_sort(pdx_strength_order *order, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* Once sorted: the row that is i-th, and its strength. */
static inline uint32_t pdx_strength_item(const pdx_strength_order *order, size_t i) { return order->items[i].item; }
static inline double pdx_strength_at(const pdx_strength_order *order, size_t i) {
    uint64_t bits = ~order->items[i].key;
    double strength;
    bits = bits >> 63 != 0 ? bits & ~((uint64_t)1 << 63) : ~bits;
    memcpy(&strength, &bits, sizeof strength);
    return strength;
}
/* Puts the rows themselves, which stand in an array from pdx_alloc, into the order. */
pdx_status pdx_strength_order_apply(const pdx_strength_order *order, void **rows, size_t size, pdx_error *err) PDX_MUST;

#endif
