#include "query/rank/conjunction.h"

#include <math.h>

static bool is_list(const pdx_match_node *node) {
    return node->kind == PDX_NODE_WORD && pdx_match_leaf_is_word(node->leaf) && node->leaf->n_streams == 1;
}

static const pdx_saturation *saturation_of(const pdx_conjunction *c, const pdx_match_leaf *leaf) {
    return c->best != NULL && pdx_match_leaf_is_scored(leaf) ? &leaf->scores->saturations[leaf->scored] : NULL;
}

/* What can lead: one list, or a phrase, whose rarest word is one. */
static bool is_lead(const pdx_match_node *node) { return is_list(node) || (node->kind == PDX_NODE_WORD && node->leaf->phrase != NULL); }

/* Where even the rarest word stands in one of so many documents, lists are quicker put together as bits when nothing is scored. */
enum { DENSE_SHARE = 32 };

/* Of a list with more than so many blocks for each of the rarest's only few are looked at. */
enum { UNFOLD_SHARE = 8 };

static bool is_dense(const pdx_matcher *m) {
    size_t i;
    for (i = 0; i < m->root->n_children; i++) {
        if (!is_list(&m->root->children[i])) return false;
    }
    return m->root->cost * DENSE_SHARE > m->scan.n_posts;
}

bool pdx_conjunction_fits(const pdx_matcher *m) {
    if (m->unsure) return false;
    if (m->root->kind != PDX_NODE_AND) return is_lead(m->root);
    return is_lead(&m->root->children[0]) && (m->scoring || !is_dense(m));
}

static pdx_stream *lead_stream(const pdx_match_leaf *lead) {
    return lead->phrase != NULL ? pdx_phrase_rarest(lead->phrase) : &lead->streams[0];
}

/* The most that the leading member gives in a block. */
static double lead_bound(const pdx_match_leaf *lead, uint32_t block, const pdx_saturation *s) {
    if (s == NULL) return 0.0;
    if (lead->phrase != NULL) return pdx_saturation_bound(pdx_phrase_block_bound(lead->phrase, block, s->top), s);
    return pdx_saturation_bound(pdx_stream_block_bound(&lead->streams[0], block, s->top), s);
}

/* Its documents in a block, those that come above `least`. */
static pdx_status lead_read(pdx_conjunction *c, pdx_match_leaf *lead, uint32_t block, double least, pdx_candidates *candidates, pdx_error *err) {
    const pdx_saturation *s = saturation_of(c, lead);
    const pdx_doc end = c->matcher->scan.n_posts;
    if (lead->phrase != NULL) return pdx_phrase_lead(lead->phrase, block, end, s, least, candidates, err);
    return pdx_stream_lead(&lead->streams[0], block, end, s, least, candidates, err);
}

/* The most that the leaves of a node give in a window. */
static double node_bound(const pdx_match_node *node, pdx_window window) {
    double most = 0.0;
    pdx_doc to;
    size_t i;
    if (node->kind == PDX_NODE_WORD) return pdx_match_leaf_is_scored(node->leaf) ? pdx_match_leaf_bound(node->leaf, window, &to) : 0.0;
    for (i = 0; i < node->n_children; i++) most += node_bound(&node->children[i], window);
    return most;
}

/* Fills in what the members behind each can give in a window; gives what all behind the first can. */
static double rests_fill(const pdx_conjunction *c, pdx_window window, double *rests) {
    const pdx_match_node *root = c->matcher->root;
    double most = 0.0;
    size_t i;
    for (i = root->n_children; i-- > 1;) {
        rests[i] = most;
        most += node_bound(&root->children[i], window);
    }
    return most;
}

/* Candidates that can still be among the best when they get `rest` more. */
static void candidates_prune(pdx_conjunction *c, pdx_candidates *candidates, double rest) {
    const double least = c->best->least - rest;
    uint32_t kept = 0, k;
    for (k = 0; k < candidates->n; k++) {
        candidates->docs[kept] = candidates->docs[k];
        candidates->scores[kept] = candidates->scores[k];
        kept += candidates->scores[k] > least;
    }
    if (kept < candidates->n) candidates->passed = true;
    candidates->n = kept;
}

/* Candidates that lie in the view. */
static void candidates_view(const pdx_matcher *m, pdx_candidates *candidates) {
    const pdx_bitmap *posts = m->scan.posts;
    uint32_t kept = 0, k;
    for (k = 0; posts != NULL && k < candidates->n; k++) {
        candidates->docs[kept] = candidates->docs[k];
        candidates->scores[kept] = candidates->scores[k];
        kept += pdx_bitmap_has(posts, candidates->docs[k]);
    }
    if (posts != NULL) candidates->n = kept;
}

