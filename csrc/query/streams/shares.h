/* What one occurrence of a word gives in each document of a segment, by a query's scoring. Called by stream.c, phrase_meet.c, match.c and others.
 * Promises: the same bits whether tables were made before or not. */
#ifndef PDX_QUERY_SHARES_H
#define PDX_QUERY_SHARES_H

#include "index/snapshot.h"
#include "segment/impacts.h"

/* What one occurrence gives in each document of a segment, by a query's scoring. */
typedef struct pdx_shares {
    const pdx_scoring *scoring;              /* borrowed */
    double average[PDX_GROUP_COUNT];
    const pdx_segment *segment;              /* borrowed */
    const float *body;                       /* of the body group, made before; NULL: made as needed */
    const pdx_length_shares *by_length;      /* the same */
    double raise;                            /* by how much at most a tf is above the yardstick's */
    const double *saturated;                 /* per top, the most that tf / (k1 + tf) can be; NULL: not made yet */
    double own_saturated[PDX_TOP_MAX + 1];
} pdx_shares;

void pdx_shares_init(pdx_shares *shares, const pdx_segment *segment, const pdx_scoring *scoring, const double average[PDX_GROUP_COUNT],
                     const pdx_share_tables *tables);

static inline double pdx_shares_of(const pdx_shares *shares, pdx_group group, pdx_doc doc) {
    uint32_t length;
    if (group == PDX_GROUP_BODY && shares->body != NULL) return (double)shares->body[doc];
    length = pdx_segment_length(shares->segment, group, doc);
    if (shares->by_length != NULL && length < PDX_SHARE_LENGTHS) return (double)shares->by_length->of[group][length];
    return (double)pdx_scoring_share(shares->scoring, group, shares->average[group], length);
}

/* Makes the table of tops. */
void pdx_shares_saturate(pdx_shares *shares);

/* The most that a document of a block with this top can get, of 1. */
static inline double pdx_shares_saturated(pdx_shares *shares, uint8_t top) {
    if (shares->saturated == NULL) pdx_shares_saturate(shares);
    return shares->saturated[top];
}

/* tf of a document with these occurrences per group. What is 0 adds 0. */
static inline double pdx_shares_tf(const pdx_shares *shares, pdx_doc doc, const uint32_t *occurrences) {
    double tf = 0.0;
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        if (occurrences[g] > 0) tf += (double)occurrences[g] * pdx_shares_of(shares, (pdx_group)g, doc);
    }
    return tf;
}

#endif
