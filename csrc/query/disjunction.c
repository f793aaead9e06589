#include "query/disjunction.h"

#include <math.h>

#include "query/prune.h"
#include "query/shortlist.h"

enum {
    SUM_DOCS = PDX_LIMIT(4096, 128), /* of a window */
    FIRST_DOCS = PDX_LIMIT(256, 64), /* of the first one, from which there is a floor for the next; windows grow until they are whole */
    ASK_SHARE = 8,    /* asking a list for a document takes as long as reading so many of its documents */
    CROWDS_MOST = 2,  /* when documents were nearly equal so often, the rest is walked */
    RARE_SHARE = 16   /* a word in fewer documents than one of so many is read as a whole at first */
};

/* A list read as a whole: its documents, PDX_NO_DOC behind them, and about what they get. */
typedef struct rare_list {
    pdx_stream *stream;
    const pdx_saturation *saturation;
    pdx_doc *docs;
    float *gains;
    uint32_t n;
    uint32_t at; /* the first that is not before the window */
} rare_list;

/* What a run works with; it lies in the scan's arena. */
typedef struct work {
    pdx_disjunction *told;
    pdx_matcher *matcher;
    rare_list *rare;
    size_t n_rare;
    pdx_pruner pruner; /* of the other leaves */
    pdx_shortlist list;
    const pdx_gain_kernels *kernels;
    unsigned n_crowds;
    pdx_doc *docs;  /* room for the candidates of a window, like the next */
    double *scores;
    pdx_doc *some_docs; /* and for some of them, with their numbers among all */
    double *some_scores;
    uint32_t *some_at;
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
    uint64_t n_postings = 0;
    size_t i;
    if (!m->any_of || m->unsure || m->n_scored == 0 || m->scan.n_docs > INT32_MAX / PDX_GAINS_GROUPS) return false;
    for (i = 0; i < m->n_scored; i++) {
        if (m->scored[i] == NULL || !leaf_fits(m->scored[i])) return false;
        n_postings += m->scored[i]->cost;
    }
    /* Lists are asked for the posts of a small view rather than read. */
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

/* The next document of any list that was read as a whole; PDX_NO_DOC: there is none. */
static pdx_doc rare_next(const work *w) {
    pdx_doc next = PDX_NO_DOC;
    size_t i;
    for (i = 0; i < w->n_rare; i++) next = w->rare[i].docs[w->rare[i].at] < next ? w->rare[i].docs[w->rare[i].at] : next;
    return next;
}

static void rare_sum(work *w, pdx_window window) {
    size_t i;
    for (i = 0; i < w->n_rare; i++) {
        const pdx_doc *docs = w->rare[i].docs;
        const float *gains = w->rare[i].gains;
        uint32_t at = w->rare[i].at;
        for (; docs[at] < window.end; at++) w->sums[docs[at] - window.begin] += gains[at];
        w->rare[i].at = at;
    }
}

/* The same; gives how many documents of the window have a sum then. */
static uint32_t rare_sum_counted(work *w, pdx_window window) {
    uint32_t n = 0;
    size_t i;
    for (i = 0; i < w->n_rare; i++) {
        const pdx_doc *docs = w->rare[i].docs;
        const float *gains = w->rare[i].gains;
        uint32_t at = w->rare[i].at;
        for (; docs[at] < window.end; at++) {
            float *sum = &w->sums[docs[at] - window.begin];
            n += *sum <= 0.0f && gains[at] > 0.0f;
            *sum += gains[at];
        }
        w->rare[i].at = at;
    }
    return n;
}

/* What the first `n` leaves can give together. */
static double bounds_of(const work *w, size_t n) { return n == 0 ? 0.0 : w->pruner.leaves[n - 1].before + w->pruner.leaves[n - 1].bound; }

/* Finds the documents of the view whose sums are above `least`; gives how many. */
static uint32_t above_find(work *w, pdx_window window, double least) {
    const pdx_matcher *m = w->matcher;
    const uint32_t n_words = (window.end - window.begin + 63) / 64;
    uint32_t n = w->kernels->above(w->sums, n_words, least > 0.0 ? (float)(least * (1.0 - 0x1p-22)) : 0.0f, w->above), k;
    if (m->view == NULL) return n;
    for (n = k = 0; k < n_words; k++) {
        w->above[k] &= pdx_bitmap_word(m->view, m->scan.first_post + window.begin + 64 * k);
        n += pdx_popcount(w->above[k]);
    }
    return n;
}

/* Sums up leaves from the one that can give most on, until those that are left cannot decide alone and few documents are left to be
 * asked for; gives how many leaves are left. */
static pdx_status window_sum(work *w, pdx_window window, size_t *n_left, pdx_error *err) {
    const pdx_pruner *pruner = &w->pruner;
    size_t n = pruner->n;
    if (w->told->counting) {
        const uint32_t n_matches = rare_sum_counted(w, window);
        w->told->n_matches += w->matcher->view == NULL ? n_matches : above_find(w, window, 0.0);
    } else {
        rare_sum(w, window);
    }
    for (;;) {
        const double least = w->list.floor - bounds_of(w, n) * (1.0 + w->list.error);
        if (n == 0 || least >= 0.0) {
            const uint32_t n_above = above_find(w, window, least);
            if (n == 0 || (uint64_t)n_above * ASK_SHARE <= leaf_density(w, pruner->leaves[n - 1].leaf, window)) break;
        }
        PDX_TRY(leaf_sum(w, pruner->leaves[--n].leaf, window, err));
    }
    *n_left = n;
    return PDX_OK;
}

static void candidates_gather(work *w, pdx_window window, pdx_candidates *out) {
    const uint32_t n_words = (window.end - window.begin + 63) / 64;
    uint32_t k;
    out->n = 0;
    for (k = 0; k < n_words; k++) {
        uint64_t left = w->above[k];
        for (; left != 0; left &= left - 1) {
            const uint32_t offset = 64 * k + pdx_trailing_zeros(left);
            out->docs[out->n] = window.begin + offset;
            out->scores[out->n++] = (double)w->sums[offset];
        }
    }
}

static pdx_status window_take(work *w, pdx_window window, pdx_error *err) {
    pdx_candidates candidates = {w->docs, w->scores, 0, false};
    size_t n = 0;
    pdx_pruner_order(&w->pruner);
    PDX_TRY(window_sum(w, window, &n, err));
    candidates_gather(w, window, &candidates);
    memset(w->sums, 0, (window.end - window.begin) * sizeof *w->sums);
    while (n-- > 0 && candidates.n > 0) PDX_TRY(pdx_pruner_narrow(w->pruner.leaves[n].leaf, w->list.floor - w->pruner.leaves[n].before, &candidates, err));
    if (!w->told->counting) w->told->n_matches += candidates.n;
    PDX_TRY(pdx_plan_pulses(w->matcher->scan.plan, candidates.n, err));
    return pdx_shortlist_add(&w->list, candidates.docs, candidates.scores, candidates.n) ? PDX_OK : pdx_fail_memory(err);
}

/* Adds the exact scores that a list read as a whole gives: only those documents are asked for that it is known to have. */
static pdx_status rare_narrow(work *w, const rare_list *rare, pdx_candidates *candidates, pdx_error *err) {
    pdx_candidates some = {w->some_docs, w->some_scores, 0, false};
    uint32_t low = 0, k;
    for (k = 0; k < candidates->n; k++) {
        const pdx_doc doc = candidates->docs[k];
        uint32_t high = rare->n;
        while (low < high) {
            const uint32_t middle = low + (high - low) / 2;
            if (rare->docs[middle] < doc) low = middle + 1;
            else high = middle;
        }
        some.docs[some.n] = doc;
        some.scores[some.n] = 0.0;
        w->some_at[some.n] = k;
        some.n += rare->docs[low] == doc;
    }
    PDX_TRY(pdx_stream_narrow(rare->stream, rare->saturation, false, -(double)INFINITY, &some, err));
    for (k = 0; k < some.n; k++) candidates->scores[w->some_at[k]] += some.scores[k];
    return PDX_OK;
}

/* Exact scores of the documents on the list from number `from` on, as many as there is room for. */
static pdx_status exact_take(work *w, size_t from, pdx_error *err) {
    const pdx_matcher *m = w->matcher;
    pdx_best *best = w->told->best;
    pdx_candidates candidates = {w->docs, w->scores, 0, false};
    size_t i;
    uint32_t k;
    for (; candidates.n < SUM_DOCS && from + candidates.n < w->list.docs.len; candidates.n++) {
        candidates.docs[candidates.n] = w->list.docs.data[from + candidates.n].doc;
        candidates.scores[candidates.n] = 0.0;
    }
    for (i = 0; i < w->n_rare; i++) PDX_TRY(rare_narrow(w, &w->rare[i], &candidates, err));
    for (i = 0; i < w->pruner.n; i++) PDX_TRY(pdx_pruner_narrow(w->pruner.leaves[i].leaf, -(double)INFINITY, &candidates, err));
    for (k = 0; k < candidates.n; k++) {
        if (candidates.scores[k] <= best->least) continue;
        if (!pdx_best_add(best, m->scan.first_post + candidates.docs[k], candidates.scores[k])) return pdx_fail_memory(err);
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

/* The next window that may have somebody for the list, which begins with a whole word of bits; false: there is none. */
static bool window_next(work *w, pdx_doc from, uint32_t n_docs, pdx_window *window) {
    const pdx_doc end = w->matcher->scan.n_posts;
    for (;;) {
        const pdx_doc next = rare_next(w);
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
    while (window_next(w, window.end, n_docs, &window)) {
        PDX_TRY(window_take(w, window, err));
        PDX_TRY(pdx_plan_pulses(plan, 16, err));
        if (n_docs < SUM_DOCS) n_docs *= 2;
        if (!w->list.crowded) continue;
        PDX_TRY(list_resolve(w, err));
        w->told->behind = window.end;
        if (++w->n_crowds == CROWDS_MOST) return PDX_OK;
    }
    w->told->behind = w->matcher->scan.n_posts;
    return list_resolve(w, err);
}

static bool is_rare(const work *w, const pdx_match_leaf *leaf) {
    return w->told->counting || leaf->cost * RARE_SHARE <= w->matcher->scan.n_posts;
}

static pdx_status rare_read(work *w, pdx_stream *stream, const pdx_match_leaf *leaf, pdx_error *err) {
    pdx_matcher *m = w->matcher;
    const uint32_t room = stream->blocks.list.n_docs + PDX_BLOCK_SLACK + 1;
    rare_list *rare = &w->rare[w->n_rare++];
    rare->stream = stream;
    rare->saturation = &leaf->scores->saturations[leaf->scored];
    rare->at = 0;
    rare->docs = pdx_arena_array(&m->scan.arena, room, sizeof *rare->docs);
    rare->gains = pdx_arena_array(&m->scan.arena, room, sizeof *rare->gains);
    if (rare->docs == NULL || rare->gains == NULL) return pdx_fail_memory(err);
    PDX_TRY(pdx_plan_pulses(m->scan.plan, stream->blocks.list.n_docs, err));
    PDX_TRY(pdx_stream_all(stream, m->scan.n_posts, w->kernels, leaf_gain(leaf), rare->docs, rare->gains, &rare->n, err));
    rare->docs[rare->n] = PDX_NO_DOC;
    return PDX_OK;
}

/* Reads short lists; the other leaves stay with the pruner. */
static pdx_status leaves_part(work *w, pdx_error *err) {
    pdx_matcher *m = w->matcher;
    size_t n_streams = 0, kept = 0, i, k;
    for (i = 0; i < m->n_scored; i++) n_streams += m->scored[i]->n_streams;
    w->n_rare = 0;
    w->rare = pdx_arena_array(&m->scan.arena, n_streams, sizeof *w->rare);
    if (w->rare == NULL) return pdx_fail_memory(err);
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
    w->docs = pdx_arena_array(&m->scan.arena, SUM_DOCS, sizeof *w->docs);
    w->scores = pdx_arena_array(&m->scan.arena, SUM_DOCS, sizeof *w->scores);
    w->some_docs = pdx_arena_array(&m->scan.arena, SUM_DOCS, sizeof *w->some_docs);
    w->some_scores = pdx_arena_array(&m->scan.arena, SUM_DOCS, sizeof *w->some_scores);
    w->some_at = pdx_arena_array(&m->scan.arena, SUM_DOCS, sizeof *w->some_at);
    if (w->docs == NULL || w->scores == NULL || w->some_docs == NULL || w->some_scores == NULL || w->some_at == NULL) return pdx_fail_memory(err);
    PDX_TRY(pdx_pruner_init(&w->pruner, m, err));
    pdx_shortlist_init(&w->list, d->best->k, PDX_GAIN_ERROR(m->n_scored), top_of(m) * 0x1p-40);
    if (pdx_best_is_full(d->best)) pdx_shortlist_raise(&w->list, d->best->least);
    status = leaves_part(w, err);
    if (status == PDX_OK) status = windows_take(w, err);
    d->counted = d->counting || w->list.floor <= 0.0;
    pdx_shortlist_deinit(&w->list);
    return status;
}
