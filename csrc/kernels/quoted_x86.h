/* Sixteen bytes at a time by SSE2, which every x86-64 has. Included by quoted.c alone. */
#ifndef PDX_KERNELS_QUOTED_X86_H
#define PDX_KERNELS_QUOTED_X86_H

#include <emmintrin.h>

enum { STEP = 16, STEPS = 4, MARK_BITS = 1 };

/* MARK_BITS bits for each byte. */
typedef struct step_marks {
    uint64_t special, high;
} step_marks;

static inline __m128i special_of(__m128i v) {
    const __m128i quotes = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\')));
    return _mm_or_si128(quotes, _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1F)), v));
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

#endif
