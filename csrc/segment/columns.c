#include "segment/columns.h"

#include "base/bits.h"
#include "base/varint.h"
#include "segment/bits_out.h"

void pdx_column_pack(pdx_buf *out, const uint64_t *values, size_t n, unsigned bits) {
    pdx_bits_out packed;
    if (!pdx_buf_reserve(out, n / 8 * bits + bits + PDX_BITS_SLACK)) return;
    packed = pdx_bits_begin(out->data + out->len);
    for (size_t i = 0; i < n; i++) pdx_bits_put(&packed, values[i], bits);
    out->len = (size_t)(pdx_bits_end(&packed) - out->data);
}

void pdx_column_append(pdx_buf *out, const uint64_t *values, size_t n) {
    uint64_t least = n == 0 ? 0 : values[0], most = least;
    pdx_bits_out packed;
    unsigned bits;
    size_t i;
    for (i = 1; i < n; i++) {
        if (values[i] < least) least = values[i];
        if (values[i] > most) most = values[i];
    }
    assert(most >> PDX_COLUMN_BITS_MAX == 0);
    bits = pdx_bit_width(most - least);
    pdx_varint_append(out, least);
    pdx_buf_byte(out, (uint8_t)bits);
    if (bits == 0 || !pdx_buf_reserve(out, n / 8 * bits + bits + PDX_BITS_SLACK)) return;
    packed = pdx_bits_begin(out->data + out->len);
    for (i = 0; i < n; i++) pdx_bits_put(&packed, values[i] - least, bits);
    out->len = (size_t)(pdx_bits_end(&packed) - out->data);
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
