/* Sixteen bytes at a time by SSE2, which every x86-64 has. Included by plain.c alone. */
#ifndef PDX_KERNELS_PLAIN_X86_H
#define PDX_KERNELS_PLAIN_X86_H

#include <emmintrin.h>

#include "base/le.h"

enum { STEP = 16 };

/* The bytes of `v` in [low, high], as ones. Bytes beyond ASCII are negative and in no range. */
static inline __m128i in_range(__m128i v, char low, char high) {
    return _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)(low - 1))), _mm_cmplt_epi8(v, _mm_set1_epi8((char)(high + 1))));
}

static inline unsigned bits_of(__m128i ones) { return (unsigned)_mm_movemask_epi8(ones); }

static inline __m128i load_step(const uint8_t *at) { return _mm_loadu_si128((const __m128i *)(const void *)at); }

/* Takes the bytes of `v` up to the first that stops; gives how many. `*space` is 1 when the byte before was a space. */
static inline unsigned step_copy(__m128i v, uint8_t *to, unsigned *space, unsigned *digits) {
    const unsigned spaces = bits_of(_mm_cmpeq_epi8(v, _mm_set1_epi8(' '))), colons = bits_of(_mm_cmpeq_epi8(v, _mm_set1_epi8(':')));
    const unsigned strange = bits_of(_mm_or_si128(_mm_cmplt_epi8(v, _mm_set1_epi8(0x20)), _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7F))));
    const unsigned stops = strange | ((spaces | colons) & (spaces << 1 | *space));
    const unsigned taken = (unsigned)__builtin_ctz(stops | 1u << STEP);
    _mm_storeu_si128((__m128i *)(void *)to, _mm_or_si128(v, _mm_and_si128(in_range(v, 'A', 'Z'), _mm_set1_epi8(0x20))));
    *digits |= bits_of(in_range(v, '0', '9')) & ((1u << taken) - 1);
    *space = spaces >> (STEP - 1) & 1;
    return taken;
}

/* Fewer bytes than a step has, at least one, and zeros behind them: what is read twice is the same. */
static inline __m128i load_few(const uint8_t *p, size_t n) {
    uint64_t low, high = 0;
    if (n >= 8) {
        low = pdx_le64(p);
        high = n == 8 ? 0 : pdx_le64(p + n - 8) >> (8 * (STEP - n));
    } else if (n >= 4) {
        low = pdx_le32(p) | (uint64_t)pdx_le32(p + n - 4) << (8 * (n - 4));
    } else {
        low = p[0] | (uint64_t)p[n / 2] << (8 * (n / 2)) | (uint64_t)p[n - 1] << (8 * (n - 1));
    }
    return _mm_set_epi64x((long long)high, (long long)low);
}

static size_t vector_copy(pdx_span from, uint8_t *to, bool *has_digits) {
    unsigned space = 0, digits = 0, taken = STEP;
    size_t at = 0;
    for (; at + STEP <= from.len && taken == STEP; at += taken) taken = step_copy(load_step(from.data + at), to + at, &space, &digits);
    if (taken == STEP && at < from.len && at > 0) { /* the last bytes, some of them again */
        at = from.len - STEP;
        space = from.data[at - 1] == ' ';
        at += step_copy(load_step(from.data + at), to + at, &space, &digits);
    } else if (taken == STEP && at < from.len) {
        at = step_copy(load_few(from.data, from.len), to, &space, &digits); /* a zero stops */
    }
    if (digits != 0) *has_digits = true;
    return at;
}

#endif
