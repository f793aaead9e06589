#include "query/rank/dense_meet.h"

#include "kernels/dense.h"
#include "query/rank/dense_ask.h"
#include "query/rank/dense_make.h"

enum { ASKED_OF_WORD = 4 }; /* documents of 64 that are weighed one by one; more are added up by vectors */

pdx_status pdx_dense_meet_add(pdx_dense_meet *meet, pdx_matcher *m, pdx_match_leaf *leaf, const pdx_saturation *saturation, bool *added,
                              pdx_error *err) {
    pdx_stream *stream = &leaf->streams[0];
    pdx_dense_member *member = &meet->members[meet->n];
    *added = false;
    if (meet->n == PDX_DENSE_MEET_MOST || !pdx_dense_is_frequent(&m->scan, leaf->cost) || !pdx_dense_fits(stream)) return PDX_OK;
    PDX_TRY(pdx_dense_ask(&m->scan, stream, PDX_DENSE_FOR_AND, &member->dense, err));
    if (member->dense == NULL) return PDX_OK;
    member->saturation = saturation;
    meet->shares = stream->shares->body;
    meet->n++;
    *added = true;
    return PDX_OK;
}

/* A byte's units are rounded down by less than one. */
void pdx_dense_meet_weigh(pdx_dense_meet *meet) {
    double total = 0.0;
    uint32_t i;
    meet->most = 0.0;
    for (i = 0; i < meet->n; i++) {
        pdx_dense_member *member = &meet->members[i];
        const pdx_saturation *s = member->saturation;
        member->unit = s == NULL ? 0.0 : pdx_saturation_bound(s->top / PDX_DENSE_TOP, s);
        meet->most += member->unit * pdx_dense_list_kth_top(member->dense, 1);
        total += s == NULL ? 0.0 : s->top;
    }
    meet->scale = total > 0.0 ? PDX_DENSE_UNITS / total : 0.0;
    for (i = 0; i < meet->n; i++) {
        pdx_dense_member *member = &meet->members[i];
        member->weight = (uint16_t)(member->saturation == NULL ? 0.0 : member->unit * meet->scale * 256.0 * (1.0 + 1e-9) + 1.0);
    }
}

void pdx_dense_meet_window(const pdx_dense_meet *meet, pdx_window window, double least, uint64_t *words, bool *passed) {
    const uint32_t n_words = (window.end - window.begin + 63) / 64;
    const double floor = meet->scale > 0.0 ? least * meet->scale - meet->n - 3.0 : 0.0; /* what a sum stands for is less than one unit a member above it */
    const uint8_t *tops[PDX_DENSE_MEET_MOST];
    uint16_t weights[PDX_DENSE_MEET_MOST];
    uint64_t above[PDX_DENSE_MEET_DOCS / 64];
    uint32_t i;
    assert(n_words <= PDX_DENSE_MEET_DOCS / 64);
    for (i = 0; i < meet->n; i++) {
        tops[i] = meet->members[i].dense->tops + window.begin;
        weights[i] = meet->members[i].weight;
    }
    if (pdx_dense_common(tops, meet->n, n_words, words) <= n_words * ASKED_OF_WORD || floor < 1.0) return;
    (void)pdx_dense_above(tops, weights, meet->n, n_words, (uint16_t)(floor < UINT16_MAX ? floor : UINT16_MAX), above);
    for (i = 0; i < n_words; i++) words[i] &= above[i];
    *passed = true;
}

/* Those that have all members, and may get more than `least` with them. Without a branch: nobody could foretell it. */
static void may_keep(const pdx_dense_meet *meet, double least, pdx_candidates *candidates) {
    uint32_t kept = 0, met = 0, k, i;
    for (k = 0; k < candidates->n; k++) {
        const pdx_doc doc = candidates->docs[k];
        double sum = candidates->scores[k];
        bool all = true;
        for (i = 0; i < meet->n; i++) {
            const uint8_t top = meet->members[i].dense->tops[doc];
            all = all && top != 0;
            sum += meet->members[i].unit * top;
        }
        candidates->docs[kept] = doc;
        candidates->scores[kept] = candidates->scores[k];
        met += all;
        kept += all && sum > least;
    }
    if (kept < met) candidates->passed = true;
    candidates->n = kept;
}

void pdx_dense_meet_keep(const pdx_dense_meet *meet, double least, pdx_candidates *candidates) {
    uint32_t i;
    if (meet->n == 0) return;
    may_keep(meet, least, candidates);
    for (i = 0; i < meet->n; i++) {
        const pdx_dense_member *member = &meet->members[i];
        if (member->saturation == NULL) continue;
        pdx_dense_score(member->dense, candidates->docs, candidates->n, meet->shares, member->saturation, candidates->scores);
    }
    pdx_candidates_prune(candidates, least);
}
