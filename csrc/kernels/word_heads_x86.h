/* 32 bytes at a time with AVX2, whose shuffles look up letters in halves of a table; or 64 with AVX-512 (VBMI), which looks them up at once.
 * Included by word_heads.c alone. */
#ifndef PDX_KERNELS_WORD_HEADS_X86_H
#define PDX_KERNELS_WORD_HEADS_X86_H

#include <immintrin.h>

#include "kernels/level.h"

#define AVX2 __attribute__((target("avx2")))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi")))

static bool has_vector(void) { return pdx_level_allows(PDX_LEVEL_AVX2) && __builtin_cpu_supports("avx2") != 0; }
static bool has_wide(void) {
    return pdx_level_allows(PDX_LEVEL_AVX512) && __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vbmi") != 0;
}

/* The sets of each letter there; bit 4 of a byte says in which half of the table it is. */
AVX2 static inline __m256i vector_sets(const uint8_t *table, const uint8_t *at) {
    const __m256i v = _mm256_loadu_si256((const __m256i *)(const void *)at), which = _mm256_and_si256(v, _mm256_set1_epi8(15));
    const __m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)table));
    const __m256i high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)(table + 16)));
    return _mm256_blendv_epi8(_mm256_shuffle_epi8(low, which), _mm256_shuffle_epi8(high, which), _mm256_slli_epi16(v, 3));
}

AVX2 static inline uint64_t vector_among(__m256i v, char first, char span) {
    const __m256i off = _mm256_sub_epi8(v, _mm256_set1_epi8(first));
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(off, _mm256_set1_epi8(span)), off));
}

/* Of half a block: its letters, its digits, what is beyond ASCII, and where a word that is meant may begin. */
typedef struct half_bits {
    uint64_t letters, digits, high, may;
} half_bits;

AVX2 static inline half_bits vector_half(const uint8_t *at, const pdx_word_heads *heads) {
    const __m256i v = _mm256_loadu_si256((const __m256i *)(const void *)at);
    const __m256i sets =
        _mm256_and_si256(_mm256_and_si256(vector_sets(heads->sets[0], at), vector_sets(heads->sets[1], at + 1)), vector_sets(heads->sets[2], at + 2));
    half_bits half;
    half.letters = vector_among(_mm256_or_si256(v, _mm256_set1_epi8(0x20)), 'a', 25);
    half.digits = vector_among(v, '0', 9);
    half.high = (uint32_t)_mm256_movemask_epi8(v);
    half.may = ~(uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(sets, _mm256_setzero_si256())) & UINT32_MAX;
    return half;
}

AVX2 static void vector_blocks(const uint8_t *bytes, size_t n, const pdx_word_heads *heads, uint64_t *sure, uint64_t *may) {
    for (size_t block = 0; block < n; block++, bytes += PDX_HEADS_BLOCK) {
        const half_bits a = vector_half(bytes, heads), b = vector_half(bytes + 32, heads);
        const uint64_t letters = a.letters | b.letters << 32, digits = a.digits | b.digits << 32, begins = begins_of(letters | digits);
        sure[block] = (begins & digits) | a.high | b.high << 32;
        may[block] = begins & letters & (a.may | b.may << 32);
    }
}

AVX512 static inline uint64_t wide_among(__m512i v, char first, char span) {
    return _mm512_cmple_epu8_mask(_mm512_sub_epi8(v, _mm512_set1_epi8(first)), _mm512_set1_epi8(span));
}

/* The table twice over: what looks it up takes six bits of a byte. */
AVX512 static inline __m512i wide_table(const uint8_t *table) {
    return _mm512_broadcast_i64x4(_mm256_loadu_si256((const __m256i *)(const void *)table));
}

typedef struct wide_tables {
    __m512i first, second, third;
} wide_tables;

/* A block and what stands one and two bytes behind it. */
AVX512 static inline void wide_block(__m512i v, __m512i behind, __m512i second_behind, const wide_tables *tables, uint64_t *sure, uint64_t *may) {
    const __m512i sets = _mm512_and_si512(_mm512_permutexvar_epi8(v, tables->first), _mm512_permutexvar_epi8(behind, tables->second));
    const uint64_t letters = wide_among(_mm512_or_si512(v, _mm512_set1_epi8(0x20)), 'a', 25), digits = wide_among(v, '0', 9),
                   begins = begins_of(letters | digits);
    *sure = (begins & digits) | _mm512_movepi8_mask(v);
    *may = begins & letters & _mm512_test_epi8_mask(sets, _mm512_permutexvar_epi8(second_behind, tables->third));
}

/* As many of the 64 bytes at a place of the text as it has. */
AVX512 static inline __m512i wide_end(pdx_span text, size_t at) {
    const size_t left = at < text.len ? text.len - at : 0;
    return _mm512_maskz_loadu_epi8(left >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << left) - 1, text.data + at);
}

AVX512 static void wide_sift(pdx_span text, size_t block, size_t n, const pdx_word_heads *heads, sifted *out) {
    const wide_tables tables = {wide_table(heads->sets[0]), wide_table(heads->sets[1]), wide_table(heads->sets[2])};
    const size_t whole = blocks_whole(text, block, n);
    size_t at = block * PDX_HEADS_BLOCK, i = 0;
    for (; i < whole; i++, at += PDX_HEADS_BLOCK) {
        const uint8_t *const bytes = text.data + at;
        wide_block(_mm512_loadu_si512(bytes), _mm512_loadu_si512(bytes + 1), _mm512_loadu_si512(bytes + 2), &tables, &out->sure[i], &out->may[i]);
    }
    for (; i < n; i++, at += PDX_HEADS_BLOCK)
        wide_block(wide_end(text, at), wide_end(text, at + 1), wide_end(text, at + 2), &tables, &out->sure[i], &out->may[i]);
}

#endif
