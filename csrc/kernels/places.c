#include "kernels/places.h"

#include "base/bits.h"

uint32_t pdx_places_ones_generic(const uint64_t *words, uint32_t n_words, uint32_t first, uint32_t *out) {
    uint32_t n = 0, w;
    for (w = 0; w < n_words; w++) {
        uint64_t left = words[w];
        for (; left != 0; left &= left - 1) out[n++] = first + 64 * w + pdx_trailing_zeros(left);
    }
    return n;
}

uint32_t pdx_places_ranks_generic(const uint64_t *words, uint32_t n_words, uint16_t *ranks) {
    uint32_t n = 0, w;
    for (w = 0; w < n_words; w++) {
        ranks[w] = (uint16_t)n;
        n += pdx_popcount(words[w]);
    }
    return n;
}

uint32_t pdx_places_equal_generic(const uint32_t *values, uint32_t n, uint32_t wanted, uint32_t *out) {
    uint32_t found = 0, i;
    for (i = 0; i < n; i++) {
        if (values[i] == wanted) out[found++] = i;
    }
    return found;
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include "kernels/places_x86.h"
#else
static bool vector_available(void) { return false; }
static uint32_t vector_bits(const uint64_t *words, uint32_t n_words, uint32_t first, uint32_t *out) {
    return pdx_places_ones_generic(words, n_words, first, out);
}
static uint32_t vector_ranks(const uint64_t *words, uint32_t n_words, uint16_t *ranks) {
    return pdx_places_ranks_generic(words, n_words, ranks);
}
static uint32_t vector_equal(const uint32_t *values, uint32_t n, uint32_t wanted, uint32_t *out) {
    return pdx_places_equal_generic(values, n, wanted, out);
}
static bool sixteen_available(void) { return false; }
static uint32_t sixteen_bits(const uint64_t *words, uint32_t n_words, uint32_t first, uint32_t *out) {
    return pdx_places_ones_generic(words, n_words, first, out);
}
#endif

bool pdx_places_ones_sixteen(const uint64_t *words, uint32_t n_words, uint32_t first, uint32_t *out, uint32_t *n_found) {
    if (!sixteen_available()) return false;
    *n_found = sixteen_bits(words, n_words, first, out);
    return true;
}

bool pdx_places_ones_vector(const uint64_t *words, uint32_t n_words, uint32_t first, uint32_t *out, uint32_t *n_found) {
    if (!vector_available()) return false;
    *n_found = vector_bits(words, n_words, first, out);
    return true;
}

bool pdx_places_ranks_vector(const uint64_t *words, uint32_t n_words, uint16_t *ranks, uint32_t *n_found) {
    if (!vector_available()) return false;
    *n_found = vector_ranks(words, n_words, ranks);
    return true;
}

bool pdx_places_equal_vector(const uint32_t *values, uint32_t n, uint32_t wanted, uint32_t *out, uint32_t *n_found) {
    if (!vector_available()) return false;
    *n_found = vector_equal(values, n, wanted, out);
    return true;
}

uint32_t pdx_places_ones(const uint64_t *words, uint32_t n_words, uint32_t first, uint32_t *out) {
    uint32_t n;
    if (pdx_places_ones_sixteen(words, n_words, first, out, &n) || pdx_places_ones_vector(words, n_words, first, out, &n)) return n;
    return pdx_places_ones_generic(words, n_words, first, out);
}

uint32_t pdx_places_ranks(const uint64_t *words, uint32_t n_words, uint16_t *ranks) {
    uint32_t n;
    return pdx_places_ranks_vector(words, n_words, ranks, &n) ? n : pdx_places_ranks_generic(words, n_words, ranks);
}

uint32_t pdx_places_equal(const uint32_t *values, uint32_t n, uint32_t wanted, uint32_t *out) {
    uint32_t found;
    return pdx_places_equal_vector(values, n, wanted, out, &found) ? found : pdx_places_equal_generic(values, n, wanted, out);
}
