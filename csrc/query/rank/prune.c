#include "query/rank/prune.h"

#include <math.h>

enum { FEW_VIEWED = PDX_LIMIT(256, 3) };

pdx_status pdx_pruner_init(pdx_pruner *pruner, pdx_matcher *matcher, pdx_error *err) {
    size_t i;
    memset(pruner, 0, sizeof *pruner);
    pruner->matcher = matcher;
    pruner->leaves = pdx_arena_array(&matcher->scan.arena, matcher->n_scored, sizeof *pruner->leaves);
    pruner->docs = pdx_arena_array(&matcher->scan.arena, PDX_WINDOW_DOCS, sizeof *pruner->docs);
    pruner->scores = pdx_arena_array(&matcher->scan.arena, PDX_WINDOW_DOCS, sizeof *pruner->scores);
    if (pruner->leaves == NULL || pruner->docs == NULL || pruner->scores == NULL) return pdx_fail_memory(err);
    for (i = 0; i < matcher->n_scored; i++) {
        if (matcher->scored[i] != NULL) pruner->leaves[pruner->n++].leaf = matcher->scored[i];
    }
    return PDX_OK;
}

bool pdx_pruner_skips(pdx_pruner *pruner, pdx_window window, double least, pdx_doc *behind) {
    size_t i;
    *behind = PDX_NO_DOC;
    pruner->total = 0.0;
    for (i = 0; i < pruner->n; i++) {
        pdx_prune_leaf *leaf = &pruner->leaves[i];
        pdx_doc to;
        leaf->bound = pdx_match_leaf_bound(leaf->leaf, window, &to);
        pruner->total += leaf->bound;
        if (to < *behind) *behind = to;
    }
    if (pruner->total > least) return false;
    if (*behind != PDX_NO_DOC) ++*behind;
    return true;
}

/* Insertion sort: the order hardly changes from window to window. */
void pdx_pruner_order(pdx_pruner *pruner) {
    double before = 0.0;
    size_t i, k;
    for (i = 1; i < pruner->n; i++) {
        const pdx_prune_leaf moved = pruner->leaves[i];
        for (k = i; k > 0 && pruner->leaves[k - 1].bound > moved.bound; k--) pruner->leaves[k] = pruner->leaves[k - 1];
        pruner->leaves[k] = moved;
    }
    for (i = 0; i < pruner->n; i++) {
        pruner->leaves[i].before = before;
        before += pruner->leaves[i].bound;
    }
}

/* The documents that the lists read so far leave above `least`; their scores in the window are 0 again. */
static void candidates_gather(pdx_pruner *pruner, pdx_window window, double least, pdx_candidates *out) {
    pdx_matcher *m = pruner->matcher;
    const pdx_bitmap *posts = m->view;
    unsigned w;
    out->n = 0;
    for (w = 0; w < PDX_WINDOW_WORDS; w++) {
        uint64_t left = m->touched.words[w];
        for (; left != 0; left &= left - 1) {
            const uint32_t offset = w * 64 + pdx_trailing_zeros(left);
            out->docs[out->n] = window.begin + offset;
            out->scores[out->n] = m->scores[offset];
            m->scores[offset] = 0.0;
            if (posts != NULL && !pdx_bitmap_has(posts, window.begin + offset)) continue;
            out->n += out->scores[out->n] > least;
        }
        m->touched.words[w] = 0;
    }
}

pdx_status pdx_pruner_narrow(pdx_match_leaf *leaf, double least, pdx_candidates *candidates, pdx_error *err) {
    const pdx_saturation *s = &leaf->scores->saturations[leaf->scored];
    size_t i;
    if (leaf->n_streams == 1) return pdx_stream_narrow(&leaf->streams[0], s, false, least, candidates, err);
    /* A document that one list does not have may be in another. */
    for (i = 0; i < leaf->n_streams; i++) {
        PDX_TRY(pdx_stream_narrow(&leaf->streams[i], s, false, -(double)INFINITY, candidates, err));
    }
    return PDX_OK;
}

static pdx_status candidates_take(pdx_pruner *pruner, const pdx_candidates *candidates, pdx_best *best, pdx_error *err) {
    uint32_t k;
    for (k = 0; k < candidates->n; k++) {
        if (candidates->scores[k] <= best->least) continue;
        if (!pdx_best_add(best, pdx_scan_number(&pruner->matcher->scan, candidates->docs[k]), candidates->scores[k])) {
            return pdx_fail_memory(err);
        }
    }
    return PDX_OK;
}

bool pdx_pruner_view(const pdx_pruner *pruner, pdx_window window, pdx_candidates *out) {
    const pdx_matcher *m = pruner->matcher;
    pdx_doc doc;
    if (m->view == NULL) return false;
    out->n = 0;
    for (doc = pdx_bitmap_next(m->view, window.begin); doc < window.end; doc = pdx_bitmap_next(m->view, doc + 1)) {
        if (out->n == FEW_VIEWED) return false;
        out->docs[out->n] = doc;
        out->scores[out->n++] = 0.0;
    }
    return true;
}

/* What the leaves [n, all) leave above `least`. */
static pdx_status leaves_gather(pdx_pruner *pruner, size_t n, pdx_window window, double least, pdx_candidates *out, pdx_error *err) {
    pdx_matcher *m = pruner->matcher;
    size_t i;
    for (i = n; i < pruner->n; i++) {
        pdx_window_match found;
        pdx_bits_clear(&found.certain);
        PDX_TRY(pdx_match_leaf_read(pruner->leaves[i].leaf, window, &found, m->scores, err));
        pdx_bits_or(&m->touched, &found.certain);
    }
    candidates_gather(pruner, window, least, out);
    return PDX_OK;
}

pdx_status pdx_pruner_take(pdx_pruner *pruner, pdx_window window, pdx_best *best, bool *taken, pdx_error *err) {
    pdx_matcher *m = pruner->matcher;
    const double least = best->least;
    pdx_candidates candidates = {pruner->docs, pruner->scores, 0, false};
    size_t n = 0;
    *taken = false;
    if (!m->any_of || pruner->n == 0) return PDX_OK;
    pdx_pruner_order(pruner);
    if (pdx_pruner_view(pruner, window, &candidates)) {
        n = pruner->n;
    } else {
        while (n + 1 < pruner->n && pruner->leaves[n].before + pruner->leaves[n].bound <= least) n++;
        if (n == 0 && m->view == NULL) return PDX_OK;
        PDX_TRY(
            leaves_gather(pruner, n, window, least - (n == 0 ? 0.0 : pruner->leaves[n - 1].before + pruner->leaves[n - 1].bound), &candidates, err));
    }
    *taken = true;
    /* The leaf that can give most first. */
    while (n-- > 0 && candidates.n > 0) PDX_TRY(pdx_pruner_narrow(pruner->leaves[n].leaf, least - pruner->leaves[n].before, &candidates, err));
    return candidates_take(pruner, &candidates, best, err);
}
