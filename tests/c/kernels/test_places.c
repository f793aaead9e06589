/* Numbers out of bit sets and places of equal numbers: every level against loops over single bits and numbers. */
#include "base/bits.h"
#include "check.h"
#include "kernels/places.h"
#include "random.h"

#include <stdlib.h>

enum { WORDS = 5, MOST = 256 };

/* There is no more room than is asked for: the sanitizers judge what is written. */
static void check_bits(const uint64_t *words, uint32_t n_words, uint32_t first) {
    uint32_t wanted[WORDS * 64], *got, n = 0, n_got = 0;
    uint16_t ranks[WORDS], other[WORDS];
    for (uint32_t i = 0; i < 64 * n_words; i++) {
        if (words[i / 64] >> i % 64 & 1) wanted[n++] = first + i;
    }
    got = malloc((n + PDX_PLACES_SLACK) * sizeof *got);
    CHECK_EQ(pdx_places_ones(words, n_words, first, got), n);
    CHECK(memcmp(got, wanted, n * sizeof *got) == 0);
    CHECK_EQ(pdx_places_ones_generic(words, n_words, first, got), n);
    CHECK(memcmp(got, wanted, n * sizeof *got) == 0);
    CHECK_EQ(pdx_places_ranks(words, n_words, ranks), n);
    CHECK_EQ(pdx_places_ranks_generic(words, n_words, other), n);
    CHECK(memcmp(ranks, other, n_words * sizeof *ranks) == 0);
    if (n_words > 1) CHECK_EQ(ranks[1] - ranks[0], pdx_popcount(words[0]));
    if (pdx_places_ones_vector(words, n_words, first, got, &n_got)) {
        CHECK_EQ(n_got, n);
        CHECK(memcmp(got, wanted, n * sizeof *got) == 0);
    }
    free(got);
}

static void test_bits(void) {
    test_random random = {5};
    uint64_t words[WORDS];
    for (uint32_t round = 0; round < 2000; round++) {
        const uint32_t n_words = random_below(&random, WORDS + 1);
        for (uint32_t w = 0; w < n_words; w++) {
            words[w] = random_next(&random);
            if (round % 3 == 0) words[w] &= random_next(&random) & random_next(&random);
            if (round % 7 == 0) words[w] = 0;
            if (round % 11 == 0) words[w] = UINT64_MAX;
        }
        check_bits(words, n_words, random_below(&random, 100000));
    }
}

static void test_equal(void) {
    test_random random = {9};
    uint32_t values[MOST], wanted[MOST], got[MOST + PDX_PLACES_SLACK];
    for (uint32_t n = 0; n <= MOST; n++) {
        const uint32_t kinds = 1 + random_below(&random, 6);
        uint32_t n_wanted = 0, n_got;
        for (uint32_t i = 0; i < n; i++) {
            values[i] = random_below(&random, kinds) << 29;
            if (values[i] == 0) wanted[n_wanted++] = i;
        }
        CHECK_EQ(pdx_places_equal(values, n, 0, got), n_wanted);
        CHECK(memcmp(got, wanted, n_wanted * sizeof *got) == 0);
        CHECK_EQ(pdx_places_equal_generic(values, n, 0, got), n_wanted);
        CHECK(memcmp(got, wanted, n_wanted * sizeof *got) == 0);
        if (!pdx_places_equal_vector(values, n, 0, got, &n_got)) continue;
        CHECK_EQ(n_got, n_wanted);
        CHECK(memcmp(got, wanted, n_wanted * sizeof *got) == 0);
    }
}

int main(void) {
    test_bits();
    test_equal();
    return check_report("places");
}
