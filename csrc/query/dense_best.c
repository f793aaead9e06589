#include "query/dense_best.h"

#include "kernels/dense.h"
#include "query/dense_make.h"
#include "query/rare.h"

enum {
    FREQUENT_SHARE = PDX_LIMIT(64, 8), /* a word in more documents than one of so many is laid out */
    WINDOW_DOCS = PDX_LIMIT(4096, 128),
    FIRST_DOCS = PDX_LIMIT(512, 64),   /* of the first window, from which there is a floor for the next */
    ASKED_OF_WORD = 1,                 /* posts of 64 that are asked for one by one; of more, one leaf more is added up */
    LEAVES_MOST = 16,
    K_MOST = 1 << 14,
    FEW_MORE = PDX_LIMIT(32, 1),       /* so many candidates more are there when those that are certainly worse go */
    UNITS = 60000                      /* that all words can give together: sums of 16 bits */
};

/* A word that is laid out. A post with byte b gets b * weight / 256 units, rounded down: less than one unit less than it stands for. */
typedef struct dense_leaf {
    const pdx_dense_list *dense;
    const pdx_saturation *saturation;
    uint32_t most; /* units that it gives at most */
    uint16_t weight;
} dense_leaf;

/* Posts that may be among the best, in two runs that ascend: those of short lists, then others. */
typedef struct candidates {
    PDX_VEC(pdx_doc) docs; /* owned, like the next */
    PDX_VEC(uint16_t) sums;
    size_t n_rare; /* length of the first run */
    size_t next;   /* when there are so many, those that are certainly worse go */
} candidates;

typedef struct work {
    pdx_matcher *matcher;
    pdx_best *best;
    dense_leaf leaves[LEAVES_MOST]; /* the one that gives least first */
    size_t n_leaves;
    size_t n_summed; /* so many of the last are added up in each window, since asking those that the others leave took longer */
    pdx_rare rare;
    double scale;       /* units of a score of 1 */
    uint32_t up, down;  /* what a sum of units stands for is less than `up` above it, and less than `down` below */
    int64_t floor;      /* posts whose sums are not above it are not among the best */
    uint32_t all_most;  /* what all leaves give together at most */
    candidates found;
    uint64_t *rares;    /* a bit for each post of a short list */
    uint64_t above[WINDOW_DOCS / 64];
    uint16_t sums[WINDOW_DOCS]; /* all 0 between windows */
} work;

/* k posts get at least so many units; whoever gets as many may still come before them. */
static void floor_reach(work *w, int64_t reached) {
    const int64_t floor = reached - (int64_t)w->up - 1;
    if (floor > w->floor) w->floor = floor;
}

static void floor_score(work *w, double score) { floor_reach(w, (int64_t)(score * w->scale) - 2); }

static bool is_frequent(const pdx_matcher *m, const pdx_match_leaf *leaf) { return leaf->cost * FREQUENT_SHARE > m->scan.n_posts; }

/* *dense NULL: it is not laid out. */
static pdx_status dense_find(pdx_matcher *m, pdx_dense_lists *lists, pdx_stream *stream, const pdx_dense_list **dense, pdx_error *err) {
    pdx_dense_list *made = NULL;
    bool wanted;
    pdx_status status;
    *dense = pdx_dense_lists_ask(lists, stream->place, &wanted);
    if (!wanted) return PDX_OK;
    status = pdx_plan_pulses(m->scan.plan, stream->blocks.list.n_docs, err);
    if (status == PDX_OK) status = pdx_dense_make(stream, m->scan.n_posts, &m->scan.arena, &made, err);
    pdx_dense_lists_keep(lists, stream->place, made);
    *dense = made;
    return status;
}

static pdx_status leaf_add(work *w, pdx_dense_lists *lists, pdx_match_leaf *leaf, bool *all, pdx_error *err) {
    dense_leaf *added = &w->leaves[w->n_leaves++];
    added->saturation = &leaf->scores->saturations[leaf->scored];
    PDX_TRY(dense_find(w->matcher, lists, &leaf->streams[0], &added->dense, err));
    *all = *all && added->dense != NULL;
    return PDX_OK;
}

