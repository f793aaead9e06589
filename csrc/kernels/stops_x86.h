/* Sixteen bytes at a time by SSE2, which every x86-64 has; long stretches by AVX2 where the processor does. Included by stops.c alone. */
#ifndef PDX_KERNELS_STOPS_X86_H
#define PDX_KERNELS_STOPS_X86_H

#include <immintrin.h>

#include "kernels/level.h"

/* MARK_BITS bits for each byte. */
enum { STEP = 16, MARK_BITS = 1 };
typedef __m128i step;

static inline step step_load(const uint8_t *at) { return _mm_loadu_si128((const __m128i *)(const void *)at); }
static inline step step_of(uint8_t byte) { return _mm_set1_epi8((char)byte); }
static inline step step_same(step a, step b) { return _mm_cmpeq_epi8(a, b); }
static inline step step_or(step a, step b) { return _mm_or_si128(a, b); }
static inline step step_low(step v) { return _mm_cmpeq_epi8(_mm_min_epu8(v, step_of(0x1F)), v); } /* below 0x20 */
static inline uint64_t step_bits(step ones) { return (uint32_t)_mm_movemask_epi8(ones); }

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define AVX2 __attribute__((target("avx2")))

/* Passes over 64 bytes at a time, from `at` on, as long as there is no stop among them. */
AVX2 static size_t wide_pass(pdx_span text, size_t at, pdx_stops stops, bool *odd) {
    const __m256i stop = _mm256_set1_epi8((char)stops.stop), first = _mm256_set1_epi8((char)stops.odd[0]);
    const __m256i second = _mm256_set1_epi8((char)stops.odd[1]), third = _mm256_set1_epi8((char)stops.odd[2]);
    __m256i met = _mm256_setzero_si256();
    for (; text.len - at >= 64; at += 64) {
        const __m256i *const v = (const __m256i *)(const void *)(text.data + at);
        const __m256i a = _mm256_loadu_si256(v), b = _mm256_loadu_si256(v + 1);
        if (_mm256_movemask_epi8(_mm256_or_si256(_mm256_cmpeq_epi8(a, stop), _mm256_cmpeq_epi8(b, stop))) != 0) break;
        met = _mm256_or_si256(met, _mm256_or_si256(_mm256_cmpeq_epi8(a, first), _mm256_cmpeq_epi8(b, first)));
        met = _mm256_or_si256(met, _mm256_or_si256(_mm256_cmpeq_epi8(a, second), _mm256_cmpeq_epi8(b, second)));
        met = _mm256_or_si256(met, _mm256_or_si256(_mm256_cmpeq_epi8(a, third), _mm256_cmpeq_epi8(b, third)));
    }
    if (_mm256_movemask_epi8(met) != 0) *odd = true;
    return at;
}

static bool has_wide(void) { return pdx_level_allows(PDX_LEVEL_AVX2) && __builtin_cpu_supports("avx2") != 0; }
#else
static size_t wide_pass(pdx_span text, size_t at, pdx_stops stops, bool *odd) {
    (void)text, (void)stops, (void)odd;
    return at;
}
static bool has_wide(void) { return false; }
#endif

#endif
