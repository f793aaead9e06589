/* Where in a text one of some bytes stands, or two bytes so far from each other: so that few places want a closer look. Called by post/ and regex/.
 * Promises: reads nothing beyond the text; every level gives the same place, the generic one is the oracle. */
#ifndef PDX_KERNELS_BYTEFIND_H
#define PDX_KERNELS_BYTEFIND_H

#include "base/span.h"

enum { PDX_BYTE_RANGES = 6 };

/* Bytes from `first` on, and `span` more; none beyond 255. */
typedef struct pdx_byte_range {
    uint8_t first, span;
} pdx_byte_range;

/* One of them: where a byte stands in one of the ranges. */
typedef struct pdx_byte_set {
    pdx_byte_range ranges[PDX_BYTE_RANGES];
    uint32_t n;
} pdx_byte_set;

/* Two of them: `last` stands `gap` bytes behind `first`. */
typedef struct pdx_byte_pair {
    uint8_t first, last;
    size_t gap;
} pdx_byte_pair;

/* The first place from `at` on; text.len when there is none. Of a pair it is the place of the first byte. */
size_t pdx_bytefind_set(pdx_span text, size_t at, const pdx_byte_set *set);
size_t pdx_bytefind_pair(pdx_span text, size_t at, const pdx_byte_pair *pair);

/* One level each, for tests: false when this processor or build does not have it. */
size_t pdx_bytefind_set_generic(pdx_span text, size_t at, const pdx_byte_set *set);
size_t pdx_bytefind_pair_generic(pdx_span text, size_t at, const pdx_byte_pair *pair);
bool pdx_bytefind_set_vector(pdx_span text, size_t at, const pdx_byte_set *set, size_t *found);
bool pdx_bytefind_pair_vector(pdx_span text, size_t at, const pdx_byte_pair *pair, size_t *found);
bool pdx_bytefind_set_wide(pdx_span text, size_t at, const pdx_byte_set *set, size_t *found);
bool pdx_bytefind_pair_wide(pdx_span text, size_t at, const pdx_byte_pair *pair, size_t *found);

#endif
