#include "query/rank/disjunction.h"

#include "query/rank/kth.h"
#include "query/rank/rare.h"
#include "query/rank/waiting.h"

enum {
    SUM_DOCS = PDX_LIMIT(4096, 128), /* of a window */
    FIRST_DOCS = PDX_LIMIT(256, 64), /* of the first one, from which there is a floor for the next; windows grow until they are whole */
    ASK_SHARE = 8,    /* asking a list for a document takes as long as reading so many of its documents */
    CROWDS_MOST = 2,  /* when documents were nearly equal so often, the rest is walked */
    RARE_SHARE = 16,  /* a word in fewer documents than one of so many is read as a whole at first */
    SPARSE_SHARE = 32 /* where lists have fewer documents of a window than one of so many, the others are not looked at */
};

/* What a run works with; it lies in the scan's arena. */
typedef struct work {
    pdx_disjunction *told;
    pdx_matcher *matcher;
    pdx_rare rare;
    pdx_pruner pruner; /* of the other leaves */
    pdx_waiting waiting;
    pdx_shortlist list;
    const pdx_gain_kernels *kernels;
    unsigned n_crowds;
    bool sparse;    /* `sums` are above 0 for documents of the rare lists alone */
    pdx_doc *docs;  /* room for the candidates of a window, like the next */
    double *scores;
    pdx_rare_room some; /* and for some of them */
    pdx_candidates first; /* with exact scores, which some of those that wait or are on the list got before all others */
    float *reached;       /* room for these scores */
    uint64_t above[SUM_DOCS / 64]; /* documents of the window that may be candidates */
    float sums[SUM_DOCS + PDX_GAINS_SLACK]; /* all 0 between windows */
} work;

static bool is_gain(double number) { return number >= PDX_GAIN_LEAST && number <= PDX_GAIN_MOST; }

static bool leaf_fits(const pdx_match_leaf *leaf) {
    const pdx_saturation *s = &leaf->scores->saturations[leaf->scored];
    size_t i;
    if (!is_gain(s->top) || !is_gain(s->k1)) return false;
    for (i = 0; i < leaf->n_streams; i++) {
        if (!pdx_stream_is_summable(&leaf->streams[i])) return false;
    }
    return true;
}

bool pdx_disjunction_fits(const pdx_matcher *m) {
    size_t i;
    if (!m->any_of || m->unsure || m->n_scored == 0 || m->scan.n_docs > INT32_MAX / PDX_GAINS_GROUPS) return false;
    for (i = 0; i < m->n_scored; i++) {
        if (m->scored[i] == NULL || !leaf_fits(m->scored[i])) return false;
    }
    return true;
}

bool pdx_disjunction_pays(const pdx_matcher *m) {
    uint64_t n_postings = 0;
    size_t i;
    for (i = 0; i < m->n_scored; i++) n_postings += m->scored[i]->cost;
    return m->view == NULL || (uint64_t)pdx_bitmap_count(m->view) * m->n_scored * ASK_SHARE > n_postings;
}

static pdx_gain leaf_gain(const pdx_match_leaf *leaf) {
    const pdx_saturation *s = &leaf->scores->saturations[leaf->scored];
    const pdx_gain gain = {(float)s->top, (float)s->k1};
    return gain;
}

/* About how many documents of a window the leaf has. */
static uint32_t leaf_density(const work *w, const pdx_match_leaf *leaf, pdx_window window) {
    return (uint32_t)(leaf->cost * (window.end - window.begin) / w->matcher->scan.n_posts);
}

static pdx_status leaf_sum(work *w, pdx_match_leaf *leaf, pdx_window window, pdx_error *err) {
    const pdx_gain gain = leaf_gain(leaf);
    size_t i;
    PDX_TRY(pdx_plan_pulses(w->matcher->scan.plan, leaf_density(w, leaf, window), err));
    for (i = 0; i < leaf->n_streams; i++) PDX_TRY(pdx_stream_sum(&leaf->streams[i], window, w->kernels, gain, w->sums, err));
    return PDX_OK;
}

/* What the first `n` leaves can give together. */
static double bounds_of(const work *w, size_t n) { return n == 0 ? 0.0 : w->pruner.leaves[n - 1].before + w->pruner.leaves[n - 1].bound; }