/* Frequent words; *all: every one of them is laid out. All are asked for, so that all are the next time. */
static pdx_status leaves_find(work *w, bool *all, pdx_error *err) {
    pdx_matcher *m = w->matcher;
    pdx_dense_lists *lists;
    size_t i;
    *all = true;
    PDX_TRY(pdx_snapshot_dense_lists(m->scan.plan->snapshot, m->scan.index, &lists, err));
    for (i = 0; i < m->n_scored; i++) {
        if (is_frequent(m, m->scored[i])) PDX_TRY(leaf_add(w, lists, m->scored[i], all, err));
    }
    return PDX_OK;
}

static void leaves_order(work *w) {
    size_t i, k;
    for (i = 1; i < w->n_leaves; i++) {
        const dense_leaf moved = w->leaves[i];
        for (k = i; k > 0 && w->leaves[k - 1].most > moved.most; k--) w->leaves[k] = w->leaves[k - 1];
        w->leaves[k] = moved;
    }
}

/* The greatest byte that k posts have, or more. */
static uint8_t kth_top(const pdx_dense_list *dense, size_t k) {
    unsigned low = 0, high = PDX_DENSE_TOP;
    while (low < high) {
        const unsigned middle = (low + high + 1) / 2;
        if (dense->at_least[middle] >= k) low = middle;
        else high = middle - 1;
    }
    return (uint8_t)low;
}

static uint8_t greatest_top(const pdx_dense_list *dense) { return kth_top(dense, 1); }

/* Weights, and how far sums may be off. A byte is rounded up by less than one, which is weight / 256 units, and its units down by less than one. */
static void leaves_weigh(work *w) {
    double total = 0.0;
    size_t i;
    for (i = 0; i < w->matcher->n_scored; i++) total += w->matcher->scored[i]->scores->saturations[w->matcher->scored[i]->scored].top;
    w->scale = UNITS / total;
    w->up = w->down = 2;
    for (i = 0; i < w->n_leaves; i++) {
        dense_leaf *leaf = &w->leaves[i];
        leaf->weight = (uint16_t)(leaf->saturation->top * w->scale * 256.0 / PDX_DENSE_TOP * (1.0 + 1e-9) + 1.0);
        leaf->most = pdx_dense_units(greatest_top(leaf->dense), leaf->weight);
        w->up += 1;
        w->down += leaf->weight / 256u + 3;
        w->all_most += leaf->most;
    }
    leaves_order(w);
}

/* What is reached before anything is added up: what the k-th best of each word gets, and those of segments before. */
static void floor_begin(work *w) {
    size_t i;
    w->floor = 0;
    for (i = 0; i < w->n_leaves; i++) {
        const dense_leaf *leaf = &w->leaves[i];
        floor_reach(w, (int64_t)pdx_dense_units(kth_top(leaf->dense, w->best->k), leaf->weight) - (int64_t)(leaf->weight / 256u + 3));
    }
    if (pdx_best_is_full(w->best)) floor_score(w, w->best->least);
}

/* The k-th greatest of the sums, which are at least k: by their upper bytes, then by the lower ones. */
static uint16_t kth_sum(const uint16_t *sums, size_t n, size_t k) {
    uint32_t counts[256];
    size_t above = 0, i;
    unsigned high = 255, low = 255;
    memset(counts, 0, sizeof counts);
    for (i = 0; i < n; i++) counts[sums[i] >> 8]++;
    while (above + counts[high] < k) above += counts[high--];
    memset(counts, 0, sizeof counts);
    for (i = 0; i < n; i++) counts[sums[i] & 255] += sums[i] >> 8 == (int)high;
    while (above + counts[low] < k) above += counts[low--];
    return (uint16_t)(high << 8 | low);
}

