/* The order of rows by a number of each, the greatest first: what tables of words are sorted by. Called by the counting files of corpus/.
 * Promises: stable, so that sorting by the lesser key first sorts by both; nothing is compared. */
#ifndef PDX_CORPUS_STRENGTH_ORDER_H
#define PDX_CORPUS_STRENGTH_ORDER_H

#include "base/radix.h"

typedef struct pdx_strength_order {
    pdx_keyed *items, *other; /* owned */
    size_t n;
} pdx_strength_order;

/* Rows 0 .. n-1 in this order. */
pdx_status pdx_strength_order_init(pdx_strength_order *order, size_t n, pdx_error *err) PDX_MUST;
void pdx_strength_order_deinit(pdx_strength_order *order); /* also after a failed init */
/* The row that is i-th now, and its number, which is no NaN. */
static inline uint32_t pdx_strength_item(const pdx_strength_order *order, size_t i) { return order->items[i].item; }
void pdx_strength_set(pdx_strength_order *order, size_t i, double strength);
/* The same for a count, by which sorting takes fewer passes. */
static inline void pdx_strength_set_count(pdx_strength_order *order, size_t i, uint64_t count) { order->items[i].key = UINT64_MAX - count; }
pdx_status pdx_strength_order_sort(pdx_strength_order *order, const pdx_tick *tick, pdx_error *err) PDX_MUST;
/* Puts the rows themselves, which stand in an array from pdx_alloc, into the order. */
pdx_status pdx_strength_order_apply(const pdx_strength_order *order, void **rows, size_t size, pdx_error *err) PDX_MUST;

#endif
