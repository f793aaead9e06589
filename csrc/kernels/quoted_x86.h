/* Sixteen bytes at a time by SSE2, which every x86-64 has; long stretches by AVX2 where the processor does. Included by quoted.c alone. */
#ifndef PDX_KERNELS_QUOTED_X86_H
#define PDX_KERNELS_QUOTED_X86_H

#include <immintrin.h>

#include "kernels/level.h"

enum { STEP = 16, STEPS = 4, MARK_BITS = 1 };

/* MARK_BITS bits for each byte. */
typedef struct step_marks {
    uint64_t special, high;
} step_marks;

/* Where bit 1 is turned, a quotation mark follows the control characters, which stay among themselves. */
static inline __m128i special_of(__m128i v) {
    const __m128i turned = _mm_xor_si128(v, _mm_set1_epi8(2)), low = _mm_cmpeq_epi8(_mm_min_epu8(turned, _mm_set1_epi8(0x20)), turned);
    return _mm_or_si128(low, _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
}

static inline step_marks marks_at(const uint8_t *at) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
    step_marks marks;
    marks.special = (uint32_t)_mm_movemask_epi8(special_of(v));
    marks.high = (uint32_t)_mm_movemask_epi8(v);
    return marks;
}

/* Of STEPS steps together: which of them have a mark is not told. */
static inline step_marks marks_of_steps(const uint8_t *at) {
    const __m128i *const v = (const __m128i *)(const void *)at;
    const __m128i a = _mm_loadu_si128(v), b = _mm_loadu_si128(v + 1), c = _mm_loadu_si128(v + 2), d = _mm_loadu_si128(v + 3);
    step_marks marks;
    marks.special = (uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(special_of(a), special_of(b)), _mm_or_si128(special_of(c), special_of(d))));
    marks.high = (uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d)));
    return marks;
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define AVX2 __attribute__((target("avx2")))

AVX2 static inline __m256i wide_special_of(__m256i v) {
    const __m256i turned = _mm256_xor_si256(v, _mm256_set1_epi8(2)), low = _mm256_cmpeq_epi8(_mm256_min_epu8(turned, _mm256_set1_epi8(0x20)), turned);
    return _mm256_or_si256(low, _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\\')));
}

/* As plain_steps. */
AVX2 static size_t wide_plain_steps(pdx_span text, size_t at, bool *ascii) {
    __m256i high = _mm256_setzero_si256();
    for (; text.len - at >= STEPS * STEP; at += STEPS * STEP) {
        const __m256i *const v = (const __m256i *)(const void *)(text.data + at);
        const __m256i a = _mm256_loadu_si256(v), b = _mm256_loadu_si256(v + 1);
        if (_mm256_movemask_epi8(_mm256_or_si256(wide_special_of(a), wide_special_of(b))) != 0) break;
        high = _mm256_or_si256(high, _mm256_or_si256(a, b));
    }
    if (_mm256_movemask_epi8(high) != 0) *ascii = false;
    return at;
}

static bool has_wide(void) { return pdx_level_allows(PDX_LEVEL_AVX2) && __builtin_cpu_supports("avx2") != 0; }
#else
static size_t wide_plain_steps(pdx_span text, size_t at, bool *ascii) {
    (void)text, (void)ascii;
    return at;
}
static bool has_wide(void) { return false; }
#endif

#endif
