#include "query/rank/dense_make.h"
#include "query/rank/dense_steps.h"

/* The two runs become one. */
static void runs_join(const pdx_dense_work *w, pdx_doc *docs, uint16_t *sums) {
    const pdx_dense_found *found = &w->found;
    const size_t n = found->docs.len;
    size_t a = 0, b = found->n_rare, i;
    for (i = 0; i < n; i++) {
        const bool first = b == n || (a < found->n_rare && found->docs.data[a] < found->docs.data[b]);
        const size_t from = first ? a++ : b++;
        docs[i] = found->docs.data[from];
        sums[i] = found->sums.data[from];
    }
}

static pdx_status exact_score(pdx_dense_work *w, const pdx_rare_room *room, pdx_candidates *some, pdx_error *err) {
    size_t i;
    memset(some->scores, 0, some->n * sizeof *some->scores);
    for (i = 0; i < w->n_leaves; i++) {
        const pdx_dense_leaf *leaf = &w->leaves[i];
        pdx_dense_score(leaf->dense, some->docs, some->n, w->matcher->shares.body, leaf->saturation, some->scores);
    }
    for (i = 0; i < w->rare.n; i++) {
        pdx_stream_return(w->rare.lists[i].stream, 0);
        PDX_TRY(pdx_rare_score(&w->rare.lists[i], room, some, err));
    }
    return PDX_OK;
}

static bool candidates_room(pdx_candidates *some, pdx_arena *arena, size_t n) {
    some->docs = pdx_arena_array(arena, n, sizeof *some->docs);
    some->scores = pdx_arena_array(arena, n, sizeof *some->scores);
    some->n = 0;
    return some->docs != NULL && some->scores != NULL;
}

/* Those of the posts whose sums are above `least`, and not above `most`. */
static void between_take(const pdx_doc *docs, const uint16_t *sums, size_t n, int64_t least, int64_t most, pdx_candidates *some) {
    size_t i;
    for (i = 0; i < n; i++) {
        some->docs[some->n] = docs[i];
        some->n += sums[i] > least && sums[i] <= most;
    }
}

static double least_of(const pdx_candidates *some) {
    double least = some->scores[0];
    uint32_t i;
    for (i = 1; i < some->n; i++) least = some->scores[i] < least ? some->scores[i] : least;
    return least;
}

/* All of both, in order. */
static pdx_status best_take(pdx_dense_work *w, const pdx_candidates *a, const pdx_candidates *b, pdx_error *err) {
    uint32_t i = 0, k = 0;
    while (i < a->n || k < b->n) {
        const bool first = k == b->n || (i < a->n && a->docs[i] < b->docs[k]);
        const pdx_doc doc = first ? a->docs[i] : b->docs[k];
        const double score = first ? a->scores[i++] : b->scores[k++];
        if (score > w->best->least && !pdx_best_add(w->best, pdx_scan_number(&w->matcher->scan, doc), score)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* First those with the greatest sums, which say what the others must reach. */
pdx_status pdx_dense_found_resolve(pdx_dense_work *w, pdx_error *err) {
    pdx_arena *arena = &w->matcher->scan.arena;
    const size_t n = w->found.docs.len;
    pdx_candidates first, rest;
    pdx_rare_room room;
    pdx_doc *docs = pdx_arena_array(arena, n, sizeof *docs);
    uint16_t *sums = pdx_arena_array(arena, n, sizeof *sums);
    int64_t kth;
    if (n == 0) return PDX_OK;
    if (docs == NULL || sums == NULL || n > UINT32_MAX || !pdx_rare_room_make(&room, arena, (uint32_t)n) || !candidates_room(&first, arena, n + 1) ||
        !candidates_room(&rest, arena, n + 1)) {
        return pdx_fail_memory(err);
    }
    PDX_TRY(pdx_plan_pulses(w->matcher->scan.plan, (uint32_t)n, err));
    runs_join(w, docs, sums);
    kth = n >= w->best->k ? pdx_dense_kth_sum(sums, n, w->best->k) : 0;
    between_take(docs, sums, n, kth - 1, UINT16_MAX, &first);
    PDX_TRY(exact_score(w, &room, &first, err));
    if (n >= w->best->k) pdx_dense_floor_score(w, least_of(&first));
    between_take(docs, sums, n, w->floor, kth - 1, &rest);
    PDX_TRY(exact_score(w, &room, &rest, err));
    return best_take(w, &first, &rest, err);
}