/* Keeps the candidates that a member matches and that come above `least`. */
static pdx_status node_keep(pdx_conjunction *c, pdx_match_node *node, double least, pdx_candidates *candidates, pdx_error *err) {
    uint32_t kept = 0, k;
    if (is_list(node)) return pdx_stream_narrow(&node->leaf->streams[0], saturation_of(c, node->leaf), true, least, candidates, err);
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

static pdx_status candidates_take(pdx_conjunction *c, const pdx_candidates *candidates, pdx_error *err) {
    uint32_t k;
    c->n_matches += candidates->n;
    for (k = 0; c->best != NULL && k < candidates->n; k++) {
        if (candidates->scores[k] <= c->best->least) continue;
        if (!pdx_best_add(c->best, pdx_scan_number(&c->matcher->scan, candidates->docs[k]), candidates->scores[k])) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* The block's documents, narrowed down. `rests`: what the members behind each can give, where that may decide; or NULL. */
static pdx_status block_take(pdx_conjunction *c, pdx_match_leaf *lead, uint32_t block, double rest, const double *rests, pdx_error *err) {
    pdx_match_node *root = c->matcher->root;
    pdx_doc docs[PDX_BLOCK_ROOM];
    double scores[PDX_BLOCK_ROOM];
    pdx_candidates candidates = {docs, scores, 0, false};
    size_t i;
    PDX_TRY(lead_read(c, lead, block, rests == NULL ? -1.0 : c->best->least - rest, &candidates, err));
    PDX_TRY(pdx_plan_pulses(c->matcher->scan.plan, candidates.n, err));
    candidates_view(c->matcher, &candidates);
    if (rests != NULL) candidates_prune(c, &candidates, rest);
    for (i = 1; i < root->n_children && candidates.n > 0; i++) {
        const double least = rests == NULL ? -(double)INFINITY : c->best->least - rests[i];
        PDX_TRY(node_keep(c, &root->children[i], least, &candidates, err));
    }
    if (candidates.passed) c->counted = false;
    return candidates_take(c, &candidates, err);
}

/* Whether how many match is known without reading: a word alone, of which every document counts. */
static bool is_known(const pdx_conjunction *c, const pdx_match_leaf *lead) {
    const pdx_matcher *m = c->matcher;
    return c->best == NULL && is_list(m->root) && lead->streams[0].plain && m->scan.plan->options->posts == NULL;
}

/* Unfolds a list unless few of its blocks will be looked at. */
static pdx_status list_unfold(pdx_matcher *m, pdx_blocks *blocks, const pdx_blocks *lead, pdx_error *err) {
    if (pdx_blocks_count(blocks) / UNFOLD_SHARE > pdx_blocks_count(lead)) return PDX_OK;
    return pdx_blocks_unfold(blocks, &m->scan.arena, err);
}

static pdx_status lists_unfold(pdx_matcher *m, pdx_match_leaf *lead, pdx_error *err) {
    const pdx_match_node *root = m->root;
    const pdx_blocks *leading = &lead_stream(lead)->blocks;
    size_t i;
    for (i = 0; lead->phrase != NULL && i < lead->phrase->n; i++) PDX_TRY(list_unfold(m, &lead->phrase->members[i].blocks, leading, err));
    if (lead->phrase == NULL) PDX_TRY(list_unfold(m, &lead->streams[0].blocks, leading, err));
    for (i = 0; root->kind == PDX_NODE_AND && i < root->n_children; i++) {
        if (is_list(&root->children[i])) PDX_TRY(list_unfold(m, &root->children[i].leaf->streams[0].blocks, leading, err));
    }
    return PDX_OK;
}

pdx_status pdx_conjunction_run(pdx_conjunction *c, pdx_error *err) {
    pdx_matcher *m = c->matcher;
    const pdx_match_node *root = m->root;
    pdx_match_leaf *lead = root->kind == PDX_NODE_WORD ? root->leaf : root->children[0].leaf;
    const pdx_blocks *blocks = &lead_stream(lead)->blocks;
    const uint32_t n = pdx_blocks_count(blocks);
    double *rests = pdx_arena_array(&m->scan.arena, root->n_children, sizeof *rests);
    pdx_window window = {0, 0};
    uint32_t block;
    if (rests == NULL) return pdx_fail_memory(err);
    if (is_known(c, lead)) {
        c->n_matches += lead->streams[0].n_posts - lead->streams[0].n_gone;
        return PDX_OK;
    }
    PDX_TRY(lists_unfold(m, lead, err));
    for (block = 0; block < n && window.begin < m->scan.n_posts; block++) {
        const bool pruning = c->pruning && pdx_best_is_full(c->best);
        const pdx_doc last = pdx_blocks_last(blocks, block);
        double rest = 0.0;
        window.end = last < m->scan.n_posts ? last + 1 : m->scan.n_posts;
        if (pruning) {
            rest = rests_fill(c, window, rests);
            if (lead_bound(lead, block, saturation_of(c, lead)) + rest <= c->best->least) {
                c->counted = false;
                window.begin = window.end;
                continue;
            }
        }
        PDX_TRY(pdx_plan_pulses(m->scan.plan, 16, err));
        PDX_TRY(block_take(c, lead, block, rest, pruning ? rests : NULL, err));
        window.begin = window.end;
    }
    return PDX_OK;
}
