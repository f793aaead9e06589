/* The k-th greatest of many numbers, nearly: what a document must reach to be among the best k. Called by shortlist.c, waiting.c and
 * disjunction.c. */
#ifndef PDX_QUERY_KTH_H
#define PDX_QUERY_KTH_H

#include "kernels/gains.h"

/* A number from `low` on that at least k of the values are above, and hardly more than k unless they are nearly equal; below 0 where fewer
 * than k are above `low`. None is above `high`. */
float pdx_kth_below(const pdx_gain_kernels *kernels, const float *values, size_t n, size_t k, float low, float high) PDX_MUST;

#endif
