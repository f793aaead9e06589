/* Lists laid out, a byte for each post: which posts stand in all of them, and which come above a number when they are weighed and added up.
 * Called by query/rank/dense_leaves.c, query/rank/dense_meet.c, query/rank/dense_steps.h and query/rank/dense_windows.c.
 * Promises: every level gives the same bits, the generic one is the oracle. */
#ifndef PDX_KERNELS_DENSE_H
#define PDX_KERNELS_DENSE_H

#include "base/base.h"

/* What one byte of a list with this weight adds. */
static inline uint32_t pdx_dense_units(uint8_t top, uint16_t weight) { return (uint32_t)top * weight >> 8; }

/* Sets a bit for each of 64 * n_words posts whose units in all n lists add up to more than `least`; they never add up to more than
 * UINT16_MAX. Gives how many these are. */
uint32_t pdx_dense_above(const uint8_t *const *tops, const uint16_t *weights, uint32_t n, uint32_t n_words, uint16_t least, uint64_t *words);

/* Sets a bit for each of 64 * n_words posts that has a byte other than 0 in each of n lists, one at least. Gives how many these are. */
uint32_t pdx_dense_common(const uint8_t *const *tops, uint32_t n, uint32_t n_words, uint64_t *words);

/* One level each, for tests: false when this processor or build does not have it. */
uint32_t pdx_dense_above_generic(const uint8_t *const *tops, const uint16_t *weights, uint32_t n, uint32_t n_words, uint16_t least, uint64_t *words);
bool pdx_dense_above_vector(const uint8_t *const *tops, const uint16_t *weights, uint32_t n, uint32_t n_words, uint16_t least, uint64_t *words,
                              uint32_t *found);
uint32_t pdx_dense_common_generic(const uint8_t *const *tops, uint32_t n, uint32_t n_words, uint64_t *words);
bool pdx_dense_common_vector(const uint8_t *const *tops, uint32_t n, uint32_t n_words, uint64_t *words, uint32_t *found);

#endif