/* Lets go who is certainly worse. */
static void candidates_cut(work *w) {
    candidates *found = &w->found;
    const size_t n = found->docs.len, k = w->best->k;
    size_t kept = 0, n_rare = 0, i;
    if (n >= k) floor_reach(w, (int64_t)kth_sum(found->sums.data, n, k) - (int64_t)w->down);
    for (i = 0; i < n; i++) {
        const uint16_t sum = found->sums.data[i];
        if (i == found->n_rare) n_rare = kept;
        found->docs.data[kept] = found->docs.data[i];
        found->sums.data[kept] = sum;
        kept += sum > w->floor;
    }
    found->n_rare = found->n_rare == n ? kept : n_rare;
    found->docs.len = found->sums.len = kept;
    found->next = kept + k / 2 + FEW_MORE;
    if (found->next < k) found->next = k;
}

static bool candidate_add(work *w, pdx_doc doc, uint32_t sum) {
    candidates *found = &w->found;
    if (!PDX_VEC_PUSH(&found->docs, doc) || !PDX_VEC_PUSH(&found->sums, (uint16_t)sum)) return false;
    if (found->docs.len >= found->next) candidates_cut(w);
    return true;
}

/* Adds what the leaves give, from the one that gives most on, as long as the sum can still come above the floor. */
static uint32_t leaves_add(const work *w, pdx_doc doc, uint32_t sum) {
    uint32_t rest = w->all_most;
    size_t i;
    for (i = w->n_leaves; i > 0 && sum + rest > w->floor; i--) {
        const dense_leaf *leaf = &w->leaves[i - 1];
        sum += pdx_dense_units(leaf->dense->tops[doc], leaf->weight);
        rest -= leaf->most;
    }
    return sum;
}

static pdx_gain gain_of(const pdx_saturation *s) {
    const pdx_gain gain = {(float)s->top, (float)s->k1};
    return gain;
}

static pdx_status rares_read(work *w, pdx_error *err) {
    pdx_matcher *m = w->matcher;
    const size_t n_words = ((size_t)m->scan.n_posts + WINDOW_DOCS - 1) / WINDOW_DOCS * (WINDOW_DOCS / 64);
    size_t i;
    if (m->n_scored == w->n_leaves) return PDX_OK;
    w->rare.lists = pdx_arena_array(&m->scan.arena, m->n_scored, sizeof *w->rare.lists);
    w->rares = pdx_arena_array(&m->scan.arena, n_words, sizeof *w->rares);
    if (w->rare.lists == NULL || w->rares == NULL) return pdx_fail_memory(err);
    memset(w->rares, 0, n_words * sizeof *w->rares);
    for (i = 0; i < m->n_scored; i++) {
        const pdx_saturation *s = &m->scored[i]->scores->saturations[m->scored[i]->scored];
        if (m->scored[i]->n_streams == 0 || is_frequent(m, m->scored[i])) continue;
        PDX_TRY(pdx_plan_pulses(m->scan.plan, m->scored[i]->streams[0].blocks.list.n_docs, err));
        PDX_TRY(pdx_rare_read(&w->rare, &m->scan.arena, &m->scored[i]->streams[0], s, m->scan.n_posts, pdx_gain_kernels_best(), gain_of(s), err));
        w->down += 4;
    }
    return PDX_OK;
}

/* Units of a gain: more than it stands for, by less than four. */
static uint16_t units_of(const work *w, float gain) { return (uint16_t)((uint32_t)((double)gain * w->scale) + 2); }

static void window_sum(work *w, pdx_window window) {
    uint64_t *bits = w->rares + window.begin / 64;
    const uint8_t *most = w->leaves[w->n_leaves - 1].dense->tops, *second = w->leaves[w->n_leaves > 1 ? w->n_leaves - 2 : 0].dense->tops;
    size_t i;
    for (i = 0; i < w->rare.n; i++) {
        pdx_rare_list *list = &w->rare.lists[i];
        uint32_t at = list->at;
        for (; list->docs[at] < window.end; at++) {
            const uint32_t offset = list->docs[at] - window.begin;
            if (list->gains[at] <= 0.0f) continue; /* it stands where nothing counts */
            w->sums[offset] = (uint16_t)(w->sums[offset] + units_of(w, list->gains[at]));
            bits[offset / 64] |= (uint64_t)1 << offset % 64;
            PDX_PREFETCH(most + list->docs[at]); /* far from one another: they come while others are looked at */
            PDX_PREFETCH(second + list->docs[at]);
        }
        list->at = at;
    }
}

