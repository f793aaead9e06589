#include "corpus/hypergeometric.h"

#include <math.h>

#define LN_TEN 2.302585092994045684
#define TWO_PI 6.283185307179586477

enum { EXACT_FACTORIALS = 16 };

/* Near the expected value the logarithm is a series in (x - e) / (x + e): the difference of two near numbers would lose its digits. */
double pdx_deviance(double x, double expected) {
    const double v = (x - expected) / (x + expected);
    double sum, power, next;
    int k;
    if (x == 0.0) return expected;
    if (expected <= 0.0) return 0.0;
    if (fabs(x - expected) >= 0.1 * (x + expected)) return x * log(x / expected) + expected - x;
    sum = (x - expected) * v;
    power = 2.0 * x * v;
    for (k = 1; k < 1000; k++) {
        power *= v * v;
        next = sum + power / (2 * k + 1);
        if (next == sum) break;
        sum = next;
    }
    return sum;
}

/* ln n! - ln(sqrt(2 pi n) (n / e)^n) */
static double stirling_rest(double n) {
    const double n2 = n * n;
    if (n < EXACT_FACTORIALS) {
        double factorial = 1.0;
        int i;
        for (i = 2; i <= (int)n; i++) factorial *= i;
        return log(factorial) - ((n + 0.5) * log(n) - n + 0.5 * log(TWO_PI));
    }
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / n2) / n2) / n2) / n2) / n;
}

/* ln of the probability of x successes of n, each of probability p; q is 1 - p. */
static double log_binomial(double x, double n, double p, double q) {
    if (x == 0.0) return n == 0.0 ? 0.0 : p < 0.1 ? n * log1p(-p) : n * log(q);
    if (x == n) return q < 0.1 ? n * log1p(-q) : n * log(p);
    return stirling_rest(n) - stirling_rest(x) - stirling_rest(n - x) - pdx_deviance(x, n * p) - pdx_deviance(n - x, n * q) +
           0.5 * log(n / (TWO_PI * x * (n - x)));
}

static double log_probability(double both, double row, double column, double n) {
    const double p = row / n, q = (n - row) / n;
    return log_binomial(both, column, p, q) + log_binomial(row - both, n - column, p, q) - log_binomial(row, n, p, q);
}

/* The probabilities of `both` and of what is beyond, as a multiple of the first; they fall faster and faster. */
static double tail(double both, double row, double column, double n, bool upper) {
    double sum = 1.0, term = 1.0, x = both;
    for (;;) {
        if (upper) term *= (column - x) * (row - x) / ((x + 1.0) * (n - column - row + x + 1.0));
        else term *= x * (n - column - row + x) / ((column - x + 1.0) * (row - x + 1.0));
        if (term <= sum * 1e-17) return sum;
        sum += term;
        x += upper ? 1.0 : -1.0;
    }
}

/* The tail that is the shorter one is added up; the other is what is left of 1. */
double pdx_hypergeometric_rarity(uint32_t both, uint32_t row, uint32_t column, uint32_t n, bool upper) {
    const double x = both, r = row, c = column, all = n;
    const double least = r + c > all ? r + c - all : 0.0, most = r < c ? r : c;
    const bool above = (uint64_t)both * n > (uint64_t)row * column;
    double beyond;
    if (upper ? x <= least : x >= most) return 0.0;
    if (upper == above) return -(log_probability(x, r, c, all) + log(tail(x, r, c, all, upper))) / LN_TEN;
    beyond = upper ? x - 1.0 : x + 1.0;
    return -log1p(-exp(log_probability(beyond, r, c, all) + log(tail(beyond, r, c, all, !upper)))) / LN_TEN;
}
