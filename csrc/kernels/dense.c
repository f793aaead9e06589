#include "kernels/dense.h"

#include "base/bits.h"

uint32_t pdx_dense_above_generic(const uint8_t *const *tops, const uint16_t *weights, uint32_t n, uint32_t n_words, uint16_t least, uint64_t *words) {
    uint32_t found = 0, w, i, k;
    for (w = 0; w < n_words; w++) {
        uint16_t sums[64] = {0};
        uint64_t word = 0;
        for (k = 0; k < n; k++) {
            const uint8_t *here = tops[k] + 64 * (size_t)w;
            for (i = 0; i < 64; i++) sums[i] = (uint16_t)(sums[i] + pdx_dense_units(here[i], weights[k]));
        }
        for (i = 0; i < 64; i++) word |= (uint64_t)(sums[i] > least) << i;
        words[w] = word;
        found += pdx_popcount(word);
    }
    return found;
}

uint32_t pdx_dense_common_generic(const uint8_t *const *tops, uint32_t n, uint32_t n_words, uint64_t *words) {
    uint32_t found = 0, w, k, i;
    for (w = 0; w < n_words; w++) {
        uint64_t word = UINT64_MAX;
        for (k = 0; k < n && word != 0; k++) {
            const uint8_t *here = tops[k] + 64 * (size_t)w;
            uint64_t reached = 0;
            for (i = 0; i < 64; i++) reached |= (uint64_t)(here[i] != 0) << i;
            word &= reached;
        }
        words[w] = word;
        found += pdx_popcount(word);
    }
    return found;
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include "kernels/dense_x86.h"
#else
static bool vector_available(void) { return false; }
static uint32_t vector_above(const uint8_t *const *tops, const uint16_t *weights, uint32_t n, uint32_t n_words, uint16_t least, uint64_t *words) {
    return pdx_dense_above_generic(tops, weights, n, n_words, least, words);
}
static uint32_t vector_common(const uint8_t *const *tops, uint32_t n, uint32_t n_words, uint64_t *words) {
    return pdx_dense_common_generic(tops, n, n_words, words);
}
#endif

bool pdx_dense_above_vector(const uint8_t *const *tops, const uint16_t *weights, uint32_t n, uint32_t n_words, uint16_t least, uint64_t *words,
                              uint32_t *found) {
    if (!vector_available()) return false;
    *found = vector_above(tops, weights, n, n_words, least, words);
    return true;
}

uint32_t pdx_dense_above(const uint8_t *const *tops, const uint16_t *weights, uint32_t n, uint32_t n_words, uint16_t least, uint64_t *words) {
    uint32_t found;
    if (pdx_dense_above_vector(tops, weights, n, n_words, least, words, &found)) return found;
    return pdx_dense_above_generic(tops, weights, n, n_words, least, words);
}

bool pdx_dense_common_vector(const uint8_t *const *tops, uint32_t n, uint32_t n_words, uint64_t *words, uint32_t *found) {
    if (!vector_available()) return false;
    *found = vector_common(tops, n, n_words, words);
    return true;
}

uint32_t pdx_dense_common(const uint8_t *const *tops, uint32_t n, uint32_t n_words, uint64_t *words) {
    uint32_t found;
    return pdx_dense_common_vector(tops, n, n_words, words, &found) ? found : pdx_dense_common_generic(tops, n, n_words, words);
}
