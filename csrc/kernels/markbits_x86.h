/* 32 marks at a time with AVX2. Included by markbits.c alone. */
#ifndef PDX_KERNELS_MARKBITS_X86_H
#define PDX_KERNELS_MARKBITS_X86_H

#include <immintrin.h>

#include "kernels/level.h"

static bool vector_available(void) {
    return pdx_level_allows(PDX_LEVEL_AVX2) && __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("popcnt") != 0;
}

__attribute__((target("avx2,popcnt"))) static uint32_t vector_join(uint8_t *marks, uint64_t *words, const uint64_t *among, uint32_t n) {
    const __m256i none = _mm256_setzero_si256();
    uint64_t found = 0;
    for (uint32_t w = 0; w < n; w++, marks += 64) {
        __m256i *low = (__m256i *)(void *)marks, *high = (__m256i *)(void *)(marks + 32);
        const uint32_t a = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_loadu_si256(low), none));
        const uint32_t b = (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_loadu_si256(high), none));
        uint64_t word = words[w] | a | (uint64_t)b << 32;
        _mm256_storeu_si256(low, none);
        _mm256_storeu_si256(high, none);
        if (among != NULL) word &= among[w];
        words[w] = word;
        found += (uint64_t)_mm_popcnt_u64(word);
    }
    return (uint32_t)found;
}

#endif