/* Finds the documents of the view whose sums are above `least`; gives how many. */
static uint32_t above_find(work *w, pdx_window window, double least) {
    const pdx_matcher *m = w->matcher;
    const uint32_t n_words = (window.end - window.begin + 63) / 64;
    const float most = least > 0.0 ? (float)(least * (1.0 - 0x1p-22)) : 0.0f;
    uint32_t n = 0, k;
    if (w->sparse) {
        memset(w->above, 0, n_words * sizeof *w->above);
        pdx_rare_above(&w->rare, window, w->sums, most, w->above);
    } else {
        n = w->kernels->above(w->sums, n_words, most, w->above);
        if (m->view == NULL) return n;
    }
    for (n = k = 0; k < n_words; k++) {
        if (m->view != NULL) w->above[k] &= pdx_bitmap_word(m->view, window.begin + 64 * k);
        n += pdx_popcount(w->above[k]);
    }
    return n;
}

/* Sums up leaves from the one that can give most on, until those that are left cannot decide alone and few documents are left to be
 * asked for; gives how many leaves and documents are left. */
static pdx_status window_sum(work *w, pdx_window window, size_t *n_left, uint32_t *n_above, pdx_error *err) {
    const pdx_pruner *pruner = &w->pruner;
    size_t n = pruner->n;
    pdx_rare_sum(&w->rare, window, w->sums);
    w->sparse = w->rare.n_here * SPARSE_SHARE <= window.end - window.begin;
    for (;;) {
        const double least = w->list.floor - bounds_of(w, n) * (1.0 + w->list.error);
        if (n == 0 || least >= 0.0) {
            *n_above = above_find(w, window, least);
            if (n == 0 || (uint64_t)*n_above * ASK_SHARE <= leaf_density(w, pruner->leaves[n - 1].leaf, window)) break;
        }
        PDX_TRY(leaf_sum(w, pruner->leaves[--n].leaf, window, err));
        w->sparse = false;
    }
    *n_left = n;
    return PDX_OK;
}

/* Sums up a window; who may be among the best has to wait. */
static pdx_status window_take(work *w, pdx_window window, pdx_error *err) {
    const bool counting = w->told->counting;
    uint32_t n_above = 0;
    size_t n = 0;
    pdx_pruner_order(&w->pruner);
    PDX_TRY(window_sum(w, window, &n, &n_above, err));
    if (n_above > 0 || counting) PDX_TRY(pdx_waiting_add(&w->waiting, window, w->above, n_above, w->sums, &w->pruner, n, &w->list, err));
    if (counting) w->waiting.windows[w->waiting.n_windows - 1].n_matches = above_find(w, window, 0.0);
    if (w->sparse) pdx_rare_clear(&w->rare, window, w->sums);
    else memset(w->sums, 0, (window.end - window.begin) * sizeof *w->sums);
    return PDX_OK;
}

static void candidate_add(pdx_candidates *candidates, pdx_doc doc, double score) {
    candidates->docs[candidates->n] = doc;
    candidates->scores[candidates->n++] = score;
}

/* Adds what the leaf gives to all of the candidates. */
static pdx_status leaf_score(const pdx_match_leaf *leaf, pdx_candidates *candidates, pdx_error *err) {
    size_t i;
    for (i = 0; i < leaf->n_streams; i++) PDX_TRY(pdx_stream_score(&leaf->streams[i], &leaf->scores->saturations[leaf->scored], candidates, err));
    return PDX_OK;
}

/* Exact scores of the candidates, which have none yet. */
static pdx_status exact_score(work *w, pdx_candidates *candidates, pdx_error *err) {
    size_t i;
    for (i = 0; i < w->rare.n; i++) PDX_TRY(pdx_rare_score(&w->rare.lists[i], &w->some, candidates, err));
    for (i = 0; i < w->pruner.n; i++) PDX_TRY(leaf_score(w->pruner.leaves[i].leaf, candidates, err));
    return PDX_OK;
}

