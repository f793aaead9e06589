#include "kernels/crc32c.h"

#include "base/atomic.h"

/* Four bits at a time: a table of 16 words needs no start-up work and no 8 KiB of constants, and what is checked without the
 * processor's own instruction is small or rare. */
static const uint32_t crc_table[16] = {
    0x00000000u, 0x105EC76Fu, 0x20BD8EDEu, 0x30E349B1u, 0x417B1DBCu, 0x5125DAD3u, 0x61C69362u, 0x7198540Du,
    0x82F63B78u, 0x92A8FC17u, 0xA24BB5A6u, 0xB21572C9u, 0xC38D26C4u, 0xD3D3E1ABu, 0xE330A81Au, 0xF36E6F75u,
};

uint32_t pdx_crc32c_generic(pdx_span span, uint32_t before) {
    uint32_t crc = ~before;
    size_t i;
    for (i = 0; i < span.len; i++) {
        crc ^= span.data[i];
        crc = crc >> 4 ^ crc_table[crc & 15];
        crc = crc >> 4 ^ crc_table[crc & 15];
    }
    return ~crc;
}

/* What a sum becomes when zeros follow is a product with a power of x: polynomials modulo that of the checksum, bit 31 being the
 * coefficient of 1. So sums of stretches that lie behind each other can be put together. */
enum { BITS = 32 };
static const uint32_t polynomial = 0x82F63B78u;

static uint32_t product(uint32_t a, uint32_t b) {
    uint32_t sum = 0;
    unsigned i;
    for (i = 0; i < BITS; i++, a <<= 1) {
        sum ^= b & (0u - (a >> (BITS - 1)));
        b = b >> 1 ^ (polynomial & (0u - (b & 1)));
    }
    return sum;
}

uint32_t pdx_crc32c_factor(uint64_t second_len) {
    uint32_t power = 1u << (BITS - 1), square = 1u << (BITS - 1 - 8); /* 1, and x to the bits of a byte */
    for (; second_len != 0; second_len >>= 1) {
        if ((second_len & 1) != 0) power = product(power, square);
        square = product(square, square);
    }
    return power;
}

uint32_t pdx_crc32c_joined(uint32_t factor, uint32_t first, uint32_t second) { return product(factor, first) ^ second; }

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include "kernels/crc32c_x86.h"
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
#include "kernels/crc32c_arm.h"
#else
static bool vector_available(void) { return false; }
static uint32_t vector_sum(pdx_span span, uint32_t before) { return pdx_crc32c_generic(span, before); }
static size_t vector_each(const uint8_t *bytes, size_t len, size_t n, uint32_t *sums) {
    (void)bytes, (void)len, (void)n, (void)sums;
    return 0;
}
#endif

bool pdx_crc32c_vector(pdx_span span, uint32_t before, uint32_t *sum) {
    if (!vector_available()) return false;
    *sum = vector_sum(span, before);
    return true;
}

uint32_t pdx_crc32c(pdx_span span, uint32_t before) {
    static pdx_atomic_i64 level; /* 0 not asked yet, 1 generic, 2 vector; two threads may both ask */
    int64_t known = pdx_atomic_load(&level);
    if (known == 0) {
        known = vector_available() ? 2 : 1;
        pdx_atomic_store(&level, known);
    }
    return known == 2 ? vector_sum(span, before) : pdx_crc32c_generic(span, before);
}

void pdx_crc32c_each(const uint8_t *bytes, size_t len, size_t n, uint32_t *sums) {
    size_t i = vector_available() ? vector_each(bytes, len, n, sums) : 0;
    for (; i < n; i++) sums[i] = pdx_crc32c(pdx_span_of(bytes + i * len, len), 0);
}
