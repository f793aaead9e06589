/* An AND whose rarest member is a word that stands for many, put together: its posts are candidates, some at a time. */
#include "query/rank/conjunction_steps.h"

pdx_status pdx_conjunction_merged(pdx_conjunction_work *w, pdx_error *err) {
    const pdx_match_leaf *lead = w->lead;
    const pdx_merged *merged = lead->merged;
    const pdx_saturation *s = pdx_conjunction_saturation(w->c, lead);
    pdx_doc docs[PDX_BLOCK_ROOM];
    double scores[PDX_BLOCK_ROOM];
    uint32_t from, to;
    for (from = 0; from < merged->n; from = to) {
        pdx_candidates candidates = {docs, scores, 0, false};
        pdx_window window;
        to = merged->n - from < PDX_BLOCK_ROOM ? merged->n : from + PDX_BLOCK_ROOM;
        window.begin = merged->docs[from];
        window.end = merged->docs[to - 1] + 1;
        pdx_conjunction_look(w, window);
        PDX_TRY(pdx_plan_pulses(w->c->matcher->scan.plan, 16, err));
        pdx_merged_lead(merged, from, to, lead->merged_groups, lead->shares, s, &candidates);
        pdx_conjunction_sift(w, pdx_conjunction_least(w, w->rest + w->meet.most), &candidates);
        PDX_TRY(pdx_conjunction_take(w, &candidates, err));
    }
    return PDX_OK;
}
