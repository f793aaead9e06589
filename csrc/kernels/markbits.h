/* A byte for each document, 1 where it is marked: marks become bits and are counted. Called by query/. Promises: every level gives the same
 * bits and numbers, the generic one is the oracle. */
#ifndef PDX_KERNELS_MARKBITS_H
#define PDX_KERNELS_MARKBITS_H

#include "base/base.h"

/* Adds the marks, 64 for each of n words, to the words' bits, sets the marks to 0, keeps only bits of `among` (NULL: all), and gives how
 * many bits there are then. */
uint32_t pdx_markbits_join(uint8_t *marks, uint64_t *words, const uint64_t *among, uint32_t n);

/* One level each, for tests: false when this processor or build does not have it. */
uint32_t pdx_markbits_join_generic(uint8_t *marks, uint64_t *words, const uint64_t *among, uint32_t n);
bool pdx_markbits_join_vector(uint8_t *marks, uint64_t *words, const uint64_t *among, uint32_t n, uint32_t *found);

#endif
