/* Unpacking eight numbers at a time with AVX2, sixteen with AVX-512: bytes are shuffled to where their number is, then shifted and masked.
 * Eight numbers take `bits` whole bytes, so the shuffle is the same for every eight. Included by unpack.c alone. */
#ifndef PDX_KERNELS_UNPACK_X86_H
#define PDX_KERNELS_UNPACK_X86_H

#include <immintrin.h>

#include "kernels/level.h"

enum { EIGHT = 8, VECTOR_BITS_MAX = 25, LOAD = 16 }; /* a number and its shift within a byte must fit 32 bits */

static bool vector_available(void) { return pdx_level_allows(PDX_LEVEL_AVX2) && __builtin_cpu_supports("avx2") != 0; }

/* The last eight numbers begin at byte (groups - 1) * bits; their upper half is loaded from bits / 2 further on. */
static bool vector_fits(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n) {
    const uint64_t groups = (n + EIGHT - 1) / EIGHT;
    if (bits > VECTOR_BITS_MAX || n == 0) return false;
    return (groups - 1) * bits + bits / 2 + LOAD <= (uint64_t)(limit - data);
}

typedef struct spread {
    __m256i bytes, shifts, mask;
} spread;

/* Number k begins at bit k * bits; the upper four count from where their half was loaded. Each takes the four bytes from its first on. */
__attribute__((target("avx2"))) static inline spread spread_of(unsigned bits) {
    const __m256i lanes = _mm256_setr_epi32(0, 1, 2, 3, 0, 1, 2, 3), upper = _mm256_setr_epi32(0, 0, 0, 0, -1, -1, -1, -1);
    const __m256i begin = _mm256_and_si256(upper, _mm256_set1_epi32((int)(4 * (bits & 1))));
    const __m256i bit = _mm256_add_epi32(_mm256_mullo_epi32(lanes, _mm256_set1_epi32((int)bits)), begin);
    const __m256i first = _mm256_mullo_epi32(_mm256_srli_epi32(bit, 3), _mm256_set1_epi32(0x01010101));
    spread s;
    s.bytes = _mm256_add_epi32(first, _mm256_set1_epi32(0x03020100));
    s.shifts = _mm256_and_si256(bit, _mm256_set1_epi32(7));
    s.mask = _mm256_set1_epi32((int)((UINT32_C(1) << bits) - 1));
    return s;
}

__attribute__((target("avx2"))) static inline __m256i eight_at(const uint8_t *p, unsigned bits, const spread *s) {
    const __m128i low = _mm_loadu_si128((const __m128i *)(const void *)p);
    const __m128i high = _mm_loadu_si128((const __m128i *)(const void *)(p + bits / 2));
    const __m256i both = _mm256_inserti128_si256(_mm256_castsi128_si256(low), high, 1);
    return _mm256_and_si256(_mm256_srlv_epi32(_mm256_shuffle_epi8(both, s->bytes), s->shifts), s->mask);
}

__attribute__((target("avx2"))) static void vector_unpack(const uint8_t *data, unsigned bits, uint32_t n, uint32_t more, uint32_t *out) {
    const spread s = spread_of(bits);
    const __m256i added = _mm256_set1_epi32((int)more);
    for (uint32_t i = 0; i < n; i += EIGHT, data += bits) {
        _mm256_storeu_si256((__m256i *)(void *)(out + i), _mm256_add_epi32(eight_at(data, bits, &s), added));
    }
}

/* Each of the eight with those before it. */
__attribute__((target("avx2"))) static inline __m256i added_up(__m256i v) {
    v = _mm256_add_epi32(v, _mm256_slli_si256(v, 4));
    v = _mm256_add_epi32(v, _mm256_slli_si256(v, 8)); /* sums within each half */
    const __m256i half = _mm256_permutevar8x32_epi32(v, _mm256_set1_epi32(3));
    return _mm256_add_epi32(v, _mm256_inserti128_si256(_mm256_setzero_si256(), _mm256_castsi256_si128(half), 1));
}

__attribute__((target("avx2"))) static void vector_ascending(const uint8_t *data, unsigned bits, uint32_t n, uint32_t first, uint32_t *out) {
    const spread s = spread_of(bits);
    const __m256i ones = _mm256_set1_epi32(1), last = _mm256_set1_epi32(7);
    __m256i before = _mm256_set1_epi32((int)(first - 1));
    for (uint32_t i = 0; i < n; i += EIGHT, data += bits) {
        const __m256i v = added_up(_mm256_add_epi32(eight_at(data, bits, &s), ones));
        _mm256_storeu_si256((__m256i *)(void *)(out + i), _mm256_add_epi32(v, before));
        before = _mm256_add_epi32(before, _mm256_permutevar8x32_epi32(v, last)); /* all that one eight waits for is one addition */
    }
}

