#include "segment/columns.h"

#include "base/varint.h"

static unsigned bit_width(uint64_t value) {
    unsigned bits = 0;
    for (; value > 0; value >>= 1) bits++;
    return bits;
}

void pdx_column_append(pdx_buf *out, const uint64_t *values, size_t n) {
    uint64_t least = n == 0 ? 0 : values[0], most = least, pending = 0;
    unsigned bits, n_pending = 0;
    size_t i;
    for (i = 1; i < n; i++) {
        if (values[i] < least) least = values[i];
        if (values[i] > most) most = values[i];
    }
    assert(most >> PDX_COLUMN_BITS_MAX == 0);
    bits = bit_width(most - least);
    pdx_varint_append(out, least);
    pdx_buf_byte(out, (uint8_t)bits);
    if (bits == 0 || !pdx_buf_reserve(out, n / 8 * bits + bits)) return;
    for (i = 0; i < n; i++) {
        pending |= (values[i] - least) << n_pending; /* at most 7 bits were pending */
        for (n_pending += bits; n_pending >= 8; n_pending -= 8, pending >>= 8) pdx_buf_byte(out, (uint8_t)pending);
    }
    if (n_pending > 0) pdx_buf_byte(out, (uint8_t)pending);
}

bool pdx_column_open(pdx_column *column, const uint8_t **at, const uint8_t *end, uint64_t n) {
    const uint8_t *p = *at;
    uint64_t bits, bytes;
    if (!pdx_varint_read(&p, end, &column->base) || column->base >> PDX_COLUMN_BITS_MAX != 0 || p == end) return false;
    bits = *p++;
    if (bits > PDX_COLUMN_BITS_MAX || n > UINT64_MAX / 64) return false;
    bytes = (n * bits + 7) / 8;
    if (bytes > (uint64_t)(end - p)) return false;
    column->data = p;
    column->end = p + bytes;
    column->n = n;
    column->bits = (unsigned)bits;
    *at = column->end;
    return true;
}

uint64_t pdx_column_lower_bound(const pdx_column *column, uint64_t from, uint64_t value) {
    uint64_t low = from, high = column->n;
    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (pdx_column_get(column, middle) < value) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}
