#include "query/search.h"

#include "query/rank/best.h"
#include "query/match/bit_count.h"
#include "query/rank/conjunction.h"
#include "query/rank/dense_best.h"
#include "query/rank/disjunction.h"
#include "query/rank/prune.h"
#include "query/match/score.h"
#include "query/walk/doc_lists.h"

/* Postings that are worth no second thought. */
enum { FEW_POSTINGS = PDX_LIMIT(2048, 8) };

typedef enum search_aim { AIM_BEST, AIM_BEST_AND_COUNT, AIM_COUNT } search_aim;

struct pdx_search_ready {
    pdx_plan plan;
    pdx_scores scores;
};

/* What a search keeps from segment to segment. */
typedef struct search {
    pdx_plan plan;
    pdx_scores scores;
    pdx_best best;
    bool counting;      /* only numbers are wanted */
    bool pruning;       /* what cannot be among the best may be passed over */
    bool few;           /* the best few are wanted, with the number of all, which is small */
    bool counted;
    size_t n_matches;
    uint32_t n_possible;
} search;

/* The bits of a window in which the view has posts. */
static void view_keep(const pdx_bitmap *posts, pdx_window window, pdx_bits *bits) {
    unsigned w;
    for (w = 0; w < PDX_WINDOW_WORDS; w++) {
        uint64_t left = bits->words[w];
        for (; left != 0; left &= left - 1) {
            const unsigned bit = pdx_trailing_zeros(left);
            if (!pdx_bitmap_has(posts, window.begin + w * 64 + bit)) bits->words[w] &= ~((uint64_t)1 << bit);
        }
    }
}

static bool window_collect(search *self, const pdx_matcher *m, pdx_window window, const pdx_bits *bits) {
    unsigned w;
    for (w = 0; w < PDX_WINDOW_WORDS; w++) {
        uint64_t left = bits->words[w];
        for (; left != 0; left &= left - 1) {
            const uint32_t offset = w * 64 + pdx_trailing_zeros(left);
            const double score = m->scores[offset];
            if (score <= self->best.least) continue;
            if (!pdx_best_add(&self->best, pdx_scan_number(&m->scan, window.begin + offset), score)) return false;
        }
    }
    return true;
}

/* The matches of one window, all of them. */
static pdx_status window_take(search *self, pdx_matcher *m, pdx_window window, pdx_error *err) {
    const pdx_search_options *options = self->plan.options;
    pdx_window_match found;
    pdx_bits *taken = &found.certain;
    bool kept = true;
    PDX_TRY(pdx_matcher_read(m, window, &found, err));
    if (m->scan.posts != NULL) {
        view_keep(m->scan.posts, window, &found.certain);
        if (m->unsure) view_keep(m->scan.posts, window, &found.wide);
    }
    if (m->unsure && options->possible) {
        taken = &found.wide;
    } else if (m->unsure) {
        self->n_possible += pdx_bits_count(&found.wide) - pdx_bits_count(&found.certain);
    }
    self->n_matches += pdx_bits_count(taken);
    if (!self->counting) kept = window_collect(self, m, window, taken);
    if (m->scoring) pdx_matcher_forget(m);
    return kept ? PDX_OK : pdx_fail_memory(err);
}

/* From document `from` on. */
static pdx_status segment_walk(search *self, pdx_matcher *m, pdx_doc from, pdx_error *err) {
    const bool pruning = self->pruning && !m->unsure;
    pdx_pruner pruner;
    PDX_TRY(pdx_matcher_start(m, err));
    if (pruning) PDX_TRY(pdx_pruner_init(&pruner, m, err));
    for (;;) {
        pdx_window window;
        bool more, taken = false;
        PDX_TRY(pdx_plan_pulses(&self->plan, 16, err));
        PDX_TRY(pdx_matcher_next(m, from, &window, &more, err));
        if (!more) return PDX_OK;
        from = window.end;
        if (pruning && pdx_best_is_full(&self->best)) {
            pdx_doc behind;
            if (pdx_pruner_skips(&pruner, window, self->best.least, &behind)) {
                self->counted = false;
                if (behind > from) from = behind;
                continue;
            }
            PDX_TRY(pdx_pruner_take(&pruner, window, &self->best, &taken, err));
            if (taken) self->counted = false;
        }
        if (!taken) PDX_TRY(window_take(self, m, window, err));
    }
}

