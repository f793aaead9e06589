/* 64 posts at a time with AVX2. Included by dense.c alone. */
#ifndef PDX_KERNELS_DENSE_X86_H
#define PDX_KERNELS_DENSE_X86_H

#include <immintrin.h>

#include "kernels/level.h"

static bool vector_available(void) {
    return pdx_level_allows(PDX_LEVEL_AVX2) && __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("popcnt") != 0;
}

#define WITH_AVX2 __attribute__((target("avx2,popcnt")))
#define WITH_AVX2_INLINE __attribute__((target("avx2,popcnt"), always_inline))

/* A bit for each of 32 posts. Bytes become the upper halves of numbers of 16 bits, the upper half of whose product is kept; lanes that
 * unpacking has parted are put together again by packing. */
WITH_AVX2_INLINE static inline uint32_t above_of_32(const uint8_t *const *tops, const __m256i *weights, uint32_t n, size_t at, __m256i least) {
    const __m256i zero = _mm256_setzero_si256();
    __m256i low = zero, high = zero;
    for (uint32_t k = 0; k < n; k++) {
        const __m256i here = _mm256_loadu_si256((const __m256i *)(const void *)(tops[k] + at));
        low = _mm256_add_epi16(low, _mm256_mulhi_epu16(_mm256_unpacklo_epi8(zero, here), weights[k]));
        high = _mm256_add_epi16(high, _mm256_mulhi_epu16(_mm256_unpackhi_epi8(zero, here), weights[k]));
    }
    low = _mm256_cmpeq_epi16(_mm256_subs_epu16(low, least), zero);
    high = _mm256_cmpeq_epi16(_mm256_subs_epu16(high, least), zero);
    return ~(uint32_t)_mm256_movemask_epi8(_mm256_packs_epi16(low, high));
}

WITH_AVX2_INLINE static inline uint32_t above_of(const uint8_t *const *tops, const __m256i *weights, uint32_t n, uint32_t n_words, __m256i least,
                                                 uint64_t *words) {
    uint64_t found = 0;
    for (uint32_t w = 0; w < n_words; w++) {
        const uint32_t a = above_of_32(tops, weights, n, 64 * (size_t)w, least), b = above_of_32(tops, weights, n, 64 * (size_t)w + 32, least);
        words[w] = a | (uint64_t)b << 32;
        found += (uint64_t)_mm_popcnt_u64(words[w]);
    }
    return (uint32_t)found;
}

WITH_AVX2 static uint32_t vector_above(const uint8_t *const *tops, const uint16_t *weights, uint32_t n, uint32_t n_words, uint16_t least,
                                       uint64_t *words) {
    enum { MOST = 16 };
    const __m256i most = _mm256_set1_epi16((short)least);
    __m256i wide[MOST];
    if (n > MOST) return pdx_dense_above_generic(tops, weights, n, n_words, least, words);
    for (uint32_t k = 0; k < n; k++) wide[k] = _mm256_set1_epi16((short)weights[k]);
    switch (n) { /* with the number known, weights stay in registers */
    case 1: return above_of(tops, wide, 1, n_words, most, words);
    case 2: return above_of(tops, wide, 2, n_words, most, words);
    case 3: return above_of(tops, wide, 3, n_words, most, words);
    case 4: return above_of(tops, wide, 4, n_words, most, words);
    default: return above_of(tops, wide, n, n_words, most, words);
    }
}

/* A list is looked at only where those before it have left somebody of 64. */
WITH_AVX2 static uint32_t vector_common(const uint8_t *const *tops, uint32_t n, uint32_t n_words, uint64_t *words) {
    const __m256i zero = _mm256_setzero_si256();
    uint64_t found = 0;
    for (uint32_t w = 0; w < n_words; w++) {
        uint64_t word = UINT64_MAX;
        for (uint32_t k = 0; k < n && word != 0; k++) {
            const uint8_t *here = tops[k] + 64 * (size_t)w;
            const __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)here),
                          high = _mm256_loadu_si256((const __m256i *)(const void *)(here + 32));
            const uint32_t a = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, zero)),
                           b = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, zero));
            word &= ~(a | (uint64_t)b << 32);
        }
        words[w] = word;
        found += (uint64_t)_mm_popcnt_u64(word);
    }
    return (uint32_t)found;
}

#endif
