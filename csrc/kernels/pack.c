#include "kernels/pack.h"

#include "base/le.h"

enum { EIGHT = 8, WORD_BITS = 64 };

/* Goes on behind `n` bits of `word`. */
static uint8_t *numbers_put(const uint32_t *numbers, size_t n, unsigned bits, uint32_t most, uint8_t *out) {
    uint64_t word = 0;
    unsigned used = 0;
    size_t i;
    for (i = 0; i < n; i++) {
        const uint64_t number = numbers[i] < most ? numbers[i] : most;
        word |= number << used;
        used += bits;
        if (used < WORD_BITS) continue;
        pdx_le64_put(out, word);
        out += sizeof word;
        used -= WORD_BITS;
        word = used == 0 ? 0 : number >> (bits - used); /* what did not fit */
    }
    pdx_le64_put(out, word);
    return out + (used + 7) / 8;
}

/* Neighbours in one number. */
static inline uint64_t two_of(const uint32_t *numbers, unsigned bits, uint32_t most) {
    const uint32_t first = numbers[0] < most ? numbers[0] : most, second = numbers[1] < most ? numbers[1] : most;
    return first | (uint64_t)second << bits;
}
static inline uint64_t four_of(const uint32_t *numbers, unsigned bits, uint32_t most) {
    return two_of(numbers, bits, most) | two_of(numbers + 2, bits, most) << 2 * bits;
}

/* Eight numbers take `bits` whole bytes. */
uint8_t *pdx_pack_generic(const uint32_t *numbers, size_t n, unsigned bits, uint32_t most, uint8_t *out) {
    size_t i = 0;
    if (bits == 0) return out;
    for (; bits <= WORD_BITS / EIGHT && i + EIGHT <= n; i += EIGHT, out += bits) {
        pdx_le64_put(out, four_of(numbers + i, bits, most) | four_of(numbers + i + 4, bits, most) << 4 * bits);
    }
    return n == i ? out : numbers_put(numbers + i, n - i, bits, most, out);
}

uint32_t pdx_pack_most_generic(const uint32_t *numbers, size_t n) {
    uint32_t most = 0;
    for (size_t i = 0; i < n; i++) most = numbers[i] > most ? numbers[i] : most;
    return most;
}

size_t pdx_pack_count_generic(const uint32_t *numbers, size_t n, uint32_t least) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) count += numbers[i] >= least;
    return count;
}

size_t pdx_pack_places_generic(const uint32_t *numbers, size_t n, uint32_t least, uint32_t *places) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) { /* no branch on what cannot be foretold */
        places[count] = (uint32_t)i;
        count += numbers[i] >= least;
    }
    return count;
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include "kernels/pack_x86.h"
#else
enum { VECTOR_BITS_MAX = 0 };
static bool vector_available(void) { return false; }
static uint8_t *vector_pack(const uint32_t *numbers, size_t n, unsigned bits, uint32_t most, uint8_t *out) {
    return pdx_pack_generic(numbers, n, bits, most, out);
}
static uint32_t vector_most(const uint32_t *numbers, size_t n) { return pdx_pack_most_generic(numbers, n); }
static size_t vector_count(const uint32_t *numbers, size_t n, uint32_t least) { return pdx_pack_count_generic(numbers, n, least); }
static size_t vector_places(const uint32_t *numbers, size_t n, uint32_t least, uint32_t *places) {
    return pdx_pack_places_generic(numbers, n, least, places);
}
#endif

/* Few numbers are not worth asking what the processor has. */
static bool is_wide(size_t n) { return n >= EIGHT && vector_available(); }

uint8_t *pdx_pack(const uint32_t *numbers, size_t n, unsigned bits, uint32_t most, uint8_t *out) {
    return bits > 0 && bits <= VECTOR_BITS_MAX && is_wide(n) ? vector_pack(numbers, n, bits, most, out)
                                                             : pdx_pack_generic(numbers, n, bits, most, out);
}

uint32_t pdx_pack_most(const uint32_t *numbers, size_t n) { return is_wide(n) ? vector_most(numbers, n) : pdx_pack_most_generic(numbers, n); }

size_t pdx_pack_count(const uint32_t *numbers, size_t n, uint32_t least) {
    return is_wide(n) ? vector_count(numbers, n, least) : pdx_pack_count_generic(numbers, n, least);
}

size_t pdx_pack_places(const uint32_t *numbers, size_t n, uint32_t least, uint32_t *places) {
    return is_wide(n) ? vector_places(numbers, n, least, places) : pdx_pack_places_generic(numbers, n, least, places);
}
