#include "query/match/match.h"

/* Of lists that say more often yes than one in so many documents asked for, all is read; others are asked for single documents. */
enum { PROBE_SHARE = 8 };

static pdx_status node_make(pdx_matcher *m, const pdx_node *node, const pdx_scores *scores, pdx_match_node *out, pdx_error *err);

static void sort_by_cost(pdx_match_node *nodes, size_t n) {
    size_t i, k;
    for (i = 1; i < n; i++) {
        const pdx_match_node moved = nodes[i];
        for (k = i; k > 0 && nodes[k - 1].cost > moved.cost; k--) nodes[k] = nodes[k - 1];
        nodes[k] = moved;
    }
}

static pdx_status children_make(pdx_matcher *m, const pdx_node *node, const pdx_scores *scores, pdx_match_node *out, pdx_error *err) {
    size_t i;
    out->n_children = node->n_children;
    out->children = pdx_arena_array(&m->scan.arena, node->n_children, sizeof *out->children);
    if (out->children == NULL) return pdx_fail_memory(err);
    for (i = 0; i < node->n_children; i++) {
        PDX_TRY(node_make(m, node->children[i], scores, &out->children[i], err));
        if (node->kind == PDX_NODE_OR) out->cost += out->children[i].cost;
    }
    if (node->kind == PDX_NODE_AND) {
        sort_by_cost(out->children, out->n_children);
        out->cost = out->children[0].cost;
    } else if (node->kind != PDX_NODE_OR) {
        out->cost = m->scan.n_posts;
    }
    return PDX_OK;
}

static pdx_status leaf_make(pdx_matcher *m, const pdx_node *node, const pdx_scores *scores, pdx_match_node *out, pdx_error *err) {
    out->kind = PDX_NODE_WORD;
    out->leaf = pdx_arena_alloc(&m->scan.arena, sizeof *out->leaf);
    if (out->leaf == NULL) return pdx_fail_memory(err);
    memset(out->leaf, 0, sizeof *out->leaf);
    if (!PDX_VEC_PUSH(&m->leaves, out->leaf)) return pdx_fail_memory(err);
    PDX_TRY(pdx_match_leaf_init(out->leaf, &m->scan, node, scores, &m->shares, err));
    if (pdx_match_leaf_is_scored(out->leaf)) m->scored[out->leaf->scored] = out->leaf;
    out->cost = out->leaf->cost;
    return PDX_OK;
}

static pdx_status node_make(pdx_matcher *m, const pdx_node *node, const pdx_scores *scores, pdx_match_node *out, pdx_error *err) {
    memset(out, 0, sizeof *out);
    out->kind = node->kind;
    if (pdx_node_is_leaf(node)) return leaf_make(m, node, scores, out, err);
    if (node->kind == PDX_NODE_NOTHING) return PDX_OK;
    if (node->kind == PDX_NODE_FILTER) {
        out->filter = &m->scan.filters[node->element];
        out->cost = pdx_bitmap_count(&out->filter->wide);
        return PDX_OK;
    }
    return children_make(m, node, scores, out, err);
}

static bool is_scored_word(const pdx_match_node *node) {
    return node->kind == PDX_NODE_WORD && pdx_match_leaf_is_scored(node->leaf) && pdx_match_leaf_is_word(node->leaf);
}

static bool is_any_of_words(const pdx_match_node *node) {
    size_t i;
    if (node->kind != PDX_NODE_OR) return is_scored_word(node);
    for (i = 0; i < node->n_children; i++) {
        if (!is_scored_word(&node->children[i])) return false;
    }
    return true;
}

/* Words one of which is enough, and filters: those of an AND. */
static bool is_any_of(const pdx_match_node *root) {
    size_t i, n_words = 0;
    if (root->kind != PDX_NODE_AND) return is_any_of_words(root);
    for (i = 0; i < root->n_children; i++) {
        if (root->children[i].kind == PDX_NODE_FILTER) continue;
        if (!is_any_of_words(&root->children[i])) return false;
        n_words++;
    }
    return n_words == 1;
}

/* What all filters of the root's AND let through. */
static pdx_status view_make(pdx_matcher *m, pdx_error *err) {
    size_t i;
    m->view = m->scan.posts;
    for (i = 0; m->root->kind == PDX_NODE_AND && i < m->root->n_children; i++) {
        const pdx_match_node *child = &m->root->children[i];
        if (child->kind != PDX_NODE_FILTER) continue;
        if (m->view == NULL) {
            m->view = &child->filter->certain;
        } else if (m->view != &m->filtered) {
            if (!pdx_bitmap_copy(&m->filtered, m->view)) return pdx_fail_memory(err);
            m->view = &m->filtered;
            pdx_bitmap_and(&m->filtered, &child->filter->certain);
        } else {
            pdx_bitmap_and(&m->filtered, &child->filter->certain);
        }
    }
    return PDX_OK;
}

