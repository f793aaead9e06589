/* How strongly two things go together, by the four counts of how often they do: measures of association, for collocates and for keyness alike.
 * Called by corpus/ and by study/, which makes columns of them. Promises: exact to a few units of the last of a double's digits where counts are
 * below 2^32, also where what is expected and what is observed nearly agree; any counts that fit each other are accepted; never a NaN. */
#ifndef PDX_CORPUS_ASSOCIATION_H
#define PDX_CORPUS_ASSOCIATION_H

#include "base/base.h"

/* Of `n` words `row` are of one kind (stand near the node, stand in the one view), `column` of another (are this word); `both` are of both.
 * both <= row, column <= n, and n - row - column + both >= 0. */
typedef struct pdx_contingency {
    uint32_t both, row, column, n;
} pdx_contingency;

typedef enum pdx_measure {
    PDX_MEASURE_LOG_DICE, PDX_MEASURE_MI, PDX_MEASURE_MI3, PDX_MEASURE_NPMI, PDX_MEASURE_T, PDX_MEASURE_Z, PDX_MEASURE_CHI2,
    PDX_MEASURE_LOG_LIKELIHOOD, PDX_MEASURE_DICE, PDX_MEASURE_JACCARD, PDX_MEASURE_DELTA_P, PDX_MEASURE_DELTA_P_BACK, PDX_MEASURE_FISHER,
    PDX_MEASURE_COUNT
} pdx_measure;

/* What would be expected of `both` if the two had nothing to do with each other. */
double pdx_association_expected(const pdx_contingency *table);
/* `both` is more than expected. */
bool pdx_association_attracts(const pdx_contingency *table);
/* Chi-squared and log-likelihood have a minus where `both` is less than expected. Minus infinity: both is 0, and the measure is a logarithm of it. */
double pdx_association(pdx_measure measure, const pdx_contingency *table);
/* -log10 of the probability of at least (`upper`) or at most so many of both, everything else given: Fisher's exact test, one-sided. */
double pdx_association_fisher(const pdx_contingency *table, bool upper);

#endif