static pdx_status conjunction_walk(search *self, pdx_matcher *m, pdx_error *err) {
    pdx_conjunction c = {m, self->counting ? NULL : &self->best, self->pruning, 0, true};
    const pdx_status status = pdx_conjunction_run(&c, err);
    self->n_matches += c.n_matches;
    self->counted = self->counted && c.counted;
    return status;
}

static pdx_status bits_count(search *self, pdx_matcher *m, pdx_error *err) {
    size_t n;
    if (pdx_meeting_fits(m)) PDX_TRY(pdx_meeting_count(m, &n, err));
    else PDX_TRY(pdx_union_count(m, &n, err));
    self->n_matches += n;
    return PDX_OK;
}

/* What sums cannot tell apart is walked. */
static pdx_status disjunction_walk(search *self, pdx_matcher *m, pdx_error *err) {
    pdx_disjunction d = {m, &self->best, !self->pruning, 0, true, 0};
    bool taken = false;
    size_t n_matches = 0;
    PDX_TRY(pdx_dense_best_run(m, &self->best, self->pruning ? NULL : &n_matches, &taken, err));
    if (taken) {
        self->n_matches += n_matches;
        self->counted = self->counted && !self->pruning;
        return PDX_OK;
    }
    if (!pdx_disjunction_pays(m)) return segment_walk(self, m, 0, err);
    PDX_TRY(pdx_disjunction_run(&d, err));
    self->n_matches += d.n_matches;
    self->counted = self->counted && d.counted;
    return d.behind < m->scan.n_posts ? segment_walk(self, m, d.behind, err) : PDX_OK;
}

static pdx_status segment_run(search *self, uint32_t segment, pdx_error *err) {
    pdx_matcher *m = pdx_alloc(sizeof *m);
    pdx_status status;
    if (m == NULL) return pdx_fail_memory(err);
    status = pdx_matcher_init(m, &self->plan, segment, &self->scores, !self->counting, err);
    if (status == PDX_OK) {
        if (self->counting && pdx_meeting_fits(m)) status = bits_count(self, m, err);
        else if (pdx_conjunction_fits(m)) status = conjunction_walk(self, m, err);
        else if (self->counting && pdx_union_fits(m)) status = bits_count(self, m, err);
        else if ((self->pruning || self->few) && pdx_disjunction_fits(m)) status = disjunction_walk(self, m, err);
        else status = segment_walk(self, m, 0, err);
    }
    if (status == PDX_OK) status = pdx_segment_sound(m->scan.segment, err); /* lengths of documents, which cannot fail */
    pdx_matcher_deinit(m);
    pdx_free(m);
    return status;
}

/* Few postings are to be read: what the words stand in, or all posts where there are no words. */
bool pdx_search_is_cheap(const pdx_search_ready *ready) {
    uint64_t n = ready->scores.n == 0 ? pdx_snapshot_n_posts(ready->plan.snapshot) : 0;
    size_t i;
    for (i = 0; i < ready->scores.n; i++) n += ready->scores.df[i];
    return n <= FEW_POSTINGS;
}

/* When the deadline comes already now, what is ready is no further, and searches with it find nothing. */
static pdx_status ready_init(pdx_search_ready *ready, const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options,
                             pdx_error *err) {
    pdx_status status = pdx_plan_init(&ready->plan, snapshot, query, options, false, err);
    if (status == PDX_OK) status = pdx_scores_init(&ready->scores, &ready->plan, err);
    if (status == PDX_OK || ready->plan.expired) return PDX_OK;
    pdx_plan_deinit(&ready->plan);
    return status;
}

static bool has_pattern(const pdx_query *query) {
    size_t i;
    for (i = 0; i < query->elements.len; i++) {
        if (query->elements.data[i]->kind != PDX_NODE_WORD) return true;
    }
    return false;
}

/* Room for what is found out about patterns by those who ask of one post after another. */
static pdx_status patterns_prepare(pdx_search_ready *ready, pdx_error *err) {
    pdx_plan *plan = &ready->plan;
    if (plan->expired || !has_pattern(plan->query)) return PDX_OK;
    plan->doc_lists = pdx_doc_lists_new(plan->query->elements.len * pdx_snapshot_n_segments(plan->snapshot));
    return plan->doc_lists == NULL ? pdx_fail_memory(err) : PDX_OK;
}