static bool has_unsure_filter(const pdx_scan *scan) {
    size_t i;
    for (i = 0; i < scan->plan->n_filters; i++) {
        if (pdx_bitmap_count(&scan->filters[i].wide) != pdx_bitmap_count(&scan->filters[i].certain)) return true;
    }
    return false;
}

pdx_status pdx_matcher_init(pdx_matcher *m, pdx_plan *plan, uint32_t segment, const pdx_scores *scores, bool scoring, pdx_error *err) {
    pdx_share_tables tables = {NULL, NULL, NULL};
    memset(m, 0, sizeof *m);
    m->scoring = scoring;
    PDX_TRY(pdx_scan_init(&m->scan, plan, segment, err));
    if (scoring) PDX_TRY(pdx_snapshot_shares(plan->snapshot, segment, scores->scoring, &tables, err));
    pdx_shares_init(&m->shares, m->scan.segment, scores->scoring, scores->average, &tables);
    m->n_scored = plan->query->scored.len;
    m->scored = pdx_arena_array(&m->scan.arena, m->n_scored, sizeof *m->scored);
    m->root = pdx_arena_alloc(&m->scan.arena, sizeof *m->root);
    if (m->scored == NULL || m->root == NULL) return pdx_fail_memory(err);
    m->unsure = has_unsure_filter(&m->scan);
    PDX_TRY(node_make(m, plan->query->root, scores, m->root, err));
    m->any_of = is_any_of(m->root);
    return m->unsure ? PDX_OK : view_make(m, err);
}

void pdx_matcher_deinit(pdx_matcher *m) {
    size_t i;
    for (i = 0; i < m->leaves.len; i++) pdx_match_leaf_deinit(m->leaves.data[i]);
    PDX_VEC_DEINIT(&m->leaves);
    pdx_bitmap_deinit(&m->filtered);
    pdx_scan_deinit(&m->scan);
}

pdx_status pdx_matcher_start(pdx_matcher *m, pdx_error *err) {
    if (!m->scoring || m->scores != NULL) return PDX_OK;
    m->scores = pdx_arena_array(&m->scan.arena, PDX_WINDOW_DOCS, sizeof *m->scores);
    if (m->scores == NULL) return pdx_fail_memory(err);
    memset(m->scores, 0, PDX_WINDOW_DOCS * sizeof *m->scores);
    return PDX_OK;
}

static pdx_status node_next(pdx_matcher *m, pdx_match_node *node, pdx_doc from, pdx_doc *doc, pdx_error *err) {
    pdx_doc least = PDX_NO_DOC;
    size_t i;
    *doc = from;
    switch ((pdx_node_kind)node->kind) {
    case PDX_NODE_NOTHING:
        *doc = PDX_NO_DOC;
        return PDX_OK;
    case PDX_NODE_WORD:
        return pdx_match_leaf_next(node->leaf, from, doc, err);
    case PDX_NODE_FILTER:
        *doc = pdx_bitmap_next(&node->filter->wide, from);
        if (*doc >= node->filter->wide.n) *doc = PDX_NO_DOC;
        return PDX_OK;
    case PDX_NODE_OR:
        for (i = 0; i < node->n_children; i++) {
            pdx_doc here;
            PDX_TRY(node_next(m, &node->children[i], from, &here, err));
            if (here < least) least = here;
        }
        *doc = least;
        return PDX_OK;
    case PDX_NODE_AND:
        /* At the root nothing before a child's next document matters; under an OR its other children's scores still do. */
        for (i = 0; i < node->n_children && *doc != PDX_NO_DOC; i++) {
            pdx_doc here;
            PDX_TRY(node_next(m, &node->children[i], node == m->root ? *doc : from, &here, err));
            if (here > *doc) *doc = here;
        }
        return PDX_OK;
    default:
        return PDX_OK;
    }
}

pdx_status pdx_matcher_next(pdx_matcher *m, pdx_doc from, pdx_window *window, bool *more, pdx_error *err) {
    pdx_doc doc = from;
    *more = false;
    if (from >= m->scan.n_posts) return PDX_OK;
    PDX_TRY(node_next(m, m->root, from, &doc, err));
    if (doc >= m->scan.n_posts) return PDX_OK;
    *more = true;
    window->begin = doc & ~(pdx_doc)63;
    if (window->begin < from) window->begin = from & ~(pdx_doc)63;
    window->end = m->scan.n_posts - window->begin > PDX_WINDOW_DOCS ? window->begin + PDX_WINDOW_DOCS : m->scan.n_posts;
    return PDX_OK;
}

