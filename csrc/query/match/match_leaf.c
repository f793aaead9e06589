#include "query/match/match_leaf.h"

#include "query/plan/word_lists.h"
#include "query/walk/cursor_build.h"

/* The groups that the roles cover, a bit each; false when a group is covered in part, or a role has no group. */
static bool groups_of(pdx_role_set roles, unsigned *groups) {
    unsigned some = 0, left_out = 0, role;
    for (role = 0; role < PDX_ROLE_COUNT; role++) {
        const unsigned bit = 1u << pdx_role_group((pdx_role)role);
        if ((roles & PDX_ROLE_BIT(role)) != 0) some |= bit;
        else left_out |= bit;
    }
    *groups = some;
    return (some & (left_out | 1u << PDX_GROUP_NONE)) == 0;
}

/* How many documents of the list are posts. */
static pdx_status posts_of(pdx_blocks *blocks, const pdx_scan *scan, uint32_t *n, pdx_error *err) {
    uint32_t block;
    bool is_doc;
    *n = blocks->list.n_docs;
    if (scan->n_posts == scan->n_docs) return PDX_OK;
    block = pdx_blocks_find(blocks, 0, scan->n_posts);
    if (block == pdx_blocks_count(blocks)) return PDX_OK;
    PDX_TRY(pdx_blocks_read(blocks, block, err));
    *n = pdx_blocks_before(blocks, block) + pdx_blocks_seek(blocks, 0, scan->n_posts, &is_doc);
    return PDX_OK;
}

static pdx_status stream_open(pdx_stream *stream, const pdx_scan *scan, const pdx_word_list *list, pdx_shares *shares, unsigned groups,
                              pdx_error *err) {
    uint32_t n_docs;
    PDX_TRY(pdx_blocks_open(&stream->blocks, scan->segment, &list->place, err));
    n_docs = list->place.n_docs;
    if (!list->is_class) PDX_TRY(posts_of(&stream->blocks, scan, &n_docs, err));
    pdx_stream_start(stream, shares, groups, n_docs, list->place.n_posts);
    stream->place = &list->place;
    stream->n_gone = list->n_gone;
    return PDX_OK;
}

static pdx_status streams_open(pdx_match_leaf *leaf, const pdx_word_lists *lists, pdx_shares *shares, unsigned groups, pdx_error *err) {
    size_t i;
    leaf->streams = pdx_arena_array(&leaf->scan->arena, lists->n, sizeof *leaf->streams);
    if (leaf->streams == NULL) return pdx_fail_memory(err);
    for (i = 0; i < lists->n; i++) {
        PDX_TRY(stream_open(&leaf->streams[i], leaf->scan, &lists->items[i], shares, groups, err));
        leaf->cost += leaf->streams[i].blocks.list.n_docs;
    }
    leaf->n_streams = lists->n;
    return PDX_OK;
}

/* Streams for a word, where its lists can tell; and for a prefix, pattern or fuzzy word that one list alone answers. */
static pdx_status word_open(pdx_match_leaf *leaf, const pdx_node *node, pdx_shares *shares, bool *told, pdx_error *err) {
    const pdx_word_lists *lists;
    unsigned groups;
    *told = false;
    if (!pdx_node_is_element(node) || node->kind == PDX_NODE_LONE || !groups_of(pdx_plan_roles(leaf->scan->plan, node), &groups)) return PDX_OK;
    PDX_TRY(pdx_word_lists_find(leaf->scan->plan, leaf->scan->index, node, false, &lists, err));
    *told = pdx_word_lists_are_apart(lists) && (node->kind == PDX_NODE_WORD || lists->n == 1);
    return *told ? streams_open(leaf, lists, shares, groups, err) : PDX_OK;
}

/* A word that stands for many, in whole groups. */
static pdx_status merged_open(pdx_match_leaf *leaf, const pdx_node *node, bool *told, pdx_error *err) {
    *told = false;
    if (!pdx_node_is_element(node) || !groups_of(pdx_plan_roles(leaf->scan->plan, node), &leaf->merged_groups)) return PDX_OK;
    PDX_TRY(pdx_merged_find(leaf->scan->plan, leaf->scan->index, node, &leaf->merged, err));
    *told = leaf->merged != NULL;
    if (*told) leaf->cost = leaf->merged->n;
    return PDX_OK;
}

