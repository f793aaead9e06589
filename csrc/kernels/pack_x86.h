/* Packing eight numbers at a time with AVX2: neighbours are put into one number, then two of these, and so on; eight take `bits` whole bytes, which
 * are stored as one or two words. The places of what is great come from octet_x86.h, which takes BMI2. Included by pack.c alone. */
#ifndef PDX_KERNELS_PACK_X86_H
#define PDX_KERNELS_PACK_X86_H

#include "kernels/level.h"
#include "kernels/octet_x86.h"

enum { VECTOR_BITS_MAX = 16 }; /* four numbers in a word */

static bool vector_available(void) {
    return pdx_level_allows(PDX_LEVEL_AVX2) && __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi2") != 0;
}

#define WIDE __attribute__((target("avx2,bmi2,popcnt")))

WIDE static inline __m256i eight_at(const uint32_t *at) { return _mm256_loadu_si256((const __m256i *)(const void *)at); }

/* Four numbers each, in the lower word of each half. */
WIDE static inline __m256i fours_of(__m256i numbers, __m128i bits, __m128i twice) {
    const __m256i first = _mm256_and_si256(numbers, _mm256_set1_epi64x(UINT32_MAX)), second = _mm256_srli_epi64(numbers, 32);
    const __m256i twos = _mm256_or_si256(first, _mm256_sll_epi64(second, bits));
    return _mm256_or_si256(twos, _mm256_sll_epi64(_mm256_unpackhi_epi64(twos, twos), twice));
}

WIDE static uint8_t *vector_pack(const uint32_t *numbers, size_t n, unsigned bits, uint32_t most, uint8_t *out) {
    const __m256i greatest = _mm256_set1_epi32((int)most);
    const __m128i once = _mm_cvtsi32_si128((int)bits), twice = _mm_cvtsi32_si128((int)(2 * bits));
    const unsigned four_bits = 4 * bits;
    size_t i = 0;
    for (; i + EIGHT <= n; i += EIGHT, out += bits) {
        const __m256i fours = fours_of(_mm256_min_epu32(eight_at(numbers + i), greatest), once, twice);
        const uint64_t low = (uint64_t)_mm_cvtsi128_si64(_mm256_castsi256_si128(fours)),
                       high = (uint64_t)_mm_cvtsi128_si64(_mm256_extracti128_si256(fours, 1));
        pdx_le64_put(out, four_bits < WORD_BITS ? low | high << four_bits : low);
        if (bits > WORD_BITS / EIGHT) pdx_le64_put(out + sizeof low, high >> (WORD_BITS - four_bits));
    }
    return n == i ? out : pdx_pack_generic(numbers + i, n - i, bits, most, out);
}

WIDE static uint32_t vector_most(const uint32_t *numbers, size_t n) {
    __m256i most = eight_at(numbers + n - EIGHT); /* of these some are looked at again */
    __m128i half;
    for (size_t i = 0; i + EIGHT <= n; i += EIGHT) most = _mm256_max_epu32(most, eight_at(numbers + i));
    half = _mm_max_epu32(_mm256_castsi256_si128(most), _mm256_extracti128_si256(most, 1));
    half = _mm_max_epu32(half, _mm_unpackhi_epi64(half, half));
    return (uint32_t)_mm_cvtsi128_si32(_mm_max_epu32(half, _mm_shuffle_epi32(half, 1)));
}

/* Which of eight are at least so great: a mask. */
WIDE static inline __m256i great_of(__m256i numbers, __m256i least) { return _mm256_cmpeq_epi32(_mm256_max_epu32(numbers, least), numbers); }

WIDE static size_t vector_count(const uint32_t *numbers, size_t n, uint32_t least) {
    const __m256i from = _mm256_set1_epi32((int)least);
    __m256i counts = _mm256_setzero_si256();
    __m128i half;
    size_t i = 0;
    for (; i + EIGHT <= n; i += EIGHT) counts = _mm256_sub_epi32(counts, great_of(eight_at(numbers + i), from)); /* fewer than 2^32 numbers in each */
    half = _mm_add_epi32(_mm256_castsi256_si128(counts), _mm256_extracti128_si256(counts, 1));
    half = _mm_add_epi32(half, _mm_unpackhi_epi64(half, half));
    return (size_t)((uint32_t)_mm_cvtsi128_si32(half) + (uint32_t)_mm_extract_epi32(half, 1)) + pdx_pack_count_generic(numbers + i, n - i, least);
}

WIDE static size_t vector_places(const uint32_t *numbers, size_t n, uint32_t least, uint32_t *places) {
    const __m256i from = _mm256_set1_epi32((int)least);
    size_t count = 0, i = 0;
    for (; i + EIGHT <= n; i += EIGHT) {
        const unsigned great = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(great_of(eight_at(numbers + i), from)));
        _mm256_storeu_si256((__m256i *)(void *)(places + count), _mm256_add_epi32(places_of(great), _mm256_set1_epi32((int)i)));
        count += (unsigned)_mm_popcnt_u32(great);
    }
    for (; i < n; i++) {
        places[count] = (uint32_t)i;
        count += numbers[i] >= least;
    }
    return count;
}

#undef WIDE
#endif
