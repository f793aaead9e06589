#include "kernels/escapes.h"

#include "kernels/places.h"

enum { STRETCH = PDX_LIMIT(256, 24) }; /* values whose escapes are looked for at once */

uint32_t pdx_escapes_resolve_generic(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers, uint32_t mask,
                                     unsigned shift, uint32_t *others, uint32_t *at, uint32_t *n_others, bool *empty) {
    const uint32_t found = pdx_places_equal(values, n, escape, at);
    uint32_t k;
    *n_others = 0;
    *empty = false;
    for (k = 0; k < found; k++) { /* without a branch: nobody could foretell it */
        const uint32_t number = k < n_numbers ? numbers[k] : 0, place = at[k];
        const bool fits = (number & ~mask) == 0;
        *empty = *empty || number == 0;
        values[place] = fits ? number >> shift : 0;
        others[*n_others] = number;
        at[*n_others] = place;
        *n_others += !fits;
    }
    return found;
}

static uint32_t parts_add_up(uint32_t number, const uint8_t bits[PDX_ESCAPES_PARTS]) {
    uint32_t sum = 0;
    unsigned g;
    for (g = 0; g < PDX_ESCAPES_PARTS; g++) {
        sum += number & ((1u << bits[g]) - 1);
        number >>= bits[g];
    }
    return sum;
}

uint32_t pdx_escapes_add_up_generic(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers,
                                    const uint8_t bits[PDX_ESCAPES_PARTS], bool *empty) {
    uint32_t at[STRETCH + PDX_PLACES_SLACK], found = 0, from, k;
    *empty = false;
    for (from = 0; from < n; from += STRETCH) {
        const uint32_t here = pdx_places_equal(values + from, n - from < STRETCH ? n - from : STRETCH, escape, at);
        for (k = 0; k < here; k++, found++) { /* nobody could foretell where they are */
            const uint32_t sum = found < n_numbers ? parts_add_up(numbers[found], bits) : 0;
            *empty = *empty || sum == 0;
            values[from + at[k]] = sum;
        }
    }
    return found;
}

void pdx_escapes_split_generic(const uint32_t *numbers, uint32_t n, const uint8_t bits[PDX_ESCAPES_PARTS], uint32_t *const out[PDX_ESCAPES_PARTS]) {
    unsigned shift = 0, g;
    for (g = 0; g < PDX_ESCAPES_PARTS; shift += bits[g++]) {
        const uint32_t mask = (1u << bits[g]) - 1;
        uint32_t *to = out[g], k, i;
        for (k = 0; k < n; k += 8) { /* loops of a known length become vectors */
            for (i = 0; i < 8; i++) to[k + i] = numbers[k + i] >> shift & mask;
        }
    }
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include "kernels/escapes_x86.h"
#else
static bool sixteen_available(void) { return false; }
static uint32_t sixteen_resolve(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers, uint32_t mask,
                                unsigned shift, uint32_t *others, uint32_t *at, uint32_t *n_others, bool *empty) {
    return pdx_escapes_resolve_generic(values, n, escape, numbers, n_numbers, mask, shift, others, at, n_others, empty);
}
static uint32_t sixteen_add_up(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers,
                              const uint8_t bits[PDX_ESCAPES_PARTS], bool *empty) {
    return pdx_escapes_add_up_generic(values, n, escape, numbers, n_numbers, bits, empty);
}
static void sixteen_split(const uint32_t *numbers, uint32_t n, const uint8_t bits[PDX_ESCAPES_PARTS], uint32_t *const out[PDX_ESCAPES_PARTS]) {
    pdx_escapes_split_generic(numbers, n, bits, out);
}
static bool eight_available(void) { return false; }
#define eight_resolve sixteen_resolve
#define eight_add_up sixteen_add_up
#define eight_split sixteen_split
#endif

bool pdx_escapes_resolve_vector(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers, uint32_t mask,
                                unsigned shift, uint32_t *others, uint32_t *at, uint32_t *n_others, bool *empty, uint32_t *found) {
    if (!eight_available()) return false;
    *found = (sixteen_available() ? sixteen_resolve : eight_resolve)(values, n, escape, numbers, n_numbers, mask, shift, others, at, n_others, empty);
    return true;
}

uint32_t pdx_escapes_resolve(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers, uint32_t mask,
                             unsigned shift, uint32_t *others, uint32_t *at, uint32_t *n_others, bool *empty) {
    uint32_t found;
    if (pdx_escapes_resolve_vector(values, n, escape, numbers, n_numbers, mask, shift, others, at, n_others, empty, &found)) return found;
    return pdx_escapes_resolve_generic(values, n, escape, numbers, n_numbers, mask, shift, others, at, n_others, empty);
}

bool pdx_escapes_add_up_vector(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers,
                               const uint8_t bits[PDX_ESCAPES_PARTS], bool *empty, uint32_t *found) {
    if (!eight_available()) return false;
    *found = (sixteen_available() ? sixteen_add_up : eight_add_up)(values, n, escape, numbers, n_numbers, bits, empty);
    return true;
}

uint32_t pdx_escapes_add_up(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers,
                            const uint8_t bits[PDX_ESCAPES_PARTS], bool *empty) {
    uint32_t found;
    if (pdx_escapes_add_up_vector(values, n, escape, numbers, n_numbers, bits, empty, &found)) return found;
    return pdx_escapes_add_up_generic(values, n, escape, numbers, n_numbers, bits, empty);
}

bool pdx_escapes_split_vector(const uint32_t *numbers, uint32_t n, const uint8_t bits[PDX_ESCAPES_PARTS], uint32_t *const out[PDX_ESCAPES_PARTS]) {
    if (!eight_available()) return false;
    (sixteen_available() ? sixteen_split : eight_split)(numbers, n, bits, out);
    return true;
}

void pdx_escapes_split(const uint32_t *numbers, uint32_t n, const uint8_t bits[PDX_ESCAPES_PARTS], uint32_t *const out[PDX_ESCAPES_PARTS]) {
    if (!pdx_escapes_split_vector(numbers, n, bits, out)) pdx_escapes_split_generic(numbers, n, bits, out);
}
