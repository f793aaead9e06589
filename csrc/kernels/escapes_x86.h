/* Sixteen values at a time with AVX-512: numbers are spread out to where their values escape, and what does not fit there is packed together. With
 * AVX2 the numbers eight at a time, once it is known where their values are. Included by escapes.c alone. */
#ifndef PDX_KERNELS_ESCAPES_X86_H
#define PDX_KERNELS_ESCAPES_X86_H

#include <immintrin.h>

#include "kernels/level.h"
#include "kernels/octet_x86.h"

#define SIXTEEN_LANES __attribute__((target("avx512f,avx512bw,bmi2,popcnt")))

static bool sixteen_available(void) {
    return pdx_level_allows(PDX_LEVEL_AVX512) && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
           __builtin_cpu_supports("bmi2") != 0 && __builtin_cpu_supports("popcnt") != 0;
}

/* So many of sixteen lanes, 16 at most; and of any number. */
SIXTEEN_LANES static inline __mmask16 lanes(uint32_t n) { return (__mmask16)_bzhi_u32(0xFFFF, n); }
SIXTEEN_LANES static inline __mmask16 lanes_left(uint32_t n) { return n >= 16 ? 0xFFFF : lanes(n); }

SIXTEEN_LANES static uint32_t sixteen_resolve(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers,
                                              uint32_t mask, unsigned shift, uint32_t *others, uint32_t *at, uint32_t *n_others, bool *empty) {
    const __m512i wanted = _mm512_set1_epi32((int)escape), strange = _mm512_set1_epi32((int)~mask);
    const __m128i by = _mm_cvtsi32_si128((int)shift);
    __m512i places = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    __mmask16 zero = 0;
    uint32_t found = 0, strangers = 0;
    for (uint32_t i = 0; i < n; i += 16, places = _mm512_add_epi32(places, _mm512_set1_epi32(16))) {
        const __m512i here = _mm512_loadu_si512(values + i);
        const __mmask16 escapes = _mm512_mask_cmpeq_epi32_mask(lanes_left(n - i), here, wanted);
        const uint32_t n_here = (uint32_t)_mm_popcnt_u32(escapes), left = found < n_numbers ? n_numbers - found : 0;
        const __m512i some = _mm512_maskz_loadu_epi32(lanes(left < n_here ? left : n_here), numbers + found);
        const __mmask16 fits = _mm512_testn_epi32_mask(some, strange), misfits = (__mmask16)(lanes(n_here) & ~fits);
        const __m512i put = _mm512_maskz_srl_epi32(fits, some, by);
        zero |= _mm512_mask_cmpeq_epi32_mask(lanes(n_here), some, _mm512_setzero_si512());
        _mm512_storeu_si512(values + i, _mm512_mask_expand_epi32(here, escapes, put));
        _mm512_storeu_si512(others + strangers, _mm512_maskz_compress_epi32(misfits, some));
        _mm512_storeu_si512(at + strangers, _mm512_maskz_compress_epi32((__mmask16)_pdep_u32(misfits, escapes), places));
        found += n_here;
        strangers += (uint32_t)_mm_popcnt_u32(misfits);
    }
    *n_others = strangers;
    *empty = zero != 0;
    return found;
}

/* The first part is masked, the others are shifted down to where they can be. */
SIXTEEN_LANES static inline __m512i sixteen_sums(__m512i numbers, const __m512i masks[PDX_ESCAPES_PARTS], const __m128i shifts[PDX_ESCAPES_PARTS]) {
    __m512i sums = _mm512_and_si512(numbers, masks[0]);
    for (int g = 1; g < PDX_ESCAPES_PARTS; g++) sums = _mm512_add_epi32(sums, _mm512_and_si512(_mm512_srl_epi32(numbers, shifts[g]), masks[g]));
    return sums;
}

