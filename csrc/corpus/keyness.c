#include "corpus/keyness.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "corpus/strength_order.h"

#define LN_TWO 0.693147180559945309
#define NORMAL_975 1.959963984540054236 /* 95 of 100 lie within so many standard deviations */

enum { ROWS_PER_TICK = PDX_LIMIT(1 << 14, 16) };

static pdx_contingency table_of(const pdx_keyness *keyness, const pdx_key_count *row) {
    return (pdx_contingency){row->first, keyness->n_first, row->first + row->second, keyness->n_first + keyness->n_second};
}

static double log_likelihood(const pdx_keyness *keyness, const pdx_key_count *row) {
    const pdx_contingency table = table_of(keyness, row);
    return pdx_association(PDX_MEASURE_LOG_LIKELIHOOD, &table);
}

/* Of chi-squared with one degree of freedom, of which log-likelihood is one if there is no difference. */
static double probability(double statistic) { return erfc(sqrt(fabs(statistic) / 2.0)); }

/* What is not there at all counts half. */
static double some(uint32_t count) { return count == 0 ? 0.5 : (double)count; }

static bool is_comparison(const pdx_keyness *keyness) { return keyness->n_first > 0 && keyness->n_second > 0; }

static double ratio_of(const pdx_keyness *keyness, const pdx_key_count *row) {
    return some(row->first) / keyness->n_first / (some(row->second) / keyness->n_second);
}

/* Katz and others, 1978: the logarithm of a ratio of two shares is nearly normal. */
static double log_ratio(const pdx_keyness *keyness, const pdx_key_count *row, double deviations) {
    const double a = some(row->first), b = some(row->second);
    const double variance = 1.0 / a - 1.0 / keyness->n_first + 1.0 / b - 1.0 / keyness->n_second;
    return log2(ratio_of(keyness, row)) + deviations * sqrt(variance > 0.0 ? variance : 0.0) / LN_TWO;
}

static double odds_ratio(const pdx_keyness *keyness, const pdx_key_count *row) {
    return some(row->first) * some(keyness->n_second - row->second) / (some(row->second) * some(keyness->n_first - row->first));
}

static double fisher(const pdx_keyness *keyness, const pdx_key_count *row) {
    const pdx_contingency table = table_of(keyness, row);
    const bool more = pdx_association_attracts(&table);
    const double rarity = pdx_association_fisher(&table, more);
    return more ? rarity : -rarity;
}

double pdx_keyness_measure(const pdx_keyness *keyness, const pdx_key_count *row, pdx_key_measure measure) {
    const pdx_contingency table = table_of(keyness, row);
    if (!is_comparison(keyness)) return measure == PDX_KEY_P || measure == PDX_KEY_HOLM || measure == PDX_KEY_BONFERRONI ? 1.0 : 0.0;
    switch (measure) {
    case PDX_KEY_LOG_LIKELIHOOD: return pdx_association(PDX_MEASURE_LOG_LIKELIHOOD, &table);
    case PDX_KEY_P: return probability(log_likelihood(keyness, row));
    case PDX_KEY_HOLM: return row->holm;
    case PDX_KEY_BONFERRONI: return fmin(1.0, (double)keyness->n * probability(log_likelihood(keyness, row)));
    case PDX_KEY_CHI2: return pdx_association(PDX_MEASURE_CHI2, &table);
    case PDX_KEY_LOG_RATIO: return log_ratio(keyness, row, 0.0);
    case PDX_KEY_LOG_RATIO_LOW: return log_ratio(keyness, row, -NORMAL_975);
    case PDX_KEY_LOG_RATIO_HIGH: return log_ratio(keyness, row, NORMAL_975);
    case PDX_KEY_DIFFERENCE: return 100.0 * (ratio_of(keyness, row) - 1.0);
    case PDX_KEY_ODDS_RATIO: return odds_ratio(keyness, row);
    default: return fisher(keyness, row);
    }
}

/* Log-likelihoods of rows: most words are rare, so that a few pairs of counts are those of most rows. */
enum { FEW = 32 };

typedef struct likelihoods {
    double few[FEW][FEW]; /* by first and second */
    bool known[FEW][FEW];
} likelihoods;