/* Those of the documents that wait who have most so far get exact scores, which tell what the others must reach. */
static pdx_status first_score(work *w, pdx_error *err) {
    const pdx_waiting *waiting = &w->waiting;
    const size_t k = w->list.k;
    pdx_candidates *first = &w->first;
    float most;
    uint32_t d;
    first->n = 0;
    if (k > SUM_DOCS / 2 || waiting->n <= 2 * k) return PDX_OK;
    most = pdx_kth_below(w->kernels, waiting->sums, waiting->n, k, 0.0f, w->list.top);
    if (most < 0.0f || w->kernels->count(waiting->sums, waiting->n, most) > SUM_DOCS) return PDX_OK;
    for (d = 0; d < waiting->n; d++) {
        if (waiting->sums[d] > most) candidate_add(first, waiting->docs[d], 0.0);
    }
    PDX_TRY(exact_score(w, first, err));
    for (d = 0; d < first->n; d++) w->reached[d] = (float)first->scores[d];
    most = pdx_kth_below(w->kernels, w->reached, first->n, k, most * (float)(1.0 - 3.0 * w->list.error), w->list.top);
    if (most >= 0.0f) pdx_shortlist_reached(&w->list, most);
    return PDX_OK;
}

/* Those of the window's documents that can still be among the best, but for those that were asked for before, from number `from` on. */
static pdx_status others_narrow(work *w, const pdx_waiting_window *one, uint32_t from, pdx_candidates *out, pdx_error *err) {
    const pdx_candidates *first = &w->first;
    const pdx_waiting *waiting = &w->waiting;
    const double least = w->list.floor - one->most * (1.0 + w->list.error);
    size_t n;
    uint32_t d;
    out->n = 0;
    for (d = one->begin; d < one->end; d++) {
        if (from < first->n && first->docs[from] == waiting->docs[d]) from++;
        else if ((double)waiting->sums[d] > least) candidate_add(out, waiting->docs[d], (double)waiting->sums[d]);
    }
    for (n = one->n_leaves; n > 0 && out->n > 0; n--) {
        PDX_TRY(pdx_pruner_narrow(one->leaves[n - 1].leaf, w->list.floor - one->leaves[n - 1].before, out, err));
    }
    return PDX_OK;
}

/* Puts the window's documents that were asked for before, from number *from on, among its others, and all of them on the list. */
static bool window_list(work *w, const pdx_waiting_window *one, uint32_t *from, const pdx_candidates *others) {
    const pdx_candidates *first = &w->first;
    pdx_candidates both = {w->some.docs, w->some.scores, 0, false};
    uint32_t i = *from, k;
    for (k = 0; k < others->n; k++) {
        for (; i < first->n && first->docs[i] < others->docs[k]; i++) candidate_add(&both, first->docs[i], first->scores[i]);
        candidate_add(&both, others->docs[k], others->scores[k]);
    }
    for (; i < first->n && first->docs[i] < one->window.end; i++) candidate_add(&both, first->docs[i], first->scores[i]);
    *from = i;
    return pdx_shortlist_add(&w->list, both.docs, both.scores, both.n);
}

/* The documents on the list from number `from` on, as many as there is room for: who has no exact score yet gets one. */
static pdx_status exact_take(work *w, size_t from, pdx_error *err) {
    const pdx_doc *docs = PDX_VEC_AT(&w->list.docs, from), *known = w->first.docs;
    const size_t n = pdx_min_size(w->list.docs.len - from, SUM_DOCS);
    pdx_candidates others = {w->docs, w->scores, 0, false};
    uint32_t k = 0, other = 0;
    size_t i;
    for (i = 0; i < n; i++) {
        while (k < w->first.n && known[k] < docs[i]) k++;
        if (k == w->first.n || known[k] != docs[i]) candidate_add(&others, docs[i], 0.0);
    }
    PDX_TRY(exact_score(w, &others, err));
    for (k = 0, i = 0; i < n; i++) {
        double score;
        if (other < others.n && others.docs[other] == docs[i]) {
            score = others.scores[other++];
        } else {
            while (known[k] < docs[i]) k++;
            score = w->first.scores[k];
        }
        if (score > w->told->best->least && !pdx_best_add(w->told->best, pdx_scan_number(&w->matcher->scan, docs[i]), score)) {
            return pdx_fail_memory(err);
        }
    }
    return PDX_OK;
}

static void streams_return(work *w) {
    size_t i, k;
    for (i = 0; i < w->matcher->n_scored; i++) {
        pdx_match_leaf *leaf = w->matcher->scored[i];
        for (k = 0; k < leaf->n_streams; k++) pdx_stream_return(&leaf->streams[k], 0);
    }
}

