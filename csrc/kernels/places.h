/* From sets of numbers as bits to the numbers, and from numbers to where some of them stand. Called by escapes.c, query/match/merged.c and
 * segment/blocks.c.
 * Promises: every level gives the same numbers, the generic one is the oracle. */
#ifndef PDX_KERNELS_PLACES_H
#define PDX_KERNELS_PLACES_H

#include "base/base.h"

/* Room behind what is found that `out` must have: it is written up to sixteen at a time. */
enum { PDX_PLACES_SLACK = 15 };

/* The numbers of the bits that are set, `first` being that of bit 0, in order; gives how many there are. */
uint32_t pdx_places_ones(const uint64_t *words, uint32_t n_words, uint32_t first, uint32_t *out);
/* How many bits are set in the words before each; gives how many in all. */
uint32_t pdx_places_ranks(const uint64_t *words, uint32_t n_words, uint16_t *ranks);
/* The places of `wanted` in `values`, in order; gives how many there are. */
uint32_t pdx_places_equal(const uint32_t *values, uint32_t n, uint32_t wanted, uint32_t *out);

/* One level each, for tests: false when this processor or build does not have it. */
uint32_t pdx_places_ones_generic(const uint64_t *words, uint32_t n_words, uint32_t first, uint32_t *out);
bool pdx_places_ones_sixteen(const uint64_t *words, uint32_t n_words, uint32_t first, uint32_t *out, uint32_t *n_found);
bool pdx_places_ones_vector(const uint64_t *words, uint32_t n_words, uint32_t first, uint32_t *out, uint32_t *n_found);
uint32_t pdx_places_ranks_generic(const uint64_t *words, uint32_t n_words, uint16_t *ranks);
bool pdx_places_ranks_vector(const uint64_t *words, uint32_t n_words, uint16_t *ranks, uint32_t *n_found);
uint32_t pdx_places_equal_generic(const uint32_t *values, uint32_t n, uint32_t wanted, uint32_t *out);
bool pdx_places_equal_vector(const uint32_t *values, uint32_t n, uint32_t wanted, uint32_t *out, uint32_t *n_found);

#endif
