#include "segment/impacts.h"

#include <math.h>

#include "base/alloc.h"

pdx_scoring pdx_scoring_default(void) {
    static const pdx_scoring scoring = {1.2, {3.0, 2.0, 1.0, 0.5}, {0.4, 0.3, 0.75, 0.4}};
    return scoring;
}

pdx_status pdx_impacts_init(pdx_impacts *impacts, uint32_t n_posts, const uint64_t totals[PDX_GROUP_COUNT], pdx_error *err) {
    int g;
    memset(impacts, 0, sizeof *impacts);
    impacts->n_posts = n_posts;
    impacts->groups = pdx_resize_array(NULL, (size_t)n_posts * (PDX_GROUP_COUNT + 1), sizeof(float));
    if (impacts->groups == NULL) return pdx_fail_memory(err);
    impacts->body = impacts->groups + (size_t)n_posts * PDX_GROUP_COUNT;
    for (g = 0; g < PDX_GROUP_COUNT; g++) impacts->average[g] = n_posts == 0 ? 0.0 : (double)totals[g] / n_posts;
    return PDX_OK;
}

void pdx_impacts_deinit(pdx_impacts *impacts) {
    pdx_free(impacts->groups);
    memset(impacts, 0, sizeof *impacts);
}

void pdx_impacts_set(pdx_impacts *impacts, pdx_doc post, const uint32_t lengths[PDX_GROUP_COUNT]) {
    const pdx_scoring yard = pdx_scoring_default();
    float *shares = impacts->groups + (size_t)PDX_GROUP_COUNT * post;
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) shares[g] = pdx_scoring_share(&yard, (pdx_group)g, impacts->average[g], lengths[g]);
    impacts->body[post] = shares[PDX_GROUP_BODY];
}

pdx_status pdx_impacts_of(pdx_impacts *impacts, const pdx_segment *segment, pdx_error *err) {
    const uint32_t n_posts = pdx_segment_n_posts(segment);
    uint64_t totals[PDX_GROUP_COUNT];
    pdx_doc post;
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) totals[g] = pdx_segment_group_total(segment, (pdx_group)g);
    PDX_TRY(pdx_impacts_init(impacts, n_posts, totals, err));
    for (post = 0; post < n_posts; post++) {
        uint32_t lengths[PDX_GROUP_COUNT];
        for (g = 0; g < PDX_GROUP_COUNT; g++) lengths[g] = pdx_segment_length(segment, (pdx_group)g, post);
        pdx_impacts_set(impacts, post, lengths);
    }
    return PDX_OK;
}

/* Rounded up, and a little more than up, so that no rounding on the way back falls below. */
uint8_t pdx_top_of(double tf) {
    const double full = PDX_TOP_MAX * tf / (pdx_scoring_default().k1 + tf) * (1.0 + 1e-9) + 1e-9;
    return tf <= 0.0 ? 0 : full >= PDX_TOP_MAX ? PDX_TOP_MAX : (uint8_t)ceil(full);
}

double pdx_top_tf(uint8_t top) {
    return top == PDX_TOP_MAX ? (double)INFINITY : pdx_scoring_default().k1 * top / (PDX_TOP_MAX - top);
}

void pdx_top_saturations(double k1, double raise, double saturated[PDX_TOP_MAX + 1]) {
    int t;
    for (t = 0; t <= PDX_TOP_MAX; t++) {
        const double tf = pdx_top_tf((uint8_t)t) * raise, full = tf / (k1 + tf);
        saturated[t] = full < 1.0 ? full : 1.0; /* also when it is no number */
    }
}

/* A group's share is weight / (1 - b + b * length / average). Over all lengths, the quotient of two such shares is
 * greatest at one end: at length 0, or where length grows without bound. */
static double share_raise(double weight, double b, double average, double yard_weight, double yard_b, double yard_average) {
    double at_zero, at_most;
    if (weight <= 0.0) return 0.0;
    if (average <= 0.0 || yard_average <= 0.0) return (double)INFINITY; /* the group is empty somewhere: nothing to go by */
    at_zero = b < 1.0 ? (1.0 - yard_b) / (1.0 - b) : (double)INFINITY;
    at_most = b > 0.0 ? yard_b * average / (b * yard_average) : (double)INFINITY;
    return weight / yard_weight * (at_zero > at_most ? at_zero : at_most);
}

void pdx_top_averages(const pdx_segment *segment, double average[PDX_GROUP_COUNT]) {
    const uint32_t n_posts = pdx_segment_n_posts(segment);
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) average[g] = n_posts == 0 ? 0.0 : (double)pdx_segment_group_total(segment, (pdx_group)g) / n_posts;
}

double pdx_top_raise(const pdx_scoring *scoring, const double average[PDX_GROUP_COUNT], const double yard_average[PDX_GROUP_COUNT]) {
    const pdx_scoring yard = pdx_scoring_default();
    double most = 0.0;
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) {
        double raise;
        if (average[g] <= 0.0 && yard_average[g] <= 0.0) continue; /* no post has anything there */
        raise = share_raise(scoring->weight[g], scoring->b[g], average[g], yard.weight[g], yard.b[g], yard_average[g]);
        if (raise > most) most = raise;
    }
    return most * (1.0 + 1e-6); /* shares are rounded to floats */
}