/* Whoever is on the list gets an exact score, and the best of them stay. */
static pdx_status list_resolve(work *w, pdx_error *err) {
    size_t from;
    pdx_shortlist_cut(&w->list);
    streams_return(w);
    for (from = 0; from < w->list.docs.len; from += SUM_DOCS) PDX_TRY(exact_take(w, from, err));
    streams_return(w);
    pdx_shortlist_reset(&w->list);
    if (pdx_best_is_full(w->told->best)) pdx_shortlist_raise(&w->list, w->told->best->least);
    return PDX_OK;
}

/* Whoever waits waits no longer; *done: sums told too little, and the rest is to be walked. */
static pdx_status waiting_resolve(work *w, bool *done, pdx_error *err) {
    pdx_candidates others = {w->docs, w->scores, 0, false};
    uint32_t from = 0;
    size_t i;
    streams_return(w);
    PDX_TRY(first_score(w, err));
    streams_return(w);
    for (i = 0; i < w->waiting.n_windows; i++) {
        const pdx_waiting_window *one = &w->waiting.windows[i];
        PDX_TRY(others_narrow(w, one, from, &others, err));
        PDX_TRY(pdx_plan_pulses(w->matcher->scan.plan, others.n, err));
        if (!window_list(w, one, &from, &others)) return pdx_fail_memory(err);
        w->told->n_matches += one->n_matches;
        w->told->behind = one->window.end;
        if (!w->list.crowded) continue;
        PDX_TRY(list_resolve(w, err));
        *done = ++w->n_crowds == CROWDS_MOST;
        if (*done) return PDX_OK;
    }
    pdx_waiting_reset(&w->waiting);
    streams_return(w);
    return PDX_OK;
}

/* The next window that may have somebody for the list, which begins with a whole word of bits; false: there is none. */
static bool window_next(work *w, pdx_doc from, uint32_t n_docs, pdx_window *window) {
    const pdx_doc end = w->matcher->scan.n_posts;
    for (;;) {
        const pdx_doc next = pdx_rare_next(&w->rare);
        pdx_doc behind;
        if (w->pruner.n == 0) from = next == PDX_NO_DOC ? end : next / 64 * 64;
        if (from >= end) return false;
        window->begin = from;
        window->end = end - from > n_docs ? from + n_docs : end;
        if (!pdx_pruner_skips(&w->pruner, *window, w->list.floor, &behind) || next < window->end) return true;
        from = (behind < next ? behind : next) / 64 * 64;
        if (from < window->end) from = window->end;
    }
}

static pdx_status windows_take(work *w, pdx_error *err) {
    pdx_plan *plan = w->matcher->scan.plan;
    uint32_t n_docs = FIRST_DOCS;
    pdx_window window = {0, 0};
    bool done = false;
    while (window_next(w, window.end, n_docs, &window)) {
        PDX_TRY(window_take(w, window, err));
        PDX_TRY(pdx_plan_pulses(plan, 16, err));
        if (n_docs < SUM_DOCS) n_docs *= 2;
        if (pdx_waiting_is_full(&w->waiting, SUM_DOCS)) PDX_TRY(waiting_resolve(w, &done, err));
        if (done) return PDX_OK;
    }
    PDX_TRY(waiting_resolve(w, &done, err));
    if (done) return PDX_OK;
    w->told->behind = w->matcher->scan.n_posts;
    return list_resolve(w, err);
}

static bool is_rare(const work *w, const pdx_match_leaf *leaf) {
    return w->told->counting || leaf->cost * RARE_SHARE <= w->matcher->scan.n_posts;
}

/* Of a list that k posts or more have: the k-th best of them reaches what it gives. */
static void rare_reach(work *w, const pdx_rare_list *list, pdx_gain gain) {
    const double floor = w->list.floor;
    float kth;
    if (w->matcher->view != NULL) return; /* they may not be among its posts */
    kth = pdx_kth_below(w->kernels, list->gains, list->n, w->list.k, floor > 0.0 ? (float)floor : 0.0f, gain.top);
    if (kth > 0.0f) pdx_shortlist_reached(&w->list, kth);
}

