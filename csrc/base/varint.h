/* Unsigned LEB128: seven bits a byte, low bits first, at most ten bytes.
 * Readers carry the end of what may be read and answer damaged bytes with false, never a wild read. */
#ifndef PDX_BASE_VARINT_H
#define PDX_BASE_VARINT_H

#include "base/buf.h"

enum { PDX_VARINT_MAX = 10 };

/* Writes into room for PDX_VARINT_MAX bytes; gives the number of bytes written. */
static inline size_t pdx_varint_put(uint8_t *at, uint64_t value) {
    size_t n = 0;
    while (value >= 0x80) {
        at[n++] = (uint8_t)(value | 0x80);
        value >>= 7;
    }
    at[n++] = (uint8_t)value;
    return n;
}

static inline void pdx_varint_append(pdx_buf *buf, uint64_t value) {
    if (pdx_buf_reserve(buf, PDX_VARINT_MAX)) buf->len += pdx_varint_put(buf->data + buf->len, value);
}

bool pdx_varint_read_long(const uint8_t **at, const uint8_t *end, uint64_t *value) PDX_MUST;

/* Reads one number and moves *at behind it; false when the bytes end or overflow 64 bits. */
PDX_MUST static inline bool pdx_varint_read(const uint8_t **at, const uint8_t *end, uint64_t *value) {
    if (PDX_LIKELY(*at < end && **at < 0x80)) {
        *value = *(*at)++;
        return true;
    }
    return pdx_varint_read_long(at, end, value);
}

#endif
