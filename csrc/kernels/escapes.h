/* Numbers some of which stand elsewhere: what escapes is put where it belongs, or told apart. Called by segment/. Promises: every level
 * gives the same, the generic one is the oracle. */
#ifndef PDX_KERNELS_ESCAPES_H
#define PDX_KERNELS_ESCAPES_H

#include "base/base.h"

/* Room that there must be behind what is written: `values` are read too, sixteen at a time. */
enum { PDX_ESCAPES_SLACK = 15 };

/* Of `n` values those that are `escape` stand in `numbers`, one after the other. A number that has bits of `mask` alone is put in the place of
 * its value, shifted to the right by `shift`. Of the others the value becomes 0; they go to `others`, their
 * places to `at`. Gives how many values escape; *n_others: how many of the others there are; *empty: whether a number is 0. Where more values
 * escape than there are numbers, what is missing counts as 0. */
uint32_t pdx_escapes_resolve(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers, uint32_t mask,
                             unsigned shift, uint32_t *others, uint32_t *at, uint32_t *n_others, bool *empty);

/* Every number is made of PDX_ESCAPES_PARTS parts of so many bits, the first in the lowest: values that escape become the sums of these. Gives
 * how many escape; *empty: whether a sum is 0; what is missing counts as 0. */
enum { PDX_ESCAPES_PARTS = 5 };
uint32_t pdx_escapes_add_up(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers,
                            const uint8_t bits[PDX_ESCAPES_PARTS], bool *empty);

/* Takes `n` such numbers apart: out[g] gets part g of each. There is slack behind them, and behind `numbers`. */
void pdx_escapes_split(const uint32_t *numbers, uint32_t n, const uint8_t bits[PDX_ESCAPES_PARTS], uint32_t *const out[PDX_ESCAPES_PARTS]);

/* One level each, for tests: false when this processor or build does not have it. */
uint32_t pdx_escapes_resolve_generic(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers, uint32_t mask,
                                     unsigned shift, uint32_t *others, uint32_t *at, uint32_t *n_others, bool *empty);
bool pdx_escapes_resolve_vector(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers, uint32_t mask,
                                unsigned shift, uint32_t *others, uint32_t *at, uint32_t *n_others, bool *empty, uint32_t *found);
uint32_t pdx_escapes_add_up_generic(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers,
                                    const uint8_t bits[PDX_ESCAPES_PARTS], bool *empty);
bool pdx_escapes_add_up_vector(uint32_t *values, uint32_t n, uint32_t escape, const uint32_t *numbers, uint32_t n_numbers,
                               const uint8_t bits[PDX_ESCAPES_PARTS], bool *empty, uint32_t *found);
void pdx_escapes_split_generic(const uint32_t *numbers, uint32_t n, const uint8_t bits[PDX_ESCAPES_PARTS], uint32_t *const out[PDX_ESCAPES_PARTS]);
bool pdx_escapes_split_vector(const uint32_t *numbers, uint32_t n, const uint8_t bits[PDX_ESCAPES_PARTS], uint32_t *const out[PDX_ESCAPES_PARTS]);

#endif