static pdx_status rare_window_take(work *w, pdx_window window, pdx_error *err) {
    const uint64_t *bits = w->rares + window.begin / 64;
    uint32_t k;
    window_sum(w, window);
    for (k = 0; k < WINDOW_DOCS / 64; k++) {
        uint64_t left = bits[k];
        for (; left != 0; left &= left - 1) {
            const uint32_t offset = 64 * k + pdx_trailing_zeros(left);
            uint32_t sum = w->sums[offset];
            w->sums[offset] = 0;
            sum = leaves_add(w, window.begin + offset, sum);
            if (sum > w->floor && !candidate_add(w, window.begin + offset, sum)) return pdx_fail_memory(err);
        }
    }
    return PDX_OK;
}

static pdx_status rares_take(work *w, pdx_error *err) {
    for (;;) {
        const pdx_doc next = pdx_rare_next(&w->rare);
        pdx_window window;
        if (next == PDX_NO_DOC) break;
        window.begin = next / WINDOW_DOCS * WINDOW_DOCS;
        window.end = window.begin + WINDOW_DOCS;
        PDX_TRY(rare_window_take(w, window, err));
        PDX_TRY(pdx_plan_pulses(w->matcher->scan.plan, 16, err));
    }
    candidates_cut(w);
    w->found.n_rare = w->found.docs.len;
    return PDX_OK;
}

/* The leaves from the first on that decide nothing alone, and what these give at most. */
static size_t leaves_pass(const work *w, uint32_t *most) {
    size_t n = 0;
    *most = 0;
    while (n < w->n_leaves && *most + w->leaves[n].most <= w->floor) *most += w->leaves[n++].most;
    return n;
}

static uint32_t leaves_above(work *w, size_t from, uint32_t most, pdx_doc begin, uint32_t n_words) {
    const uint8_t *tops[LEAVES_MOST];
    uint16_t weights[LEAVES_MOST];
    uint32_t n = 0;
    for (; from < w->n_leaves; from++, n++) {
        tops[n] = w->leaves[from].dense->tops + begin;
        weights[n] = w->leaves[from].weight;
    }
    return pdx_dense_above(tops, weights, n, n_words, (uint16_t)(w->floor - most), w->above);
}

/* Adds up leaves from the one that gives most on: those that can decide, and others while too many posts are left to be asked. */
static bool window_find(work *w, pdx_window window, uint32_t n_words) {
    uint32_t most, found;
    size_t n = leaves_pass(w, &most);
    if (n == w->n_leaves) return false;
    while (n + w->n_summed > w->n_leaves) most -= w->leaves[--n].most;
    for (;;) {
        found = leaves_above(w, n, most, window.begin, n_words);
        if (n == 0 || found <= n_words * ASKED_OF_WORD) return found > 0;
        most -= w->leaves[--n].most;
        w->n_summed = w->n_leaves - n;
    }
}

static pdx_status window_take(work *w, pdx_window window, pdx_error *err) {
    const uint32_t n_words = (window.end - window.begin + 63) / 64;
    uint32_t k;
    if (!window_find(w, window, n_words)) return PDX_OK;
    for (k = 0; k < n_words; k++) {
        uint64_t left = w->above[k];
        if (left == 0) continue;
        if (w->rares != NULL) left &= ~w->rares[window.begin / 64 + k]; /* they have been looked at */
        for (; left != 0; left &= left - 1) {
            const pdx_doc doc = window.begin + 64 * k + pdx_trailing_zeros(left);
            const uint32_t sum = leaves_add(w, doc, 0);
            if (sum > w->floor && !candidate_add(w, doc, sum)) return pdx_fail_memory(err);
        }
    }
    return PDX_OK;
}

