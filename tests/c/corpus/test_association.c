/* Measures of association by their definitions, in long doubles, and probabilities of drawing against sums of products made term by term. */
#include <math.h>

#include "../check.h"
#include "../random.h"
#include "corpus/association.h"
#include "corpus/hypergeometric.h"

static bool near(double got, long double wanted, double relative) {
    if (isinf((double)wanted) || isinf(got)) return got == (double)wanted;
    return fabsl((long double)got - wanted) <= relative * fabsl(wanted) + 1e-13L;
}

/* ln of n over k, factor by factor. */
static long double log_choose(uint32_t n, uint32_t k) {
    long double sum = 0.0L;
    uint32_t i;
    for (i = 0; i < k; i++) sum += logl((long double)(n - i) / (i + 1));
    return sum;
}

/* P(X = x) */
static long double probability(uint32_t x, uint32_t row, uint32_t column, uint32_t n) {
    return expl(log_choose(column, x) + log_choose(n - column, row - x) - log_choose(n, row));
}

enum { FAR = 700 }; /* what is farther off adds nothing */

static long double rarity(const pdx_contingency *t, bool upper) {
    const uint32_t least = t->row + t->column > t->n ? t->row + t->column - t->n : 0, most = t->row < t->column ? t->row : t->column;
    long double wanted = 0.0L, other = 0.0L;
    uint32_t x;
    for (x = least; x <= most; x++) {
        const bool in = upper ? x >= t->both : x <= t->both;
        const long double p = x < t->both + FAR && t->both < x + FAR ? probability(x, t->row, t->column, t->n) : 0.0L;
        if (in) wanted += p;
        else other += p;
    }
    return wanted < 0.5L ? -log10l(wanted) : -log1pl(-other) / logl(10.0L);
}

static long double deviance(long double o, long double e) { return o == 0.0L ? 0.0L : o * logl(o / e); }

static void check_measures(const pdx_contingency *t) {
    const long double o = t->both, r1 = t->row, c1 = t->column, n = t->n, r2 = n - r1, c2 = n - c1, e = r1 * c1 / n;
    const long double o12 = r1 - o, o21 = c1 - o, o22 = n - r1 - c1 + o, sign = o * n < r1 * c1 ? -1.0L : 1.0L;
    const bool all = r2 > 0 && c2 > 0;
    CHECK(near(pdx_association_expected(t), e, 1e-14));
    CHECK_EQ(pdx_association_attracts(t), o * n > r1 * c1);
    CHECK(near(pdx_association(PDX_MEASURE_LOG_DICE, t), 14.0L + log2l(2.0L * o / (r1 + c1)), 1e-13));
    CHECK(near(pdx_association(PDX_MEASURE_MI, t), log2l(o / e), 1e-12));
    CHECK(near(pdx_association(PDX_MEASURE_MI3, t), log2l(o * o * o / e), 1e-12));
    if (t->both > 0 && t->both < t->n) CHECK(near(pdx_association(PDX_MEASURE_NPMI, t), -log2l(o / e) / log2l(o / n), 1e-12));
    if (t->both > 0) CHECK(near(pdx_association(PDX_MEASURE_T, t), (o - e) / sqrtl(o), 1e-12));
    CHECK(near(pdx_association(PDX_MEASURE_Z, t), (o - e) / sqrtl(e), 1e-12));
    CHECK(near(pdx_association(PDX_MEASURE_DICE, t), 2.0L * o / (r1 + c1), 1e-14));
    CHECK(near(pdx_association(PDX_MEASURE_JACCARD, t), o / (r1 + c1 - o), 1e-14));
    if (!all) return;
    CHECK(near(pdx_association(PDX_MEASURE_DELTA_P, t), o / r1 - o21 / r2, 1e-12));
    CHECK(near(pdx_association(PDX_MEASURE_DELTA_P_BACK, t), o / c1 - o12 / c2, 1e-12));
    CHECK(near(pdx_association(PDX_MEASURE_CHI2, t), sign * (o - e) * (o - e) * (1.0L / e + 1.0L / (r1 * c2 / n) + 1.0L / (r2 * c1 / n) + 1.0L / (r2 * c2 / n)), 1e-12));
    CHECK(near(pdx_association(PDX_MEASURE_LOG_LIKELIHOOD, t),
               sign * 2.0L * (deviance(o, e) + deviance(o12, r1 * c2 / n) + deviance(o21, r2 * c1 / n) + deviance(o22, r2 * c2 / n)), 1e-9));
}

