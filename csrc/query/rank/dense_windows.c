#include "query/rank/dense_steps.h"

enum {
    FIRST_DOCS = PDX_LIMIT(512, 64), /* of the first window, from which there is a floor for the next */
    ASKED_OF_WORD = 1                /* posts of 64 that are asked for one by one; of more, one leaf more is added up */
};

static uint32_t leaves_above(pdx_dense_work *w, size_t from, uint32_t most, pdx_doc begin, uint32_t n_words) {
    const uint8_t *tops[PDX_DENSE_LEAVES_MOST];
    uint16_t weights[PDX_DENSE_LEAVES_MOST];
    uint32_t n = 0;
    for (; from < w->n_leaves; from++, n++) {
        tops[n] = w->leaves[from].dense->tops + begin;
        weights[n] = w->leaves[from].weight;
    }
    return pdx_dense_above(tops, weights, n, n_words, (uint16_t)(w->floor - most), w->above);
}

/* Adds up leaves from the one that gives most on: those that can decide, and others while too many posts are left to be asked. */
static bool window_find(pdx_dense_work *w, pdx_window window, uint32_t n_words) {
    uint32_t most, found;
    size_t n = pdx_dense_leaves_pass(w, &most);
    if (n == w->n_leaves) return false;
    while (n + w->n_summed > w->n_leaves) most -= w->leaves[--n].most;
    for (;;) {
        found = leaves_above(w, n, most, window.begin, n_words);
        if (n == 0 || found <= n_words * ASKED_OF_WORD) return found > 0;
        most -= w->leaves[--n].most;
        w->n_summed = w->n_leaves - n;
    }
}

static pdx_status window_take(pdx_dense_work *w, pdx_window window, pdx_error *err) {
    const uint32_t n_words = (window.end - window.begin + 63) / 64;
    uint32_t k;
    if (!window_find(w, window, n_words)) return PDX_OK;
    for (k = 0; k < n_words; k++) {
        uint64_t left = w->above[k];
        if (left == 0) continue;
        if (w->rares != NULL) left &= ~w->rares[window.begin / 64 + k]; /* they have been looked at */
        if (w->view != NULL) left &= pdx_bitmap_word(w->view, window.begin + 64 * k);
        for (; left != 0; left &= left - 1) {
            const pdx_doc doc = window.begin + 64 * k + pdx_trailing_zeros(left);
            const uint32_t sum = pdx_dense_leaves_add(w, doc, 0);
            if (sum > w->floor && !pdx_dense_found_add(w, doc, sum)) return pdx_fail_memory(err);
        }
    }
    return PDX_OK;
}

pdx_status pdx_dense_others_take(pdx_dense_work *w, pdx_error *err) {
    const pdx_doc end = w->matcher->scan.n_posts;
    uint32_t n_docs = FIRST_DOCS, most;
    pdx_window window = {0, 0};
    while (window.end < end && pdx_dense_leaves_pass(w, &most) < w->n_leaves) {
        window.begin = window.end;
        window.end = end - window.begin > n_docs ? window.begin + n_docs : end;
        PDX_TRY(window_take(w, window, err));
        PDX_TRY(pdx_plan_pulses(w->matcher->scan.plan, 16, err));
        if (n_docs < PDX_DENSE_WINDOW_DOCS) n_docs *= 2;
    }
    pdx_dense_found_cut(w);
    return PDX_OK;
}

size_t pdx_dense_matches_count(const pdx_dense_work *w) {
    const uint32_t n_all = (w->matcher->scan.n_posts + 63) / 64;
    const uint8_t *tops[PDX_DENSE_LEAVES_MOST];
    uint16_t ones[PDX_DENSE_LEAVES_MOST];
    uint64_t any[PDX_DENSE_WINDOW_DOCS / 64];
    size_t n = 0, i;
    uint32_t from, k;
    for (from = 0; from < n_all; from += PDX_DENSE_WINDOW_DOCS / 64) {
        const uint32_t n_words = n_all - from < PDX_DENSE_WINDOW_DOCS / 64 ? n_all - from : PDX_DENSE_WINDOW_DOCS / 64;
        for (i = 0; i < w->n_leaves; i++) {
            tops[i] = w->leaves[i].dense->tops + 64 * (size_t)from;
            ones[i] = 256; /* a unit for each */
        }
        (void)pdx_dense_above(tops, ones, (uint32_t)w->n_leaves, n_words, 0, any);
        for (k = 0; k < n_words; k++) n += pdx_popcount(w->rares == NULL ? any[k] : any[k] | w->rares[from + k]);
    }
    return n;
}