static pdx_status others_take(work *w, pdx_error *err) {
    const pdx_doc end = w->matcher->scan.n_posts;
    uint32_t n_docs = FIRST_DOCS, most;
    pdx_window window = {0, 0};
    while (window.end < end && leaves_pass(w, &most) < w->n_leaves) {
        window.begin = window.end;
        window.end = end - window.begin > n_docs ? window.begin + n_docs : end;
        PDX_TRY(window_take(w, window, err));
        PDX_TRY(pdx_plan_pulses(w->matcher->scan.plan, 16, err));
        if (n_docs < WINDOW_DOCS) n_docs *= 2;
    }
    candidates_cut(w);
    return PDX_OK;
}

/* The two runs become one. */
static void runs_join(const work *w, pdx_doc *docs, uint16_t *sums) {
    const candidates *found = &w->found;
    const size_t n = found->docs.len;
    size_t a = 0, b = found->n_rare, i;
    for (i = 0; i < n; i++) {
        const bool first = b == n || (a < found->n_rare && found->docs.data[a] < found->docs.data[b]);
        const size_t from = first ? a++ : b++;
        docs[i] = found->docs.data[from];
        sums[i] = found->sums.data[from];
    }
}

static pdx_status exact_score(work *w, const pdx_rare_room *room, pdx_candidates *some, pdx_error *err) {
    size_t i;
    memset(some->scores, 0, some->n * sizeof *some->scores);
    for (i = 0; i < w->n_leaves; i++) {
        const dense_leaf *leaf = &w->leaves[i];
        pdx_dense_score(leaf->dense, some->docs, some->n, w->matcher->shares.body, leaf->saturation, some->scores);
    }
    for (i = 0; i < w->rare.n; i++) {
        pdx_stream_return(w->rare.lists[i].stream, 0);
        PDX_TRY(pdx_rare_score(&w->rare.lists[i], room, some, err));
    }
    return PDX_OK;
}

static bool candidates_room(pdx_candidates *some, pdx_arena *arena, size_t n) {
    some->docs = pdx_arena_array(arena, n, sizeof *some->docs);
    some->scores = pdx_arena_array(arena, n, sizeof *some->scores);
    some->n = 0;
    return some->docs != NULL && some->scores != NULL;
}

/* Those of the posts whose sums are above `least`, and not above `most`. */
static void between_take(const pdx_doc *docs, const uint16_t *sums, size_t n, int64_t least, int64_t most, pdx_candidates *some) {
    size_t i;
    for (i = 0; i < n; i++) {
        some->docs[some->n] = docs[i];
        some->n += sums[i] > least && sums[i] <= most;
    }
}

static double least_of(const pdx_candidates *some) {
    double least = some->scores[0];
    uint32_t i;
    for (i = 1; i < some->n; i++) least = some->scores[i] < least ? some->scores[i] : least;
    return least;
}