pdx_status pdx_search_prepare(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, pdx_search_ready **out,
                              pdx_error *err) {
    pdx_search_ready *ready = pdx_alloc_zero(1, sizeof *ready);
    pdx_status status;
    *out = NULL;
    if (ready == NULL) return pdx_fail_memory(err);
    status = ready_init(ready, snapshot, query, options, err);
    if (status != PDX_OK) {
        pdx_free(ready);
        return status;
    }
    status = patterns_prepare(ready, err);
    if (status == PDX_OK) *out = ready;
    else pdx_search_ready_free(ready);
    return status;
}

void pdx_search_ready_free(pdx_search_ready *ready) {
    if (ready == NULL) return;
    pdx_doc_lists_free(ready->plan.doc_lists);
    pdx_plan_deinit(&ready->plan);
    pdx_free(ready);
}

const pdx_plan *pdx_search_plan(const pdx_search_ready *ready) { return ready->plan.expired ? NULL : &ready->plan; }

static pdx_status run(search *self, const pdx_search_ready *ready, const pdx_search_options *options, pdx_error *err) {
    uint32_t s;
    PDX_TRY(pdx_plan_again(&self->plan, &ready->plan, options, err));
    if (self->plan.expired) return PDX_OK;
    self->scores = ready->scores;
    self->scores.scoring = &options->scoring;
    for (s = 0; s < pdx_snapshot_n_segments(self->plan.snapshot); s++) PDX_TRY(segment_run(self, s, err));
    return PDX_OK;
}

static pdx_status search_run(const pdx_search_ready *ready, const pdx_search_options *options, size_t k, search_aim aim, pdx_hit_list *out,
                             pdx_error *err) {
    search self;
    pdx_status status;
    memset(out, 0, sizeof *out);
    memset(&self, 0, sizeof self);
    if (k == 0) aim = AIM_COUNT; /* none is kept, so none is to be ranked */
    self.counting = aim == AIM_COUNT;
    self.pruning = aim == AIM_BEST && k != PDX_ALL_HITS && k > 0;
    self.few = aim == AIM_BEST_AND_COUNT && k != PDX_ALL_HITS && k > 0 && pdx_search_is_cheap(ready);
    self.counted = true;
    pdx_best_init(&self.best, k, pdx_snapshot_ascends(ready->plan.snapshot) ? NULL : &ready->scores.most);
    status = run(&self, ready, options, err);
    if (self.plan.expired) status = PDX_OK; /* what was found by then is the answer */
    if (status == PDX_OK) status = pdx_best_sort(&self.best, options->tick, err);
    if (status == PDX_OK && !pdx_best_fit(&self.best)) status = pdx_fail_memory(err);
    if (status == PDX_OK) {
        out->complete = !self.plan.expired;
        out->hits = self.best.hits.data;
        out->n = self.best.hits.len;
        out->counted = self.counted;
        out->n_matches = self.n_matches;
        out->n_possible = self.n_possible;
    } else {
        pdx_best_deinit(&self.best);
    }
    pdx_plan_again_deinit(&self.plan);
    return status;
}

pdx_status pdx_search_best(const pdx_search_ready *ready, const pdx_search_options *options, size_t k, bool all, pdx_hit_list *out,
                           pdx_error *err) {
    return search_run(ready, options, k, all ? AIM_BEST_AND_COUNT : AIM_BEST, out, err);
}

pdx_status pdx_search_number(const pdx_search_ready *ready, const pdx_search_options *options, pdx_hit_list *out, pdx_error *err) {
    return search_run(ready, options, 0, AIM_COUNT, out, err);
}

static pdx_status search_once(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, size_t k, search_aim aim,
                              pdx_hit_list *out, pdx_error *err) {
    pdx_search_ready ready;
    pdx_status status;
    memset(out, 0, sizeof *out);
    memset(&ready, 0, sizeof ready);
    PDX_TRY(ready_init(&ready, snapshot, query, options, err));
    status = search_run(&ready, options, k, aim, out, err);
    pdx_plan_deinit(&ready.plan);
    return status;
}

pdx_status pdx_search_run(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, size_t k,
                          pdx_hit_list *out, pdx_error *err) {
    return search_once(snapshot, query, options, k, AIM_BEST, out, err);
}

pdx_status pdx_search_count(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, pdx_hit_list *out,
                            pdx_error *err) {
    return search_once(snapshot, query, options, 0, AIM_COUNT, out, err);
}

void pdx_hit_list_deinit(pdx_hit_list *list) {
    pdx_free(list->hits);
    memset(list, 0, sizeof *list);
}
