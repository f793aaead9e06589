/* Hashes. `pdx_hash` is for tables in memory: keyed, so that a hostile archive cannot choose its
 * collisions, fast on short keys, different from run to run of the library's key. Short and related bytes are told apart as well as any;
 * its `key` is 0 or a number of many bits: to hash under 1, 2, 3, mix those with pdx_hash_u64 first. */
#ifndef PDX_BASE_HASH_H
#define PDX_BASE_HASH_H

#include "base/span.h"

uint64_t pdx_hash(pdx_span span, uint64_t key);
/* The same for bytes with PDX_HASH_PAD more behind them that may be read: another hash, without a branch for each length. */
enum { PDX_HASH_PAD = 16 };
uint64_t pdx_hash_padded(const uint8_t *p, size_t len, uint64_t key);
uint64_t pdx_hash_key(void); /* the process's key, from addresses and time; never stored */

/* The constants are odd with about half of their bits set. */
#define PDX_HASH_A UINT64_C(0x9E3779B97F4A7C15)
#define PDX_HASH_B UINT64_C(0xD6E8FEB86659FD93)

/* Multiply-and-fold mixing: the 128-bit product of two words, high half folded onto the low one. */
static inline uint64_t pdx_hash_fold(uint64_t a, uint64_t b) {
#if defined(__SIZEOF_INT128__)
    __extension__ typedef unsigned __int128 wide;
    const wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
    const uint64_t a0 = (uint32_t)a, a1 = a >> 32, b0 = (uint32_t)b, b1 = b >> 32;
    const uint64_t low = a0 * b0, m1 = a1 * b0, m2 = a0 * b1, high = a1 * b1;
    const uint64_t middle = (low >> 32) + (uint32_t)m1 + (uint32_t)m2;
    return ((uint32_t)low | middle << 32) ^ (high + (m1 >> 32) + (m2 >> 32) + (middle >> 32));
#endif
}

static inline uint64_t pdx_hash_u64(uint64_t value, uint64_t key) {
    return pdx_hash_fold(value ^ PDX_HASH_A, pdx_hash_fold(key ^ PDX_HASH_B, PDX_HASH_A) ^ value);
}
static inline uint64_t pdx_hash_pair(uint64_t first, uint64_t second, uint64_t key) {
    return pdx_hash_fold(pdx_hash_fold(first ^ key ^ PDX_HASH_B, second ^ key ^ PDX_HASH_A) ^ first, PDX_HASH_A);
}

#endif
