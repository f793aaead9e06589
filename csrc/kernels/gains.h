/* About what postings give to a score: top * x / (k1 + x) in single precision, with x = count * share, for telling which documents can be
 * among the best before their scores are worked out (saturate.h). Called by query/. Promises: every step is rounded once, so that every
 * level gives the same bits (the generic one is the oracle), and a sum of n gains is off by less than PDX_GAIN_ERROR(n) of itself. */
#ifndef PDX_KERNELS_GAINS_H
#define PDX_KERNELS_GAINS_H

#include "base/base.h"

typedef struct pdx_gain {
    float top; /* what an endless number of occurrences would give; like k1 within the limits below */
    float k1;
} pdx_gain;

/* Beyond these, gains could vanish or have no end. */
#define PDX_GAIN_LEAST 1e-15
#define PDX_GAIN_MOST 1e15
/* A gain takes twelve steps at most, each off by 2^-24 of its result; a sum of n takes n more. Twice that, to be sure. */
#define PDX_GAIN_ERROR(n) ((12.0 + (double)(n)) * 0x1p-23)

enum {
    PDX_GAINS_SLACK = 15,   /* room behind arrays, which are read and written sixteen at a time */
    PDX_GAINS_GROUPS = 4,   /* groups of occurrences that have shares of their own */
    PDX_GAINS_LEVELS = 3
};

typedef struct pdx_gain_kernels {
    /* out[i] is what counts[i] occurrences give in document docs[i]; `shares` are those of all documents. */
    void (*of)(const uint32_t *counts, const uint32_t *docs, uint32_t n, const float *shares, pdx_gain gain, float *out);
    /* The same for occurrences in several groups, whose shares stand side by side for each document. */
    void (*of_groups)(const uint32_t *const counts[PDX_GAINS_GROUPS], const uint32_t *docs, uint32_t n, const float *shares, pdx_gain gain,
                      float *out);
    /* Adds to `sums`, for each bit in [from, to) that is set, what the next count gives; `shares` and `sums` begin at bit `from`, and one
     * word more can be read. Puts the bits whose counts are 0 into `zeros`, in order, and gives how many these are. */
    uint32_t (*add)(const uint64_t *words, uint32_t from, uint32_t to, const uint32_t *counts, const float *shares, pdx_gain gain, float *sums,
                    uint32_t *zeros);
    /* A bit for each of 64 * n_words sums that is above `least`; gives how many are. */
    uint32_t (*above)(const float *sums, uint32_t n_words, float least, uint64_t *words);
    /* How many of n sums are above `least`. */
    uint32_t (*count)(const float *sums, uint32_t n, float least);
} pdx_gain_kernels;

/* The best of this processor and build. */
const pdx_gain_kernels *pdx_gain_kernels_best(void);
/* Level 0 is the generic one; NULL: this processor or build does not have it. */
const pdx_gain_kernels *pdx_gain_kernels_level(unsigned level);

#endif
