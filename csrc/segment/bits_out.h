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

/* Stores what is left. Gives where the bytes end. */
static inline uint8_t *pdx_bits_end(const pdx_bits_out *out) {
    pdx_le64_put(out->at, out->word);
    return out->at + (out->n + 7) / 8;
}

#endif
