/* About what postings give: every level against the generic one bit by bit, and that against double precision. */
#include "check.h"
#include "kernels/gains.h"
#include "random.h"

#include <math.h>
#include <stdlib.h>

enum { MOST = 300, DOCS = 2000, WORDS = 8 };

static const pdx_gain gain = {7.25f, 1.2f};

typedef struct sample {
    uint32_t counts[PDX_GAINS_GROUPS][MOST + PDX_GAINS_SLACK], docs[MOST + PDX_GAINS_SLACK];
    float shares[PDX_GAINS_GROUPS * DOCS];
    float sums[64 * WORDS];
    uint64_t words[WORDS + 1];
} sample;

static void sample_make(sample *s, test_random *random) {
    const uint32_t sparse = random_below(random, 3);
    uint32_t doc = 0;
    for (uint32_t i = 0; i < MOST; i++) {
        for (int g = 0; g < PDX_GAINS_GROUPS; g++) {
            s->counts[g][i] = random_below(random, 40) == 0 ? (uint32_t)random_next(random) : random_below(random, 4);
        }
        s->docs[i] = doc;
        doc += 1 + random_below(random, DOCS / MOST - 1);
    }
    for (uint32_t i = 0; i < PDX_GAINS_GROUPS * DOCS; i++) s->shares[i] = (float)(1 + random_below(random, 1000)) / 300.0f;
    for (uint32_t i = 0; i < 64 * WORDS; i++) s->sums[i] = random_below(random, 3) == 0 ? 0.0f : (float)random_below(random, 1000) / 100.0f;
    for (uint32_t w = 0; w <= WORDS; w++) {
        s->words[w] = random_next(random);
        for (uint32_t k = 0; k < sparse; k++) s->words[w] &= random_next(random);
        if (random_below(random, 5) == 0) s->words[w] = random_below(random, 2) == 0 ? 0 : UINT64_MAX;
    }
}

static void of_check(const sample *s, const pdx_gain_kernels *kernels, uint32_t n) {
    const pdx_gain_kernels *generic = pdx_gain_kernels_level(0);
    const uint32_t *groups[PDX_GAINS_GROUPS];
    float one[MOST + PDX_GAINS_SLACK], other[MOST + PDX_GAINS_SLACK];
    for (int g = 0; g < PDX_GAINS_GROUPS; g++) groups[g] = s->counts[g];
    generic->of(s->counts[2], s->docs, n, s->shares, gain, one);
    kernels->of(s->counts[2], s->docs, n, s->shares, gain, other);
    CHECK(memcmp(one, other, n * sizeof *one) == 0);
    for (uint32_t i = 0; i < n; i++) {
        const double x = (double)s->counts[2][i] * (double)s->shares[s->docs[i]], exact = 7.25 * x / ((double)gain.k1 + x);
        CHECK(fabs((double)one[i] - exact) <= exact * PDX_GAIN_ERROR(1));
    }
    generic->of_groups(groups, s->docs, n, s->shares, gain, one);
    kernels->of_groups(groups, s->docs, n, s->shares, gain, other);
    CHECK(memcmp(one, other, n * sizeof *one) == 0);
    for (uint32_t i = 0; i < n; i++) {
        double x = 0.0;
        for (uint32_t g = 0; g < PDX_GAINS_GROUPS; g++) x += (double)s->counts[g][i] * (double)s->shares[s->docs[i] * PDX_GAINS_GROUPS + g];
        CHECK(fabs((double)one[i] - 7.25 * x / ((double)gain.k1 + x)) <= 7.25 * x / ((double)gain.k1 + x) * PDX_GAIN_ERROR(1));
    }
}

static void add_check(const sample *s, const pdx_gain_kernels *kernels, uint32_t from, uint32_t to) {
    float one[64 * WORDS + PDX_GAINS_SLACK], other[64 * WORDS + PDX_GAINS_SLACK];
    uint32_t zeros[64 * WORDS + PDX_GAINS_SLACK], other_zeros[64 * WORDS + PDX_GAINS_SLACK], n, at = 0, n_zero = 0;
    uint32_t counts[64 * WORDS + PDX_GAINS_SLACK];
    memset(one, 0, sizeof one);
    memcpy(one, s->sums, (to - from) * sizeof *one);
    memcpy(other, one, sizeof one);
    for (uint32_t i = 0; i < 64 * WORDS; i++) counts[i] = s->counts[0][i % MOST];
    n = pdx_gain_kernels_level(0)->add(s->words, from, to, counts, s->shares, gain, one, zeros);
    CHECK_EQ(kernels->add(s->words, from, to, counts, s->shares, gain, other, other_zeros), n);
    CHECK(memcmp(zeros, other_zeros, n * sizeof *zeros) == 0);
    CHECK(memcmp(one, other, sizeof one) == 0);
    for (uint32_t i = from; i < to; i++) {
        double wanted = (double)s->sums[i - from];
        if (s->words[i / 64] >> i % 64 & 1) {
            const double x = (double)counts[at] * (double)s->shares[i - from];
            if (counts[at++] == 0) {
                CHECK(n_zero < n && zeros[n_zero] == i);
                n_zero++;
            }
            wanted += 7.25 * x / ((double)gain.k1 + x);
        }
        CHECK(fabs((double)one[i - from] - wanted) <= wanted * PDX_GAIN_ERROR(2));
    }
    CHECK_EQ(n_zero, n);
}

static void above_check(const sample *s, const pdx_gain_kernels *kernels, uint32_t n_words, float least) {
    uint64_t words[WORDS];
    uint32_t found = kernels->above(s->sums, n_words, least, words);
    for (uint32_t i = 0; i < 64 * n_words; i++) {
        CHECK_EQ(words[i / 64] >> i % 64 & 1, s->sums[i] > least);
        found -= s->sums[i] > least;
    }
    CHECK_EQ(found, 0);
}

static void count_check(const sample *s, const pdx_gain_kernels *kernels, uint32_t n, float least) {
    uint32_t found = 0, i;
    for (i = 0; i < n; i++) found += s->sums[i] > least;
    CHECK_EQ(kernels->count(s->sums, n, least), found);
}

int main(void) {
    test_random random = {17};
    sample *s = malloc(sizeof *s);
    unsigned n_levels = 0;
    CHECK(s != NULL);
    for (unsigned level = 0; level < PDX_GAINS_LEVELS; level++) {
        const pdx_gain_kernels *kernels = pdx_gain_kernels_level(level);
        if (kernels == NULL) continue;
        n_levels++;
        for (uint32_t round = 0; round < 400; round++) {
            const uint32_t from = random_below(&random, 64 * WORDS), to = from + random_below(&random, 64 * WORDS - from + 1);
            sample_make(s, &random);
            of_check(s, kernels, round % (MOST + 1));
            add_check(s, kernels, from, to);
            above_check(s, kernels, random_below(&random, WORDS + 1), (float)random_below(&random, 11));
            count_check(s, kernels, random_below(&random, 64 * WORDS + 1), (float)random_below(&random, 11));
        }
    }
    CHECK(pdx_gain_kernels_level(n_levels - 1) != NULL || n_levels == 1);
    free(s);
    printf("levels: %u\n", n_levels);
    return check_report("test_gains");
}
