/* Gains eight at a time with AVX2 and BMI2 (level 1), sixteen at a time with AVX-512 (level 2). Steps are those of the generic level, each
 * rounded alike: no multiplication and addition in one. Included by gains.c alone. */
#ifndef PDX_KERNELS_GAINS_X86_H
#define PDX_KERNELS_GAINS_X86_H

#include <immintrin.h>

#include "kernels/level.h"
#include <string.h>

#define EIGHT_LANES __attribute__((target("avx2,bmi2,popcnt")))
#define SIXTEEN_LANES __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,bmi2,popcnt")))

/* ---- eight */

EIGHT_LANES static inline __m256 eight_floats(__m256i counts) {
    return _mm256_cvtepi32_ps(_mm256_min_epu32(counts, _mm256_set1_epi32(INT32_MAX)));
}

EIGHT_LANES static inline __m256 eight_gains(__m256 x, pdx_gain gain) {
    return _mm256_div_ps(_mm256_mul_ps(_mm256_set1_ps(gain.top), x), _mm256_add_ps(_mm256_set1_ps(gain.k1), x));
}

EIGHT_LANES static inline __m256i eight_at(const uint32_t *from) { return _mm256_loadu_si256((const __m256i *)(const void *)from); }

/* Loads of single shares are quicker than the processors' own gathering. */
static inline void shares_gather(const uint32_t *docs, uint32_t n, const float *shares, float *out) {
    for (uint32_t i = 0; i < n; i++) out[i] = shares[docs[i]];
}

EIGHT_LANES static void eight_of(const uint32_t *counts, const uint32_t *docs, uint32_t n, const float *shares, pdx_gain gain, float *out) {
    uint32_t i = 0;
    shares_gather(docs, n, shares, out);
    for (; i + 8 <= n; i += 8) {
        _mm256_storeu_ps(out + i, eight_gains(_mm256_mul_ps(eight_floats(eight_at(counts + i)), _mm256_loadu_ps(out + i)), gain));
    }
    generic_of(counts + i, docs + i, n - i, shares, gain, out + i);
}

EIGHT_LANES static inline __m128 four_floats(const uint32_t *counts) {
    const __m128i four = _mm_loadu_si128((const __m128i *)(const void *)counts);
    return _mm_cvtepi32_ps(_mm_min_epu32(four, _mm_set1_epi32(INT32_MAX)));
}

/* Four documents at a time: their shares are a row each, which turned round are the shares of a group. */
EIGHT_LANES static void four_of_groups(const uint32_t *const counts[PDX_GAINS_GROUPS], const uint32_t *docs, uint32_t n, const float *shares,
                                       pdx_gain gain, float *out) {
    const __m128 top = _mm_set1_ps(gain.top), k1 = _mm_set1_ps(gain.k1);
    for (uint32_t i = 0; i < n; i += 4) { /* behind the last, its row stands for the ones that are not there */
        const uint32_t last = n - 1, at_b = i + 1 < last ? i + 1 : last, at_c = i + 2 < last ? i + 2 : last, at_d = i + 3 < last ? i + 3 : last;
        __m128 a = _mm_loadu_ps(shares + (size_t)docs[i] * 4), b = _mm_loadu_ps(shares + (size_t)docs[at_b] * 4);
        __m128 c = _mm_loadu_ps(shares + (size_t)docs[at_c] * 4), d = _mm_loadu_ps(shares + (size_t)docs[at_d] * 4), x;
        _MM_TRANSPOSE4_PS(a, b, c, d);
        x = _mm_mul_ps(four_floats(counts[0] + i), a);
        x = _mm_add_ps(x, _mm_mul_ps(four_floats(counts[1] + i), b));
        x = _mm_add_ps(x, _mm_mul_ps(four_floats(counts[2] + i), c));
        x = _mm_add_ps(x, _mm_mul_ps(four_floats(counts[3] + i), d));
        _mm_storeu_ps(out + i, _mm_div_ps(_mm_mul_ps(top, x), _mm_add_ps(k1, x)));
    }
}

/* The bits from number `i` on, `wanted` of them at most 16. */
static inline unsigned bits_at(const uint64_t *words, uint32_t i, uint32_t wanted) {
    uint32_t bits;
    memcpy(&bits, (const uint8_t *)words + i / 8, sizeof bits);
    return bits >> i % 8 & ((1u << wanted) - 1);
}

