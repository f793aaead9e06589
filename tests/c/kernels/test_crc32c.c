/* CRC-32C: the published values (RFC 3720, B.4), pieces in a row, and every level against the generic one. */
#include "check.h"
#include "kernels/crc32c.h"

static void test_published(void) {
    uint8_t bytes[32];
    unsigned i;
    CHECK_EQ(pdx_crc32c(pdx_span_str("123456789"), 0), 0xE3069283u);
    CHECK_EQ(pdx_crc32c(pdx_span_of(NULL, 0), 0), 0);
    memset(bytes, 0, sizeof bytes);
    CHECK_EQ(pdx_crc32c(pdx_span_of(bytes, sizeof bytes), 0), 0x8A9136AAu);
    memset(bytes, 0xFF, sizeof bytes);
    CHECK_EQ(pdx_crc32c(pdx_span_of(bytes, sizeof bytes), 0), 0x62A8AB43u);
    for (i = 0; i < 32; i++) bytes[i] = (uint8_t)(31 - i);
    CHECK_EQ(pdx_crc32c(pdx_span_of(bytes, sizeof bytes), 0), 0x113FDB5Cu);
    for (i = 0; i < 32; i++) bytes[i] = (uint8_t)i;
    CHECK_EQ(pdx_crc32c(pdx_span_of(bytes, sizeof bytes), 0), 0x46DD794Eu);
    for (i = 0; i <= 32; i++) {
        const uint32_t head = pdx_crc32c(pdx_span_of(bytes, i), 0);
        CHECK_EQ(pdx_crc32c(pdx_span_of(bytes + i, 32 - i), head), 0x46DD794Eu);
    }
}

static void test_levels(void) {
    static uint8_t bytes[300];
    uint32_t seed = 7, sum;
    size_t from, len, i;
    for (i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)((seed = seed * 1664525u + 1013904223u) >> 24);
    for (from = 0; from < 16; from++) {
        for (len = 0; len + from <= sizeof bytes; len++) {
            const pdx_span span = pdx_span_of(bytes + from, len);
            if (!pdx_crc32c_vector(span, seed, &sum)) {
                printf("skipped: this processor has no CRC instruction\n");
                return;
            }
            CHECK_EQ(sum, pdx_crc32c_generic(span, seed));
        }
    }
}

/* Long spans, whose stretches are summed up side by side, and sums that are put together. */
static void test_long(void) {
    static uint8_t bytes[100003];
    const size_t lens[] = {64, 65, 16383, 16384, 16391, 49999, 100003};
    uint32_t seed = 11, sum;
    size_t i, k;
    for (i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)((seed = seed * 1664525u + 1013904223u) >> 24);
    for (i = 0; i < PDX_COUNTOF(lens); i++) {
        const pdx_span span = pdx_span_of(bytes, lens[i]);
        const uint32_t whole = pdx_crc32c_generic(span, seed);
        CHECK_EQ(pdx_crc32c(span, seed), whole);
        if (pdx_crc32c_vector(span, seed, &sum)) CHECK_EQ(sum, whole);
        for (k = 0; k <= lens[i]; k += lens[i] / 5) {
            const uint32_t first = pdx_crc32c(pdx_span_slice(span, 0, k), seed), second = pdx_crc32c(pdx_span_slice(span, k, lens[i]), 0);
            CHECK_EQ(pdx_crc32c_joined(pdx_crc32c_factor(lens[i] - k), first, second), whole);
        }
    }
}

/* Stretches of one length, each for itself and put together. */
static void test_each(void) {
    static uint8_t bytes[4096 * 8];
    const size_t lens[] = {8, 16, 64, 1000, 4096};
    uint32_t seed = 5, sums[8];
    size_t i, n, k;
    for (i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)((seed = seed * 1664525u + 1013904223u) >> 24);
    for (i = 0; i < PDX_COUNTOF(lens); i++) {
        const uint32_t factor = pdx_crc32c_factor(lens[i]);
        for (n = 0; n <= PDX_COUNTOF(sums); n++) {
            uint32_t all = 0;
            pdx_crc32c_each(bytes, lens[i], n, sums);
            for (k = 0; k < n; k++) {
                CHECK_EQ(sums[k], pdx_crc32c_generic(pdx_span_of(bytes + k * lens[i], lens[i]), 0));
                all = pdx_crc32c_joined(factor, all, sums[k]);
            }
            CHECK_EQ(all, pdx_crc32c_generic(pdx_span_of(bytes, n * lens[i]), 0));
        }
    }
}

int main(void) {
    test_each();
    test_long();
    test_published();
    test_levels();
    return check_report("crc32c");
}
