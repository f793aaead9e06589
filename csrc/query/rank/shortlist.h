/* Documents that may be among the best, by about what they get: all that are not certainly worse than `k` others. Called by disjunction.c and
 * waiting.c. Promises: documents stay in the order in which they came; whoever is among the best by exact scores is among them. */
#ifndef PDX_QUERY_SHORTLIST_H
#define PDX_QUERY_SHORTLIST_H

#include "base/vec.h"
#include "kernels/gains.h"
#include "segment/segment.h"

typedef struct pdx_shortlist {
    const pdx_gain_kernels *kernels; /* borrowed */
    PDX_VEC(pdx_doc) docs;   /* owned, like the next */
    PDX_VEC(float) sums;     /* of each of them */
    size_t k;
    size_t room;   /* when so many are there, those that are certainly worse go */
    size_t n_cut;  /* how many were there after that */
    float top;     /* no sum is above it */
    double error;  /* by which part of itself a sum may be off */
    double slack;  /* and by how much besides */
    double floor;  /* a document whose sum is not above it need not come; below 0: all are wanted */
    bool crowded;  /* so many are nearly equal that only exact scores tell them apart */
} pdx_shortlist;

void pdx_shortlist_init(pdx_shortlist *list, const pdx_gain_kernels *kernels, size_t k, double top, double error, double slack);
void pdx_shortlist_deinit(pdx_shortlist *list);
/* Raises the floor as far as everything with an exact score above `least` stays above it. */
void pdx_shortlist_raise(pdx_shortlist *list, double least);
/* The same, now that k documents are known whose sums are, or will be, above `sum`. */
void pdx_shortlist_reached(pdx_shortlist *list, float sum);
/* Documents ascend. False: out of memory. */
bool pdx_shortlist_add(pdx_shortlist *list, const pdx_doc *docs, const double *sums, uint32_t n) PDX_MUST;
/* Lets go who is certainly worse. */
void pdx_shortlist_cut(pdx_shortlist *list);
/* Nobody is there any more; the floor stays. */
void pdx_shortlist_reset(pdx_shortlist *list);

#endif