static void check_small(test_random *r) {
    int i;
    for (i = 0; i < 900; i++) {
        pdx_contingency t;
        uint32_t least, most;
        t.n = 1 + random_below(r, 120);
        t.row = 1 + random_below(r, t.n);
        t.column = 1 + random_below(r, t.n);
        least = t.row + t.column > t.n ? t.row + t.column - t.n : 0;
        most = t.row < t.column ? t.row : t.column;
        t.both = least + random_below(r, most - least + 1);
        check_measures(&t);
        CHECK(near(pdx_association_fisher(&t, true), rarity(&t, true), 1e-11));
        CHECK(near(pdx_association_fisher(&t, false), rarity(&t, false), 1e-11));
        CHECK(pdx_association(PDX_MEASURE_FISHER, &t) == pdx_association_fisher(&t, true));
    }
}

/* Counts of large archives: long tails, and probabilities that no double could hold. */
static void check_large(void) {
    static const pdx_contingency tables[] = {
        {120, 300, 40000, 100000}, {150, 300, 40000, 100000}, {290, 300, 40000, 100000}, {5, 50, 100, 100000}, {0, 300, 30, 100000},
    };
    static const pdx_contingency huge = {3000000, 3400000, 60000000, 4200000000u};
    const pdx_contingency none = {0, 0, 0, 0}, whole = {7, 7, 7, 7}, never = {0, 5, 9, 40};
    size_t i;
    for (i = 0; i < PDX_COUNTOF(tables); i++) {
        check_measures(&tables[i]);
        CHECK(near(pdx_association_fisher(&tables[i], true), rarity(&tables[i], true), 1e-10));
        CHECK(near(pdx_association_fisher(&tables[i], false), rarity(&tables[i], false), 1e-10));
    }
    check_measures(&huge);
    CHECK(pdx_association_fisher(&huge, true) > 1e6 && isfinite(pdx_association_fisher(&huge, true)));
    for (i = 0; i < PDX_MEASURE_COUNT; i++) {
        CHECK(!isnan(pdx_association((pdx_measure)i, &none)));
        CHECK(!isnan(pdx_association((pdx_measure)i, &whole)));
        CHECK(!isnan(pdx_association((pdx_measure)i, &never)));
    }
    CHECK(pdx_association(PDX_MEASURE_NPMI, &whole) == 1.0);
    CHECK(pdx_association(PDX_MEASURE_NPMI, &never) == -1.0);
    CHECK(pdx_association(PDX_MEASURE_MI, &never) == -INFINITY);
}

/* x ln(x / e) + e - x, also where the two are nearly equal. */
static void check_deviances(void) {
    double e;
    for (e = 1.0; e < 1e9; e *= 7.3) {
        double step;
        for (step = 1e-9; step < 3.0; step *= 3.0) {
            const long double x = (long double)(e * (1.0 + step)), d = (x - (long double)e) / (long double)e;
            const long double wanted = (long double)e * ((1.0L + d) * log1pl(d) - d); /* loses what d * d is less than the last digit of a long double */
            CHECK(near(pdx_deviance((double)x, e), wanted, 1e-10 + 1e-18 / (step * step)));
        }
    }
    CHECK(pdx_deviance(0.0, 3.0) == 3.0);
    CHECK(pdx_deviance(3.0, 3.0) == 0.0);
}

int main(void) {
    test_random r = {11};
    check_small(&r);
    check_large();
    check_deviances();
    return check_report("test_association");
}
