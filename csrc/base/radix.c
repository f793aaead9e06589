#include "base/radix.h"

#include <string.h>

enum {
    LONG_BITS = 11, SHORT_BITS = 8,        /* of a digit, in long lists and short ones */
    LONG_LIST = PDX_LIMIT(1 << 13, 40),
    ITEMS_PER_TICK = PDX_LIMIT(1 << 15, 16),
};

/* The bits in which keys differ, from bit `lowest` on. */
static uint64_t differing(const pdx_keyed *items, size_t n, unsigned lowest) {
    uint64_t all = UINT64_MAX, any = 0;
    size_t i;
    for (i = 0; i < n; i++) {
        all &= items[i].key;
        any |= items[i].key;
    }
    return (any & ~all) >> lowest << lowest;
}

static pdx_status digit_sort(const pdx_keyed *items, pdx_keyed *other, size_t n, unsigned shift, unsigned bits, const pdx_tick *tick,
                             pdx_error *err) {
    const size_t n_digits = (size_t)1 << bits;
    size_t begins[1 << LONG_BITS], i, sum = 0;
    memset(begins, 0, n_digits * sizeof *begins);
    for (i = 0; i < n; i++) begins[items[i].key >> shift & (n_digits - 1)]++;
    for (i = 0; i < n_digits; i++) {
        const size_t count = begins[i];
        begins[i] = sum;
        sum += count;
    }
    for (i = 0; i < n; i++) {
        if (i % ITEMS_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, n, err));
        other[begins[items[i].key >> shift & (n_digits - 1)]++] = items[i];
    }
    return PDX_OK;
}

pdx_status pdx_radix_sort(pdx_keyed **items, pdx_keyed **other, size_t n, const pdx_tick *tick, pdx_error *err) {
    return pdx_radix_sort_high(items, other, n, 0, tick, err);
}

pdx_status pdx_radix_sort_high(pdx_keyed **items, pdx_keyed **other, size_t n, unsigned lowest, const pdx_tick *tick, pdx_error *err) {
    const unsigned bits = n >= LONG_LIST ? LONG_BITS : SHORT_BITS;
    const uint64_t differ = differing(*items, n, lowest);
    unsigned shift = 0;
    while (shift < 64 && differ >> shift != 0) {
        pdx_keyed *swapped = *items;
        if ((differ >> shift & 1) == 0) { /* a digit begins with a bit that says something */
            shift++;
            continue;
        }
        PDX_TRY(digit_sort(*items, *other, n, shift, bits, tick, err));
        *items = *other;
        *other = swapped;
        shift += bits;
    }
    return PDX_OK;
}
