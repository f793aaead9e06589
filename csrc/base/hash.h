/* Hashes. `pdx_hash` is for tables in memory: keyed, so that a hostile archive cannot choose its
 * collisions, fast on short keys, different from run to run of the library's key. `pdx_crc32c` is
 * the checksum of stored bytes (Castagnoli polynomial, as in RFC 3720, section B.4). */
#ifndef PDX_BASE_HASH_H
#define PDX_BASE_HASH_H

#include "base/span.h"

uint64_t pdx_hash(pdx_span span, uint64_t key);
uint64_t pdx_hash_u64(uint64_t value, uint64_t key);
uint64_t pdx_hash_key(void); /* the process's key, from addresses and time; never stored */
uint32_t pdx_crc32c(pdx_span span, uint32_t before); /* `before` is 0 or the sum so far */

#endif
