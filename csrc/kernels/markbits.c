#include "kernels/markbits.h"

#include "base/bits.h"
#include "base/le.h"

uint32_t pdx_markbits_join_generic(uint8_t *marks, uint64_t *words, const uint64_t *among, uint32_t n) {
    uint32_t found = 0, w, i;
    for (w = 0; w < n; w++) {
        for (i = 0; i < 64; i += 8) {
            uint8_t *eight = marks + 64 * (size_t)w + i;
            words[w] |= (pdx_le64(eight) * 0x0102040810204080u >> 56) << i; /* each byte's lowest bit, side by side */
            pdx_le64_put(eight, 0);
        }
        if (among != NULL) words[w] &= among[w];
        found += pdx_popcount(words[w]);
    }
    return found;
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include "kernels/markbits_x86.h"
#else
static bool vector_available(void) { return false; }
static uint32_t vector_join(uint8_t *marks, uint64_t *words, const uint64_t *among, uint32_t n) {
    return pdx_markbits_join_generic(marks, words, among, n);
}
#endif

bool pdx_markbits_join_vector(uint8_t *marks, uint64_t *words, const uint64_t *among, uint32_t n, uint32_t *found) {
    if (!vector_available()) return false;
    *found = vector_join(marks, words, among, n);
    return true;
}

uint32_t pdx_markbits_join(uint8_t *marks, uint64_t *words, const uint64_t *among, uint32_t n) {
    uint32_t found;
    return pdx_markbits_join_vector(marks, words, among, n, &found) ? found : pdx_markbits_join_generic(marks, words, among, n);
}
