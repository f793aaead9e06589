/* Sixteen bytes at a time by NEON, which every 64-bit ARM has. Included by bytefind.c alone. */
#ifndef PDX_KERNELS_BYTEFIND_ARM_H
#define PDX_KERNELS_BYTEFIND_ARM_H

#include <arm_neon.h>

enum { STEP = 16, MARK_BITS = 4 };

static bool has_vector(void) { return true; }
static bool has_wide(void) { return false; }

/* Four bits of each byte, which are all ones or all zeros. */
static inline uint64_t bits_of(uint8x16_t ones) {
    return vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(ones), 4)), 0);
}

static size_t vector_set(pdx_span text, size_t at, const pdx_byte_set *set) {
    for (; at + STEP <= text.len; at += STEP) {
        const uint8x16_t v = vld1q_u8(text.data + at);
        uint8x16_t is = vdupq_n_u8(0);
        for (uint32_t k = 0; k < set->n; k++) {
            is = vorrq_u8(is, vcleq_u8(vsubq_u8(v, vdupq_n_u8(set->ranges[k].first)), vdupq_n_u8(set->ranges[k].span)));
        }
        const uint64_t bits = bits_of(is);
        if (bits != 0) return at + pdx_trailing_zeros(bits) / MARK_BITS;
    }
    return pdx_bytefind_set_generic(text, at, set);
}

static size_t vector_pair(pdx_span text, size_t at, const pdx_byte_pair *pair) {
    const uint8x16_t first = vdupq_n_u8(pair->first), last = vdupq_n_u8(pair->last);
    for (; at + STEP + pair->gap <= text.len; at += STEP) {
        const uint8x16_t a = vceqq_u8(vld1q_u8(text.data + at), first), b = vceqq_u8(vld1q_u8(text.data + at + pair->gap), last);
        const uint64_t bits = bits_of(vandq_u8(a, b));
        if (bits != 0) return at + pdx_trailing_zeros(bits) / MARK_BITS;
    }
    return pdx_bytefind_pair_generic(text, at, pair);
}

static inline uint8x16_t vector_heads_of(uint8x16_t v, const pdx_byte_heads *heads, unsigned place) {
    return vandq_u8(vqtbl1q_u8(vld1q_u8(heads->low[place]), vandq_u8(v, vdupq_n_u8(15))), vqtbl1q_u8(vld1q_u8(heads->high[place]), vshrq_n_u8(v, 4)));
}

static size_t vector_heads(pdx_span text, size_t at, const pdx_byte_heads *heads) {
    for (; at + STEP + PDX_HEAD_BYTES - 1 <= text.len; at += STEP) {
        uint8x16_t may = vector_heads_of(vld1q_u8(text.data + at), heads, 0);
        for (unsigned place = 1; place < PDX_HEAD_BYTES; place++) {
            may = vandq_u8(may, vector_heads_of(vld1q_u8(text.data + at + place), heads, place));
        }
        const uint64_t bits = bits_of(vtstq_u8(may, may));
        if (bits != 0) return at + pdx_trailing_zeros(bits) / MARK_BITS;
    }
    return pdx_bytefind_heads_generic(text, at, heads);
}

static size_t wide_set(pdx_span text, size_t at, const pdx_byte_set *set) { return vector_set(text, at, set); }
static size_t wide_pair(pdx_span text, size_t at, const pdx_byte_pair *pair) { return vector_pair(text, at, pair); }
static size_t wide_heads(pdx_span text, size_t at, const pdx_byte_heads *heads) { return vector_heads(text, at, heads); }

#endif