/* A phrase of plain words or two of them near each other, in whole groups. */
static pdx_status phrase_open(pdx_match_leaf *leaf, const pdx_node *node, pdx_shares *shares, bool *told, pdx_error *err) {
    unsigned groups;
    *told = false;
    if ((node->kind != PDX_NODE_SEQUENCE && node->kind != PDX_NODE_NEAR) || !pdx_node_is_element(node->children[0])) return PDX_OK;
    if (!groups_of(pdx_plan_roles(leaf->scan->plan, node->children[0]), &groups)) return PDX_OK;
    leaf->phrase = pdx_arena_alloc(&leaf->scan->arena, sizeof *leaf->phrase);
    if (leaf->phrase == NULL) return pdx_fail_memory(err);
    PDX_TRY(pdx_phrase_init(leaf->phrase, leaf->scan, node, shares, groups, told, err));
    if (*told) {
        leaf->cost = pdx_phrase_cost(leaf->phrase);
    } else {
        pdx_phrase_deinit(leaf->phrase);
        leaf->phrase = NULL;
    }
    return PDX_OK;
}

void pdx_match_leaf_deinit(pdx_match_leaf *leaf) {
    if (leaf->phrase != NULL) pdx_phrase_deinit(leaf->phrase);
}

pdx_status pdx_match_leaf_init(pdx_match_leaf *leaf, pdx_scan *scan, const pdx_node *node, const pdx_scores *scores, pdx_shares *shares,
                               pdx_error *err) {
    const pdx_aim aim = {false, false};
    bool told;
    memset(leaf, 0, sizeof *leaf);
    leaf->scan = scan;
    leaf->scores = scores;
    leaf->shares = shares;
    leaf->scored = node->scored;
    PDX_TRY(word_open(leaf, node, shares, &told, err));
    if (!told) PDX_TRY(merged_open(leaf, node, &told, err));
    if (!told) PDX_TRY(phrase_open(leaf, node, shares, &told, err));
    if (told) return PDX_OK;
    PDX_TRY(pdx_cursor_build(scan, node, &aim, &leaf->cursor, err));
    leaf->cost = leaf->cursor->cost;
    return PDX_OK;
}

pdx_status pdx_match_leaf_next(pdx_match_leaf *leaf, pdx_doc from, pdx_doc *doc, pdx_error *err) {
    size_t i;
    if (leaf->cursor != NULL) {
        PDX_TRY(pdx_cursor_advance(leaf->cursor, from, err));
        *doc = leaf->cursor->doc;
        return PDX_OK;
    }
    if (leaf->phrase != NULL) {
        *doc = pdx_phrase_next(leaf->phrase, from);
        return PDX_OK;
    }
    *doc = PDX_NO_DOC;
    if (leaf->merged != NULL) {
        leaf->merged_at = pdx_merged_seek(leaf->merged, leaf->merged_at, from);
        if (leaf->merged_at < leaf->merged->n) *doc = leaf->merged->docs[leaf->merged_at];
    }
    for (i = 0; i < leaf->n_streams; i++) {
        const pdx_doc here = pdx_stream_next(&leaf->streams[i], from);
        if (here < *doc) *doc = here;
    }
    return PDX_OK;
}

double pdx_match_leaf_bound(pdx_match_leaf *leaf, pdx_window window, pdx_doc *holds_to) {
    const pdx_saturation *s = &leaf->scores->saturations[leaf->scored];
    double most = leaf->cursor != NULL || leaf->merged != NULL ? s->top : 0.0;
    size_t i;
    *holds_to = PDX_NO_DOC;
    if (leaf->phrase != NULL) most = pdx_phrase_bound(leaf->phrase, window, s->top, holds_to);
    for (i = 0; i < leaf->n_streams; i++) {
        pdx_doc to;
        const double here = pdx_stream_bound(&leaf->streams[i], window, s->top, &to);
        if (here > most) most = here;
        if (to < *holds_to) *holds_to = to;
    }
    return pdx_saturation_bound(most, s);
}

/* The level of the document the cursor stands on, and what the leaf gives it. */
static pdx_status cursor_ask(pdx_match_leaf *leaf, pdx_level *level, double *score, pdx_error *err) {
    uint32_t occurrences[PDX_GROUP_COUNT];
    double tf;
    PDX_TRY(pdx_plan_pulse(leaf->scan->plan, err));
    PDX_TRY(pdx_cursor_check(leaf->cursor, level, err));
    if (score == NULL || *level == PDX_LEVEL_NO || !pdx_match_leaf_is_scored(leaf)) return PDX_OK;
    if (*level == PDX_LEVEL_POSSIBLE && !leaf->scan->plan->options->possible) return PDX_OK;
    PDX_TRY(pdx_cursor_count(leaf->cursor, occurrences, err));
    tf = pdx_shares_tf(leaf->shares, leaf->cursor->doc, occurrences);
    *score = tf > 0.0 ? pdx_saturate_one(tf, &leaf->scores->saturations[leaf->scored]) : 0.0;
    return PDX_OK;
}

