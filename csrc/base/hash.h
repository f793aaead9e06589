/* Hashes. `pdx_hash` is for tables in memory: keyed, so that a hostile archive cannot choose its
 * collisions, fast on short keys, different from run to run of the library's key. */
#ifndef PDX_BASE_HASH_H
#define PDX_BASE_HASH_H

#include "base/span.h"

uint64_t pdx_hash(pdx_span span, uint64_t key);
uint64_t pdx_hash_pair(uint64_t first, uint64_t second, uint64_t key);
uint64_t pdx_hash_u64(uint64_t value, uint64_t key);
uint64_t pdx_hash_key(void); /* the process's key, from addresses and time; never stored */

#endif
