#include "corpus/strength_order.h"

#include "base/alloc.h"

enum {
    UPPER = 31,                     /* the bit above which numbers are sorted: what is equal there is looked at once more */
    FEW = PDX_LIMIT(24, 3),         /* that are quickest put in order by hand */
    AHEAD = 16,
};

pdx_status pdx_strength_order_init(pdx_strength_order *order, size_t n, pdx_error *err) {
    memset(order, 0, sizeof *order);
    if (n > UINT32_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more rows than can be numbered");
    order->items = pdx_alloc_large(n, sizeof *order->items);
    order->other = pdx_alloc_large(n, sizeof *order->other);
    order->counts = pdx_resize_array(NULL, n, sizeof *order->counts);
    if (order->items == NULL || order->other == NULL || order->counts == NULL) return pdx_fail_memory(err);
    order->n = n;
    return PDX_OK;
}

void pdx_strength_order_deinit(pdx_strength_order *order) {
    pdx_free(order->items);
    pdx_free(order->other);
    pdx_free(order->counts);
}

/* Whether `a`, which comes first now, may stay there. */
static bool is_before(const pdx_strength_order *order, const pdx_keyed *a, const pdx_keyed *b) {
    if (a->key != b->key) return a->key < b->key;
    return order->counts[a->item] >= order->counts[b->item];
}

static void few_sort(const pdx_strength_order *order, pdx_keyed *items, size_t n) {
    for (size_t i = 1; i < n; i++) {
        const pdx_keyed item = items[i];
        size_t at = i;
        for (; at > 0 && !is_before(order, &items[at - 1], &item); at--) items[at] = items[at - 1];
        items[at] = item;
    }
}

/* By count, then by all bits of the number. */
static pdx_status many_sort(pdx_strength_order *order, pdx_keyed *items, size_t n, const pdx_tick *tick, pdx_error *err) {
    pdx_keyed *from = items, *other = order->other + (items - order->items);
    uint64_t *keys = pdx_resize_array(NULL, n, sizeof *keys);
    uint32_t *rows = pdx_resize_array(NULL, n, sizeof *rows);
    pdx_status status = keys == NULL || rows == NULL ? pdx_fail_memory(err) : PDX_OK;
    for (size_t i = 0; status == PDX_OK && i < n; i++) {
        keys[i] = items[i].key;
        rows[i] = items[i].item;
        items[i] = (pdx_keyed){UINT32_MAX - order->counts[rows[i]], (uint32_t)i};
    }
    if (status == PDX_OK) status = pdx_radix_sort(&from, &other, n, tick, err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) from[i] = (pdx_keyed){keys[from[i].item], rows[from[i].item]};
    if (status == PDX_OK) status = pdx_radix_sort(&from, &other, n, tick, err);
    if (status == PDX_OK && from != items) memcpy(items, from, n * sizeof *items);
    pdx_free(keys);
    pdx_free(rows);
    return status;
}

/* Rows [begin, end) are equal in the upper bits; often they are in order already. */
static pdx_status equals_sort(pdx_strength_order *order, size_t begin, size_t end, const pdx_tick *tick, pdx_error *err) {
    size_t i = begin + 1;
    while (i < end && is_before(order, &order->items[i - 1], &order->items[i])) i++;
    if (i == end) return PDX_OK;
    if (end - begin > FEW) return many_sort(order, order->items + begin, end - begin, tick, err);
    few_sort(order, order->items + begin, end - begin);
    return PDX_OK;
}

pdx_status pdx_strength_order_sort(pdx_strength_order *order, const pdx_tick *tick, pdx_error *err) {
    PDX_TRY(pdx_tick_step(tick, 0, order->n, err));
    PDX_TRY(pdx_radix_sort_high(&order->items, &order->other, order->n, UPPER, tick, err));
    for (size_t i = 0, end; i < order->n; i = end) {
        const uint64_t upper = order->items[i].key >> UPPER;
        for (end = i + 1; end < order->n && order->items[end].key >> UPPER == upper; end++) {}
        if (end > i + 1) PDX_TRY(equals_sort(order, i, end, tick, err));
    }
    return PDX_OK;
}

pdx_status pdx_strength_order_apply(const pdx_strength_order *order, void **rows, size_t size, pdx_error *err) {
    const uint8_t *from = *rows;
    uint8_t *to = pdx_alloc_large(order->n, size);
    if (to == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < order->n; i++) {
        if (order->n - i > AHEAD) PDX_PREFETCH(from + (size_t)order->items[i + AHEAD].item * size);
        memcpy(to + i * size, from + (size_t)order->items[i].item * size, size);
    }
    pdx_free(*rows);
    *rows = to;
    return PDX_OK;
}
