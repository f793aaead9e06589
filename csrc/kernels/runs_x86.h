/* Eight occurrences at a time with AVX2; the places of those that begin a document come from octet_x86.h, which takes BMI2. Included by
 * runs.c alone. */
#ifndef PDX_KERNELS_RUNS_X86_H
#define PDX_KERNELS_RUNS_X86_H

#include "kernels/level.h"
#include "kernels/octet_x86.h"

static bool vector_available(void) {
    return pdx_level_allows(PDX_LEVEL_AVX2) && __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi2") != 0;
}

#define WIDE __attribute__((target("avx2,bmi2,popcnt")))

WIDE static inline __m256i four_at(const uint64_t *at) { return _mm256_loadu_si256((const __m256i *)(const void *)at); }
WIDE static inline void eight_put(uint32_t *at, __m256i numbers) { _mm256_storeu_si256((__m256i *)(void *)at, numbers); }

/* The lower halves of two times four numbers. */
WIDE static inline __m256i lower_halves(__m256i a, __m256i b) {
    const __m256 mixed = _mm256_shuffle_ps(_mm256_castsi256_ps(a), _mm256_castsi256_ps(b), 0x88);
    return _mm256_permute4x64_epi64(_mm256_castps_si256(mixed), 0xD8);
}

/* Which of two times four numbers are equal to others. */
WIDE static inline unsigned equal_bits(__m256i a, __m256i b, __m256i other_a, __m256i other_b) {
    const int low = _mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpeq_epi64(a, other_a)));
    const int high = _mm256_movemask_pd(_mm256_castsi256_pd(_mm256_cmpeq_epi64(b, other_b)));
    return (unsigned)low | (unsigned)high << 4;
}

/* The four numbers at the begin of a run, and those before them: before the first a number of another document. */
WIDE static inline __m256i first_before(__m256i first) {
    const __m256i moved = _mm256_permute4x64_epi64(first, 0x90), other = _mm256_xor_si256(first, _mm256_set1_epi64x(-1));
    return _mm256_blend_epi32(moved, other, 0x03);
}

WIDE static inline void eight_cut(pdx_run_cut *cut, const uint64_t *run) {
    const uint32_t n = cut->n;
    const __m256i a = four_at(run + n), b = four_at(run + n + 4);
    const __m256i before_a = n == 0 ? first_before(a) : four_at(run + n - 1), before_b = four_at(run + n + 3);
    const __m256i doc_a = _mm256_srli_epi64(a, PDX_RUN_DOC_SHIFT), doc_b = _mm256_srli_epi64(b, PDX_RUN_DOC_SHIFT);
    const __m256i place_a = _mm256_srli_epi64(a, PDX_RUN_POSITION_SHIFT), place_b = _mm256_srli_epi64(b, PDX_RUN_POSITION_SHIFT);
    const __m256i apart_a = _mm256_sub_epi64(place_a, _mm256_srli_epi64(before_a, PDX_RUN_POSITION_SHIFT));
    const __m256i apart_b = _mm256_sub_epi64(place_b, _mm256_srli_epi64(before_b, PDX_RUN_POSITION_SHIFT));
    const __m256i group = _mm256_set1_epi64x(cut->group), mask = _mm256_set1_epi64x(PDX_RUN_GROUP_MASK);
    const unsigned same = equal_bits(doc_a, doc_b, _mm256_srli_epi64(before_a, PDX_RUN_DOC_SHIFT), _mm256_srli_epi64(before_b, PDX_RUN_DOC_SHIFT));
    const __m256i fresh_places = places_of(~same & 0xFF), same_places = places_of(same);
    const __m256i gaps = _mm256_sub_epi32(lower_halves(apart_a, apart_b), _mm256_set1_epi32(1));
    eight_put(cut->docs + cut->n_docs, _mm256_permutevar8x32_epi32(lower_halves(doc_a, doc_b), fresh_places));
    eight_put(cut->firsts + cut->n_docs, _mm256_permutevar8x32_epi32(lower_halves(place_a, place_b), fresh_places));
    eight_put(cut->begins + cut->n_docs, _mm256_add_epi32(fresh_places, _mm256_set1_epi32((int)n)));
    eight_put(cut->gaps + cut->n_gaps, _mm256_permutevar8x32_epi32(gaps, same_places));
    const uint8_t odd = (uint8_t)~equal_bits(_mm256_and_si256(a, mask), _mm256_and_si256(b, mask), group, group);
    cut->odd[n / PDX_RUN_STEP] = odd;
    cut->fresh[n / PDX_RUN_STEP] = (uint8_t)~same;
    cut->any |= odd;
    cut->n_gaps += (uint32_t)_mm_popcnt_u32(same);
    cut->n_docs += PDX_RUN_STEP - (uint32_t)_mm_popcnt_u32(same);
    cut->n = n + PDX_RUN_STEP;
}

/* Occurrences are looked at once, and there are many of them: those that come are asked for. */
enum { FURTHER = 256 };

WIDE static void vector_cut(pdx_run_cut *cut, const uint64_t *run, uint32_t end, uint32_t most) {
    pdx_run_cut now = *cut; /* of which nobody else knows, so that its numbers can stay in registers */
    assert(cut->n % PDX_RUN_STEP == 0);
    while (end - now.n >= PDX_RUN_STEP && now.n_docs <= most) {
        PDX_PREFETCH(run + now.n + FURTHER);
        eight_cut(&now, run);
    }
    if (now.n < end && now.n_docs <= most) step_cut(&now, run, end);
    *cut = now;
}

#undef WIDE
#endif