/* For each lane the number of the ones below it, where its own count stands; a byte each. */
EIGHT_LANES static inline __m256i ranks_of(unsigned byte) {
    const uint64_t ones = _pdep_u64(byte, UINT64_C(0x0101010101010101));
    return _mm256_cvtepu8_epi32(_mm_cvtsi64_si128((long long)(ones * UINT64_C(0x0101010101010100)))); /* sums of the bytes below */
}

/* A lane of ones where a bit is set. */
EIGHT_LANES static inline __m256i lanes_of(unsigned byte) {
    const __m256i bits = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
    return _mm256_cmpeq_epi32(_mm256_and_si256(_mm256_set1_epi32((int)byte), bits), bits);
}

EIGHT_LANES static uint32_t eight_add(const uint64_t *words, uint32_t from, uint32_t to, const uint32_t *counts, const float *shares, pdx_gain gain,
                                      float *sums, uint32_t *zeros) {
    uint32_t n_zeros = 0, i;
    for (i = from; i < to; i += 8) {
        const unsigned byte = bits_at(words, i, to - i < 8 ? to - i : 8);
        if (byte == 0) continue;
        const __m256i set = lanes_of(byte), spread = _mm256_permutevar8x32_epi32(eight_at(counts), ranks_of(byte));
        const __m256i here = _mm256_and_si256(spread, set);
        unsigned zero = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpeq_epi32(here, _mm256_setzero_si256()))) & byte;
        const __m256 gains = eight_gains(_mm256_mul_ps(eight_floats(here), _mm256_loadu_ps(shares + (i - from))), gain);
        _mm256_storeu_ps(sums + (i - from), _mm256_add_ps(_mm256_loadu_ps(sums + (i - from)), gains));
        counts += _mm_popcnt_u32(byte);
        for (; zero != 0; zero &= zero - 1) zeros[n_zeros++] = i + (uint32_t)__builtin_ctz(zero);
    }
    return n_zeros;
}

EIGHT_LANES static uint32_t eight_above(const float *sums, uint32_t n_words, float least, uint64_t *words) {
    const __m256 most = _mm256_set1_ps(least);
    uint64_t n = 0;
    for (uint32_t w = 0; w < n_words; w++, sums += 64) {
        words[w] = 0;
        for (unsigned i = 0; i < 64; i += 8) {
            words[w] |= (uint64_t)(unsigned)_mm256_movemask_ps(_mm256_cmp_ps(_mm256_loadu_ps(sums + i), most, _CMP_GT_OQ)) << i;
        }
        n += (uint64_t)_mm_popcnt_u64(words[w]);
    }
    return (uint32_t)n;
}

EIGHT_LANES static uint32_t eight_count(const float *sums, uint32_t n, float least) {
    const __m256 most = _mm256_set1_ps(least);
    uint32_t found = 0, i = 0;
    for (; i + 8 <= n; i += 8) {
        found += (uint32_t)_mm_popcnt_u32((unsigned)_mm256_movemask_ps(_mm256_cmp_ps(_mm256_loadu_ps(sums + i), most, _CMP_GT_OQ)));
    }
    return found + generic_count(sums + i, n - i, least);
}

/* ---- sixteen */

SIXTEEN_LANES static inline __m512 sixteen_floats(__m512i counts) {
    return _mm512_cvtepi32_ps(_mm512_min_epu32(counts, _mm512_set1_epi32(INT32_MAX)));
}

SIXTEEN_LANES static inline __m512 sixteen_gains(__m512 x, pdx_gain gain) {
    return _mm512_div_ps(_mm512_mul_ps(_mm512_set1_ps(gain.top), x), _mm512_add_ps(_mm512_set1_ps(gain.k1), x));
}

/* The lanes of the next numbers of n, from i on. */
static inline unsigned lanes_left(uint32_t i, uint32_t n) { return n - i < 16 ? (1u << (n - i)) - 1 : 0xFFFF; }

