#include "base/hash.h"

#include <time.h>

#include "base/atomic.h"
#include "base/le.h"

uint64_t pdx_hash(pdx_span span, uint64_t key) {
    const uint8_t *p = span.data;
    size_t left = span.len;
    uint64_t state = key ^ pdx_hash_fold(span.len ^ PDX_HASH_B, PDX_HASH_A);
    uint64_t first = 0, second = 0;
    for (; left > 16; left -= 16, p += 16) {
        state = pdx_hash_fold(pdx_le64(p) ^ state ^ PDX_HASH_A, pdx_le64(p + 8) ^ PDX_HASH_B);
    }
    if (left >= 8) {
        first = pdx_le64(p);
        second = pdx_le64(p + left - 8);
    } else if (left >= 4) {
        first = pdx_le32(p);
        second = pdx_le32(p + left - 4);
    } else if (left > 0) {
        first = (uint64_t)p[0] << 16 | (uint64_t)p[left / 2] << 8 | p[left - 1];
    }
    return pdx_hash_fold(first ^ state ^ PDX_HASH_B, second ^ state ^ PDX_HASH_A) ^ state;
}

/* The first bytes of a word that is read as little-endian, by how many. */
static const uint64_t first_bytes[9] = {
    0, 0xFF, 0xFFFF, 0xFFFFFF, UINT64_C(0xFFFFFFFF), UINT64_C(0xFFFFFFFFFF), UINT64_C(0xFFFFFFFFFFFF), UINT64_C(0xFFFFFFFFFFFFFF), UINT64_MAX};

uint64_t pdx_hash_padded(const uint8_t *p, size_t len, uint64_t key) {
    uint64_t state = key ^ pdx_hash_fold(len ^ PDX_HASH_B, PDX_HASH_A), first, second;
    size_t left = len;
    for (; left > 16; left -= 16, p += 16) {
        state = pdx_hash_fold(pdx_le64(p) ^ state ^ PDX_HASH_A, pdx_le64(p + 8) ^ PDX_HASH_B);
    }
    first = pdx_le64(p) & first_bytes[left < 8 ? left : 8];
    second = pdx_le64(p + 8) & first_bytes[left < 8 ? 0 : left - 8];
    return pdx_hash_fold(first ^ state ^ PDX_HASH_B, second ^ state ^ PDX_HASH_A) ^ state;
}

uint64_t pdx_hash_key(void) {
    static pdx_atomic_i64 stored;
    int64_t key = pdx_atomic_load(&stored);
    if (key == 0) {
        const uint64_t seed = (uint64_t)(uintptr_t)&stored ^ (uint64_t)time(NULL) << 20 ^ (uint64_t)clock();
        key = (int64_t)(pdx_hash_u64(seed, (uint64_t)(uintptr_t)&key) | 1);
        pdx_atomic_store(&stored, key); /* two threads may race: either key is good, the last stays */
        key = pdx_atomic_load(&stored);
    }
    return (uint64_t)key;
}
