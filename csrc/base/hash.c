#include "base/hash.h"

#include <time.h>

#include "base/atomic.h"
#include "base/le.h"

/* Multiply-and-fold mixing: the 128-bit product of two words, high half folded onto the low one.
 * The constants are odd with about half of their bits set. */
static const uint64_t mix_a = UINT64_C(0x9E3779B97F4A7C15);
static const uint64_t mix_b = UINT64_C(0xD6E8FEB86659FD93);

static uint64_t fold_product(uint64_t a, uint64_t b) {
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

uint64_t pdx_hash_u64(uint64_t value, uint64_t key) {
    return fold_product(value ^ mix_a, fold_product(key ^ mix_b, mix_a) ^ value);
}

uint64_t pdx_hash_pair(uint64_t first, uint64_t second, uint64_t key) {
    return fold_product(fold_product(first ^ key ^ mix_b, second ^ key ^ mix_a) ^ first, mix_a);
}

uint64_t pdx_hash(pdx_span span, uint64_t key) {
    const uint8_t *p = span.data;
    size_t left = span.len;
    uint64_t state = key ^ fold_product(span.len ^ mix_b, mix_a);
    uint64_t first = 0, second = 0;
    for (; left > 16; left -= 16, p += 16) {
        state = fold_product(pdx_le64(p) ^ state ^ mix_a, pdx_le64(p + 8) ^ mix_b);
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
    return fold_product(first ^ state ^ mix_b, second ^ state ^ mix_a) ^ state;
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
