/* CRC-32C by the instruction of SSE 4.2, eight bytes at a time. Included by crc32c.c alone. */
#ifndef PDX_KERNELS_CRC32C_X86_H
#define PDX_KERNELS_CRC32C_X86_H

#include <nmmintrin.h>

#include "base/le.h"

static bool vector_available(void) { return __builtin_cpu_supports("sse4.2") != 0; }

/* The instruction takes three cycles and can be begun in each: of long spans three stretches are summed up side by side. */
enum { STRETCHES = 3, LONG = PDX_LIMIT(1 << 14, 64), WORD = sizeof(uint64_t) };

__attribute__((target("sse4.2"))) static uint32_t stretch_sum(const uint8_t *p, size_t left, uint32_t before) {
    uint64_t crc = ~before;
    for (; left >= WORD; left -= WORD, p += WORD) crc = _mm_crc32_u64(crc, pdx_le64(p));
    for (; left > 0; left--, p++) crc = _mm_crc32_u8((uint32_t)crc, *p);
    return ~(uint32_t)crc;
}

/* `len` bytes each, a multiple of a word; the first behind `before`. */
__attribute__((target("sse4.2"))) static void three_sum(const uint8_t *p, size_t len, uint32_t before, uint32_t sums[STRETCHES]) {
    uint64_t a = ~before, b = UINT32_MAX, c = UINT32_MAX;
    size_t i;
    for (i = 0; i < len; i += WORD) {
        a = _mm_crc32_u64(a, pdx_le64(p + i));
        b = _mm_crc32_u64(b, pdx_le64(p + len + i));
        c = _mm_crc32_u64(c, pdx_le64(p + 2 * len + i));
    }
    sums[0] = ~(uint32_t)a;
    sums[1] = ~(uint32_t)b;
    sums[2] = ~(uint32_t)c;
}

static uint32_t stretches_sum(const uint8_t *p, size_t len, uint32_t before) {
    const uint32_t factor = pdx_crc32c_factor(len);
    uint32_t sums[STRETCHES];
    three_sum(p, len, before, sums);
    return pdx_crc32c_joined(factor, pdx_crc32c_joined(factor, sums[0], sums[1]), sums[2]);
}

/* Gives how many were summed up: some at the end may be left. */
static size_t vector_each(const uint8_t *bytes, size_t len, size_t n, uint32_t *sums) {
    size_t i;
    assert(len % WORD == 0);
    for (i = 0; i + STRETCHES <= n; i += STRETCHES) three_sum(bytes + i * len, len, 0, sums + i);
    return i;
}

static uint32_t vector_sum(pdx_span span, uint32_t before) {
    const size_t len = span.len < LONG ? 0 : span.len / STRETCHES / WORD * WORD;
    if (len == 0) return stretch_sum(span.data, span.len, before);
    return stretch_sum(span.data + STRETCHES * len, span.len - STRETCHES * len, stretches_sum(span.data, len, before));
}

#endif