static pdx_status node_read(pdx_matcher *m, pdx_match_node *node, pdx_window window, pdx_window_match *out, pdx_error *err);

static pdx_status leaf_read(pdx_matcher *m, pdx_match_leaf *leaf, pdx_window window, pdx_window_match *out, pdx_error *err) {
    double *scores = m->scoring && pdx_match_leaf_is_scored(leaf) ? m->scores : NULL;
    pdx_bits_clear(&out->certain);
    if (m->unsure || leaf->cursor != NULL) pdx_bits_clear(&out->wide);
    PDX_TRY(pdx_match_leaf_read(leaf, window, out, scores, err));
    if (m->unsure) pdx_bits_or(&out->wide, &out->certain);
    if (scores != NULL) pdx_bits_or(&m->touched, m->unsure ? &out->wide : &out->certain);
    return PDX_OK;
}

static void filter_slice(const pdx_bitmap *map, pdx_window window, pdx_bits *out) {
    pdx_doc doc;
    pdx_bits_clear(out);
    for (doc = pdx_bitmap_next(map, window.begin); doc < window.end; doc = pdx_bitmap_next(map, doc + 1)) pdx_bits_set(out, doc - window.begin);
}

/* Keeps of `out` what the leaf matches, document by document. */
static pdx_status leaf_probe(pdx_matcher *m, pdx_match_leaf *leaf, pdx_window window, pdx_window_match *out, pdx_error *err) {
    const bool scored = m->scoring && pdx_match_leaf_is_scored(leaf);
    const pdx_bits *asked = m->unsure ? &out->wide : &out->certain;
    unsigned w;
    for (w = 0; w < PDX_WINDOW_WORDS; w++) {
        uint64_t left = asked->words[w];
        PDX_TRY(pdx_plan_pulses(m->scan.plan, pdx_popcount(left), err));
        for (; left != 0; left &= left - 1) {
            const unsigned bit = pdx_trailing_zeros(left);
            const uint64_t mask = ~((uint64_t)1 << bit);
            const uint32_t offset = w * 64 + bit;
            pdx_level level;
            double score = 0.0;
            PDX_TRY(pdx_match_leaf_probe(leaf, window.begin + offset, &level, scored ? &score : NULL, err));
            if (level != PDX_LEVEL_CERTAIN) out->certain.words[w] &= mask;
            if (level == PDX_LEVEL_NO && m->unsure) out->wide.words[w] &= mask;
            if (scored) m->scores[offset] += score;
        }
    }
    return PDX_OK;
}

/* Whether reading all of the leaf's window costs more than asking for these documents. */
static bool is_worth_probing(const pdx_matcher *m, const pdx_match_leaf *leaf, const pdx_window_match *asked) {
    const uint64_t n = pdx_bits_count(m->unsure ? &asked->wide : &asked->certain);
    if (!pdx_match_leaf_is_word(leaf)) return true;
    return n * PROBE_SHARE * m->scan.n_posts < leaf->cost * PDX_WINDOW_DOCS;
}

/* An AND at the root: what fails it matches nothing, so its score is not needed, and leaves may be asked for what is left only. */
static pdx_status all_read(pdx_matcher *m, pdx_match_node *node, pdx_window window, pdx_window_match *out, pdx_error *err) {
    pdx_window_match one;
    size_t i;
    PDX_TRY(node_read(m, &node->children[0], window, out, err));
    if (m->scoring) pdx_bits_or(&m->touched, m->unsure ? &out->wide : &out->certain);
    for (i = 1; i < node->n_children && pdx_bits_any(m->unsure ? &out->wide : &out->certain); i++) {
        pdx_match_node *child = &node->children[i];
        if (child->kind == PDX_NODE_WORD && is_worth_probing(m, child->leaf, out)) {
            PDX_TRY(leaf_probe(m, child->leaf, window, out, err));
            continue;
        }
        PDX_TRY(node_read(m, child, window, &one, err));
        pdx_bits_and(&out->certain, &one.certain);
        if (m->unsure) pdx_bits_and(&out->wide, &one.wide);
    }
    return PDX_OK;
}

/* Every child is read, so that every leaf has added its scores. */
static pdx_status children_read(pdx_matcher *m, pdx_match_node *node, pdx_window window, pdx_window_match *out, pdx_error *err) {
    pdx_window_match one;
    size_t i;
    PDX_TRY(node_read(m, &node->children[0], window, out, err));
    for (i = 1; i < node->n_children; i++) {
        PDX_TRY(node_read(m, &node->children[i], window, &one, err));
        if (node->kind == PDX_NODE_AND) {
            pdx_bits_and(&out->certain, &one.certain);
            if (m->unsure) pdx_bits_and(&out->wide, &one.wide);
        } else {
            pdx_bits_or(&out->certain, &one.certain);
            if (m->unsure) pdx_bits_or(&out->wide, &one.wide);
        }
    }
    return PDX_OK;
}

