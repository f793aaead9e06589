#include "kernels/gains.h"

#include "base/bits.h"

/* More occurrences are no different; and signed numbers are quicker to convert. */
static inline float float_of(uint32_t count) { return (float)(int32_t)(count < INT32_MAX ? count : INT32_MAX); }

static inline float gain_of(float x, pdx_gain gain) { return gain.top * x / (gain.k1 + x); }

static void generic_of(const uint32_t *counts, const uint32_t *docs, uint32_t n, const float *shares, pdx_gain gain, float *out) {
    uint32_t i;
    for (i = 0; i < n; i++) out[i] = gain_of(float_of(counts[i]) * shares[docs[i]], gain);
}

static void generic_of_groups(const uint32_t *const counts[PDX_GAINS_GROUPS], const uint32_t *docs, uint32_t n, const float *shares, pdx_gain gain,
                              float *out) {
    uint32_t i;
    int g;
    for (i = 0; i < n; i++) {
        const float *here = shares + (size_t)docs[i] * PDX_GAINS_GROUPS;
        float x = float_of(counts[0][i]) * here[0];
        for (g = 1; g < PDX_GAINS_GROUPS; g++) x += float_of(counts[g][i]) * here[g];
        out[i] = gain_of(x, gain);
    }
}

static uint32_t generic_add(const uint64_t *words, uint32_t from, uint32_t to, const uint32_t *counts, const float *shares, pdx_gain gain,
                            float *sums, uint32_t *zeros) {
    uint32_t n_zeros = 0, w;
    for (w = from / 64; 64 * w < to; w++) {
        uint64_t left = words[w];
        if (64 * w < from) left &= UINT64_MAX << (from - 64 * w);
        if (to - 64 * w < 64) left &= ((uint64_t)1 << (to - 64 * w)) - 1;
        for (; left != 0; left &= left - 1) {
            const uint32_t i = 64 * w + pdx_trailing_zeros(left), count = *counts++;
            zeros[n_zeros] = i;
            n_zeros += count == 0;
            sums[i - from] += gain_of(float_of(count) * shares[i - from], gain);
        }
    }
    return n_zeros;
}

static uint32_t generic_above(const float *sums, uint32_t n_words, float least, uint64_t *words) {
    uint32_t n = 0, w, i;
    for (w = 0; w < n_words; w++) {
        words[w] = 0;
        for (i = 0; i < 64; i++) words[w] |= (uint64_t)(sums[64 * w + i] > least) << i;
        n += pdx_popcount(words[w]);
    }
    return n;
}

static uint32_t generic_count(const float *sums, uint32_t n, float least) {
    uint32_t found = 0, i;
    for (i = 0; i < n; i++) found += sums[i] > least;
    return found;
}

static const pdx_gain_kernels generic_kernels = {generic_of, generic_of_groups, generic_add, generic_above, generic_count};

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include "kernels/gains_x86.h"
#else
static const pdx_gain_kernels *vector_kernels(unsigned level) {
    (void)level;
    return NULL;
}
#endif

const pdx_gain_kernels *pdx_gain_kernels_level(unsigned level) { return level == 0 ? &generic_kernels : vector_kernels(level); }

const pdx_gain_kernels *pdx_gain_kernels_best(void) {
    unsigned level = PDX_GAINS_LEVELS;
    const pdx_gain_kernels *best = NULL;
    while (best == NULL) best = pdx_gain_kernels_level(--level);
    return best;
}
