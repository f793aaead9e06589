#include "query/rank/conjunction_steps.h"

/* What can lead: one list; a phrase, whose rarest word is one; or lists that were put together. */
static bool is_lead(const pdx_match_node *node) {
    return pdx_conjunction_is_list(node) || (node->kind == PDX_NODE_WORD && (node->leaf->phrase != NULL || node->leaf->merged != NULL));
}

/* Where even the rarest word stands in one of so many documents, lists are quicker put together as bits when nothing is scored. */
enum { DENSE_SHARE = 32 };

static bool is_dense(const pdx_matcher *m) {
    size_t i;
    for (i = 0; i < m->root->n_children; i++) {
        if (!pdx_conjunction_is_list(&m->root->children[i])) return false;
    }
    return m->root->cost * DENSE_SHARE > m->scan.n_posts;
}

bool pdx_conjunction_fits(const pdx_matcher *m) {
    if (m->unsure) return false;
    if (m->root->kind != PDX_NODE_AND) return is_lead(m->root);
    return is_lead(&m->root->children[0]) && (m->scoring || !is_dense(m));
}

/* Whether how many match is known without reading: a word alone, of which every document counts. */
static bool is_known(const pdx_conjunction *c, const pdx_match_leaf *lead) {
    const pdx_matcher *m = c->matcher;
    return c->best == NULL && pdx_conjunction_is_list(m->root) && lead->streams[0].plain && m->scan.plan->options->posts == NULL;
}

/* Which members are laid out; the rarest first, as children stand. Where all matches are wanted, reading lists is the quicker way. */
static pdx_status members_meet(pdx_conjunction_work *w, pdx_error *err) {
    pdx_conjunction *c = w->c;
    const pdx_match_node *root = c->matcher->root;
    size_t i;
    if (!c->pruning) return PDX_OK;
    for (i = 0; root->kind == PDX_NODE_AND && i < root->n_children; i++) {
        pdx_match_leaf *leaf = root->children[i].leaf;
        if (!pdx_conjunction_is_list(&root->children[i])) continue;
        PDX_TRY(pdx_dense_meet_add(&w->meet, c->matcher, leaf, pdx_conjunction_saturation(c, leaf), &w->is_met[i], err));
    }
    pdx_dense_meet_weigh(&w->meet);
    return PDX_OK;
}

static pdx_status work_make(pdx_conjunction *c, pdx_conjunction_work **out, pdx_error *err) {
    const pdx_match_node *root = c->matcher->root;
    const size_t n = root->kind == PDX_NODE_AND ? root->n_children : 1;
    pdx_arena *arena = &c->matcher->scan.arena;
    pdx_conjunction_work *w = pdx_arena_alloc(arena, sizeof *w);
    if (w == NULL) return pdx_fail_memory(err);
    memset(w, 0, sizeof *w);
    w->c = c;
    w->lead = root->kind == PDX_NODE_WORD ? root->leaf : root->children[0].leaf;
    w->is_met = pdx_arena_array(arena, n, sizeof *w->is_met);
    w->rests = pdx_arena_array(arena, n, sizeof *w->rests);
    if (w->is_met == NULL || w->rests == NULL) return pdx_fail_memory(err);
    memset(w->is_met, 0, n * sizeof *w->is_met);
    *out = w;
    return PDX_OK;
}

pdx_status pdx_conjunction_run(pdx_conjunction *c, pdx_error *err) {
    pdx_conjunction_work *w = NULL;
    PDX_TRY(work_make(c, &w, err));
    if (is_known(c, w->lead)) {
        c->n_matches += w->lead->streams[0].n_posts - w->lead->streams[0].n_gone;
        return PDX_OK;
    }
    PDX_TRY(members_meet(w, err));
    if (w->lead->merged != NULL) return pdx_conjunction_merged(w, err);
    return w->is_met[0] ? pdx_conjunction_windows(w, err) : pdx_conjunction_blocks(w, err);
}
