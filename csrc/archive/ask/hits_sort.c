#include "archive/ask/hit_results.h"
#include "archive/ask/title_order.h"
#include "base/alloc.h"
#include "base/sort.h"

/* Other orders than relevance. Sorting is by a key per hit, made once; ties by position. */

typedef struct sort_row {
    int64_t value; /* a day, or how far behind its title comes */
    pdx_hit hit;
} sort_row;

static int by_post(const sort_row *a, const sort_row *b) { return a->hit.post < b->hit.post ? -1 : a->hit.post > b->hit.post; }

static int by_value(const void *left, const void *right, const void *context) {
    (void)context;
    const sort_row *a = left, *b = right;
    if (a->value != b->value) return a->value < b->value ? -1 : 1;
    return by_post(a, b);
}
static int by_value_down(const void *left, const void *right, const void *context) {
    (void)context;
    const sort_row *a = left, *b = right;
    if (a->value != b->value) return a->value > b->value ? -1 : 1;
    return by_post(a, b);
}
static int by_day(const void *left, const void *right, const void *context) { return by_value(left, right, context); }
/* Newest first; undated posts last here too. */
static int by_day_down(const void *left, const void *right, const void *context) {
    const sort_row *a = left, *b = right;
    if (a->value != b->value && (a->value == INT64_MAX || b->value == INT64_MAX)) return a->value == INT64_MAX ? 1 : -1;
    return by_value_down(left, right, context);
}
static int by_position(const void *left, const void *right, const void *context) {
    (void)context;
    return by_post(left, right);
}
static int by_position_down(const void *left, const void *right, const void *context) {
    (void)context;
    return by_post(right, left);
}
static int by_score(const void *left, const void *right, const void *context) {
    (void)context;
    const sort_row *a = left, *b = right;
    if (a->hit.score != b->hit.score) return a->hit.score > b->hit.score ? -1 : 1;
    return by_post(a, b);
}
static int by_score_up(const void *left, const void *right, const void *context) {
    (void)context;
    const sort_row *a = left, *b = right;
    if (a->hit.score != b->hit.score) return a->hit.score < b->hit.score ? -1 : 1;
    return by_post(a, b);
}

static const struct {
    const char *name;
    pdx_order up, down;
} orders[] = {
    {"relevance", by_score, by_score_up},
    {"date", by_day, by_day_down},
    {"title", by_value, by_value_down},
    {"position", by_position, by_position_down},
};

static pdx_status add_titles(const pdx_archive *archive, sort_row *rows, size_t n, const pdx_tick *tick, pdx_error *err) {
    uint32_t *posts = pdx_resize_array(NULL, n, sizeof *posts), *ranks = pdx_resize_array(NULL, n, sizeof *ranks);
    pdx_status status = posts == NULL || ranks == NULL ? pdx_fail_memory(err) : PDX_OK;
    for (size_t i = 0; status == PDX_OK && i < n; i++) posts[i] = rows[i].hit.post;
    if (status == PDX_OK) status = archive_title_ranks(archive, posts, n, tick, ranks, err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) rows[i].value = ranks[i];
    pdx_free(posts);
    pdx_free(ranks);
    return status;
}

static pdx_status add_days(const pdx_archive *archive, sort_row *rows, size_t n, const pdx_tick *tick, pdx_error *err) {
    const int64_t *days;
    PDX_TRY(archive_post_days_table(archive, tick, &days, err));
    for (size_t i = 0; i < n; i++) rows[i].value = days[rows[i].hit.post];
    return PDX_OK;
}

/* What this order looks at, and nothing else. */
static pdx_status fill_rows(const pdx_hits *hits, const pdx_hit_list *list, pdx_order order, sort_row *rows, const pdx_tick *tick, pdx_error *err) {
    size_t i;
    memset(rows, 0, list->n * sizeof *rows);
    for (i = 0; i < list->n; i++) rows[i].hit = list->hits[i];
    if (order == by_day || order == by_day_down) return add_days(hits->view->archive, rows, list->n, tick, err);
    if (order == by_value || order == by_value_down) return add_titles(hits->view->archive, rows, list->n, tick, err);
    return PDX_OK;
}

static pdx_order find_order(pdx_span order) {
    const bool down = order.len > 0 && order.data[0] == '-';
    const pdx_span name = pdx_span_slice(order, down ? 1 : 0, order.len);
    size_t i;
    for (i = 0; i < PDX_COUNTOF(orders); i++) {
        if (pdx_span_equal(name, pdx_span_str(orders[i].name))) return down ? orders[i].down : orders[i].up;
    }
    return NULL;
}

static pdx_status sort_into(const pdx_hits *hits, const pdx_hit_list *list, pdx_order order, pdx_hit_list *out, const pdx_tick *tick,
                            pdx_error *err) {
    sort_row *rows = pdx_resize_array(NULL, list->n, sizeof *rows);
    pdx_status status;
    size_t i;
    memset(out, 0, sizeof *out);
    out->hits = pdx_resize_array(NULL, list->n, sizeof *out->hits);
    if (rows == NULL || out->hits == NULL) {
        pdx_free(rows);
        pdx_hit_list_deinit(out);
        return pdx_fail_memory(err);
    }
    status = fill_rows(hits, list, order, rows, tick, err);
    if (status == PDX_OK) status = archive_sound(hits->view->archive, err);
    if (status == PDX_OK) status = pdx_sort(rows, list->n, sizeof *rows, order, NULL, tick, err);
    if (status == PDX_OK) {
        for (i = 0; i < list->n; i++) out->hits[i] = rows[i].hit;
        out->n = list->n;
        out->n_possible = list->n_possible;
        out->complete = list->complete;
    } else {
        pdx_hit_list_deinit(out);
    }
    pdx_free(rows);
    return status;
}

pdx_status pdx_hits_sort(pdx_hits *hits, pdx_span order, const pdx_tick *tick, pdx_hits **out, pdx_error *err) {
    const pdx_order compare = find_order(order);
    const pdx_hit_list *list;
    pdx_hit_list in_order;
    pdx_hits *sorted;
    pdx_status status;
    *out = NULL;
    if (compare == NULL) {
        return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET,
                        "cannot sort by \"%.*s\": relevance, date, title or position, with - before it for the reverse",
                        (int)pdx_min_size(order.len, 40), (const char *)order.data);
    }
    PDX_TRY(archive_hits_reach(hits, PDX_ALL_HITS, tick, &list, err));
    PDX_TRY(archive_hits_prepare(hits->view, hits->text, &hits->settings, &sorted, err));
    archive_hits_settle(sorted);
    sorted->from = hits->from != NULL ? hits->from : hits;
    pdx_hits_retain(sorted->from);
    status = sort_into(hits, list, compare, &in_order, tick, err);
    if (status != PDX_OK) {
        archive_hits_free(sorted);
        return status;
    }
    archive_hits_fill(sorted, in_order);
    *out = sorted;
    return PDX_OK;
}
