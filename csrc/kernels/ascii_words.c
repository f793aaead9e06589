#include "kernels/ascii_words.h"

#include "base/le.h"

#define EVERY(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Of eight bytes below 0x80 each: 0x80 where one is at least `least`. */
static uint64_t at_least(uint64_t bytes, uint8_t least) { return (bytes + EVERY((uint8_t)(0x80 - least))) & EVERY(0x80); }
static uint64_t in_range(uint64_t bytes, uint8_t first, uint8_t last) { return at_least(bytes, first) & ~at_least(bytes, (uint8_t)(last + 1)); }

/* The top bit of each byte, as eight bits. */
static uint64_t top_bits(uint64_t bytes) { return ((bytes & EVERY(0x80)) >> 7) * UINT64_C(0x0102040810204080) >> 56; }

/* What is found of a block before it is known what follows it. */
typedef struct kinds {
    uint64_t alnum, underline, high, mark;
} kinds;

static kinds kinds_of(const uint8_t *bytes) {
    kinds found = {0, 0, 0, 0};
    unsigned k;
    for (k = 0; k < PDX_ASCII_BLOCK; k += 8) {
        const uint64_t eight = pdx_le64(bytes + k), seven = eight & EVERY(0x7F);
        const uint64_t letters = in_range(seven | EVERY(0x20), 'a', 'z'), digits = in_range(seven, '0', '9');
        const uint64_t marks = in_range(seven, '\'', '\'') | in_range(seven, ',', '.') | in_range(seven, ':', ';');
        found.alnum |= top_bits((letters | digits) & ~eight) << k;
        found.underline |= top_bits(in_range(seven, '_', '_') & ~eight) << k;
        found.high |= top_bits(eight) << k;
        found.mark |= top_bits(marks & ~eight) << k;
    }
    return found;
}

/* A mark ends a word where what follows it closes it. */
static uint64_t closing(const kinds *block) { return ~(block->alnum | block->high); }

static void mask_set(pdx_ascii_mask *mask, const kinds *block, uint64_t next_closing) {
    const uint64_t closed = closing(block) >> 1 | next_closing << (PDX_ASCII_BLOCK - 1);
    mask->alnum = block->alnum;
    mask->rest = block->underline | block->high;
    mask->stops = ~(block->alnum | mask->rest | block->mark) | (block->mark & closed);
}

typedef kinds (*kinds_way)(const uint8_t *bytes);

static inline void masks_by(kinds_way way, const uint8_t *bytes, size_t n, pdx_ascii_mask *out) {
    kinds block, next;
    size_t i;
    if (n == 0) return;
    for (block = way(bytes), i = 1; i < n; i++, block = next) {
        next = way(bytes + i * PDX_ASCII_BLOCK);
        mask_set(&out[i - 1], &block, closing(&next));
    }
    mask_set(&out[n - 1], &block, 0);
}

void pdx_ascii_masks_generic(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) { masks_by(kinds_of, bytes, n, out); }

#if defined(__SSE2__)
#include "kernels/ascii_words_x86.h"
#else
static bool vector_masks(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) {
    (void)bytes, (void)n, (void)out;
    return false;
}
static bool wide_masks(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) { return vector_masks(bytes, n, out); }
static bool widest_masks(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) { return vector_masks(bytes, n, out); }
#endif

bool pdx_ascii_masks_vector(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) { return vector_masks(bytes, n, out); }
bool pdx_ascii_masks_wide(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) { return wide_masks(bytes, n, out); }
bool pdx_ascii_masks_widest(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) { return widest_masks(bytes, n, out); }

void pdx_ascii_masks(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) {
    if (widest_masks(bytes, n, out) || wide_masks(bytes, n, out) || vector_masks(bytes, n, out)) return;
    pdx_ascii_masks_generic(bytes, n, out);
}
