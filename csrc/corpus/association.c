#include "corpus/association.h"

#include <math.h>

#include "corpus/hypergeometric.h"

double pdx_association_expected(const pdx_contingency *table) {
    return table->n == 0 ? 0.0 : (double)((uint64_t)table->row * table->column) / (double)table->n;
}

/* both * n - row * column, which is n times what is observed beyond what is expected: exact before it is rounded once. */
static double surplus(const pdx_contingency *t) {
    const uint64_t observed = (uint64_t)t->both * t->n, expected = (uint64_t)t->row * t->column;
    return observed >= expected ? (double)(observed - expected) : -(double)(expected - observed);
}

bool pdx_association_attracts(const pdx_contingency *t) { return (uint64_t)t->both * t->n > (uint64_t)t->row * t->column; }

static double ratio(double over, double under) { return under == 0.0 ? 0.0 : over / under; }

/* log2(both / expected) */
static double information(const pdx_contingency *t) {
    if (t->both == 0) return -INFINITY;
    return log2((double)((uint64_t)t->both * t->n)) - log2((double)((uint64_t)t->row * t->column));
}

static double npmi(const pdx_contingency *t) {
    if (t->both == 0) return -1.0;
    if (t->both == t->n) return 1.0;
    return information(t) / (log2((double)t->n) - log2((double)t->both));
}

static double dice(const pdx_contingency *t) { return ratio(2.0 * t->both, (double)t->row + t->column); }

static double chi2(const pdx_contingency *t) {
    const double s = surplus(t), row = t->row, other_row = (double)t->n - t->row, column = t->column, other_column = (double)t->n - t->column;
    const double value = ratio(ratio(s, row), column) * ratio(ratio(s, other_row), other_column) * t->n;
    return s < 0.0 ? -value : value;
}

static double log_likelihood(const pdx_contingency *t) {
    const double n = t->n, row = t->row, column = t->column;
    double sum = 0.0;
    if (t->n == 0) return 0.0;
    sum += pdx_deviance(t->both, row * column / n);
    sum += pdx_deviance((double)t->row - t->both, row * (n - column) / n);
    sum += pdx_deviance((double)t->column - t->both, (n - row) * column / n);
    sum += pdx_deviance(n - row - column + t->both, (n - row) * (n - column) / n);
    return surplus(t) < 0.0 ? -2.0 * sum : 2.0 * sum;
}

double pdx_association_fisher(const pdx_contingency *t, bool upper) { return pdx_hypergeometric_rarity(t->both, t->row, t->column, t->n, upper); }

double pdx_association(pdx_measure measure, const pdx_contingency *t) {
    const double both = t->both, n = t->n;
    switch (measure) {
    case PDX_MEASURE_LOG_DICE: return 14.0 + log2(dice(t));
    case PDX_MEASURE_MI: return information(t);
    case PDX_MEASURE_MI3: return t->both == 0 ? -INFINITY : information(t) + 2.0 * log2(both);
    case PDX_MEASURE_NPMI: return npmi(t);
    case PDX_MEASURE_T: return t->both == 0 ? -INFINITY : ratio(surplus(t), n) / sqrt(both);
    case PDX_MEASURE_Z: return ratio(ratio(surplus(t), n), sqrt(pdx_association_expected(t)));
    case PDX_MEASURE_CHI2: return chi2(t);
    case PDX_MEASURE_LOG_LIKELIHOOD: return log_likelihood(t);
    case PDX_MEASURE_DICE: return dice(t);
    case PDX_MEASURE_JACCARD: return ratio(both, (double)t->row + t->column - both);
    case PDX_MEASURE_DELTA_P: return ratio(ratio(surplus(t), t->row), n - t->row);
    case PDX_MEASURE_DELTA_P_BACK: return ratio(ratio(surplus(t), t->column), n - t->column);
    default: return pdx_association_fisher(t, true);
    }
}
