#include "query/rank/dense_steps.h"

static_assert(PDX_DENSE_UNITS + 4 * PDX_LEAVES_MAX <= UINT16_MAX, "sums of any query fit");

static pdx_status leaf_add(pdx_dense_work *w, pdx_match_leaf *leaf, bool *all, pdx_error *err) {
    const bool many = w->matcher->scan.plan->options->many;
    pdx_dense_leaf *added = &w->leaves[w->n_leaves++];
    added->saturation = &leaf->scores->saturations[leaf->scored];
    PDX_TRY(pdx_dense_ask(&w->matcher->scan, &leaf->streams[0], many ? PDX_DENSE_FOR_MANY : PDX_DENSE_FOR_OR, &added->dense, err));
    *all = *all && added->dense != NULL;
    return PDX_OK;
}

pdx_status pdx_dense_leaves_find(pdx_dense_work *w, bool *all, pdx_error *err) {
    pdx_matcher *m = w->matcher;
    size_t i;
    *all = true;
    for (i = 0; i < m->n_scored; i++) {
        if (pdx_dense_is_frequent(&m->scan, m->scored[i]->cost)) PDX_TRY(leaf_add(w, m->scored[i], all, err));
    }
    return PDX_OK;
}

static void leaves_order(pdx_dense_work *w) {
    size_t i, k;
    for (i = 1; i < w->n_leaves; i++) {
        const pdx_dense_leaf moved = w->leaves[i];
        for (k = i; k > 0 && w->leaves[k - 1].most > moved.most; k--) w->leaves[k] = w->leaves[k - 1];
        w->leaves[k] = moved;
    }
}

/* A byte is rounded up by hardly more than one, which is weight / 256 units, and its units down by less than one. */
void pdx_dense_leaves_weigh(pdx_dense_work *w) {
    double total = 0.0;
    size_t i;
    assert(w->matcher->n_scored <= PDX_LEAVES_MAX);
    for (i = 0; i < w->matcher->n_scored; i++) total += w->matcher->scored[i]->scores->saturations[w->matcher->scored[i]->scored].top;
    w->scale = PDX_DENSE_UNITS / total;
    w->up = w->down = 2;
    for (i = 0; i < w->n_leaves; i++) {
        pdx_dense_leaf *leaf = &w->leaves[i];
        leaf->weight = (uint16_t)(leaf->saturation->top * w->scale * 256.0 / PDX_DENSE_TOP * (1.0 + 1e-9) + 1.0);
        leaf->most = pdx_dense_units(pdx_dense_list_kth_top(leaf->dense, 1), leaf->weight);
        w->up += 1;
        w->down += leaf->weight / 256u + 3;
        w->all_most += leaf->most;
    }
    leaves_order(w);
}

void pdx_dense_floor_begin(pdx_dense_work *w) {
    size_t i;
    w->floor = 0;
    for (i = 0; w->view == NULL && i < w->n_leaves; i++) {
        const pdx_dense_leaf *leaf = &w->leaves[i];
        pdx_dense_floor_reach(w, (int64_t)pdx_dense_units(pdx_dense_list_kth_top(leaf->dense, w->best->k), leaf->weight) -
                                     (int64_t)(leaf->weight / 256u + 3));
    }
    if (pdx_best_is_full(w->best)) pdx_dense_floor_score(w, w->best->least);
}
