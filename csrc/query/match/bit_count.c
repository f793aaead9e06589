#include "query/match/bit_count.h"

#include "kernels/markbits.h"

enum {
    WIDE_DOCS = PDX_LIMIT(16384, 128), /* of a window */
    WIDE_WORDS = WIDE_DOCS / 64,
    MORE_WORDS = PDX_BLOCK_WORDS + 1,  /* bit sets that begin in a window may end behind it */
    DENSE_SHARE = 32                   /* a word in one of so many documents is no rare one */
};

/* Documents of some lists. */
typedef struct set {
    uint64_t words[WIDE_WORDS + MORE_WORDS];
} set;

/* What a count works with; it lies in the scan's arena. */
typedef struct work {
    pdx_matcher *matcher;
    uint8_t marks[WIDE_DOCS];    /* all 0 between sets */
    uint64_t among[WIDE_WORDS];  /* documents of the window that count so far */
    set *sets;
} work;

static bool leaf_fits(const pdx_match_leaf *leaf) {
    size_t k;
    for (k = 0; k < leaf->n_streams; k++) {
        if (!leaf->streams[k].plain) return false;
    }
    return true;
}

bool pdx_union_fits(const pdx_matcher *m) {
    size_t i;
    if (!m->any_of || m->unsure) return false;
    for (i = 0; i < m->n_scored; i++) {
        if (m->scored[i] == NULL || !leaf_fits(m->scored[i])) return false;
    }
    return true;
}

bool pdx_meeting_fits(const pdx_matcher *m) {
    const pdx_match_node *root = m->root;
    size_t i;
    if (m->unsure || root->kind != PDX_NODE_AND || root->cost * DENSE_SHARE <= m->scan.n_posts) return false;
    for (i = 0; i < root->n_children; i++) {
        const pdx_match_node *child = &root->children[i];
        if (child->kind != PDX_NODE_WORD || !pdx_match_leaf_is_word(child->leaf) || !leaf_fits(child->leaf)) return false;
    }
    return true;
}

static pdx_status leaf_mark(work *w, pdx_match_leaf *leaf, pdx_window window, set *to, pdx_error *err) {
    const pdx_scan *scan = &w->matcher->scan;
    size_t k;
    PDX_TRY(pdx_plan_pulses(scan->plan, 4 + (uint32_t)(leaf->cost * (window.end - window.begin) / scan->n_posts), err));
    for (k = 0; k < leaf->n_streams; k++) PDX_TRY(pdx_stream_mark(&leaf->streams[k], window, w->marks, to->words, err));
    return PDX_OK;
}

/* Keeps the documents of the window that are in the set, and among those so far unless there are none yet; gives how many. What lies
 * behind the window comes to the front of the set. */
static uint32_t set_take(work *w, set *s, pdx_window window, bool so_far) {
    const uint32_t n_docs = window.end - window.begin, n_words = (n_docs + 63) / 64;
    uint32_t n;
    if (n_docs % 64 > 0) s->words[n_words - 1] &= ((uint64_t)1 << n_docs % 64) - 1;
    n = pdx_markbits_join(w->marks, s->words, so_far ? w->among : NULL, n_words);
    memcpy(w->among, s->words, n_words * sizeof *w->among);
    memmove(s->words, s->words + WIDE_WORDS, MORE_WORDS * sizeof *s->words);
    memset(s->words + MORE_WORDS, 0, WIDE_WORDS * sizeof *s->words);
    return n;
}

/* Begins with the documents that the view has; false: with all. */
static bool view_take(work *w, pdx_window window) {
    const pdx_matcher *m = w->matcher;
    uint32_t k;
    if (m->view == NULL) return false;
    for (k = 0; 64 * k < window.end - window.begin; k++) w->among[k] = pdx_bitmap_word(m->view, window.begin + 64 * k);
    return true;
}

static pdx_status union_take(work *w, pdx_window window, size_t *n, pdx_error *err) {
    const pdx_matcher *m = w->matcher;
    size_t i;
    for (i = 0; i < m->n_scored; i++) PDX_TRY(leaf_mark(w, m->scored[i], window, &w->sets[0], err));
    *n += set_take(w, &w->sets[0], window, view_take(w, window));
    return PDX_OK;
}

/* Every list is read, though nothing may be left: it must be where the next window begins. */
static pdx_status meeting_take(work *w, pdx_window window, size_t *n, pdx_error *err) {
    const pdx_match_node *root = w->matcher->root;
    bool so_far = view_take(w, window);
    uint32_t found = 0;
    size_t i;
    for (i = 0; i < root->n_children; i++) {
        PDX_TRY(leaf_mark(w, root->children[i].leaf, window, &w->sets[i], err));
        found = set_take(w, &w->sets[i], window, so_far);
        so_far = true;
    }
    *n += found;
    return PDX_OK;
}

static pdx_status leaf_start(pdx_matcher *m, pdx_match_leaf *leaf, pdx_error *err) {
    size_t k;
    for (k = 0; k < leaf->n_streams; k++) {
        pdx_stream_return(&leaf->streams[k], 0);
        PDX_TRY(pdx_blocks_unfold(&leaf->streams[k].blocks, &m->scan.arena, err));
    }
    return PDX_OK;
}

static pdx_status work_new(pdx_matcher *m, size_t n_sets, work **out, pdx_error *err) {
    work *w = pdx_arena_alloc(&m->scan.arena, sizeof *w);
    if (w == NULL) return pdx_fail_memory(err);
    w->matcher = m;
    w->sets = pdx_arena_array(&m->scan.arena, n_sets, sizeof *w->sets);
    if (w->sets == NULL) return pdx_fail_memory(err);
    memset(w->sets, 0, n_sets * sizeof *w->sets);
    memset(w->marks, 0, sizeof w->marks);
    *out = w;
    return PDX_OK;
}

static pdx_status windows_take(work *w, pdx_status (*take)(work *, pdx_window, size_t *, pdx_error *), size_t *n, pdx_error *err) {
    const pdx_doc end = w->matcher->scan.n_posts;
    pdx_window window = {0, 0};
    *n = 0;
    for (; window.begin < end; window.begin = window.end) {
        window.end = end - window.begin > WIDE_DOCS ? window.begin + WIDE_DOCS : end;
        PDX_TRY(take(w, window, n, err));
    }
    return PDX_OK;
}

pdx_status pdx_union_count(pdx_matcher *m, size_t *n, pdx_error *err) {
    work *w;
    size_t i;
    PDX_TRY(work_new(m, 1, &w, err));
    for (i = 0; i < m->n_scored; i++) PDX_TRY(leaf_start(m, m->scored[i], err));
    return windows_take(w, union_take, n, err);
}

pdx_status pdx_meeting_count(pdx_matcher *m, size_t *n, pdx_error *err) {
    work *w;
    size_t i;
    PDX_TRY(work_new(m, m->root->n_children, &w, err));
    for (i = 0; i < m->root->n_children; i++) PDX_TRY(leaf_start(m, m->root->children[i].leaf, err));
    return windows_take(w, meeting_take, n, err);
}
