/* Where in a text one of some bytes stands, or two bytes so far from each other, or one of some beginnings of words: so that few places want a
 * closer look. Called by archive/, post/, regex/ and source/.
 * Promises: reads nothing beyond the text; every level gives the same place, the generic one is the oracle. */
#ifndef PDX_KERNELS_BYTEFIND_H
#define PDX_KERNELS_BYTEFIND_H

#include "base/span.h"

enum { PDX_BYTE_RANGES = 6, PDX_BYTE_HEADS = 8, PDX_HEAD_BYTES = 3 };

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

/* One of up to eight heads, a bit each: at a place, and at the next two, stands a byte that the head may have there, as its four low bits and its
 * four high ones tell, each by themselves. What lies behind the end of the text may be any byte. */
typedef struct pdx_byte_heads {
    uint8_t low[PDX_HEAD_BYTES][16], high[PDX_HEAD_BYTES][16];
} pdx_byte_heads;
static inline void pdx_byte_heads_let(pdx_byte_heads *heads, unsigned head, unsigned place, uint8_t byte) {
    heads->low[place][byte & 15] |= (uint8_t)(1u << head);
    heads->high[place][byte >> 4] |= (uint8_t)(1u << head);
}
static inline uint8_t pdx_byte_heads_of(const pdx_byte_heads *heads, unsigned place, uint8_t byte) {
    return heads->low[place][byte & 15] & heads->high[place][byte >> 4];
}

/* The first place from `at` on; text.len when there is none. Of a pair it is the place of the first byte. */
size_t pdx_bytefind_set(pdx_span text, size_t at, const pdx_byte_set *set);
size_t pdx_bytefind_pair(pdx_span text, size_t at, const pdx_byte_pair *pair);
size_t pdx_bytefind_heads(pdx_span text, size_t at, const pdx_byte_heads *heads);

/* One level each, for tests: false when this processor or build does not have it. */
size_t pdx_bytefind_set_generic(pdx_span text, size_t at, const pdx_byte_set *set);
size_t pdx_bytefind_pair_generic(pdx_span text, size_t at, const pdx_byte_pair *pair);
size_t pdx_bytefind_heads_generic(pdx_span text, size_t at, const pdx_byte_heads *heads);
bool pdx_bytefind_set_vector(pdx_span text, size_t at, const pdx_byte_set *set, size_t *found);
bool pdx_bytefind_pair_vector(pdx_span text, size_t at, const pdx_byte_pair *pair, size_t *found);
bool pdx_bytefind_heads_vector(pdx_span text, size_t at, const pdx_byte_heads *heads, size_t *found);
bool pdx_bytefind_set_wide(pdx_span text, size_t at, const pdx_byte_set *set, size_t *found);
bool pdx_bytefind_pair_wide(pdx_span text, size_t at, const pdx_byte_pair *pair, size_t *found);
bool pdx_bytefind_heads_wide(pdx_span text, size_t at, const pdx_byte_heads *heads, size_t *found);

#endif
