/* Numbers of so many bits each, one behind the other, the first at bit 0: how columns and blocks are laid out (FORMAT.md, "Column").
 * Called by the writers of segment/. Promises: whole words are stored, few of them, so there must be room for PDX_BITS_SLACK bytes
 * behind the last number. */
#ifndef PDX_SEGMENT_BITS_OUT_H
#define PDX_SEGMENT_BITS_OUT_H

#include "base/le.h"

enum { PDX_BITS_SLACK = 8 };

typedef struct pdx_bits_out {
    uint8_t *at;
    uint64_t word; /* the next to be stored */
    unsigned n;    /* bits of it that are there, below 64 */
} pdx_bits_out;

static inline pdx_bits_out pdx_bits_begin(uint8_t *at) {
    pdx_bits_out out;
    out.at = at;
    out.word = 0;
    out.n = 0;
    return out;
}

/* `bits` is below 64 and `value` has no more. */
static inline void pdx_bits_put(pdx_bits_out *out, uint64_t value, unsigned bits) {
    out->word |= value << out->n;
    out->n += bits;
    if (out->n < 64) return;
    pdx_le64_put(out->at, out->word);
    out->at += 8;
    out->n -= 64;
    out->word = value >> (bits - out->n); /* what did not fit */
}

/* Neighbours in one number. */
static inline uint64_t pdx_bits_two(const uint32_t *values, unsigned bits, uint32_t most) {
    const uint32_t first = values[0] < most ? values[0] : most, second = values[1] < most ? values[1] : most;
    return first | (uint64_t)second << bits;
}
static inline uint64_t pdx_bits_four(const uint32_t *values, unsigned bits, uint32_t most) {
    return pdx_bits_two(values, bits, most) | pdx_bits_two(values + 2, bits, most) << 2 * bits;
}
static inline uint64_t pdx_bits_eight(const uint32_t *values, unsigned bits, uint32_t most) {
    return pdx_bits_four(values, bits, most) | pdx_bits_four(values + 4, bits, most) << 4 * bits;
}

/* `n` numbers of so many bits, what is greater than `most` as that: narrow ones are put several at a time. */
PDX_INLINE void pdx_bits_put_all(pdx_bits_out *out, const uint32_t *values, size_t n, unsigned bits, uint32_t most) {
    size_t i = 0;
    if (bits < 64 / 8) {
        for (; i + 8 <= n; i += 8) pdx_bits_put(out, pdx_bits_eight(values + i, bits, most), 8 * bits);
    } else if (bits < 64 / 4) {
        for (; i + 4 <= n; i += 4) pdx_bits_put(out, pdx_bits_four(values + i, bits, most), 4 * bits);
    }
    for (; i < n; i++) pdx_bits_put(out, values[i] < most ? values[i] : most, bits);
}

/* Stores what is left. Gives where the bytes end. */
static inline uint8_t *pdx_bits_end(const pdx_bits_out *out) {
    pdx_le64_put(out->at, out->word);
    return out->at + (out->n + 7) / 8;
}

#endif