SIXTEEN_LANES static void sixteen_of(const uint32_t *counts, const uint32_t *docs, uint32_t n, const float *shares, pdx_gain gain, float *out) {
    shares_gather(docs, n, shares, out);
    for (uint32_t i = 0; i < n; i += 16) {
        const __mmask16 here = (__mmask16)lanes_left(i, n);
        const __m512 count = sixteen_floats(_mm512_maskz_loadu_epi32(here, counts + i));
        _mm512_storeu_ps(out + i, sixteen_gains(_mm512_mul_ps(count, _mm512_maskz_loadu_ps(here, out + i)), gain));
    }
}

SIXTEEN_LANES static uint32_t sixteen_add(const uint64_t *words, uint32_t from, uint32_t to, const uint32_t *counts, const float *shares,
                                          pdx_gain gain, float *sums, uint32_t *zeros) {
    const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    uint32_t n_zeros = 0, i;
    for (i = from; i < to; i += 16) {
        const unsigned bits = bits_at(words, i, to - i < 16 ? to - i : 16);
        const __mmask16 set = (__mmask16)bits;
        const __m512i here = _mm512_maskz_expand_epi32(set, _mm512_loadu_si512(counts));
        const __mmask16 zero = _mm512_mask_testn_epi32_mask(set, here, here);
        const __m512 gains = sixteen_gains(_mm512_mul_ps(sixteen_floats(here), _mm512_loadu_ps(shares + (i - from))), gain);
        _mm512_storeu_ps(sums + (i - from), _mm512_add_ps(_mm512_loadu_ps(sums + (i - from)), gains));
        counts += _mm_popcnt_u32(bits);
        if (zero == 0) continue;
        _mm512_storeu_si512(zeros + n_zeros, _mm512_maskz_compress_epi32(zero, _mm512_add_epi32(lanes, _mm512_set1_epi32((int)i))));
        n_zeros += (uint32_t)_mm_popcnt_u32(zero);
    }
    return n_zeros;
}

SIXTEEN_LANES static uint32_t sixteen_above(const float *sums, uint32_t n_words, float least, uint64_t *words) {
    const __m512 most = _mm512_set1_ps(least);
    uint64_t n = 0;
    for (uint32_t w = 0; w < n_words; w++, sums += 64) {
        const __mmask16 a = _mm512_cmp_ps_mask(_mm512_loadu_ps(sums), most, _CMP_GT_OQ),
                        b = _mm512_cmp_ps_mask(_mm512_loadu_ps(sums + 16), most, _CMP_GT_OQ);
        const __mmask16 c = _mm512_cmp_ps_mask(_mm512_loadu_ps(sums + 32), most, _CMP_GT_OQ),
                        d = _mm512_cmp_ps_mask(_mm512_loadu_ps(sums + 48), most, _CMP_GT_OQ);
        words[w] = (uint64_t)_mm512_kunpackd(_mm512_kunpackw(d, c), _mm512_kunpackw(b, a));
        n += (uint64_t)_mm_popcnt_u64(words[w]);
    }
    return (uint32_t)n;
}

SIXTEEN_LANES static uint32_t sixteen_count(const float *sums, uint32_t n, float least) {
    const __m512 most = _mm512_set1_ps(least);
    uint32_t found = 0;
    for (uint32_t i = 0; i < n; i += 16) {
        const __mmask16 here = (__mmask16)lanes_left(i, n);
        found += (uint32_t)_mm_popcnt_u32(_mm512_mask_cmp_ps_mask(here, _mm512_maskz_loadu_ps(here, sums + i), most, _CMP_GT_OQ));
    }
    return found;
}

static const pdx_gain_kernels eight_kernels = {eight_of, four_of_groups, eight_add, eight_above, eight_count};
static const pdx_gain_kernels sixteen_kernels = {sixteen_of, four_of_groups, sixteen_add, sixteen_above, sixteen_count};

static const pdx_gain_kernels *vector_kernels(unsigned level) {
    const bool eight = pdx_level_allows(PDX_LEVEL_AVX2) && __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi2") != 0 &&
                       __builtin_cpu_supports("popcnt") != 0;
    const bool sixteen = eight && pdx_level_allows(PDX_LEVEL_AVX512) && __builtin_cpu_supports("avx512f") != 0 &&
                         __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
                         __builtin_cpu_supports("avx512vl") != 0;
    if (level == 1 && eight) return &eight_kernels;
    return level == 2 && sixteen ? &sixteen_kernels : NULL;
}

#undef EIGHT_LANES
#undef SIXTEEN_LANES

#endif
