/* 32 bytes at a time with AVX2; or 64 with AVX-512, of which the last are asked for by a mask. Included by bytefind.c alone. */
#ifndef PDX_KERNELS_BYTEFIND_X86_H
#define PDX_KERNELS_BYTEFIND_X86_H

#include <immintrin.h>

#include "kernels/level.h"

#define AVX2 __attribute__((target("avx2")))
#define AVX512 __attribute__((target("avx512f,avx512bw")))

static bool has_vector(void) { return pdx_level_allows(PDX_LEVEL_AVX2) && __builtin_cpu_supports("avx2") != 0; }
static bool has_wide(void) {
    return pdx_level_allows(PDX_LEVEL_AVX512) && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0;
}

AVX2 static inline __m256i vector_at(const uint8_t *at) { return _mm256_loadu_si256((const __m256i *)(const void *)at); }

AVX2 static size_t vector_set(pdx_span text, size_t at, const pdx_byte_set *set) {
    for (; at + 32 <= text.len; at += 32) {
        const __m256i v = vector_at(text.data + at);
        __m256i is = _mm256_setzero_si256();
        for (uint32_t k = 0; k < set->n; k++) {
            const __m256i off = _mm256_sub_epi8(v, _mm256_set1_epi8((char)set->ranges[k].first));
            is = _mm256_or_si256(is, _mm256_cmpeq_epi8(_mm256_min_epu8(off, _mm256_set1_epi8((char)set->ranges[k].span)), off));
        }
        const uint32_t bits = (uint32_t)_mm256_movemask_epi8(is);
        if (bits != 0) return at + pdx_trailing_zeros(bits);
    }
    return pdx_bytefind_set_generic(text, at, set);
}

AVX2 static size_t vector_pair(pdx_span text, size_t at, const pdx_byte_pair *pair) {
    const __m256i first = _mm256_set1_epi8((char)pair->first), last = _mm256_set1_epi8((char)pair->last);
    for (; at + 32 + pair->gap <= text.len; at += 32) {
        const __m256i a = _mm256_cmpeq_epi8(vector_at(text.data + at), first), b = _mm256_cmpeq_epi8(vector_at(text.data + at + pair->gap), last);
        const uint32_t bits = (uint32_t)_mm256_movemask_epi8(_mm256_and_si256(a, b));
        if (bits != 0) return at + pdx_trailing_zeros(bits);
    }
    return pdx_bytefind_pair_generic(text, at, pair);
}

/* Of 32 bytes: the heads that may have each at a place. */
AVX2 static inline __m256i vector_heads_of(__m256i v, const pdx_byte_heads *heads, unsigned place) {
    const __m256i nibble = _mm256_set1_epi8(15);
    const __m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)heads->low[place]));
    const __m256i high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)heads->high[place]));
    return _mm256_and_si256(_mm256_shuffle_epi8(low, _mm256_and_si256(v, nibble)),
                            _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(v, 4), nibble)));
}

AVX2 static size_t vector_heads(pdx_span text, size_t at, const pdx_byte_heads *heads) {
    for (; at + 32 + PDX_HEAD_BYTES - 1 <= text.len; at += 32) {
        __m256i may = vector_heads_of(vector_at(text.data + at), heads, 0);
        for (unsigned place = 1; place < PDX_HEAD_BYTES; place++) {
            may = _mm256_and_si256(may, vector_heads_of(vector_at(text.data + at + place), heads, place));
        }
        const uint32_t bits = ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(may, _mm256_setzero_si256()));
        if (bits != 0) return at + pdx_trailing_zeros(bits);
    }
    return pdx_bytefind_heads_generic(text, at, heads);
}

AVX512 static inline uint64_t wide_set_bits(__m512i v, const pdx_byte_set *set) {
    uint64_t bits = 0;
    for (uint32_t k = 0; k < set->n; k++) {
        bits |= _mm512_cmple_epu8_mask(_mm512_sub_epi8(v, _mm512_set1_epi8((char)set->ranges[k].first)), _mm512_set1_epi8((char)set->ranges[k].span));
    }
    return bits;
}

/* Texts mostly follow each other, and each is shorter than a processor takes to foresee that it is gone through. */
enum { AHEAD = 2048 /* bytes */ };

