/* Eight bits at a time with AVX2, where the places of the ones of a byte take BMI2; or sixteen with AVX-512. Included by places.c alone. */
#ifndef PDX_KERNELS_PLACES_X86_H
#define PDX_KERNELS_PLACES_X86_H

#include "kernels/level.h"
#include "kernels/octet_x86.h"

static bool vector_available(void) {
    return pdx_level_allows(PDX_LEVEL_AVX2) && __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi2") != 0;
}

__attribute__((target("avx2,bmi2,popcnt"))) static uint32_t vector_bits(const uint64_t *words, uint32_t n_words, uint32_t first, uint32_t *out) {
    uint32_t n = 0;
    for (uint32_t w = 0; w < n_words; w++) {
        uint64_t left = words[w];
        for (uint32_t at = first + 64 * w; left != 0; left >>= 8, at += 8) {
            const unsigned byte = (unsigned)(left & 0xFF);
            if (byte == 0) continue;
            _mm256_storeu_si256((__m256i *)(void *)(out + n), _mm256_add_epi32(places_of(byte), _mm256_set1_epi32((int)at)));
            n += (uint32_t)_mm_popcnt_u32(byte);
        }
    }
    return n;
}

__attribute__((target("avx2,bmi2,popcnt"))) static uint32_t vector_ranks(const uint64_t *words, uint32_t n_words, uint16_t *ranks) {
    uint32_t n = 0;
    for (uint32_t w = 0; w < n_words; w++) {
        ranks[w] = (uint16_t)n;
        n += (uint32_t)_mm_popcnt_u64(words[w]);
    }
    return n;
}

__attribute__((target("avx2,bmi2,popcnt"))) static uint32_t vector_equal(const uint32_t *values, uint32_t n, uint32_t wanted, uint32_t *out) {
    const __m256i want = _mm256_set1_epi32((int)wanted);
    uint32_t found = 0, i = 0;
    for (; i + 8 <= n; i += 8) {
        const __m256i same = _mm256_cmpeq_epi32(_mm256_loadu_si256((const __m256i *)(const void *)(values + i)), want);
        const unsigned mask = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(same)); /* a branch would be guessed wrongly too often */
        _mm256_storeu_si256((__m256i *)(void *)(out + found), _mm256_add_epi32(places_of(mask), _mm256_set1_epi32((int)i)));
        found += (uint32_t)_mm_popcnt_u32(mask);
    }
    for (; i < n; i++) {
        if (values[i] == wanted) out[found++] = i;
    }
    return found;
}

/* Sixteen bits at a time with AVX-512, which packs the places of the ones together. */
static bool sixteen_available(void) {
    return pdx_level_allows(PDX_LEVEL_AVX512) && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("popcnt") != 0;
}

__attribute__((target("avx512f,popcnt"))) static uint32_t sixteen_bits(const uint64_t *words, uint32_t n_words, uint32_t first, uint32_t *out) {
    const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), sixteen = _mm512_set1_epi32(16);
    __m512i places = _mm512_add_epi32(lanes, _mm512_set1_epi32((int)first));
    uint32_t n = 0;
    for (uint32_t w = 0; w < n_words; w++) {
        uint64_t left = words[w];
        for (int quarter = 0; quarter < 4; quarter++, left >>= 16, places = _mm512_add_epi32(places, sixteen)) {
            const __mmask16 here = (__mmask16)left;
            if (here == 0) continue; /* behind the last there is room for fifteen more, and no sixteenth */
            _mm512_storeu_si512(out + n, _mm512_maskz_compress_epi32(here, places));
            n += (uint32_t)_mm_popcnt_u32(here);
        }
    }
    return n;
}

#endif
