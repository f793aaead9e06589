/* The generated tables of folding: what a code point becomes by itself, and what it is mapped to before
 * marks are judged. Called by fold.c alone; docs/words.md, "Folding", says what they hold. */
#ifndef PDX_TEXT_FOLD_TABLES_H
#define PDX_TEXT_FOLD_TABLES_H

#include "base/base.h"

/* Codes of the fold table, as in tools/gen_unicode.py. */
enum {
    PDX_FOLD_SELF = 0,    /* stays as it is */
    PDX_FOLD_DROP = 1,    /* becomes nothing */
    PDX_FOLD_CONTEXT = 2, /* may change what stands before it */
    PDX_FOLD_FIRST = 3    /* from here on: number of a text in the pool */
};

typedef struct pdx_pair {
    uint32_t first;
    uint32_t second;
    uint32_t whole; /* what they compose to in normalization form C */
} pdx_pair;

extern const uint16_t pdx_fold_stage1[];
extern const uint16_t pdx_fold_stage2[];
extern const uint16_t pdx_fold_ends[]; /* text i is pool[ends[i] .. ends[i + 1]) */
extern const uint8_t pdx_fold_pool[];

extern const uint16_t pdx_mapping_stage1[];
extern const uint16_t pdx_mapping_stage2[]; /* 0: itself; i: pool[ends[i - 1] .. ends[i]) */
extern const uint16_t pdx_mapping_ends[];
extern const uint32_t pdx_mapping_pool[];

extern const pdx_pair pdx_pairs[]; /* ascending by first, then second */
extern const size_t pdx_pairs_count;

static inline uint16_t pdx_fold_code(uint32_t code) {
    return pdx_fold_stage2[(size_t)pdx_fold_stage1[code >> 6] * 64 + (code & 63)];
}

static inline uint16_t pdx_mapping_code(uint32_t code) {
    return pdx_mapping_stage2[(size_t)pdx_mapping_stage1[code >> 6] * 64 + (code & 63)];
}

#endif
