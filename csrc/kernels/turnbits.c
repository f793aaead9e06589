#include "kernels/turnbits.h"

#include "base/bits.h"

/* For each of some bits the next one above it that is set in a number too long for one word, which is gone through from its lowest word on. */
typedef struct next_bits {
    uint64_t top, carry; /* of the word before: its highest bit, and what its sum leaves */
} next_bits;

/* Adding a bit to the ones of `clear` right above it ends at the first that is not clear. */
static inline uint64_t bits_next(next_bits *at, uint64_t bits, uint64_t clear) {
    const uint64_t above = bits << 1 | at->top, part = clear + above, sum = part + at->carry;
    at->top = bits >> 63;
    at->carry = (uint64_t)(part < clear) | (uint64_t)(sum < part);
    return sum & ~clear;
}

/* The word of two sets at which somebody is, and what is found in it. Where lines stand cannot be foreseen: bits, not branches. */
typedef struct turn_word {
    next_bits after_one, after_other;
    uint64_t some, many, shared;
} turn_word;

static inline void word_read(turn_word *at, uint64_t one, uint64_t other, uint64_t within) {
    const uint64_t own = one & within, rest = other & ~own & within, clear = ~(own | rest) & within;
    at->some = bits_next(&at->after_one, own, clear) & rest;
    at->many = bits_next(&at->after_other, at->some, clear) & rest;
    at->shared = other & own;
}

/* The bits of word `w` that are before `limit`. */
static inline uint64_t bits_within(size_t w, size_t limit) { return limit - w * 64 >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << limit % 64) - 1; }

pdx_turnbits pdx_turnbits_count_generic(const uint64_t *one, const uint64_t *other, size_t limit) {
    turn_word at = {{0, 0}, {0, 0}, 0, 0, 0};
    pdx_turnbits out = {0, 0, 0};
    for (size_t w = 0; w * 64 < limit; w++) {
        word_read(&at, one[w], other[w], bits_within(w, limit));
        out.some += pdx_popcount(at.some);
        out.many += pdx_popcount(at.many);
        out.shared += pdx_popcount(at.shared);
    }
    return out;
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include "kernels/turnbits_x86.h"
#else
static bool vector_available(void) { return false; }
static pdx_turnbits vector_count(const uint64_t *one, const uint64_t *other, size_t limit) { return pdx_turnbits_count_generic(one, other, limit); }
#endif

bool pdx_turnbits_count_vector(const uint64_t *one, const uint64_t *other, size_t limit, pdx_turnbits *out) {
    if (!vector_available()) return false;
    *out = vector_count(one, other, limit);
    return true;
}

pdx_turnbits pdx_turnbits_count(const uint64_t *one, const uint64_t *other, size_t limit) {
    return vector_available() ? vector_count(one, other, limit) : pdx_turnbits_count_generic(one, other, limit);
}
