#include "kernels/unpack.h"

#include "base/le.h"

/* Number i, wherever it stands: near `limit` byte by byte. */
static uint32_t number_at(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t i) {
    const uint64_t bit = (uint64_t)i * bits, mask = ((uint64_t)1 << bits) - 1;
    const uint8_t *p = data + (bit >> 3);
    uint64_t word = 0;
    unsigned k;
    if (bits == 0) return 0;
    if (PDX_LIKELY(limit - p >= 8)) return (uint32_t)(pdx_le64(p) >> (bit & 7) & mask);
    for (k = 0; k < (unsigned)(limit - p); k++) word |= (uint64_t)p[k] << (8 * k);
    return (uint32_t)(word >> (bit & 7) & mask);
}

void pdx_unpack_generic(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t more, uint32_t *out) {
    uint32_t i;
    for (i = 0; i < n; i++) out[i] = number_at(data, limit, bits, i) + more;
}

void pdx_unpack_ascending_generic(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t first, uint32_t *out) {
    uint32_t i, at = first;
    for (i = 0; i < n; i++) {
        at += number_at(data, limit, bits, i);
        out[i] = at++;
    }
}

void pdx_add_up_generic(uint32_t *numbers, uint32_t n) {
    uint32_t i;
    for (i = 1; i < n; i++) numbers[i] += numbers[i - 1];
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include "kernels/unpack_x86.h"
#else
static bool vector_available(void) { return false; }
static bool vector_fits(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n) {
    (void)data, (void)limit, (void)bits, (void)n;
    return false;
}
static void vector_unpack(const uint8_t *data, unsigned bits, uint32_t n, uint32_t more, uint32_t *out) {
    (void)data, (void)bits, (void)n, (void)more, (void)out;
}
static void vector_ascending(const uint8_t *data, unsigned bits, uint32_t n, uint32_t first, uint32_t *out) {
    (void)data, (void)bits, (void)n, (void)first, (void)out;
}
static void vector_add_up(uint32_t *numbers, uint32_t n) { (void)numbers, (void)n; }
static bool sixteen_available(void) { return false; }
static void sixteen_unpack(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t more, uint32_t *out) {
    pdx_unpack_generic(data, limit, bits, n, more, out);
}
static void sixteen_ascending(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t first, uint32_t *out) {
    pdx_unpack_ascending_generic(data, limit, bits, n, first, out);
}
static void sixteen_add_up(uint32_t *numbers, uint32_t n) { pdx_add_up_generic(numbers, n); }
enum { VECTOR_BITS_MAX = 0 };
#endif

bool pdx_unpack_vector(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t more, uint32_t *out) {
    if (!vector_available() || !vector_fits(data, limit, bits, n)) return false;
    vector_unpack(data, bits, n, more, out);
    return true;
}

bool pdx_unpack_ascending_vector(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t first, uint32_t *out) {
    if (!vector_available() || !vector_fits(data, limit, bits, n)) return false;
    vector_ascending(data, bits, n, first, out);
    return true;
}

bool pdx_unpack_sixteen(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t more, uint32_t *out) {
    if (bits > VECTOR_BITS_MAX || !sixteen_available()) return false;
    sixteen_unpack(data, limit, bits, n, more, out);
    return true;
}

bool pdx_unpack_ascending_sixteen(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t first, uint32_t *out) {
    if (bits > VECTOR_BITS_MAX || !sixteen_available()) return false;
    sixteen_ascending(data, limit, bits, n, first, out);
    return true;
}

void pdx_unpack(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t more, uint32_t *out) {
    if (pdx_unpack_sixteen(data, limit, bits, n, more, out) || pdx_unpack_vector(data, limit, bits, n, more, out)) return;
    pdx_unpack_generic(data, limit, bits, n, more, out);
}

void pdx_unpack_ascending(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t first, uint32_t *out) {
    if (pdx_unpack_ascending_sixteen(data, limit, bits, n, first, out) || pdx_unpack_ascending_vector(data, limit, bits, n, first, out)) return;
    pdx_unpack_ascending_generic(data, limit, bits, n, first, out);
}

bool pdx_add_up_sixteen(uint32_t *numbers, uint32_t n) {
    if (!sixteen_available()) return false;
    sixteen_add_up(numbers, n);
    return true;
}

bool pdx_add_up_vector(uint32_t *numbers, uint32_t n) {
    if (!vector_available()) return false;
    vector_add_up(numbers, n);
    return true;
}

void pdx_add_up(uint32_t *numbers, uint32_t n) {
    if (!pdx_add_up_sixteen(numbers, n) && !pdx_add_up_vector(numbers, n)) pdx_add_up_generic(numbers, n);
}
