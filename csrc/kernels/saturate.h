/* The scores of many postings: top * x / (k1 + x) with x = count * share, rounded to a grid on which sums are exact, so that no
 * order of adding changes them. Called by query/. Promises: every level gives the same bits; the generic one is the oracle. */
#ifndef PDX_KERNELS_SATURATE_H
#define PDX_KERNELS_SATURATE_H

#include "base/base.h"

typedef struct pdx_saturation {
    double top;  /* what an endless number of occurrences would give */
    double k1;
    double grid; /* adding and taking away this number rounds to the grid */
} pdx_saturation;

/* A number on the grid. The two steps must stay two: nothing here may be compiled with relaxed floating point. */
static inline double pdx_grid_round(double value, double grid) { return (value + grid) - grid; }

static inline double pdx_saturate_one(double x, const pdx_saturation *s) {
    return pdx_grid_round(s->top * x / (s->k1 + x), s->grid);
}

/* A bound of what one leaf gives: scores are rounded to the grid, which lies 2^50 steps below it, and sums of bounds are rounded too. */
static inline double pdx_saturation_bound(double bound, const pdx_saturation *s) { return bound * (1.0 + 1e-9) + s->grid * 0x1p-50; }

void pdx_saturate(const uint32_t *counts, const float *shares, uint32_t n, const pdx_saturation *s, double *out);

/* One level each, for tests: false when this processor or build does not have it. */
void pdx_saturate_generic(const uint32_t *counts, const float *shares, uint32_t n, const pdx_saturation *s, double *out);
bool pdx_saturate_vector(const uint32_t *counts, const float *shares, uint32_t n, const pdx_saturation *s, double *out);

#endif
