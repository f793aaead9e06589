#include "segment/positions.h"

#include "base/varint.h"

/* Takes the columns of what escapes. */
static bool escapes_open(pdx_packed *packed, const uint8_t **at, const uint8_t *end) {
    uint64_t less;
    if (!pdx_varint_read(at, end, &less) || less >= UINT32_MAX) return false;
    return pdx_column_open(&packed->places, at, end, less + 1) && pdx_column_open(&packed->values, at, end, less + 1);
}

static bool head_read(pdx_packed *packed, uint8_t head) {
    packed->bits = head & (PDX_PACKED_ESCAPES - 1u);
    packed->places.n = packed->values.n = 0;
    if (packed->bits > PDX_PACKED_BITS_MAX) return false;
    packed->mask = (uint32_t)(((uint64_t)1 << packed->bits) - 1);
    packed->escape = (head & PDX_PACKED_ESCAPES) != 0 ? packed->mask : UINT64_MAX;
    return true;
}

bool pdx_packed_positions_open(pdx_packed_positions *positions, const uint8_t *at, const uint8_t *end, uint32_t n_docs) {
    pdx_packed *firsts = &positions->firsts, *gaps = &positions->gaps;
    uint64_t bytes;
    if (end - at < 2 || !head_read(firsts, at[0]) || !head_read(gaps, at[1])) return false;
    at += 2;
    if (firsts->escape != UINT64_MAX && !escapes_open(firsts, &at, end)) return false;
    if (gaps->escape != UINT64_MAX && !escapes_open(gaps, &at, end)) return false;
    bytes = ((uint64_t)n_docs * firsts->bits + 7) / 8;
    if (bytes > (uint64_t)(end - at)) return false;
    firsts->data = at;
    firsts->n = n_docs;
    gaps->data = at + bytes;
    gaps->n = gaps->bits == 0 ? 0 : (uint64_t)(end - gaps->data) * 8 / gaps->bits;
    return true;
}

/* Whether the places ascend and each has the code of an escape; there are `n` numbers. */
static bool escapes_are_used(const pdx_packed *packed, uint64_t n) {
    uint64_t i;
    for (i = 0; i < packed->places.n; i++) {
        const uint64_t place = pdx_column_get(&packed->places, i), bit = place * packed->bits;
        if (place >= n || (i > 0 && place <= pdx_column_get(&packed->places, i - 1))) return false;
        if (((pdx_le64(packed->data + (bit >> 3)) >> (bit & 7)) & packed->mask) != packed->escape) return false;
    }
    return true;
}

bool pdx_packed_positions_are_whole(const pdx_packed_positions *positions, const uint8_t *end, uint64_t n_gaps) {
    const pdx_packed *firsts = &positions->firsts, *gaps = &positions->gaps;
    if (n_gaps > gaps->n || gaps->data + (n_gaps * gaps->bits + 7) / 8 != end) return false;
    return escapes_are_used(firsts, firsts->n) && escapes_are_used(gaps, n_gaps);
}

uint32_t pdx_packed_escape(const pdx_packed *packed, uint64_t i) {
    const uint64_t at = pdx_column_lower_bound(&packed->places, 0, i);
    uint64_t value;
    if (at == packed->places.n || pdx_column_get(&packed->places, at) != i) return UINT32_MAX;
    value = pdx_column_get(&packed->values, at);
    return value < UINT32_MAX ? (uint32_t)value : UINT32_MAX;
}

bool pdx_packed_positions_read(const pdx_packed_positions *positions, uint32_t i, uint64_t gap, uint32_t n, uint32_t *out) {
    const pdx_packed *gaps = &positions->gaps;
    uint64_t position = pdx_packed_get(&positions->firsts, i), bit = gap * gaps->bits;
    uint32_t k;
    if (n - 1u > gaps->n || gap > gaps->n - (n - 1u)) return false;
    out[0] = (uint32_t)position;
    for (k = 1; k < n; k++, bit += gaps->bits) {
        uint32_t code = (uint32_t)(pdx_le64(gaps->data + (bit >> 3)) >> (bit & 7)) & gaps->mask;
        if (!PDX_LIKELY(code != gaps->escape)) code = pdx_packed_escape(gaps, gap + k - 1);
        position += (uint64_t)code + 1;
        out[k] = (uint32_t)position;
    }
    return position < UINT32_MAX;
}