/* What possibly matches does not fail for certain, and the other way round. */
static pdx_status not_read(pdx_matcher *m, pdx_match_node *node, pdx_window window, pdx_window_match *out, pdx_error *err) {
    pdx_window_match one;
    PDX_TRY(node_read(m, &node->children[0], window, &one, err));
    pdx_bits_fill(&out->certain, window);
    if (m->unsure) {
        out->wide = out->certain;
        pdx_bits_and_not(&out->wide, &one.certain);
        pdx_bits_and_not(&out->certain, &one.wide);
    } else {
        pdx_bits_and_not(&out->certain, &one.certain);
    }
    return PDX_OK;
}

static pdx_status node_read(pdx_matcher *m, pdx_match_node *node, pdx_window window, pdx_window_match *out, pdx_error *err) {
    switch ((pdx_node_kind)node->kind) {
    case PDX_NODE_WORD:
        return leaf_read(m, node->leaf, window, out, err);
    case PDX_NODE_FILTER:
        filter_slice(&node->filter->certain, window, &out->certain);
        if (m->unsure) filter_slice(&node->filter->wide, window, &out->wide);
        return PDX_OK;
    case PDX_NODE_AND:
        return node == m->root ? all_read(m, node, window, out, err) : children_read(m, node, window, out, err);
    case PDX_NODE_OR:
        return children_read(m, node, window, out, err);
    case PDX_NODE_NOT:
        return not_read(m, node, window, out, err);
    case PDX_NODE_OPTIONAL: /* only adds to scores */
        PDX_TRY(node_read(m, &node->children[0], window, out, err));
        pdx_bits_fill(&out->certain, window);
        out->wide = out->certain;
        return PDX_OK;
    default:
        assert(node->kind == PDX_NODE_NOTHING);
        pdx_bits_clear(&out->certain);
        pdx_bits_clear(&out->wide);
        return PDX_OK;
    }
}

pdx_status pdx_matcher_read(pdx_matcher *m, pdx_window window, pdx_window_match *out, pdx_error *err) {
    return node_read(m, m->root, window, out, err);
}

/* Every child is asked, so that every leaf has given its score. */
static pdx_status children_probe(pdx_matcher *m, pdx_match_node *node, pdx_doc doc, pdx_level *level, double *score, pdx_error *err) {
    size_t i;
    for (i = 0; i < node->n_children; i++) {
        pdx_level one;
        PDX_TRY(pdx_match_node_probe(m, &node->children[i], doc, &one, score, err));
        if (i == 0 || (node->kind == PDX_NODE_AND ? one < *level : one > *level)) *level = one;
    }
    return PDX_OK;
}

pdx_status pdx_match_node_probe(pdx_matcher *m, pdx_match_node *node, pdx_doc doc, pdx_level *level, double *score, pdx_error *err) {
    double given = 0.0;
    *level = PDX_LEVEL_NO;
    switch ((pdx_node_kind)node->kind) {
    case PDX_NODE_WORD:
        PDX_TRY(pdx_match_leaf_probe(node->leaf, doc, level, score == NULL ? NULL : &given, err));
        if (score != NULL) *score += given;
        return PDX_OK;
    case PDX_NODE_FILTER:
        if (pdx_bitmap_has(&node->filter->wide, doc)) *level = PDX_LEVEL_POSSIBLE;
        if (pdx_bitmap_has(&node->filter->certain, doc)) *level = PDX_LEVEL_CERTAIN;
        return PDX_OK;
    case PDX_NODE_AND:
    case PDX_NODE_OR:
        return children_probe(m, node, doc, level, score, err);
    case PDX_NODE_NOT:
        PDX_TRY(pdx_match_node_probe(m, &node->children[0], doc, level, score, err));
        *level = (pdx_level)(PDX_LEVEL_CERTAIN - *level);
        return PDX_OK;
    case PDX_NODE_OPTIONAL:
        PDX_TRY(pdx_match_node_probe(m, &node->children[0], doc, level, score, err));
        *level = PDX_LEVEL_CERTAIN;
        return PDX_OK;
    default:
        return PDX_OK;
    }
}

void pdx_matcher_forget(pdx_matcher *m) {
    unsigned w;
    for (w = 0; w < PDX_WINDOW_WORDS; w++) {
        uint64_t left = m->touched.words[w];
        for (; left != 0; left &= left - 1) m->scores[w * 64 + pdx_trailing_zeros(left)] = 0.0;
        m->touched.words[w] = 0;
    }
}
