#include "query/streams/shares.h"

void pdx_shares_init(pdx_shares *shares, const pdx_segment *segment, const pdx_scoring *scoring, const double average[PDX_GROUP_COUNT],
                     const pdx_share_tables *tables) {
    double yard[PDX_GROUP_COUNT];
    shares->scoring = scoring;
    shares->segment = segment;
    shares->body = tables->body;
    shares->by_length = tables->by_length;
    memcpy(shares->average, average, sizeof shares->average);
    pdx_top_averages(segment, yard);
    shares->raise = pdx_top_raise(scoring, average, yard);
    shares->saturated = scoring->k1 == pdx_scoring_default().k1 ? tables->saturated : NULL;
}

void pdx_shares_saturate(pdx_shares *shares) {
    pdx_top_saturations(shares->scoring->k1, shares->raise, shares->own_saturated);
    shares->saturated = shares->own_saturated;
}
