/* The occurrences of a term, cut into documents: which they are, where each begins, how far its positions lie apart. Called by segment/,
 * which packs them. Nothing branches on whether the next occurrence is in another document, since that cannot be foretold.
 * Promises: every level gives the same numbers; the generic one is the oracle. */
#ifndef PDX_KERNELS_RUNS_H
#define PDX_KERNELS_RUNS_H

#include "base/base.h"

/* An occurrence in one number, so that numbers ascend as occurrences do: the document, above PDX_RUN_DOC_SHIFT bits; the position; a group
 * in the lowest bits. */
enum { PDX_RUN_DOC_SHIFT = 35, PDX_RUN_POSITION_SHIFT = 3, PDX_RUN_GROUP_MASK = 7 };

/* Eight occurrences are taken at a time, and what is found is written eight at a time: so much room must be behind it. */
enum { PDX_RUN_STEP = 8, PDX_RUN_SLACK = 8 };

typedef struct pdx_run_cut {
    uint32_t *docs, *firsts, *begins; /* borrowed; per document its number, its first position, how many occurrences are before it */
    uint32_t *gaps;                   /* borrowed; one less than the distances between positions of one document */
    uint8_t *odd;                     /* borrowed; bit i % 8 of byte i / 8: occurrence i is of another group than `group` */
    uint8_t *fresh;                   /* borrowed; likewise: it is the first of its document */
    unsigned group, any;              /* any: bits of all bytes of `odd` so far */
    uint32_t n_docs, n_gaps, n;       /* so far; n: occurrences */
} pdx_run_cut;

/* Goes on with the occurrences of `run` from number cut->n, a multiple of PDX_RUN_STEP, to `end`; stops after a step when there are more than
 * `most` documents. */
void pdx_run_cut_on(pdx_run_cut *cut, const uint64_t *run, uint32_t end, uint32_t most);

/* One level each, for tests: false when this processor or build does not have it. */
void pdx_run_cut_generic(pdx_run_cut *cut, const uint64_t *run, uint32_t end, uint32_t most);
bool pdx_run_cut_vector(pdx_run_cut *cut, const uint64_t *run, uint32_t end, uint32_t most);

#endif
