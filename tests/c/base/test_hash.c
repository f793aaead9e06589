/* The table hash by what tables need of it: spread, keys that matter, no dependence on
 * where the bytes lie or on what stands behind them. */
#include "check.h"

#include "base/bits.h"
#include "base/hash.h"

typedef uint64_t hasher(pdx_span span, uint64_t key);

static uint64_t padded(pdx_span span, uint64_t key) { return pdx_hash_padded(span.data, span.len, key); }

/* Equal bytes at any alignment, with anything around them, give one hash; every single bit changes it. */
static void check_bytes_alone(hasher *hash) {
    uint8_t a[96], b[96];
    size_t len, bit, changed = 0, flips = 0;
    for (len = 0; len <= 70; len++) {
        memset(a, 0xAA, sizeof a);
        memset(b, 0x55, sizeof b);
        memset(a + 3, (int)len, len);
        memset(b + 8, (int)len, len);
        CHECK(hash(pdx_span_of(a + 3, len), 42) == hash(pdx_span_of(b + 8, len), 42));
        CHECK(hash(pdx_span_of(a + 3, len), 42) != hash(pdx_span_of(a + 3, len), 43));
        CHECK(hash(pdx_span_of(a + 3, len), 42) != hash(pdx_span_of(a + 3, len + 1), 42));
        for (bit = 0; bit < len * 8; bit++, flips++) {
            b[8 + bit / 8] ^= (uint8_t)(1u << bit % 8);
            changed += hash(pdx_span_of(a + 3, len), 42) != hash(pdx_span_of(b + 8, len), 42);
            b[8 + bit / 8] ^= (uint8_t)(1u << bit % 8);
        }
    }
    CHECK_EQ(changed, flips);
}

/* Counting numbers, as text and as words, fall into 256 buckets evenly, by low bits and by high ones. The bounds hold for a fair
 * throw of 25,600 with a chance of error below one in a million. */
static void check_spread(hasher *hasher_of_bytes) {
    enum { BUCKETS = 256, THROWS = 25600 };
    uint32_t low[BUCKETS] = {0}, high[BUCKETS] = {0}, words[BUCKETS] = {0};
    char text[16 + PDX_HASH_PAD] = {0};
    uint32_t i;
    unsigned total = 0;
    for (i = 0; i < THROWS; i++) {
        uint64_t hash;
        const int n = snprintf(text, 16, "word%u", (unsigned)i);
        hash = hasher_of_bytes(pdx_span_of(text, (size_t)n), 7);
        low[hash & 255]++;
        high[hash >> 56]++;
        words[pdx_hash_u64(i, 7) & 255]++;
        total += pdx_popcount(hash);
    }
    for (i = 0; i < BUCKETS; i++) {
        CHECK(low[i] > 40 && low[i] < 160);
        CHECK(high[i] > 40 && high[i] < 160);
        CHECK(words[i] > 40 && words[i] < 160);
    }
    CHECK(total / THROWS >= 31 && total / THROWS <= 32);
}

static void test_process_key(void) {
    CHECK(pdx_hash_key() != 0);
    CHECK(pdx_hash_key() == pdx_hash_key());
}

static void test_bits(void) {
    unsigned i;
    for (i = 0; i < 64; i++) {
        CHECK_EQ(pdx_trailing_zeros((uint64_t)1 << i), i);
        CHECK_EQ(pdx_trailing_zeros(UINT64_MAX << i), i);
        CHECK_EQ(pdx_popcount(UINT64_MAX << i), 64 - i);
    }
    CHECK_EQ(pdx_popcount(0), 0);
}

int main(void) {
    check_bytes_alone(pdx_hash);
    check_bytes_alone(padded);
    check_spread(pdx_hash);
    check_spread(padded);
    test_process_key();
    test_bits();
    return check_report("base/hash");
}
