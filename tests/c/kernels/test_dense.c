/* Lists laid out, added up and met: every level against numbers taken one by one. */
#include "check.h"
#include "kernels/dense.h"
#include "random.h"

enum { WORDS = 9, LISTS = 20 };

static void above_check(test_random *random) {
    static uint8_t bytes[LISTS][64 * WORDS];
    const uint32_t n = random_below(random, 3) == 0 ? random_below(random, LISTS + 1) : random_below(random, 6), n_words = random_below(random, WORDS + 1);
    const uint8_t *tops[LISTS];
    uint16_t weights[LISTS], least;
    uint64_t one[WORDS], other[WORDS];
    uint32_t i, k, wanted = 0, found;
    for (k = 0; k < n; k++) {
        for (i = 0; i < 64 * WORDS; i++) bytes[k][i] = random_below(random, 3) == 0 ? 0 : random_below(random, 9) == 0 ? 255 : (uint8_t)random_next(random);
        tops[k] = bytes[k];
        weights[k] = (uint16_t)(random_below(random, 65536) / n);
    }
    least = random_below(random, 4) == 0 ? 0 : (uint16_t)(random_below(random, 65536));
    if (random_below(random, 3) == 0) least /= 4;
    found = pdx_dense_above_generic(tops, weights, n, n_words, least, one);
    for (i = 0; i < 64 * n_words; i++) {
        uint64_t sum = 0;
        for (k = 0; k < n; k++) sum += (uint64_t)bytes[k][i] * weights[k] / 256;
        CHECK(sum <= UINT16_MAX);
        CHECK_EQ(one[i / 64] >> i % 64 & 1, sum > least);
        wanted += sum > least;
    }
    CHECK_EQ(found, wanted);
    if (pdx_dense_above_vector(tops, weights, n, n_words, least, other, &found)) {
        CHECK_EQ(found, wanted);
        CHECK(memcmp(one, other, n_words * sizeof *one) == 0);
    }
    CHECK_EQ(pdx_dense_above(tops, weights, n, n_words, least, other), wanted);
}

static void common_check(test_random *random) {
    static uint8_t bytes[LISTS][64 * WORDS];
    const uint32_t n = 1 + random_below(random, random_below(random, 3) == 0 ? LISTS : 4), n_words = random_below(random, WORDS + 1);
    const uint8_t *tops[LISTS];
    uint64_t one[WORDS], other[WORDS];
    uint32_t i, k, wanted = 0, found;
    for (k = 0; k < n; k++) {
        for (i = 0; i < 64 * WORDS; i++) bytes[k][i] = random_below(random, 4) == 0 ? 0 : random_below(random, 9) == 0 ? 255 : (uint8_t)random_next(random);
        tops[k] = bytes[k];
    }
    found = pdx_dense_common_generic(tops, n, n_words, one);
    for (i = 0; i < 64 * n_words; i++) {
        bool all = true;
        for (k = 0; k < n; k++) all = all && bytes[k][i] != 0;
        CHECK_EQ(one[i / 64] >> i % 64 & 1, all);
        wanted += all;
    }
    CHECK_EQ(found, wanted);
    if (pdx_dense_common_vector(tops, n, n_words, other, &found)) {
        CHECK_EQ(found, wanted);
        CHECK(memcmp(one, other, n_words * sizeof *one) == 0);
    }
    CHECK_EQ(pdx_dense_common(tops, n, n_words, other), wanted);
}

int main(void) {
    test_random random = {31};
    int round;
    for (round = 0; round < 2000; round++) above_check(&random);
    for (round = 0; round < 2000; round++) common_check(&random);
    return check_report("test_dense");
}
