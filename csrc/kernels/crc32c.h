/* CRC-32C, the checksum of stored bytes (Castagnoli polynomial, as in RFC 3720, section B.4).
 * Called by segment/ for every section. Promises: every level gives the same sum; the generic one is the oracle. */
#ifndef PDX_KERNELS_CRC32C_H
#define PDX_KERNELS_CRC32C_H

#include "base/span.h"

/* The sum of `span` behind `before`, which is 0 or the sum of what came earlier; by the fastest way this processor has. */
uint32_t pdx_crc32c(pdx_span span, uint32_t before);

/* The sum of two stretches, the second behind the first, from their own sums. The factor depends on the length of the second alone, and is made
 * once for all of that length. */
uint32_t pdx_crc32c_factor(uint64_t second_len);
uint32_t pdx_crc32c_joined(uint32_t factor, uint32_t first, uint32_t second);

/* The sums of `n` stretches of `len` bytes each, a multiple of eight, that lie one behind the other: several side by side. */
void pdx_crc32c_each(const uint8_t *bytes, size_t len, size_t n, uint32_t *sums);

/* One level each, for tests: false when this processor or build does not have it. */
uint32_t pdx_crc32c_generic(pdx_span span, uint32_t before);
bool pdx_crc32c_vector(pdx_span span, uint32_t before, uint32_t *sum);

#endif
