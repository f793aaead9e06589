#include "kernels/ascii_words.h"

#include "base/le.h"

#define EVERY(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Of eight bytes below 0x80 each: 0x80 where one is at least `least`. */
static uint64_t at_least(uint64_t bytes, uint8_t least) { return (bytes + EVERY((uint8_t)(0x80 - least))) & EVERY(0x80); }

/* The top bit of each byte, as eight bits. */
static uint64_t top_bits(uint64_t bytes) { return ((bytes & EVERY(0x80)) >> 7) * UINT64_C(0x0102040810204080) >> 56; }

void pdx_ascii_masks_generic(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) {
    size_t i;
    unsigned k;
    for (i = 0; i < n; i++) {
        out[i].alnum = out[i].rest = 0;
        for (k = 0; k < PDX_ASCII_BLOCK; k += 8) {
            const uint64_t eight = pdx_le64(bytes + i * PDX_ASCII_BLOCK + k), seven = eight & EVERY(0x7F), lower = seven | EVERY(0x20);
            const uint64_t letters = at_least(lower, 'a') & ~at_least(lower, 'z' + 1), digits = at_least(seven, '0') & ~at_least(seven, '9' + 1);
            const uint64_t underlines = at_least(seven, '_') & ~at_least(seven, '_' + 1);
            out[i].alnum |= top_bits((letters | digits) & ~eight) << k;
            out[i].rest |= top_bits(underlines | eight) << k;
        }
    }
}

#if defined(__SSE2__)
#include "kernels/ascii_words_x86.h"
#else
static bool vector_masks(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) {
    (void)bytes, (void)n, (void)out;
    return false;
}
#endif

bool pdx_ascii_masks_vector(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) { return vector_masks(bytes, n, out); }

void pdx_ascii_masks(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) {
    if (!vector_masks(bytes, n, out)) pdx_ascii_masks_generic(bytes, n, out);
}
