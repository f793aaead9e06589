#include "kernels/plain.h"

size_t pdx_plain_copy_generic(pdx_span from, uint8_t *to, bool *digits) {
    uint8_t before = 0;
    size_t at = 0;
    for (; at < from.len; at++) {
        const uint8_t c = from.data[at];
        if (c < 0x20 || c > 0x7E || (before == ' ' && (c == ' ' || c == ':'))) break;
        if (c >= '0' && c <= '9') *digits = true;
        to[at] = c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c;
        before = c;
    }
    return at;
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include "kernels/plain_x86.h"
bool pdx_plain_copy_vector(pdx_span from, uint8_t *to, bool *digits, size_t *taken) {
    *taken = vector_copy(from, to, digits);
    return true;
}
size_t pdx_plain_copy(pdx_span from, uint8_t *to, bool *digits) { return vector_copy(from, to, digits); }
#else
bool pdx_plain_copy_vector(pdx_span from, uint8_t *to, bool *digits, size_t *taken) {
    (void)from, (void)to, (void)digits, (void)taken;
    return false;
}
size_t pdx_plain_copy(pdx_span from, uint8_t *to, bool *digits) { return pdx_plain_copy_generic(from, to, digits); }
#endif