/* What is beyond the last is added up too, which is of no use and does no harm. */
__attribute__((target("avx2"))) static void vector_add_up(uint32_t *numbers, uint32_t n) {
    const __m256i last = _mm256_set1_epi32(7);
    __m256i before = _mm256_setzero_si256();
    for (uint32_t i = 0; i < n; i += EIGHT) {
        const __m256i v = added_up(_mm256_loadu_si256((const __m256i *)(const void *)(numbers + i)));
        _mm256_storeu_si256((__m256i *)(void *)(numbers + i), _mm256_add_epi32(v, before));
        before = _mm256_add_epi32(before, _mm256_permutevar8x32_epi32(v, last));
    }
}

/* ---- sixteen */

#define SIXTEEN_LANES __attribute__((target("avx512f,avx512bw,avx512vbmi")))

enum { SIXTEEN = 16, WIDE_LOAD = 64 };

static bool sixteen_available(void) {
    return pdx_level_allows(PDX_LEVEL_AVX512) && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
           __builtin_cpu_supports("avx512vbmi") != 0;
}

typedef struct wide_spread {
    __m512i bytes, shifts, mask;
} wide_spread;

SIXTEEN_LANES static inline wide_spread wide_spread_of(unsigned bits) {
    const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    const __m512i bit = _mm512_mullo_epi32(lanes, _mm512_set1_epi32((int)bits));
    const __m512i first = _mm512_mullo_epi32(_mm512_srli_epi32(bit, 3), _mm512_set1_epi32(0x01010101));
    wide_spread s;
    s.bytes = _mm512_add_epi32(first, _mm512_set1_epi32(0x03020100));
    s.shifts = _mm512_and_si512(bit, _mm512_set1_epi32(7));
    s.mask = _mm512_set1_epi32((int)((UINT32_C(1) << bits) - 1));
    return s;
}

/* Near the limit only the bytes before it are loaded. */
SIXTEEN_LANES static inline __m512i sixteen_at(const uint8_t *p, const uint8_t *limit, const wide_spread *s) {
    const size_t left = (size_t)(limit - p);
    const __m512i bytes = left >= WIDE_LOAD ? _mm512_loadu_si512(p) : _mm512_maskz_loadu_epi8(((__mmask64)1 << left) - 1, p);
    return _mm512_and_si512(_mm512_srlv_epi32(_mm512_permutexvar_epi8(s->bytes, bytes), s->shifts), s->mask);
}

SIXTEEN_LANES static void sixteen_unpack(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t more, uint32_t *out) {
    const wide_spread s = wide_spread_of(bits);
    const __m512i added = _mm512_set1_epi32((int)more);
    for (uint32_t i = 0; i < n; i += SIXTEEN, data += 2 * bits) {
        _mm512_storeu_si512(out + i, _mm512_add_epi32(sixteen_at(data, limit, &s), added));
    }
}

/* Each of the sixteen with those before it: within quarters, then each half, then all. */
SIXTEEN_LANES static inline __m512i sixteen_added_up(__m512i v) {
    v = _mm512_add_epi32(v, _mm512_bslli_epi128(v, 4));
    v = _mm512_add_epi32(v, _mm512_bslli_epi128(v, 8));
    v = _mm512_add_epi32(v, _mm512_maskz_permutexvar_epi32(0xFFF0, _mm512_setr_epi32(0, 0, 0, 0, 3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11), v));
    return _mm512_add_epi32(v, _mm512_maskz_permutexvar_epi32(0xFF00, _mm512_setr_epi32(0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 3, 3, 7, 7, 7, 7), v));
}

SIXTEEN_LANES static void sixteen_ascending(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t first, uint32_t *out) {
    const wide_spread s = wide_spread_of(bits);
    const __m512i ones = _mm512_set1_epi32(1), last = _mm512_set1_epi32(15);
    __m512i before = _mm512_set1_epi32((int)(first - 1));
    for (uint32_t i = 0; i < n; i += SIXTEEN, data += 2 * bits) {
        const __m512i v = sixteen_added_up(_mm512_add_epi32(sixteen_at(data, limit, &s), ones));
        _mm512_storeu_si512(out + i, _mm512_add_epi32(v, before));
        before = _mm512_add_epi32(before, _mm512_permutexvar_epi32(last, v));
    }
}

SIXTEEN_LANES static void sixteen_add_up(uint32_t *numbers, uint32_t n) {
    const __m512i last = _mm512_set1_epi32(15);
    __m512i before = _mm512_setzero_si512();
    for (uint32_t i = 0; i < n; i += SIXTEEN) {
        const __m512i v = sixteen_added_up(_mm512_loadu_si512(numbers + i));
        _mm512_storeu_si512(numbers + i, _mm512_add_epi32(v, before));
        before = _mm512_add_epi32(before, _mm512_permutexvar_epi32(last, v));
    }
}

#undef SIXTEEN_LANES

#endif
