/* Candidates narrowed down, member by member. */
#include <math.h>

#include "query/rank/conjunction_steps.h"

/* The most that the leaves of a node give in a window. */
static double node_bound(const pdx_match_node *node, pdx_window window) {
    double most = 0.0;
    pdx_doc to;
    size_t i;
    if (node->kind == PDX_NODE_WORD) return pdx_match_leaf_is_scored(node->leaf) ? pdx_match_leaf_bound(node->leaf, window, &to) : 0.0;
    for (i = 0; i < node->n_children; i++) most += node_bound(&node->children[i], window);
    return most;
}

/* What the members behind each can give in a window, but for those that are laid out. */
static double rests_fill(const pdx_conjunction_work *w, pdx_window window) {
    const pdx_match_node *root = w->c->matcher->root;
    double most = 0.0;
    size_t i;
    for (i = root->n_children; i-- > 1;) {
        w->rests[i] = most;
        if (!w->is_met[i]) most += node_bound(&root->children[i], window);
    }
    return most;
}

void pdx_conjunction_look(pdx_conjunction_work *w, pdx_window window) {
    w->pruning = w->c->pruning && pdx_best_is_full(w->c->best);
    w->rest = w->pruning ? rests_fill(w, window) : 0.0;
}

double pdx_conjunction_least(const pdx_conjunction_work *w, double rest) { return w->pruning ? w->c->best->least - rest : -(double)INFINITY; }

/* Candidates that lie in the view. */
static void candidates_view(const pdx_matcher *m, pdx_candidates *candidates) {
    const pdx_bitmap *posts = m->view;
    uint32_t kept = 0, k;
    for (k = 0; posts != NULL && k < candidates->n; k++) {
        candidates->docs[kept] = candidates->docs[k];
        candidates->scores[kept] = candidates->scores[k];
        kept += pdx_bitmap_has(posts, candidates->docs[k]);
    }
    if (posts != NULL) candidates->n = kept;
}

void pdx_conjunction_sift(const pdx_conjunction_work *w, double least, pdx_candidates *candidates) {
    candidates_view(w->c->matcher, candidates);
    if (w->pruning) pdx_candidates_prune(candidates, least);
}

/* Keeps the candidates that a member matches and that come above `least`. */
static pdx_status node_keep(pdx_conjunction *c, pdx_match_node *node, double least, pdx_candidates *candidates, pdx_error *err) {
    uint32_t kept = 0, k;
    if (pdx_conjunction_is_list(node)) {
        return pdx_stream_narrow(&node->leaf->streams[0], pdx_conjunction_saturation(c, node->leaf), true, least, candidates, err);
    }
    for (k = 0; k < candidates->n; k++) {
        const pdx_doc doc = candidates->docs[k];
        double score = candidates->scores[k];
        pdx_level level;
        PDX_TRY(pdx_match_node_probe(c->matcher, node, doc, &level, c->best == NULL ? NULL : &score, err));
        if (level != PDX_LEVEL_CERTAIN) continue;
        candidates->docs[kept] = doc;
        candidates->scores[kept++] = score;
    }
    candidates->n = kept;
    return PDX_OK;
}

static pdx_status best_take(pdx_conjunction *c, const pdx_candidates *candidates, pdx_error *err) {
    uint32_t k;
    c->n_matches += candidates->n;
    for (k = 0; c->best != NULL && k < candidates->n; k++) {
        if (candidates->scores[k] <= c->best->least) continue;
        if (!pdx_best_add(c->best, pdx_scan_number(&c->matcher->scan, candidates->docs[k]), candidates->scores[k])) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

pdx_status pdx_conjunction_take(pdx_conjunction_work *w, pdx_candidates *candidates, pdx_error *err) {
    pdx_match_node *root = w->c->matcher->root;
    size_t i;
    pdx_dense_meet_keep(&w->meet, pdx_conjunction_least(w, w->rest), candidates);
    for (i = 1; i < root->n_children && candidates->n > 0; i++) {
        if (!w->is_met[i]) PDX_TRY(node_keep(w->c, &root->children[i], pdx_conjunction_least(w, w->rests[i]), candidates, err));
    }
    if (candidates->passed) w->c->counted = false;
    return best_take(w->c, candidates, err);
}
