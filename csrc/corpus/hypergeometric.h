/* Probabilities of drawing: how rare it is that of `n` things, `column` of which are marked, `row` that are drawn have so many marked ones. By
 * saddle points, as C. Loader ("Fast and accurate computation of binomial probabilities", 2000) has it: no differences of large logarithms of
 * factorials.
 * Called by association.c. Promises: relative error of a probability about 1e-12 for counts below 2^32. */
#ifndef PDX_CORPUS_HYPERGEOMETRIC_H
#define PDX_CORPUS_HYPERGEOMETRIC_H

#include "base/base.h"

/* x ln(x / expected) + expected - x: never below 0. */
double pdx_deviance(double x, double expected);
/* -log10 of the probability of `both` or more (`upper`), or of `both` or fewer. */
double pdx_hypergeometric_rarity(uint32_t both, uint32_t row, uint32_t column, uint32_t n, bool upper);

#endif
