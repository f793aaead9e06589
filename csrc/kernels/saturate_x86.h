/* Four scores at a time with AVX2; the same steps as the generic level, each rounded alike. Included by saturate.c alone. */
#ifndef PDX_KERNELS_SATURATE_X86_H
#define PDX_KERNELS_SATURATE_X86_H

#include <immintrin.h>

#include "kernels/level.h"

static bool vector_available(void) { return pdx_level_allows(PDX_LEVEL_AVX2) && __builtin_cpu_supports("avx2") != 0; }

/* Counts are taken as signed: what has 2^31 occurrences or more goes the generic way. */
__attribute__((target("avx2"))) static void vector_saturate(const uint32_t *counts, const float *shares, uint32_t n, const pdx_saturation *s,
                                                            double *out) {
    const __m256d top = _mm256_set1_pd(s->top), k1 = _mm256_set1_pd(s->k1), grid = _mm256_set1_pd(s->grid);
    uint32_t i = 0;
    for (; i + 4 <= n; i += 4) {
        const __m128i count = _mm_loadu_si128((const __m128i *)(const void *)(counts + i));
        if (PDX_UNLIKELY(_mm_movemask_ps(_mm_castsi128_ps(count)) != 0)) {
            pdx_saturate_generic(counts + i, shares + i, 4, s, out + i);
            continue;
        }
        const __m256d x = _mm256_mul_pd(_mm256_cvtepi32_pd(count), _mm256_cvtps_pd(_mm_loadu_ps(shares + i)));
        const __m256d score = _mm256_div_pd(_mm256_mul_pd(top, x), _mm256_add_pd(k1, x));
        _mm256_storeu_pd(out + i, _mm256_sub_pd(_mm256_add_pd(score, grid), grid));
    }
    pdx_saturate_generic(counts + i, shares + i, n - i, s, out + i);
}

#endif