static pdx_status cursor_read(pdx_match_leaf *leaf, pdx_window window, pdx_window_match *out, double *scores, pdx_error *err) {
    pdx_cursor *cursor = leaf->cursor;
    PDX_TRY(pdx_cursor_advance(cursor, window.begin, err));
    while (cursor->doc < window.end) {
        const uint32_t offset = cursor->doc - window.begin;
        pdx_level level;
        double score = 0.0;
        PDX_TRY(cursor_ask(leaf, &level, scores == NULL ? NULL : &score, err));
        if (level != PDX_LEVEL_NO) pdx_bits_set(&out->wide, offset);
        if (level == PDX_LEVEL_CERTAIN) pdx_bits_set(&out->certain, offset);
        if (scores != NULL) scores[offset] += score;
        PDX_TRY(pdx_cursor_advance(cursor, cursor->doc + 1, err));
    }
    return PDX_OK;
}

static void merged_read(pdx_match_leaf *leaf, pdx_window window, const pdx_saturation *s, pdx_bits *bits, double *scores) {
    const pdx_merged *merged = leaf->merged;
    uint32_t i = pdx_merged_seek(merged, leaf->merged_at, window.begin);
    for (; i < merged->n && merged->docs[i] < window.end; i++) {
        const uint32_t offset = merged->docs[i] - window.begin;
        double score;
        if (!pdx_merged_ask(merged, i, leaf->merged_groups, leaf->shares, s, &score)) continue;
        pdx_bits_set(bits, offset);
        if (scores != NULL) scores[offset] += score;
    }
    leaf->merged_at = i;
}

static bool merged_probe(pdx_match_leaf *leaf, pdx_doc doc, const pdx_saturation *s, double *score) {
    const pdx_merged *merged = leaf->merged;
    leaf->merged_at = pdx_merged_seek(merged, leaf->merged_at, doc);
    *score = 0.0;
    if (leaf->merged_at == merged->n || merged->docs[leaf->merged_at] != doc) return false;
    return pdx_merged_ask(merged, leaf->merged_at, leaf->merged_groups, leaf->shares, s, score);
}

pdx_status pdx_match_leaf_read(pdx_match_leaf *leaf, pdx_window window, pdx_window_match *out, double *scores, pdx_error *err) {
    const pdx_saturation *s = pdx_match_leaf_is_scored(leaf) ? &leaf->scores->saturations[leaf->scored] : NULL;
    size_t i;
    if (s == NULL) scores = NULL;
    if (leaf->cursor != NULL) return cursor_read(leaf, window, out, scores, err);
    if (leaf->merged != NULL) merged_read(leaf, window, s, &out->certain, scores);
    if (leaf->phrase != NULL) return pdx_phrase_read(leaf->phrase, window, s, &out->certain, scores, err);
    for (i = 0; i < leaf->n_streams; i++) PDX_TRY(pdx_stream_read(&leaf->streams[i], window, s, &out->certain, scores, err));
    return PDX_OK;
}

pdx_status pdx_match_leaf_probe(pdx_match_leaf *leaf, pdx_doc doc, pdx_level *level, double *score, pdx_error *err) {
    const pdx_saturation *s = score != NULL && pdx_match_leaf_is_scored(leaf) ? &leaf->scores->saturations[leaf->scored] : NULL;
    bool has = false;
    size_t i;
    *level = PDX_LEVEL_NO;
    if (score != NULL) *score = 0.0;
    if (leaf->cursor != NULL) {
        PDX_TRY(pdx_cursor_advance(leaf->cursor, doc, err));
        return leaf->cursor->doc == doc ? cursor_ask(leaf, level, score, err) : PDX_OK;
    }
    if (leaf->phrase != NULL) {
        double given;
        PDX_TRY(pdx_phrase_probe(leaf->phrase, doc, s, &has, &given, err));
        if (s != NULL) *score = given;
    }
    if (leaf->merged != NULL) {
        double given;
        has = merged_probe(leaf, doc, s, &given);
        if (s != NULL) *score = given;
    }
    for (i = 0; i < leaf->n_streams && !has; i++) {
        double given;
        PDX_TRY(pdx_stream_probe(&leaf->streams[i], doc, s, &has, &given, err));
        if (s != NULL) *score = given;
    }
    if (has) *level = PDX_LEVEL_CERTAIN;
    return PDX_OK;
}
