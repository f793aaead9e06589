/* A stretch of documents that is looked at in one go, small enough for its scores to stay near the processor: sets of its documents as bits, scores
 * as an array. Called by match/, rank/ and search.c. */
#ifndef PDX_QUERY_WINDOW_H
#define PDX_QUERY_WINDOW_H

#include <string.h>

#include "base/bits.h"
#include "segment/segment.h"

enum { PDX_WINDOW_DOCS = PDX_LIMIT(2048, 64), PDX_WINDOW_WORDS = PDX_WINDOW_DOCS / 64 };

typedef struct pdx_window {
    pdx_doc begin; /* a multiple of 64 */
    pdx_doc end;   /* at most PDX_WINDOW_DOCS further on */
} pdx_window;

typedef struct pdx_bits {
    uint64_t words[PDX_WINDOW_WORDS];
} pdx_bits;

static inline void pdx_bits_clear(pdx_bits *bits) { memset(bits, 0, sizeof *bits); }
static inline void pdx_bits_set(pdx_bits *bits, uint32_t i) { bits->words[i >> 6] |= (uint64_t)1 << (i & 63); }

static inline void pdx_bits_or(pdx_bits *bits, const pdx_bits *other) {
    for (unsigned w = 0; w < PDX_WINDOW_WORDS; w++) bits->words[w] |= other->words[w];
}
static inline void pdx_bits_and(pdx_bits *bits, const pdx_bits *other) {
    for (unsigned w = 0; w < PDX_WINDOW_WORDS; w++) bits->words[w] &= other->words[w];
}
static inline void pdx_bits_and_not(pdx_bits *bits, const pdx_bits *other) {
    for (unsigned w = 0; w < PDX_WINDOW_WORDS; w++) bits->words[w] &= ~other->words[w];
}
static inline uint32_t pdx_bits_count(const pdx_bits *bits) {
    uint32_t n = 0;
    for (unsigned w = 0; w < PDX_WINDOW_WORDS; w++) n += pdx_popcount(bits->words[w]);
    return n;
}
static inline bool pdx_bits_any(const pdx_bits *bits) {
    uint64_t all = 0;
    for (unsigned w = 0; w < PDX_WINDOW_WORDS; w++) all |= bits->words[w];
    return all != 0;
}

/* All documents of the window. */
void pdx_bits_fill(pdx_bits *bits, pdx_window window);

#endif
