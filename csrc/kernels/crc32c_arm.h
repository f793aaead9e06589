/* CRC-32C by the instruction of ARMv8, eight bytes at a time, where the build's target has it (Apple's always does).
 * Included by crc32c.c alone. */
#ifndef PDX_KERNELS_CRC32C_ARM_H
#define PDX_KERNELS_CRC32C_ARM_H

#include <arm_acle.h>

#include "base/le.h"

static bool vector_available(void) { return true; }

static uint32_t vector_sum(pdx_span span, uint32_t before) {
    const uint8_t *p = span.data;
    size_t left = span.len;
    uint32_t crc = ~before;
    for (; left >= 8; left -= 8, p += 8) crc = __crc32cd(crc, pdx_le64(p));
    for (; left > 0; left--, p++) crc = __crc32cb(crc, *p);
    return ~crc;
}

/* One after the other, as the others are. */
static size_t vector_each(const uint8_t *bytes, size_t len, size_t n, uint32_t *sums) {
    (void)bytes, (void)len, (void)n, (void)sums;
    return 0;
}

#endif