/* All of both, in order. */
static pdx_status best_take(work *w, const pdx_candidates *a, const pdx_candidates *b, pdx_error *err) {
    uint32_t i = 0, k = 0;
    while (i < a->n || k < b->n) {
        const bool first = k == b->n || (i < a->n && a->docs[i] < b->docs[k]);
        const pdx_doc doc = first ? a->docs[i] : b->docs[k];
        const double score = first ? a->scores[i++] : b->scores[k++];
        if (score > w->best->least && !pdx_best_add(w->best, pdx_scan_number(&w->matcher->scan, doc), score)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* How many posts have any of the words. */
static size_t matches_count(const work *w) {
    const uint32_t n_all = (w->matcher->scan.n_posts + 63) / 64;
    const uint8_t *tops[LEAVES_MOST];
    uint16_t ones[LEAVES_MOST];
    uint64_t any[WINDOW_DOCS / 64];
    size_t n = 0, i;
    uint32_t from, k;
    for (from = 0; from < n_all; from += WINDOW_DOCS / 64) {
        const uint32_t n_words = n_all - from < WINDOW_DOCS / 64 ? n_all - from : WINDOW_DOCS / 64;
        for (i = 0; i < w->n_leaves; i++) {
            tops[i] = w->leaves[i].dense->tops + 64 * (size_t)from;
            ones[i] = 256; /* a unit for each */
        }
        (void)pdx_dense_above(tops, ones, (uint32_t)w->n_leaves, n_words, 0, any);
        for (k = 0; k < n_words; k++) n += pdx_popcount(w->rares == NULL ? any[k] : any[k] | w->rares[from + k]);
    }
    return n;
}

/* First those with the greatest sums, which say what the others must reach. */
static pdx_status candidates_resolve(work *w, pdx_error *err) {
    pdx_arena *arena = &w->matcher->scan.arena;
    const size_t n = w->found.docs.len;
    pdx_candidates first, rest;
    pdx_rare_room room;
    pdx_doc *docs = pdx_arena_array(arena, n, sizeof *docs);
    uint16_t *sums = pdx_arena_array(arena, n, sizeof *sums);
    int64_t kth;
    if (n == 0) return PDX_OK;
    if (docs == NULL || sums == NULL || n > UINT32_MAX || !pdx_rare_room_make(&room, arena, (uint32_t)n) || !candidates_room(&first, arena, n + 1) ||
        !candidates_room(&rest, arena, n + 1)) {
        return pdx_fail_memory(err);
    }
    PDX_TRY(pdx_plan_pulses(w->matcher->scan.plan, (uint32_t)n, err));
    runs_join(w, docs, sums);
    kth = n >= w->best->k ? kth_sum(sums, n, w->best->k) : 0;
    between_take(docs, sums, n, kth - 1, UINT16_MAX, &first);
    PDX_TRY(exact_score(w, &room, &first, err));
    if (n >= w->best->k) floor_score(w, least_of(&first));
    between_take(docs, sums, n, w->floor, kth - 1, &rest);
    PDX_TRY(exact_score(w, &room, &rest, err));
    return best_take(w, &first, &rest, err);
}

static bool leaves_fit(const pdx_matcher *m, const pdx_best *best) {
    size_t n = 0, i;
    if (m->view != NULL || best->k > K_MOST) return false;
    for (i = 0; i < m->n_scored; i++) {
        const pdx_match_leaf *leaf = m->scored[i];
        if (leaf->n_streams > 1) return false;
        if (leaf->n_streams == 1 && !pdx_dense_fits(&leaf->streams[0])) return false;
        n += is_frequent(m, leaf);
    }
    return n > 0 && n <= LEAVES_MOST;
}

static pdx_status work_run(work *w, size_t *n_matches, bool *taken, pdx_error *err) {
    bool all;
    PDX_TRY(leaves_find(w, &all, err));
    if (!all) return PDX_OK;
    leaves_weigh(w);
    floor_begin(w);
    if (w->floor <= 0) return PDX_OK; /* fewer than k may match, and who gets next to nothing does */
    PDX_TRY(rares_read(w, err));
    candidates_cut(w);
    *taken = true;
    if (w->rare.n > 0) PDX_TRY(rares_take(w, err));
    PDX_TRY(others_take(w, err));
    if (n_matches != NULL) *n_matches = matches_count(w);
    return candidates_resolve(w, err);
}

pdx_status pdx_dense_best_run(pdx_matcher *m, pdx_best *best, size_t *n_matches, bool *taken, pdx_error *err) {
    work *w;
    pdx_status status;
    *taken = false;
    if (!leaves_fit(m, best)) return PDX_OK;
    w = pdx_arena_alloc(&m->scan.arena, sizeof *w);
    if (w == NULL) return pdx_fail_memory(err);
    memset(w, 0, sizeof *w);
    w->matcher = m;
    w->best = best;
    status = work_run(w, n_matches, taken, err);
    PDX_VEC_DEINIT(&w->found.docs);
    PDX_VEC_DEINIT(&w->found.sums);
    return status;
}
