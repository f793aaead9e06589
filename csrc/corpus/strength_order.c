#include "corpus/strength_order.h"

#include <string.h>

#include "base/alloc.h"

pdx_status pdx_strength_order_init(pdx_strength_order *order, size_t n, pdx_error *err) {
    memset(order, 0, sizeof *order);
    if (n > UINT32_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more rows than can be numbered");
    order->items = pdx_resize_array(NULL, n, sizeof *order->items);
    order->other = pdx_resize_array(NULL, n, sizeof *order->other);
    if (order->items == NULL || order->other == NULL) return pdx_fail_memory(err);
    order->n = n;
    for (size_t i = 0; i < n; i++) order->items[i].item = (uint32_t)i;
    return PDX_OK;
}

void pdx_strength_order_deinit(pdx_strength_order *order) {
    pdx_free(order->items);
    pdx_free(order->other);
}

/* The bits of a double ascend with it once those of negative ones are turned round; all of them turned round descend. */
void pdx_strength_set(pdx_strength_order *order, size_t i, double strength) {
    uint64_t bits;
    strength += 0.0; /* no minus zero */
    memcpy(&bits, &strength, sizeof bits);
    bits = bits >> 63 != 0 ? ~bits : bits | (uint64_t)1 << 63;
    order->items[i].key = ~bits;
}

pdx_status pdx_strength_order_sort(pdx_strength_order *order, const pdx_tick *tick, pdx_error *err) {
    return pdx_radix_sort(&order->items, &order->other, order->n, tick, err);
}

pdx_status pdx_strength_order_apply(const pdx_strength_order *order, void **rows, size_t size, pdx_error *err) {
    const uint8_t *from = *rows;
    uint8_t *to = pdx_resize_array(NULL, order->n, size);
    if (to == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < order->n; i++) memcpy(to + i * size, from + (size_t)order->items[i].item * size, size);
    pdx_free(*rows);
    *rows = to;
    return PDX_OK;
}
