/* Numbers packed in a fixed number of bits each, widened to 32: what packed blocks of a list consist of (FORMAT.md, "Column").
 * Called by segment/. Promises: reads nothing at or beyond `limit`; every level gives the same numbers, the generic one is the oracle. */
#ifndef PDX_KERNELS_UNPACK_H
#define PDX_KERNELS_UNPACK_H

#include "base/base.h"

/* Room behind `n` numbers that `out` must have: they are written up to sixteen at a time. */
enum { PDX_UNPACK_SLACK = 15 };

/* `n` numbers of `bits` bits (0 to 32), the first at bit 0 of `data`, whose (n * bits + 7) / 8 bytes lie before `limit`; each made `more`. */
void pdx_unpack(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t more, uint32_t *out);
/* The same, each one more than the number and the one before: documents from how many are skipped. out[0] is `first` plus the first number. */
void pdx_unpack_ascending(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t first, uint32_t *out);

/* Adds to each number those before it. `numbers` has the slack behind it. */
void pdx_add_up(uint32_t *numbers, uint32_t n);

/* One level each, for tests: false when this processor or build does not have it, or not for such numbers. */
void pdx_unpack_generic(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t more, uint32_t *out);
bool pdx_unpack_sixteen(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t more, uint32_t *out);
bool pdx_unpack_vector(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t more, uint32_t *out);
void pdx_unpack_ascending_generic(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t first, uint32_t *out);
bool pdx_unpack_ascending_sixteen(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t first, uint32_t *out);
bool pdx_unpack_ascending_vector(const uint8_t *data, const uint8_t *limit, unsigned bits, uint32_t n, uint32_t first, uint32_t *out);
void pdx_add_up_generic(uint32_t *numbers, uint32_t n);
bool pdx_add_up_sixteen(uint32_t *numbers, uint32_t n);
bool pdx_add_up_vector(uint32_t *numbers, uint32_t n);

#endif
