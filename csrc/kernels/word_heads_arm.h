/* Sixteen bytes at a time by NEON, which every 64-bit ARM has. Included by word_heads.c alone. */
#ifndef PDX_KERNELS_WORD_HEADS_ARM_H
#define PDX_KERNELS_WORD_HEADS_ARM_H

#include <arm_neon.h>

enum { STEP = 16 };

static bool has_vector(void) { return true; }
static bool has_wide(void) { return false; }

/* A bit of each byte, which are all ones or all zeros. */
static inline uint64_t bits_of(uint8x16_t ones) {
    static const uint8_t each[STEP] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t bits = vandq_u8(ones, vld1q_u8(each));
    return vaddv_u8(vget_low_u8(bits)) | (uint64_t)vaddv_u8(vget_high_u8(bits)) << 8;
}

static inline uint8x16_t sets_of(const uint8_t *table, const uint8_t *at) {
    const uint8x16x2_t both = {{vld1q_u8(table), vld1q_u8(table + 16)}};
    return vqtbl2q_u8(both, vandq_u8(vld1q_u8(at), vdupq_n_u8(31)));
}

static inline uint8x16_t among(uint8x16_t v, uint8_t first, uint8_t span) { return vcleq_u8(vsubq_u8(v, vdupq_n_u8(first)), vdupq_n_u8(span)); }

static void vector_blocks(const uint8_t *bytes, size_t n, const pdx_word_heads *heads, uint64_t *sure, uint64_t *may) {
    for (size_t block = 0; block < n; block++, bytes += PDX_HEADS_BLOCK) {
        uint64_t letters = 0, digits = 0, high = 0, through = 0;
        for (size_t k = 0; k < PDX_HEADS_BLOCK; k += STEP) {
            const uint8_t *const at = bytes + k;
            const uint8x16_t v = vld1q_u8(at);
            const uint8x16_t sets = vandq_u8(vandq_u8(sets_of(heads->sets[0], at), sets_of(heads->sets[1], at + 1)), sets_of(heads->sets[2], at + 2));
            letters |= bits_of(among(vorrq_u8(v, vdupq_n_u8(0x20)), 'a', 25)) << k;
            digits |= bits_of(among(v, '0', 9)) << k;
            high |= bits_of(vcgeq_u8(v, vdupq_n_u8(0x80))) << k;
            through |= bits_of(vtstq_u8(sets, sets)) << k;
        }
        const uint64_t begins = begins_of(letters | digits);
        sure[block] = (begins & digits) | high;
        may[block] = begins & letters & through;
    }
}

static void wide_sift(pdx_span text, size_t block, size_t n, const pdx_word_heads *heads, sifted *out) { vector_sift(text, block, n, heads, out); }

#endif
