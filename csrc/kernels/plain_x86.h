/* Sixteen bytes at a time by SSE2, which every x86-64 has. Included by plain.c alone. */
#ifndef PDX_KERNELS_PLAIN_X86_H
#define PDX_KERNELS_PLAIN_X86_H

#include <emmintrin.h>

enum { STEP = 16 };

/* The bytes of `v` in [low, high], as ones. Bytes beyond ASCII are negative and in no range. */
static inline __m128i in_range(__m128i v, char low, char high) {
    return _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)(low - 1))), _mm_cmplt_epi8(v, _mm_set1_epi8((char)(high + 1))));
}

static inline unsigned bits_of(__m128i ones) { return (unsigned)_mm_movemask_epi8(ones); }

/* Takes the bytes at `at` up to the first that stops; gives how many. `*space` is 1 when the byte before was a space. */
static inline unsigned step_copy(const uint8_t *at, uint8_t *to, unsigned *space, unsigned *digits) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)at);
    const unsigned spaces = bits_of(_mm_cmpeq_epi8(v, _mm_set1_epi8(' '))), colons = bits_of(_mm_cmpeq_epi8(v, _mm_set1_epi8(':')));
    const unsigned strange = bits_of(_mm_or_si128(_mm_cmplt_epi8(v, _mm_set1_epi8(0x20)), _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7F))));
    const unsigned stops = strange | ((spaces | colons) & (spaces << 1 | *space));
    const unsigned taken = (unsigned)__builtin_ctz(stops | 1u << STEP);
    _mm_storeu_si128((__m128i *)(void *)to, _mm_or_si128(v, _mm_and_si128(in_range(v, 'A', 'Z'), _mm_set1_epi8(0x20))));
    *digits |= bits_of(in_range(v, '0', '9')) & ((1u << taken) - 1);
    *space = spaces >> (STEP - 1) & 1;
    return taken;
}

static size_t vector_copy(pdx_span from, uint8_t *to, bool *has_digits) {
    unsigned space = 0, digits = 0, taken = STEP;
    size_t at = 0;
    for (; at + STEP <= from.len && taken == STEP; at += taken) taken = step_copy(from.data + at, to + at, &space, &digits);
    if (taken == STEP && at < from.len && at > 0) { /* the last bytes, some of them again */
        at = from.len - STEP;
        space = from.data[at - 1] == ' ';
        at += step_copy(from.data + at, to + at, &space, &digits);
    } else if (taken == STEP && at < from.len) {
        uint8_t few[STEP] = {0}; /* a zero stops */
        memcpy(few, from.data, from.len);
        at = step_copy(few, to, &space, &digits);
    }
    if (digits != 0) *has_digits = true;
    return at;
}

#endif
