/* The instruction that counts bits, which x86-64 need not have. Included by turnbits.c alone. */
#ifndef PDX_KERNELS_TURNBITS_X86_H
#define PDX_KERNELS_TURNBITS_X86_H

#include "kernels/level.h"

static bool vector_available(void) { return pdx_level_allows(PDX_LEVEL_AVX2) && __builtin_cpu_supports("popcnt") != 0; }

__attribute__((target("popcnt"))) static pdx_turnbits vector_count(const uint64_t *one, const uint64_t *other, size_t limit) {
    turn_word at = {{0, 0}, {0, 0}, 0, 0, 0};
    pdx_turnbits out = {0, 0, 0};
    for (size_t w = 0; w * 64 < limit; w++) {
        word_read(&at, one[w], other[w], bits_within(w, limit));
        out.some += (uint32_t)__builtin_popcountll(at.some);
        out.many += (uint32_t)__builtin_popcountll(at.many);
        out.shared += (uint32_t)__builtin_popcountll(at.shared);
    }
    return out;
}

#endif