static double row_likelihood(likelihoods *all, const pdx_keyness *keyness, const pdx_key_count *row) {
    if (!is_comparison(keyness)) return 0.0;
    if (row->first >= FEW || row->second >= FEW) return log_likelihood(keyness, row);
    if (!all->known[row->first][row->second]) {
        all->few[row->first][row->second] = log_likelihood(keyness, row);
        all->known[row->first][row->second] = true;
    }
    return all->few[row->first][row->second];
}

/* Rows into the order of their log-likelihoods. */
static pdx_status likelihoods_sort(pdx_keyness *keyness, pdx_strength_order *order, const pdx_tick *tick, pdx_error *err) {
    likelihoods *all = pdx_alloc_zero(1, sizeof *all);
    pdx_status status = all == NULL ? pdx_fail_memory(err) : PDX_OK;
    for (size_t i = 0; i < keyness->n && status == PDX_OK; i++) {
        pdx_key_count *row = &keyness->rows[i];
        if (i % ROWS_PER_TICK == 0) status = pdx_tick_step(tick, i, keyness->n, err);
        row->holm = 1.0;
        pdx_strength_set(order, i, row_likelihood(all, keyness, row), row->first + row->second);
    }
    if (status == PDX_OK) status = pdx_strength_order_sort(order, tick, err);
    pdx_free(all);
    return status;
}

/* Holm, 1979: the least probability times the number of comparisons, the next times one less, and none less than one before it. From the first
 * that is 1 all are, as they have been from the beginning. The least probability is at one of the two ends of the order, and so is the next. */
static void holm_set(pdx_keyness *keyness, const pdx_strength_order *order) {
    size_t i = 0, end = keyness->n;
    double most = 0.0;
    while (i < end && most < 1.0) {
        const double first = fabs(pdx_strength_at(order, i)), last = fabs(pdx_strength_at(order, end - 1));
        most = fmin(1.0, fmax(most, (double)(end - i) * probability(first > last ? first : last)));
        keyness->rows[pdx_strength_item(order, first > last ? i++ : --end)].holm = most;
    }
}

static pdx_status measure_sort(const pdx_keyness *keyness, pdx_strength_order *order, pdx_key_measure measure, const pdx_tick *tick, pdx_error *err) {
    for (size_t i = 0; i < keyness->n; i++) {
        const pdx_key_count *row = &keyness->rows[i];
        if (i % ROWS_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, keyness->n, err));
        pdx_strength_set(order, i, pdx_keyness_measure(keyness, row, measure), row->first + row->second);
    }
    return pdx_strength_order_sort(order, tick, err);
}

static pdx_status rows_sort(pdx_keyness *keyness, pdx_strength_order *order, pdx_key_measure measure, const pdx_tick *tick, pdx_error *err) {
    PDX_TRY(likelihoods_sort(keyness, order, tick, err));
    holm_set(keyness, order);
    if (measure != PDX_KEY_LOG_LIKELIHOOD) PDX_TRY(measure_sort(keyness, order, measure, tick, err));
    return pdx_strength_order_apply(order, (void **)&keyness->rows, sizeof *keyness->rows, err);
}

pdx_status pdx_keyness_make(pdx_key_count *rows, size_t n, uint64_t n_first, uint64_t n_second, pdx_key_measure measure, const pdx_tick *tick,
                            pdx_keyness *out, pdx_error *err) {
    pdx_strength_order order;
    pdx_status status = PDX_OK;
    memset(out, 0, sizeof *out);
    memset(&order, 0, sizeof order);
    out->rows = rows;
    out->n = n;
    if (n_first + n_second > UINT32_MAX) status = pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more words than can be counted");
    out->n_first = (uint32_t)n_first;
    out->n_second = (uint32_t)n_second;
    if (status == PDX_OK) status = pdx_strength_order_init(&order, n, err);
    if (status == PDX_OK) status = rows_sort(out, &order, measure, tick, err);
    pdx_strength_order_deinit(&order);
    if (status != PDX_OK) pdx_keyness_deinit(out);
    return status;
}

void pdx_keyness_deinit(pdx_keyness *keyness) {
    pdx_free(keyness->rows);
    memset(keyness, 0, sizeof *keyness);
}
