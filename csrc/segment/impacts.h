/* How much a posting can give to a score, by a yardstick that no query changes: lists keep the most that each block
 * gives (FORMAT.md, "Tops"), and searches leave out blocks that cannot reach the best. Called by the list writers,
 * verify and query/. Promises: pdx_top_bound is never below the tf of a posting of the block, whatever the scoring. */
#ifndef PDX_SEGMENT_IMPACTS_H
#define PDX_SEGMENT_IMPACTS_H

#include "segment/segment.h"

enum { PDX_TOP_MAX = 255 };

/* BM25F as docs/query.md states it. */
typedef struct pdx_scoring {
    double k1;
    double weight[PDX_GROUP_COUNT];
    double b[PDX_GROUP_COUNT];
} pdx_scoring;

/* The yardstick, and the default of searches. A part of the format. */
pdx_scoring pdx_scoring_default(void);

/* weight / norm: what one occurrence in the group adds to tf. Rounded to a float, everywhere alike. */
static inline float pdx_scoring_share(const pdx_scoring *scoring, pdx_group group, double average, uint32_t length) {
    const double b = scoring->b[group];
    const double norm = average > 0.0 ? 1.0 - b + b * (double)length / average : 1.0;
    return (float)(scoring->weight[group] / norm);
}

/* What the postings of a set of posts give by the yardstick. */
typedef struct pdx_impacts {
    double average[PDX_GROUP_COUNT];
    float *groups; /* owned; per post what one occurrence gives in each group, side by side */
    float *body;   /* in the same block: per post the one in the body, which is asked for most */
    uint32_t n_posts;
} pdx_impacts;

pdx_status pdx_impacts_init(pdx_impacts *impacts, uint32_t n_posts, const uint64_t totals[PDX_GROUP_COUNT], pdx_error *err) PDX_MUST;
/* Those of a segment's own posts. */
pdx_status pdx_impacts_of(pdx_impacts *impacts, const pdx_segment *segment, pdx_error *err) PDX_MUST;
void pdx_impacts_deinit(pdx_impacts *impacts);
void pdx_impacts_set(pdx_impacts *impacts, pdx_doc post, const uint32_t lengths[PDX_GROUP_COUNT]);

/* tf of a document with these occurrences per group; 0 for remainders, which are never ranked. */
static inline double pdx_impacts_tf(const pdx_impacts *impacts, pdx_doc doc, const uint32_t *frequencies) {
    double tf = 0.0;
    int g;
    if (doc >= impacts->n_posts) return 0.0;
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        tf += (double)frequencies[g] * (double)impacts->groups[(size_t)PDX_GROUP_COUNT * doc + (size_t)g];
    }
    return tf;
}

/* The top that stands for the greatest tf of a block: 0 to PDX_TOP_MAX. */
uint8_t pdx_top_of(double tf);

/* The averages of the yardstick: those of the segment's posts. */
void pdx_top_averages(const pdx_segment *segment, double average[PDX_GROUP_COUNT]);
/* By how much at most another scoring and other averages raise a tf above the yardstick's. */
double pdx_top_raise(const pdx_scoring *scoring, const double average[PDX_GROUP_COUNT], const double yard_average[PDX_GROUP_COUNT]);
/* The greatest tf, by the yardstick, that a top stands for; infinite for PDX_TOP_MAX. */
double pdx_top_tf(uint8_t top);
/* Per top, the most that tf / (k1 + tf) can be when tfs are raised so much. */
void pdx_top_saturations(double k1, double raise, double saturated[PDX_TOP_MAX + 1]);

#endif