static pdx_status rare_read(work *w, pdx_stream *stream, const pdx_match_leaf *leaf, pdx_error *err) {
    pdx_matcher *m = w->matcher;
    const pdx_gain gain = leaf_gain(leaf);
    PDX_TRY(pdx_plan_pulses(m->scan.plan, stream->blocks.list.n_docs, err));
    PDX_TRY(pdx_rare_read(&w->rare, &m->scan.arena, stream, &leaf->scores->saturations[leaf->scored], m->scan.n_posts, w->kernels, gain, err));
    rare_reach(w, &w->rare.lists[w->rare.n - 1], gain);
    return PDX_OK;
}

/* Reads short lists; the other leaves stay with the pruner. */
static pdx_status leaves_part(work *w, pdx_error *err) {
    pdx_matcher *m = w->matcher;
    size_t n_streams = 0, kept = 0, i, k;
    for (i = 0; i < m->n_scored; i++) n_streams += m->scored[i]->n_streams;
    memset(&w->rare, 0, sizeof w->rare);
    w->rare.lists = pdx_arena_array(&m->scan.arena, n_streams, sizeof *w->rare.lists);
    if (w->rare.lists == NULL) return pdx_fail_memory(err);
    for (i = 0; i < w->pruner.n; i++) {
        pdx_match_leaf *leaf = w->pruner.leaves[i].leaf;
        for (k = 0; k < leaf->n_streams; k++) PDX_TRY(pdx_blocks_unfold(&leaf->streams[k].blocks, &m->scan.arena, err));
        if (!is_rare(w, leaf)) w->pruner.leaves[kept++] = w->pruner.leaves[i];
        for (k = 0; is_rare(w, leaf) && k < leaf->n_streams; k++) PDX_TRY(rare_read(w, &leaf->streams[k], leaf, err));
    }
    w->pruner.n = kept;
    return PDX_OK;
}

/* The sum of all that leaves can give; exact scores are rounded to a grid far below it. */
static double top_of(const pdx_matcher *m) {
    double top = 0.0;
    size_t i;
    for (i = 0; i < m->n_scored; i++) top += m->scored[i]->scores->saturations[i].top;
    return top;
}

/* Room for the candidates of a window. */
static bool room_make(work *w, pdx_arena *arena) {
    w->docs = pdx_arena_array(arena, SUM_DOCS, sizeof *w->docs);
    w->scores = pdx_arena_array(arena, SUM_DOCS, sizeof *w->scores);
    memset(&w->first, 0, sizeof w->first);
    w->first.docs = pdx_arena_array(arena, SUM_DOCS, sizeof *w->first.docs);
    w->first.scores = pdx_arena_array(arena, SUM_DOCS, sizeof *w->first.scores);
    w->reached = pdx_arena_array(arena, SUM_DOCS, sizeof *w->reached);
    return w->docs != NULL && w->scores != NULL && w->first.docs != NULL && w->first.scores != NULL && w->reached != NULL &&
           pdx_rare_room_make(&w->some, arena, SUM_DOCS);
}

pdx_status pdx_disjunction_run(pdx_disjunction *d, pdx_error *err) {
    pdx_matcher *m = d->matcher;
    work *w = pdx_arena_alloc(&m->scan.arena, sizeof *w);
    pdx_status status;
    if (w == NULL) return pdx_fail_memory(err);
    w->told = d;
    w->matcher = m;
    w->kernels = pdx_gain_kernels_best();
    w->n_crowds = 0;
    memset(w->sums, 0, (pdx_min_size(SUM_DOCS, (m->scan.n_posts + (size_t)63) / 64 * 64) + PDX_GAINS_SLACK) * sizeof *w->sums);
    if (!room_make(w, &m->scan.arena)) return pdx_fail_memory(err);
    PDX_TRY(pdx_pruner_init(&w->pruner, m, err));
    pdx_shortlist_init(&w->list, w->kernels, d->best->k, top_of(m), PDX_GAIN_ERROR(m->n_scored), top_of(m) * 0x1p-40);
    if (pdx_best_is_full(d->best)) pdx_shortlist_raise(&w->list, d->best->least);
    status = leaves_part(w, err);
    if (status == PDX_OK) status = pdx_waiting_init(&w->waiting, &m->scan.arena, SUM_DOCS, w->pruner.n, err);
    if (status == PDX_OK) {
        status = windows_take(w, err);
        pdx_waiting_deinit(&w->waiting);
    }
    d->counted = d->counting || w->list.floor <= 0.0;
    pdx_shortlist_deinit(&w->list);
    return status;
}
