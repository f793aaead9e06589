#include "query/prune.h"

pdx_status pdx_pruner_init(pdx_pruner *pruner, pdx_matcher *matcher, pdx_best *best, pdx_error *err) {
    size_t i;
    memset(pruner, 0, sizeof *pruner);
    pruner->matcher = matcher;
    pruner->best = best;
    pruner->leaves = pdx_arena_array(&matcher->scan.arena, matcher->n_scored, sizeof *pruner->leaves);
    if (pruner->leaves == NULL) return pdx_fail_memory(err);
    for (i = 0; i < matcher->n_scored; i++) {
        if (matcher->scored[i] != NULL) pruner->leaves[pruner->n++].leaf = matcher->scored[i];
    }
    return PDX_OK;
}

bool pdx_pruner_skips(pdx_pruner *pruner, pdx_window window, pdx_doc *behind) {
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
    if (pruner->total > pruner->best->least) return false;
    if (*behind != PDX_NO_DOC) ++*behind;
    return true;
}

/* Insertion sort: the order hardly changes from window to window. */
static void leaves_order(pdx_pruner *pruner) {
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

/* The rest of a document's score, from the leaves [0, n), the one that can give most first; stops when it cannot be kept. */
static pdx_status document_take(pdx_pruner *pruner, size_t n, pdx_doc doc, double score, pdx_error *err) {
    pdx_matcher *m = pruner->matcher;
    const pdx_bitmap *posts = m->scan.plan->options->posts;
    if (posts != NULL && !pdx_bitmap_has(posts, m->scan.first_post + doc)) return PDX_OK;
    while (n-- > 0) {
        pdx_level level;
        double given;
        if (score + pruner->leaves[n].before + pruner->leaves[n].bound <= pruner->best->least) return PDX_OK;
        PDX_TRY(pdx_match_leaf_probe(pruner->leaves[n].leaf, doc, &level, &given, err));
        score += given;
    }
    if (score <= pruner->best->least) return PDX_OK;
    return pdx_best_add(pruner->best, m->scan.first_post + doc, score) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status documents_take(pdx_pruner *pruner, size_t n, pdx_window window, const pdx_bits *bits, pdx_error *err) {
    const pdx_matcher *m = pruner->matcher;
    const double rest = n == 0 ? 0.0 : pruner->leaves[n - 1].before + pruner->leaves[n - 1].bound;
    unsigned w;
    for (w = 0; w < PDX_WINDOW_WORDS; w++) {
        uint64_t left = bits->words[w];
        for (; left != 0; left &= left - 1) {
            const uint32_t offset = w * 64 + pdx_trailing_zeros(left);
            if (m->scores[offset] + rest <= pruner->best->least) continue;
            PDX_TRY(document_take(pruner, n, window.begin + offset, m->scores[offset], err));
        }
    }
    return PDX_OK;
}

pdx_status pdx_pruner_take(pdx_pruner *pruner, pdx_window window, bool *taken, pdx_error *err) {
    pdx_matcher *m = pruner->matcher;
    size_t n = 0, i;
    pdx_status status;
    *taken = false;
    if (!m->any_of || pruner->n < 2) return PDX_OK;
    leaves_order(pruner);
    while (n + 1 < pruner->n && pruner->leaves[n].before + pruner->leaves[n].bound <= pruner->best->least) n++;
    if (n == 0) return PDX_OK;
    for (i = n; i < pruner->n; i++) {
        pdx_window_match found;
        pdx_bits_clear(&found.certain);
            PDX_TRY(pdx_match_leaf_read(pruner->leaves[i].leaf, window, &found, m->scores, err));
        pdx_bits_or(&m->touched, &found.certain);
    }
    *taken = true;
    status = documents_take(pruner, n, window, &m->touched, err);
    pdx_matcher_forget(m);
    return status;
}
