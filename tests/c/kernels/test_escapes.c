/* What escapes among numbers: every level against one loop, with few escapes and many, too few numbers for them, and numbers that are 0. */
#include "check.h"
#include "kernels/escapes.h"
#include "kernels/level.h"
#include "random.h"

enum { MOST = 256, MASK = 0x3C, SHIFT = 2 };

typedef struct sample {
    uint32_t n, escape, n_numbers;
    uint32_t values[MOST + PDX_ESCAPES_SLACK], numbers[MOST + PDX_ESCAPES_SLACK];
    uint8_t bits[PDX_ESCAPES_PARTS];
} sample;

typedef struct answer {
    uint32_t values[MOST + PDX_ESCAPES_SLACK], others[MOST + PDX_ESCAPES_SLACK], at[MOST + PDX_ESCAPES_SLACK];
    uint32_t found, n_others;
    bool empty;
} answer;

static uint32_t sum_of(const sample *s, uint32_t number) {
    uint32_t sum = 0, g;
    for (g = 0; g < PDX_ESCAPES_PARTS; number >>= s->bits[g++]) sum += number % (1u << s->bits[g]);
    return sum;
}

/* The same said plainly: `sums` of the parts of what escapes, or what fits the mask. */
static void resolve(const sample *s, bool sums, answer *out) {
    uint32_t i;
    memset(out, 0, sizeof *out);
    for (i = 0; i < s->n; i++) {
        uint32_t number;
        out->values[i] = s->values[i];
        if (s->values[i] != s->escape) continue;
        number = out->found < s->n_numbers ? s->numbers[out->found] : 0;
        out->found++;
        out->empty = out->empty || number == 0;
        if (sums) {
            out->values[i] = sum_of(s, number);
        } else if ((number & ~(uint32_t)MASK) == 0) {
            out->values[i] = number >> SHIFT;
        } else {
            out->values[i] = 0;
            out->others[out->n_others] = number;
            out->at[out->n_others++] = i;
        }
    }
}

static void check_same(const sample *s, const answer *got, const answer *wanted) {
    CHECK_EQ(got->found, wanted->found);
    CHECK_EQ(got->n_others, wanted->n_others);
    CHECK_EQ(got->empty, wanted->empty);
    CHECK(memcmp(got->values, wanted->values, s->n * sizeof *got->values) == 0);
    CHECK(memcmp(got->others, wanted->others, wanted->n_others * sizeof *got->others) == 0);
    CHECK(memcmp(got->at, wanted->at, wanted->n_others * sizeof *got->at) == 0);
}

static void sample_make(test_random *random, uint32_t n, uint32_t often, sample *s) {
    uint32_t all = 0, i;
    memset(s, 0, sizeof *s);
    s->n = n;
    s->escape = 2 + random_below(random, 6);
    s->n_numbers = random_below(random, 4) == 0 ? random_below(random, n + 1) : n;
    for (i = 0; i < PDX_ESCAPES_PARTS; i++) all += s->bits[i] = (uint8_t)random_below(random, 5);
    if (all == 0) all = s->bits[2] = 3;
    for (i = 0; i < n; i++) s->values[i] = random_below(random, 100) < often ? s->escape : 1 + random_below(random, s->escape - 1);
    for (i = 0; i < n; i++) {
        s->numbers[i] = (uint32_t)(random_next(random) & ((1u << all) - 1));
        if (random_below(random, 2) == 0) s->numbers[i] &= MASK;
        if (s->numbers[i] == 0 && random_below(random, 50) > 0) s->numbers[i] = 1;
    }
}

static void answer_begin(const sample *s, answer *out) {
    memset(out, 0, sizeof *out);
    memcpy(out->values, s->values, sizeof s->values);
}

static void test_resolve(const sample *s) {
    answer wanted, got;
    resolve(s, false, &wanted);
    answer_begin(s, &got);
    got.found = pdx_escapes_resolve(got.values, s->n, s->escape, s->numbers, s->n_numbers, MASK, SHIFT, got.others, got.at, &got.n_others, &got.empty);
    check_same(s, &got, &wanted);
    answer_begin(s, &got);
    got.found = pdx_escapes_resolve_generic(got.values, s->n, s->escape, s->numbers, s->n_numbers, MASK, SHIFT, got.others, got.at, &got.n_others,
                                            &got.empty);
    check_same(s, &got, &wanted);
    answer_begin(s, &got);
    if (pdx_escapes_resolve_vector(got.values, s->n, s->escape, s->numbers, s->n_numbers, MASK, SHIFT, got.others, got.at, &got.n_others, &got.empty,
                                   &got.found)) {
        check_same(s, &got, &wanted);
    }
}

static void test_add_up(const sample *s) {
    answer wanted, got;
    resolve(s, true, &wanted);
    answer_begin(s, &got);
    got.found = pdx_escapes_add_up(got.values, s->n, s->escape, s->numbers, s->n_numbers, s->bits, &got.empty);
    check_same(s, &got, &wanted);
    answer_begin(s, &got);
    got.found = pdx_escapes_add_up_generic(got.values, s->n, s->escape, s->numbers, s->n_numbers, s->bits, &got.empty);
    check_same(s, &got, &wanted);
    answer_begin(s, &got);
    if (pdx_escapes_add_up_vector(got.values, s->n, s->escape, s->numbers, s->n_numbers, s->bits, &got.empty, &got.found)) check_same(s, &got, &wanted);
}

static void check_parts(const sample *s, uint32_t *const out[PDX_ESCAPES_PARTS]) {
    uint32_t i, g;
    for (i = 0; i < s->n; i++) {
        uint32_t number = s->numbers[i];
        for (g = 0; g < PDX_ESCAPES_PARTS; number >>= s->bits[g++]) CHECK_EQ(out[g][i], number % (1u << s->bits[g]));
    }
}

static void test_split(const sample *s) {
    static uint32_t parts[PDX_ESCAPES_PARTS][MOST + PDX_ESCAPES_SLACK];
    uint32_t *const out[PDX_ESCAPES_PARTS] = {parts[0], parts[1], parts[2], parts[3], parts[4]};
    memset(parts, 0xFF, sizeof parts);
    pdx_escapes_split(s->numbers, s->n, s->bits, out);
    check_parts(s, out);
    memset(parts, 0xFF, sizeof parts);
    pdx_escapes_split_generic(s->numbers, s->n, s->bits, out);
    check_parts(s, out);
    memset(parts, 0xFF, sizeof parts);
    if (pdx_escapes_split_vector(s->numbers, s->n, s->bits, out)) check_parts(s, out);
}

int main(void) {
    static const uint32_t often[] = {0, 3, 50, 97, 100};
    test_random random = {8};
    uint32_t n, o;
    for (n = 0; n <= MOST; n++) {
        for (o = 0; o < PDX_COUNTOF(often); o++) {
            sample s;
            unsigned level;
            sample_make(&random, n, often[o], &s);
            for (level = PDX_LEVEL_AVX2; level < PDX_LEVELS; level++) {
                (void)pdx_level_limit(level);
                test_resolve(&s);
                test_add_up(&s);
                test_split(&s);
            }
        }
    }
    return check_report("escapes");
}