SIXTEEN_LANES static uint32_t sixteen_add_up(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers,
                                            const uint8_t bits[PDX_ESCAPES_PARTS], bool *empty) {
    const __m512i wanted = _mm512_set1_epi32((int)escape);
    __m512i masks[PDX_ESCAPES_PARTS];
    __m128i shifts[PDX_ESCAPES_PARTS];
    __mmask16 zero = 0;
    uint32_t found = 0;
    unsigned shift = 0;
    for (int g = 0; g < PDX_ESCAPES_PARTS; shift += bits[g++]) {
        masks[g] = _mm512_set1_epi32((int)((1u << bits[g]) - 1));
        shifts[g] = _mm_cvtsi32_si128((int)shift);
    }
    for (uint32_t i = 0; i < n; i += 16) {
        const __m512i here = _mm512_loadu_si512(values + i);
        const __mmask16 escapes = _mm512_mask_cmpeq_epi32_mask(lanes_left(n - i), here, wanted);
        const uint32_t n_here = (uint32_t)_mm_popcnt_u32(escapes), left = found < n_numbers ? n_numbers - found : 0;
        const __m512i some = _mm512_maskz_loadu_epi32(lanes(left < n_here ? left : n_here), numbers + found);
        const __m512i sums = sixteen_sums(some, masks, shifts);
        zero |= _mm512_mask_cmpeq_epi32_mask(lanes(n_here), sums, _mm512_setzero_si512());
        _mm512_storeu_si512(values + i, _mm512_mask_expand_epi32(here, escapes, sums));
        found += n_here;
    }
    *empty = zero != 0;
    return found;
}

SIXTEEN_LANES static void sixteen_split(const uint32_t *numbers, uint32_t n, const uint8_t bits[PDX_ESCAPES_PARTS],
                                        uint32_t *const out[PDX_ESCAPES_PARTS]) {
    unsigned shift = 0;
    for (int g = 0; g < PDX_ESCAPES_PARTS; shift += bits[g++]) {
        const __m512i mask = _mm512_set1_epi32((int)((1u << bits[g]) - 1));
        const __m128i by = _mm_cvtsi32_si128((int)shift);
        for (uint32_t k = 0; k < n; k += 16) {
            _mm512_storeu_si512(out[g] + k, _mm512_and_si512(_mm512_srl_epi32(_mm512_loadu_si512(numbers + k), by), mask));
        }
    }
}

#undef SIXTEEN_LANES

#define EIGHT_LANES __attribute__((target("avx2,bmi2,popcnt")))

static bool eight_available(void) {
    return pdx_level_allows(PDX_LEVEL_AVX2) && __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi2") != 0;
}

EIGHT_LANES static inline __m256i eight_load(const uint32_t *numbers) { return _mm256_loadu_si256((const __m256i *)(const void *)numbers); }
EIGHT_LANES static inline void eight_store(uint32_t *out, __m256i numbers) { _mm256_storeu_si256((__m256i *)(void *)out, numbers); }
EIGHT_LANES static inline unsigned eight_bits(__m256i lanes) { return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(lanes)); }

/* The first of `left` numbers, where there are so many; 0 for the rest. */
EIGHT_LANES static inline __m256i eight_some(const uint32_t *numbers, uint32_t found, uint32_t n_numbers) {
    const uint32_t left = found < n_numbers ? n_numbers - found : 0;
    const __m256i lanes = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    if (left >= 8) return eight_load(numbers + found);
    return _mm256_maskload_epi32((const int *)(const void *)(numbers + (left > 0 ? found : 0)),
                                 _mm256_cmpgt_epi32(_mm256_set1_epi32((int)left), lanes));
}

/* values[at[i]] = numbers[i] for the first n of eight. There is no such instruction, and those that escape are few. */
EIGHT_LANES static inline void eight_put(uint32_t *values, const uint32_t *at, uint32_t n, __m256i numbers) {
    uint32_t here[8];
    eight_store(here, numbers);
    for (uint32_t i = 0; i < n; i++) values[at[i]] = here[i];
}

