#include "index/term_merge.h"

#include "base/alloc.h"

static pdx_status branch_to(pdx_term_branch *branch, pdx_ord ord, pdx_error *err) {
    branch->ord = ord;
    return ord < branch->n_terms ? pdx_term_walk_to(&branch->walk, ord, err) : PDX_OK;
}

pdx_status pdx_term_merge_init(pdx_term_merge *merge, const pdx_snapshot *snapshot, pdx_span from, pdx_error *err) {
    const uint32_t n = pdx_snapshot_n_segments(snapshot);
    memset(merge, 0, sizeof *merge);
    pdx_buf_init(&merge->key);
    merge->branches = pdx_alloc_zero(n, sizeof *merge->branches);
    if (merge->branches == NULL) return pdx_fail_memory(err);
    for (; merge->n < n; merge->n++) {
        pdx_term_branch *branch = &merge->branches[merge->n];
        pdx_term_walk_init(&branch->walk, pdx_snapshot_segment(snapshot, merge->n));
    }
    for (uint32_t i = 0; i < n; i++) {
        pdx_term_branch *branch = &merge->branches[i];
        const pdx_segment *segment = pdx_snapshot_segment(snapshot, i);
        pdx_ord ord;
        branch->gone = pdx_snapshot_gone(snapshot, i);
        branch->n_terms = pdx_segment_n_terms(segment);
        PDX_TRY(pdx_segment_lower_bound(segment, from, &ord, err));
        PDX_TRY(branch_to(branch, ord, err));
    }
    return PDX_OK;
}

void pdx_term_merge_deinit(pdx_term_merge *merge) {
    uint32_t i;
    for (i = 0; i < merge->n; i++) pdx_term_walk_deinit(&merge->branches[i].walk);
    pdx_free(merge->branches);
    merge->branches = NULL;
    merge->n = 0;
    pdx_buf_deinit(&merge->key);
}

/* Adds what the branch has of the term it is at. */
static pdx_status branch_add(pdx_term_branch *branch, pdx_term *sum, pdx_error *err) {
    const pdx_list_place *place;
    pdx_term here;
    PDX_TRY(pdx_term_walk_place(&branch->walk, &place, err));
    here.ord = branch->ord;
    here.n_docs = place->n_docs;
    here.n_posts = place->n_posts;
    here.n_occurrences = place->n_occurrences;
    if (branch->gone != NULL) PDX_TRY(pdx_gone_take_term(branch->gone, &here, err));
    sum->n_docs += here.n_docs;
    sum->n_posts += here.n_posts;
    sum->n_occurrences += here.n_occurrences;
    return PDX_OK;
}

/* Copies the least key that is next; false: all have ended. */
static bool least_find(pdx_term_merge *merge) {
    const pdx_term_branch *least = NULL;
    uint32_t i;
    for (i = 0; i < merge->n; i++) {
        const pdx_term_branch *branch = &merge->branches[i];
        if (branch->ord >= branch->n_terms) continue;
        if (least == NULL || pdx_span_compare(pdx_buf_view(&branch->walk.key), pdx_buf_view(&least->walk.key)) < 0) least = branch;
    }
    if (least == NULL) return false;
    pdx_buf_reset(&merge->key);
    pdx_buf_span(&merge->key, pdx_buf_view(&least->walk.key));
    return true;
}

pdx_status pdx_term_merge_next(pdx_term_merge *merge, bool *found, pdx_error *err) {
    uint32_t i;
    for (;;) {
        *found = least_find(merge);
        if (!*found) return PDX_OK;
        if (merge->key.failed) return pdx_fail_memory(err);
        memset(&merge->term, 0, sizeof merge->term);
        for (i = 0; i < merge->n; i++) {
            pdx_term_branch *branch = &merge->branches[i];
            if (branch->ord >= branch->n_terms || !pdx_span_equal(pdx_buf_view(&branch->walk.key), pdx_buf_view(&merge->key))) continue;
            PDX_TRY(branch_add(branch, &merge->term, err));
            PDX_TRY(branch_to(branch, branch->ord + 1, err));
        }
        if (merge->term.n_docs > 0) return PDX_OK;
    }
}
