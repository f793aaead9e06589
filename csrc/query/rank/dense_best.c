#include "query/rank/dense_best.h"

#include "query/rank/dense_make.h"
#include "query/rank/dense_steps.h"

enum {
    K_MOST = 1 << 14,
    VIEW_LEAST = 4 /* times as many posts as are wanted: of fewer hardly so many match */
};

static bool leaves_fit(const pdx_matcher *m, const pdx_best *best, bool counting) {
    size_t n = 0, i;
    if (best->k > K_MOST) return false;
    if (m->view != NULL && (counting || pdx_bitmap_count(m->view) < best->k * VIEW_LEAST)) return false;
    for (i = 0; i < m->n_scored; i++) {
        const pdx_match_leaf *leaf = m->scored[i];
        if (leaf->n_streams > 1) return false;
        if (leaf->n_streams == 1 && !pdx_dense_fits(&leaf->streams[0])) return false;
        n += pdx_dense_is_frequent(&m->scan, leaf->cost);
    }
    return n > 0 && n <= PDX_DENSE_LEAVES_MOST;
}

static pdx_status work_run(pdx_dense_work *w, size_t *n_matches, bool *taken, pdx_error *err) {
    bool all;
    size_t i;
    PDX_TRY(pdx_dense_leaves_find(w, &all, err));
    if (!all) return PDX_OK;
    pdx_dense_leaves_weigh(w);
    pdx_dense_floor_begin(w);
    if (w->floor <= 0 && w->view == NULL) return PDX_OK; /* fewer than k may match, and who gets next to nothing does */
    PDX_TRY(pdx_dense_rares_read(w, err));
    pdx_dense_found_cut(w);
    if (w->rare.n > 0) PDX_TRY(pdx_dense_rares_take(w, err));
    PDX_TRY(pdx_dense_others_take(w, err));
    if (w->floor <= 0) { /* the same, in a view */
        for (i = 0; i < w->rare.n; i++) pdx_stream_return(w->rare.lists[i].stream, 0);
        return PDX_OK;
    }
    *taken = true;
    if (n_matches != NULL) *n_matches = pdx_dense_matches_count(w);
    return pdx_dense_found_resolve(w, err);
}

pdx_status pdx_dense_best_run(pdx_matcher *m, pdx_best *best, size_t *n_matches, bool *taken, pdx_error *err) {
    pdx_dense_work *w;
    pdx_status status;
    *taken = false;
    if (!leaves_fit(m, best, n_matches != NULL)) return PDX_OK;
    w = pdx_arena_alloc(&m->scan.arena, sizeof *w);
    if (w == NULL) return pdx_fail_memory(err);
    memset(w, 0, sizeof *w);
    w->matcher = m;
    w->best = best;
    w->view = m->view;
    status = work_run(w, n_matches, taken, err);
    PDX_VEC_DEINIT(&w->found.docs);
    PDX_VEC_DEINIT(&w->found.sums);
    return status;
}
