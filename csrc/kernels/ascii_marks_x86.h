/* Marks inside words by SSE2, which every x86-64 has: nothing to ask at run time. Included by ascii_marks.c alone. */
#ifndef PDX_KERNELS_ASCII_MARKS_X86_H
#define PDX_KERNELS_ASCII_MARKS_X86_H

#include <immintrin.h>

static bool vector_marks(const uint8_t *bytes, size_t n, uint64_t *out) {
    const __m128i apostrophe = _mm_set1_epi8('\''), comma = _mm_set1_epi8(','), two = _mm_set1_epi8(2);
    const __m128i colon = _mm_set1_epi8(':'), one = _mm_set1_epi8(1);
    size_t i;
    unsigned k;
    for (i = 0; i < n; i++) {
        out[i] = 0;
        for (k = 0; k < PDX_ASCII_BLOCK; k += 16) {
            const __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i * PDX_ASCII_BLOCK + k));
            const __m128i from_comma = _mm_sub_epi8(b, comma), from_colon = _mm_sub_epi8(b, colon);
            const __m128i stops = _mm_cmpeq_epi8(_mm_min_epu8(from_comma, two), from_comma); /* , - . */
            const __m128i colons = _mm_cmpeq_epi8(_mm_min_epu8(from_colon, one), from_colon);
            const __m128i all = _mm_or_si128(_mm_or_si128(stops, colons), _mm_cmpeq_epi8(b, apostrophe));
            out[i] |= (uint64_t)(uint32_t)_mm_movemask_epi8(all) << k;
        }
    }
    return true;
}

#endif
