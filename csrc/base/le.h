/* Little-endian numbers at any address, the same bytes on every machine. */
#ifndef PDX_BASE_LE_H
#define PDX_BASE_LE_H

#include "base/base.h"

static inline uint16_t pdx_le16(const uint8_t *p) { return (uint16_t)(p[0] | (unsigned)p[1] << 8); }
static inline uint32_t pdx_le32(const uint8_t *p) {
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}
static inline uint64_t pdx_le64(const uint8_t *p) { return pdx_le32(p) | (uint64_t)pdx_le32(p + 4) << 32; }

static inline void pdx_le16_put(uint8_t *p, uint16_t v) {
    p[0] = (uint8_t)v;
    p[1] = (uint8_t)(v >> 8);
}
static inline void pdx_le32_put(uint8_t *p, uint32_t v) {
    pdx_le16_put(p, (uint16_t)v);
    pdx_le16_put(p + 2, (uint16_t)(v >> 16));
}
static inline void pdx_le64_put(uint8_t *p, uint64_t v) {
    pdx_le32_put(p, (uint32_t)v);
    pdx_le32_put(p + 4, (uint32_t)(v >> 32));
}

#endif
