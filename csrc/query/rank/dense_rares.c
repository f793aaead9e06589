#include "query/rank/dense_steps.h"

static pdx_gain gain_of(const pdx_saturation *s) {
    const pdx_gain gain = {(float)s->top, (float)s->k1};
    return gain;
}

pdx_status pdx_dense_rares_read(pdx_dense_work *w, pdx_error *err) {
    pdx_matcher *m = w->matcher;
    const size_t n_words = ((size_t)m->scan.n_posts + PDX_DENSE_WINDOW_DOCS - 1) / PDX_DENSE_WINDOW_DOCS * (PDX_DENSE_WINDOW_DOCS / 64);
    size_t i;
    if (m->n_scored == w->n_leaves) return PDX_OK;
    w->rare.lists = pdx_arena_array(&m->scan.arena, m->n_scored, sizeof *w->rare.lists);
    w->rares = pdx_arena_array(&m->scan.arena, n_words, sizeof *w->rares);
    if (w->rare.lists == NULL || w->rares == NULL) return pdx_fail_memory(err);
    memset(w->rares, 0, n_words * sizeof *w->rares);
    for (i = 0; i < m->n_scored; i++) {
        const pdx_saturation *s = &m->scored[i]->scores->saturations[m->scored[i]->scored];
        if (m->scored[i]->n_streams == 0 || pdx_dense_is_frequent(&m->scan, m->scored[i]->cost)) continue;
        PDX_TRY(pdx_plan_pulses(m->scan.plan, m->scored[i]->streams[0].blocks.list.n_docs, err));
        PDX_TRY(pdx_rare_read(&w->rare, &m->scan.arena, &m->scored[i]->streams[0], s, m->scan.n_posts, pdx_gain_kernels_best(), gain_of(s), err));
        w->down += 4;
    }
    return PDX_OK;
}

/* Units of a gain: more than it stands for, by less than four. */
static uint16_t units_of(const pdx_dense_work *w, float gain) { return (uint16_t)((uint32_t)((double)gain * w->scale) + 2); }

static void window_sum(pdx_dense_work *w, pdx_window window) {
    uint64_t *bits = w->rares + window.begin / 64;
    const uint8_t *most = w->leaves[w->n_leaves - 1].dense->tops, *second = w->leaves[w->n_leaves > 1 ? w->n_leaves - 2 : 0].dense->tops;
    size_t i;
    for (i = 0; i < w->rare.n; i++) {
        pdx_rare_list *list = &w->rare.lists[i];
        uint32_t at = list->at;
        for (; list->docs[at] < window.end; at++) {
            const uint32_t offset = list->docs[at] - window.begin;
            if (list->gains[at] <= 0.0f) continue; /* it stands where nothing counts */
            w->sums[offset] = (uint16_t)(w->sums[offset] + units_of(w, list->gains[at]));
            bits[offset / 64] |= (uint64_t)1 << offset % 64;
            PDX_PREFETCH(most + list->docs[at]); /* far from one another: they come while others are looked at */
            PDX_PREFETCH(second + list->docs[at]);
        }
        list->at = at;
    }
}

static pdx_status rare_window_take(pdx_dense_work *w, pdx_window window, pdx_error *err) {
    const uint64_t *bits = w->rares + window.begin / 64;
    uint32_t k;
    window_sum(w, window);
    for (k = 0; k < PDX_DENSE_WINDOW_DOCS / 64; k++) {
        uint64_t left = bits[k];
        for (; left != 0; left &= left - 1) {
            const uint32_t offset = 64 * k + pdx_trailing_zeros(left);
            uint32_t sum = w->sums[offset];
            w->sums[offset] = 0;
            if (w->view != NULL && !pdx_bitmap_has(w->view, window.begin + offset)) continue;
            sum = pdx_dense_leaves_add(w, window.begin + offset, sum);
            if (sum > w->floor && !pdx_dense_found_add(w, window.begin + offset, sum)) return pdx_fail_memory(err);
        }
    }
    return PDX_OK;
}

pdx_status pdx_dense_rares_take(pdx_dense_work *w, pdx_error *err) {
    for (;;) {
        const pdx_doc next = pdx_rare_next(&w->rare);
        pdx_window window;
        if (next == PDX_NO_DOC) break;
        window.begin = next / PDX_DENSE_WINDOW_DOCS * PDX_DENSE_WINDOW_DOCS;
        window.end = window.begin + PDX_DENSE_WINDOW_DOCS;
        PDX_TRY(rare_window_take(w, window, err));
        PDX_TRY(pdx_plan_pulses(w->matcher->scan.plan, 16, err));
    }
    pdx_dense_found_cut(w);
    w->found.n_rare = w->found.docs.len;
    return PDX_OK;
}
