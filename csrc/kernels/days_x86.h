/* Eight posts at a time with AVX2. Included by days.c alone. */
#ifndef PDX_KERNELS_DAYS_X86_H
#define PDX_KERNELS_DAYS_X86_H

#include <immintrin.h>

#include "kernels/level.h"

static bool vector_available(void) { return pdx_level_allows(PDX_LEVEL_AVX2) && __builtin_cpu_supports("avx2") != 0; }

__attribute__((target("avx2"), always_inline)) static inline uint64_t lanes_of(__m256i lanes) {
    return (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(lanes));
}

__attribute__((target("avx2"))) static void vector_match(const int32_t *first_days, const int32_t *last_days, int32_t first, int32_t last,
                                                         uint64_t *inside, uint64_t *meets) {
    const __m256i from = _mm256_set1_epi32(first), to = _mm256_set1_epi32(last);
    const __m256i no_first = _mm256_set1_epi32(INT32_MIN), no_last = _mm256_set1_epi32(INT32_MAX);
    uint64_t out = 0, apart = 0;
    for (unsigned i = 0; i < PDX_DAYS_AT_ONCE; i += 8) {
        const __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)(first_days + i)),
                      b = _mm256_loadu_si256((const __m256i *)(const void *)(last_days + i));
        const __m256i unknown = _mm256_and_si256(_mm256_cmpeq_epi32(a, no_first), _mm256_cmpeq_epi32(b, no_last));
        out |= lanes_of(_mm256_or_si256(_mm256_or_si256(_mm256_cmpgt_epi32(from, a), _mm256_cmpgt_epi32(b, to)), unknown)) << i;
        apart |= lanes_of(_mm256_or_si256(_mm256_cmpgt_epi32(a, to), _mm256_cmpgt_epi32(from, b))) << i;
    }
    *inside = ~out;
    *meets = ~apart;
}

#endif
