#include "archive/ask/ask.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "base/sort.h"

struct pdx_answers {
    PDX_VEC(uint32_t) query, rank, post;
    PDX_VEC(double) score;
    uint64_t *begins;   /* owned */
    uint8_t *complete;  /* owned */
    size_t n_queries;
};

/* One call: the queries are asked one after the other, each as search asks it; those that begin alike follow one another, since what the
 * one has read is at hand for the next. With a deadline they are asked in the order given: what is left out are the last ones. */
typedef struct batch {
    const pdx_view *view;
    const pdx_span *queries;
    uint32_t *order;             /* owned, like the next: numbers of queries, in the order in which they are asked */
    pdx_hit_list *lists;         /* what each query finds */
    pdx_answers *answers;
    size_t k;
    pdx_query_settings settings; /* of the query that is being asked */
    double end;                  /* the deadline on the clock; 0: none */
    pdx_tick tick;               /* the caller's */
    uint64_t done, total;        /* queries */
} batch;

/* What a single query tells of its documents is told as queries. */
static bool batch_tick(void *context, uint64_t done, uint64_t total) {
    const batch *self = context;
    (void)done;
    (void)total;
    return self->tick.call(self->tick.context, self->done, self->total);
}

void pdx_answers_free(pdx_answers *answers) {
    if (answers == NULL) return;
    PDX_VEC_DEINIT(&answers->query);
    PDX_VEC_DEINIT(&answers->rank);
    PDX_VEC_DEINIT(&answers->post);
    PDX_VEC_DEINIT(&answers->score);
    pdx_free(answers->begins);
    pdx_free(answers->complete);
    pdx_free(answers);
}

static pdx_status answers_new(size_t n_queries, pdx_answers **out, pdx_error *err) {
    pdx_answers *answers = pdx_alloc_zero(1, sizeof *answers);
    *out = NULL;
    if (answers == NULL) return pdx_fail_memory(err);
    answers->n_queries = n_queries;
    answers->begins = pdx_alloc_zero(n_queries + 1, sizeof *answers->begins);
    answers->complete = pdx_alloc_zero(n_queries, sizeof *answers->complete);
    if (answers->begins == NULL || answers->complete == NULL) {
        pdx_answers_free(answers);
        return pdx_fail_memory(err);
    }
    *out = answers;
    return PDX_OK;
}

static pdx_status answers_take(pdx_answers *answers, uint32_t query, const pdx_hit_list *list, pdx_error *err) {
    const size_t from = answers->query.len, to = from + list->n;
    size_t i;
    if (!PDX_VEC_RESERVE(&answers->query, to) || !PDX_VEC_RESERVE(&answers->rank, to) || !PDX_VEC_RESERVE(&answers->post, to) ||
        !PDX_VEC_RESERVE(&answers->score, to)) {
        return pdx_fail_memory(err);
    }
    for (i = 0; i < list->n; i++) {
        answers->query.data[from + i] = query;
        answers->rank.data[from + i] = (uint32_t)i;
        answers->post.data[from + i] = list->hits[i].post;
        answers->score.data[from + i] = list->hits[i].score;
    }
    answers->query.len = answers->rank.len = answers->post.len = answers->score.len = to;
    answers->complete[query] = list->complete;
    return PDX_OK;
}

/* How much of the deadline is left for the next query; false: nothing. */
static bool time_left(batch *self) {
    if (self->end <= 0.0) return true;
    self->settings.deadline = self->end - pdx_clock_seconds();
    return self->settings.deadline > 0.0;
}

static pdx_status query_ask(batch *self, uint32_t number, pdx_error *err) {
    archive_ask ask;
    pdx_status status = archive_ask_init(&ask, self->view, self->queries[number], &self->settings, false, err);
    if (status != PDX_OK) return status;
    ask.options.many = self->total > 1;
    status = pdx_search_run(self->view->archive->snapshot, ask.query, &ask.options, self->k, &self->lists[number], err);
    archive_ask_deinit(&ask);
    return status;
}

