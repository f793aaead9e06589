/* Numbers of 32 bits packed in a fixed number of bits each, and what must be known of them to choose how many: what packed blocks of a list
 * are written with (FORMAT.md, "Column"). Called by segment/. Promises: every level gives the same, the generic one is the oracle. */
#ifndef PDX_KERNELS_PACK_H
#define PDX_KERNELS_PACK_H

#include "base/base.h"

/* Room that there must be behind what is written: bytes, and places. */
enum { PDX_PACK_SLACK = 8, PDX_PACK_PLACES_SLACK = 8 };

/* `n` numbers in `bits` bits each (0 to 32), the first at bit 0 of `out`, what is greater than `most` as that; none has more bits then. Unused
 * bits of the last byte are 0. Gives where the bytes end. */
uint8_t *pdx_pack(const uint32_t *numbers, size_t n, unsigned bits, uint32_t most, uint8_t *out);
/* The greatest; 0 of none. */
uint32_t pdx_pack_most(const uint32_t *numbers, size_t n);
/* How many are at least `least`. */
size_t pdx_pack_count(const uint32_t *numbers, size_t n, uint32_t least);
/* Which these are, ascending. Gives how many. */
size_t pdx_pack_places(const uint32_t *numbers, size_t n, uint32_t least, uint32_t *places);

/* One level each, for tests: the other is what the functions above take where the processor has it. */
uint8_t *pdx_pack_generic(const uint32_t *numbers, size_t n, unsigned bits, uint32_t most, uint8_t *out);
uint32_t pdx_pack_most_generic(const uint32_t *numbers, size_t n);
size_t pdx_pack_count_generic(const uint32_t *numbers, size_t n, uint32_t least);
size_t pdx_pack_places_generic(const uint32_t *numbers, size_t n, uint32_t least, uint32_t *places);

#endif
