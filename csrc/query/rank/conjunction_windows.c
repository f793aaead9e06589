/* An AND whose rarest member is laid out: bytes say which documents are candidates, window by window. */
#include "base/bits.h"
#include "query/rank/conjunction_steps.h"

enum { FIRST_DOCS = PDX_LIMIT(512, 64) }; /* of the first window, from which there is something to come above for the next */

/* The documents of the window that have a bit, and lie in the view, some at a time. */
static pdx_status bits_take(pdx_conjunction_work *w, pdx_window window, const uint64_t *words, pdx_error *err) {
    const uint32_t n_words = (window.end - window.begin + 63) / 64;
    const pdx_bitmap *view = w->c->matcher->view;
    pdx_doc docs[PDX_BLOCK_ROOM];
    double scores[PDX_BLOCK_ROOM];
    pdx_candidates candidates = {docs, scores, 0, false};
    uint32_t k;
    for (k = 0; k < n_words; k++) {
        const pdx_doc begin = window.begin + 64 * k;
        uint64_t left = view == NULL ? words[k] : words[k] & pdx_bitmap_word(view, begin);
        for (; left != 0; left &= left - 1) {
            docs[candidates.n++] = begin + pdx_trailing_zeros(left);
            if (candidates.n < PDX_BLOCK_ROOM) continue;
            memset(scores, 0, sizeof scores);
            PDX_TRY(pdx_conjunction_take(w, &candidates, err));
            candidates.n = 0;
        }
    }
    memset(scores, 0, candidates.n * sizeof *scores);
    return candidates.n > 0 ? pdx_conjunction_take(w, &candidates, err) : PDX_OK;
}

pdx_status pdx_conjunction_windows(pdx_conjunction_work *w, pdx_error *err) {
    const pdx_matcher *m = w->c->matcher;
    uint64_t words[PDX_DENSE_MEET_DOCS / 64];
    uint32_t n_docs = FIRST_DOCS;
    pdx_window window = {0, 0};
    while (window.end < m->scan.n_posts) {
        bool passed = false;
        window.begin = window.end;
        window.end = m->scan.n_posts - window.begin > n_docs ? window.begin + n_docs : m->scan.n_posts;
        if (n_docs < PDX_DENSE_MEET_DOCS) n_docs *= 2;
        pdx_conjunction_look(w, window);
        PDX_TRY(pdx_plan_pulses(m->scan.plan, 16, err));
        pdx_dense_meet_window(&w->meet, window, pdx_conjunction_least(w, w->rest), words, &passed);
        if (passed) w->c->counted = false;
        PDX_TRY(bits_take(w, window, words, err));
    }
    return PDX_OK;
}
