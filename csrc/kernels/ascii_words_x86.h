/* Masks of ASCII words by SSE2, which every x86-64 has, or by AVX2 or AVX-512 where the processor does. Included by ascii_words.c alone. */
#ifndef PDX_KERNELS_ASCII_WORDS_X86_H
#define PDX_KERNELS_ASCII_WORDS_X86_H

#include <immintrin.h>

#include "kernels/level.h"

/* Bytes from `first` on, `count` of them: those and no others are least when `first` is taken off. */
static inline __m128i is_among(__m128i bytes, char first, char count) {
    const __m128i off = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
    return _mm_cmpeq_epi8(_mm_min_epu8(off, _mm_set1_epi8((char)(count - 1))), off);
}

static inline uint64_t bits_of(__m128i ones) { return (uint32_t)_mm_movemask_epi8(ones); }

static inline kinds vector_kinds(const uint8_t *bytes) {
    const __m128i small = _mm_set1_epi8(0x20), underline = _mm_set1_epi8('_'), apostrophe = _mm_set1_epi8('\'');
    kinds found = {0, 0, 0, 0};
    unsigned k;
    for (k = 0; k < PDX_ASCII_BLOCK; k += 16) {
        const __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(bytes + k));
        const __m128i letters = is_among(_mm_or_si128(b, small), 'a', 26), digits = is_among(b, '0', 10);
        const __m128i marks = _mm_or_si128(_mm_cmpeq_epi8(b, apostrophe), _mm_or_si128(is_among(b, ',', 3), is_among(b, ':', 2)));
        found.alnum |= bits_of(_mm_or_si128(letters, digits)) << k;
        found.underline |= bits_of(_mm_cmpeq_epi8(b, underline)) << k;
        found.high |= bits_of(b) << k;
        found.mark |= bits_of(marks) << k;
    }
    return found;
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256i wide_among(__m256i bytes, char first, char count) {
    const __m256i off = _mm256_sub_epi8(bytes, _mm256_set1_epi8(first));
    return _mm256_cmpeq_epi8(_mm256_min_epu8(off, _mm256_set1_epi8((char)(count - 1))), off);
}

AVX2 static inline uint64_t wide_bits(__m256i ones) { return (uint32_t)_mm256_movemask_epi8(ones); }

AVX2 static inline kinds wide_kinds(const uint8_t *bytes) {
    const __m256i small = _mm256_set1_epi8(0x20), underline = _mm256_set1_epi8('_'), apostrophe = _mm256_set1_epi8('\'');
    kinds found = {0, 0, 0, 0};
    unsigned k;
    for (k = 0; k < PDX_ASCII_BLOCK; k += 32) {
        const __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + k));
        const __m256i letters = wide_among(_mm256_or_si256(b, small), 'a', 26), digits = wide_among(b, '0', 10);
        const __m256i marks = _mm256_or_si256(_mm256_cmpeq_epi8(b, apostrophe), _mm256_or_si256(wide_among(b, ',', 3), wide_among(b, ':', 2)));
        found.alnum |= wide_bits(_mm256_or_si256(letters, digits)) << k;
        found.underline |= wide_bits(_mm256_cmpeq_epi8(b, underline)) << k;
        found.high |= wide_bits(b) << k;
        found.mark |= wide_bits(marks) << k;
    }
    return found;
}

AVX2 static void wide_put(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) { masks_by(wide_kinds, bytes, n, out); }

static bool wide_masks(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) {
    if (!pdx_level_allows(PDX_LEVEL_AVX2) || !__builtin_cpu_supports("avx2")) return false;
    wide_put(bytes, n, out);
    return true;
}

#define AVX512 __attribute__((target("avx512f,avx512bw")))

AVX512 static inline uint64_t widest_among(__m512i bytes, char first, char count) {
    return _mm512_cmple_epu8_mask(_mm512_sub_epi8(bytes, _mm512_set1_epi8(first)), _mm512_set1_epi8((char)(count - 1)));
}
AVX512 static inline uint64_t widest_equal(__m512i bytes, char byte) { return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(byte)); }

AVX512 static inline kinds widest_kinds(const uint8_t *bytes) {
    const __m512i b = _mm512_loadu_si512(bytes);
    kinds found;
    found.alnum = widest_among(_mm512_or_si512(b, _mm512_set1_epi8(0x20)), 'a', 26) | widest_among(b, '0', 10);
    found.underline = widest_equal(b, '_');
    found.high = _mm512_movepi8_mask(b);
    found.mark = widest_equal(b, '\'') | widest_among(b, ',', 3) | widest_among(b, ':', 2);
    return found;
}

AVX512 static void widest_put(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) { masks_by(widest_kinds, bytes, n, out); }

static bool widest_masks(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) {
    if (!pdx_level_allows(PDX_LEVEL_AVX512) || !__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512bw")) return false;
    widest_put(bytes, n, out);
    return true;
}
#else
static bool widest_masks(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) {
    (void)bytes, (void)n, (void)out;
    return false;
}
static bool wide_masks(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) {
    (void)bytes, (void)n, (void)out;
    return false;
}
#endif

static bool vector_masks(const uint8_t *bytes, size_t n, pdx_ascii_mask *out) {
    masks_by(vector_kinds, bytes, n, out);
    return true;
}

#endif
