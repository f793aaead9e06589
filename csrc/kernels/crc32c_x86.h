/* CRC-32C by the instruction of SSE 4.2, eight bytes at a time. Included by crc32c.c alone. */
#ifndef PDX_KERNELS_CRC32C_X86_H
#define PDX_KERNELS_CRC32C_X86_H

#include <nmmintrin.h>

#include "base/le.h"

static bool vector_available(void) { return __builtin_cpu_supports("sse4.2") != 0; }

__attribute__((target("sse4.2"))) static uint32_t vector_sum(pdx_span span, uint32_t before) {
    const uint8_t *p = span.data;
    size_t left = span.len;
    uint64_t crc = ~before;
    for (; left >= 8; left -= 8, p += 8) crc = _mm_crc32_u64(crc, pdx_le64(p));
    for (; left > 0; left--, p++) crc = _mm_crc32_u8((uint32_t)crc, *p);
    return ~(uint32_t)crc;
}

#endif
