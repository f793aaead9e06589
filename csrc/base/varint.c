#include "base/varint.h"

bool pdx_varint_read_long(const uint8_t **at, const uint8_t *end, uint64_t *value) {
    const uint8_t *p = *at;
    uint64_t sum = 0;
    unsigned shift;
    for (shift = 0; shift < 64 && p < end; shift += 7) {
        const uint64_t bits = *p & 0x7Fu;
        if (shift == 63 && bits > 1) return false;
        sum |= bits << shift;
        if (*p++ < 0x80) {
            *at = p;
            *value = sum;
            return true;
        }
    }
    return false;
}