EIGHT_LANES static uint32_t eight_resolve(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers, uint32_t mask,
                                          unsigned shift, uint32_t *others, uint32_t *at, uint32_t *n_others, bool *empty) {
    const __m256i strange = _mm256_set1_epi32((int)~mask), none = _mm256_setzero_si256();
    const __m128i by = _mm_cvtsi32_si128((int)shift);
    const uint32_t found = pdx_places_equal(values, n, escape, at);
    uint32_t strangers = 0;
    unsigned zero = 0;
    for (uint32_t k = 0; k < found; k += 8) {
        const uint32_t n_here = found - k < 8 ? found - k : 8;
        const __m256i some = eight_some(numbers, k, n_numbers), places = eight_load(at + k);
        const __m256i fits = _mm256_cmpeq_epi32(_mm256_and_si256(some, strange), none);
        const unsigned misfits = _bzhi_u32(~eight_bits(fits), n_here);
        const __m256i first = places_of(misfits);
        zero |= _bzhi_u32(eight_bits(_mm256_cmpeq_epi32(some, none)), n_here);
        eight_put(values, at + k, n_here, _mm256_and_si256(fits, _mm256_srl_epi32(some, by)));
        eight_store(others + strangers, _mm256_permutevar8x32_epi32(some, first));
        eight_store(at + strangers, _mm256_permutevar8x32_epi32(places, first)); /* behind which nobody looks any more */
        strangers += (uint32_t)_mm_popcnt_u32(misfits);
    }
    *n_others = strangers;
    *empty = zero != 0;
    return found;
}

EIGHT_LANES static uint32_t eight_add_up(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers,
                                         const uint8_t bits[PDX_ESCAPES_PARTS], bool *empty) {
    __m256i masks[PDX_ESCAPES_PARTS];
    __m128i shifts[PDX_ESCAPES_PARTS];
    uint32_t at[STRETCH + PDX_PLACES_SLACK], found = 0;
    unsigned zero = 0, shift = 0;
    for (int g = 0; g < PDX_ESCAPES_PARTS; shift += bits[g++]) {
        masks[g] = _mm256_set1_epi32((int)((1u << bits[g]) - 1));
        shifts[g] = _mm_cvtsi32_si128((int)shift);
    }
    for (uint32_t from = 0; from < n; from += STRETCH) {
        const uint32_t here = pdx_places_equal(values + from, n - from < STRETCH ? n - from : STRETCH, escape, at);
        for (uint32_t k = 0; k < here; k += 8) {
            const uint32_t n_here = here - k < 8 ? here - k : 8;
            const __m256i some = eight_some(numbers, found + k, n_numbers);
            __m256i sums = _mm256_and_si256(some, masks[0]);
            for (int g = 1; g < PDX_ESCAPES_PARTS; g++) sums = _mm256_add_epi32(sums, _mm256_and_si256(_mm256_srl_epi32(some, shifts[g]), masks[g]));
            zero |= _bzhi_u32(eight_bits(_mm256_cmpeq_epi32(sums, _mm256_setzero_si256())), n_here);
            eight_put(values + from, at + k, n_here, sums);
        }
        found += here;
    }
    *empty = zero != 0;
    return found;
}

EIGHT_LANES static void eight_split(const uint32_t *numbers, uint32_t n, const uint8_t bits[PDX_ESCAPES_PARTS],
                                    uint32_t *const out[PDX_ESCAPES_PARTS]) {
    unsigned shift = 0;
    for (int g = 0; g < PDX_ESCAPES_PARTS; shift += bits[g++]) {
        const __m256i mask = _mm256_set1_epi32((int)((1u << bits[g]) - 1));
        const __m128i by = _mm_cvtsi32_si128((int)shift);
        for (uint32_t k = 0; k < n; k += 8) eight_store(out[g] + k, _mm256_and_si256(_mm256_srl_epi32(eight_load(numbers + k), by), mask));
    }
}

#undef EIGHT_LANES

#endif
