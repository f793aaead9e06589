/* Sixteen bytes at a time by SSE2, which every x86-64 has. Included by quoted.c alone. */
#ifndef PDX_KERNELS_QUOTED_X86_H
#define PDX_KERNELS_QUOTED_X86_H

#include <emmintrin.h>

enum { STEP = 16, MARK_BITS = 1 };

/* MARK_BITS bits for each byte. */
typedef struct step_marks {
    uint64_t special, high;
} step_marks;

static inline step_marks marks_at(const uint8_t *at) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
    const __m128i quotes = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
    const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1F)), v);
    step_marks marks;
    marks.special = (uint32_t)_mm_movemask_epi8(_mm_or_si128(quotes, controls));
    marks.high = (uint32_t)_mm_movemask_epi8(v);
    return marks;
}

#endif