AVX512 static size_t wide_set(pdx_span text, size_t at, const pdx_byte_set *set) {
    for (; at + 64 <= text.len; at += 64) {
        PDX_PREFETCH(text.data + at + AHEAD);
        const uint64_t bits = wide_set_bits(_mm512_loadu_si512(text.data + at), set);
        if (bits != 0) return at + pdx_trailing_zeros(bits);
    }
    if (at >= text.len) return text.len;
    const __mmask64 rest = ((uint64_t)1 << (text.len - at)) - 1;
    const uint64_t bits = wide_set_bits(_mm512_maskz_loadu_epi8(rest, text.data + at), set) & rest;
    return bits == 0 ? text.len : at + pdx_trailing_zeros(bits);
}

AVX512 static size_t wide_pair(pdx_span text, size_t at, const pdx_byte_pair *pair) {
    const __m512i first = _mm512_set1_epi8((char)pair->first), last = _mm512_set1_epi8((char)pair->last);
    const size_t limit = text.len > pair->gap ? text.len - pair->gap : 0;
    for (; at + 64 <= limit; at += 64) {
        const uint8_t *const here = text.data + at;
        PDX_PREFETCH(here + AHEAD);
        const uint64_t bits =
            _mm512_mask_cmpeq_epi8_mask(_mm512_cmpeq_epi8_mask(_mm512_loadu_si512(here), first), _mm512_loadu_si512(here + pair->gap), last);
        if (bits != 0) return at + pdx_trailing_zeros(bits);
    }
    if (at >= limit) return text.len;
    const __mmask64 rest = ((uint64_t)1 << (limit - at)) - 1;
    const __mmask64 begins = _mm512_mask_cmpeq_epi8_mask(rest, _mm512_maskz_loadu_epi8(rest, text.data + at), first);
    const uint64_t bits = _mm512_mask_cmpeq_epi8_mask(begins, _mm512_maskz_loadu_epi8(rest, text.data + at + pair->gap), last);
    return bits == 0 ? text.len : at + pdx_trailing_zeros(bits);
}

AVX512 static inline __m512i wide_heads_of(__m512i v, const pdx_byte_heads *heads, unsigned place) {
    const __m512i nibble = _mm512_set1_epi8(15);
    const __m512i low = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(const void *)heads->low[place]));
    const __m512i high = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(const void *)heads->high[place]));
    return _mm512_and_si512(_mm512_shuffle_epi8(low, _mm512_and_si512(v, nibble)),
                            _mm512_shuffle_epi8(high, _mm512_and_si512(_mm512_srli_epi16(v, 4), nibble)));
}

AVX512 static size_t wide_heads(pdx_span text, size_t at, const pdx_byte_heads *heads) {
    for (; at + 64 + PDX_HEAD_BYTES - 1 <= text.len; at += 64) {
        PDX_PREFETCH(text.data + at + AHEAD);
        __m512i may = wide_heads_of(_mm512_loadu_si512(text.data + at), heads, 0);
        for (unsigned place = 1; place < PDX_HEAD_BYTES; place++) {
            may = _mm512_and_si512(may, wide_heads_of(_mm512_loadu_si512(text.data + at + place), heads, place));
        }
        const uint64_t bits = _mm512_test_epi8_mask(may, may);
        if (bits != 0) return at + pdx_trailing_zeros(bits);
    }
    for (; at < text.len; at += 64) { /* what is left: less than two times 64 bytes */
        const size_t left = text.len - at;
        __m512i may = _mm512_set1_epi8(-1);
        for (unsigned place = 0; place < PDX_HEAD_BYTES && place < left; place++) {
            const __mmask64 here = left - place >= 64 ? ~(__mmask64)0 : ((__mmask64)1 << (left - place)) - 1;
            const __m512i of = wide_heads_of(_mm512_maskz_loadu_epi8(here, text.data + at + place), heads, place);
            may = _mm512_and_si512(may, _mm512_mask_blend_epi8(here, _mm512_set1_epi8(-1), of));
        }
        const __mmask64 places = left >= 64 ? ~(__mmask64)0 : ((__mmask64)1 << left) - 1;
        const uint64_t bits = _mm512_mask_test_epi8_mask(places, may, may);
        if (bits != 0) return at + pdx_trailing_zeros(bits);
    }
    return text.len;
}

#endif