static bool is_fault_of_query(pdx_status status) { return status == PDX_EQUERY || status == PDX_EVALUE || status == PDX_ELIMIT; }

/* Asks all queries; after one that cannot be asked only those before it, so that the first such is told of. */
static pdx_status queries_ask(batch *self, uint32_t *failed, pdx_error *err) {
    pdx_status first = PDX_OK;
    uint32_t i;
    for (i = 0; i < self->total; i++) {
        const uint32_t number = self->order[i];
        self->done = i;
        if (number < *failed && time_left(self)) {
            pdx_error one;
            const pdx_status status = query_ask(self, number, &one);
            if (status != PDX_OK && err != NULL) *err = one;
            if (status != PDX_OK && !is_fault_of_query(status)) return status;
            if (status != PDX_OK) {
                *failed = number;
                first = status;
            }
        }
        PDX_TRY(pdx_tick_step(&self->settings.tick, i + 1, self->total, err));
    }
    return first;
}

/* The answers in the order of the queries. */
static pdx_status answers_fill(batch *self, pdx_error *err) {
    uint32_t i;
    for (i = 0; i < self->total; i++) {
        PDX_TRY(answers_take(self->answers, i, &self->lists[i], err));
        self->answers->begins[i + 1] = self->answers->query.len;
        pdx_hit_list_deinit(&self->lists[i]);
    }
    return PDX_OK;
}

static int query_order(const void *left, const void *right, const void *context) {
    const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    const pdx_span *queries = context;
    const int order = pdx_span_compare(queries[a], queries[b]);
    return order != 0 ? order : a < b ? -1 : a > b;
}

static pdx_status order_make(batch *self, pdx_error *err) {
    uint32_t i;
    self->order = pdx_alloc_zero(self->total, sizeof *self->order);
    self->lists = pdx_alloc_zero(self->total, sizeof *self->lists);
    if (self->order == NULL || self->lists == NULL) return pdx_fail_memory(err);
    for (i = 0; i < self->total; i++) self->order[i] = i;
    if (self->end > 0.0) return PDX_OK;
    return pdx_sort(self->order, self->total, sizeof *self->order, query_order, self->queries, NULL, err);
}

static pdx_status batch_run(batch *self, uint32_t *failed, pdx_error *err) {
    size_t i;
    pdx_status status = order_make(self, err);
    if (status == PDX_OK) status = queries_ask(self, failed, err);
    if (status == PDX_OK) status = answers_fill(self, err);
    for (i = 0; self->lists != NULL && i < self->total; i++) pdx_hit_list_deinit(&self->lists[i]);
    pdx_free(self->lists);
    pdx_free(self->order);
    return status;
}

pdx_status pdx_view_search_many(const pdx_view *view, const pdx_span *queries, size_t n, size_t k, const pdx_query_settings *settings,
                                pdx_answers **out, uint32_t *failed, pdx_error *err) {
    batch self;
    pdx_status status;
    *out = NULL;
    *failed = PDX_NONE;
    if (n >= PDX_NONE) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more queries than can be numbered");
    memset(&self, 0, sizeof self);
    self.view = view;
    self.queries = queries;
    self.k = k;
    self.settings = *settings;
    self.total = n;
    self.tick = settings->tick;
    if (self.tick.call != NULL) {
        self.settings.tick.call = batch_tick;
        self.settings.tick.context = &self;
    }
    if (settings->deadline > 0.0) self.end = pdx_clock_seconds() + settings->deadline;
    PDX_TRY(answers_new(n, &self.answers, err));
    status = batch_run(&self, failed, err);
    if (status == PDX_OK) {
        *out = self.answers;
    } else {
        pdx_answers_free(self.answers);
    }
    return status;
}

pdx_answer_columns pdx_answers_columns(const pdx_answers *answers) {
    pdx_answer_columns columns;
    columns.n = answers->query.len;
    columns.n_queries = answers->n_queries;
    columns.query = answers->query.data;
    columns.rank = answers->rank.data;
    columns.post = answers->post.data;
    columns.score = answers->score.data;
    columns.begins = answers->begins;
    columns.complete = answers->complete;
    return columns;
}
