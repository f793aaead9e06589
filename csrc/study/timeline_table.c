#include <string.h>

#include "archive/model/contents.h"
#include "archive/model/steps.h"
#include "base/alloc.h"
#include "study/mention_days.h"
#include "study/word_tables.h"

/* Posts over time, and what is found in them, as a table of periods. */

enum { PERIODS_MAX = 100000 /* rows of a table: 273 years of days */,
       POST_WORK = 32 /* what looking at the days of a post takes, as a pace counts */ };

typedef struct timeline_row {
    uint64_t count, words;
    int64_t possible;             /* while rows are made, the difference from the row before */
    uint32_t posts, all;          /* with something to count; all of them */
    uint32_t last_post;           /* that was counted, and one */
} timeline_row;

/* What belongs to a post, or a mention, at some time. */
typedef struct timeline_item {
    int64_t first, last; /* days, or PDX_NO_DAY; later periods */
    uint32_t post, weight;
    bool wide;           /* it does not say where the table begins and ends, unless all are so */
} timeline_item;

typedef struct timeline_content {
    PDX_VEC(timeline_row) rows; /* owned */
    size_t n;                   /* of them; one more closes the differences */
    int64_t first;              /* the period of row 0 */
    pdx_period by;
    uint64_t certain, possible, undated, beyond;
    PDX_VEC(timeline_item) items; /* owned; empty when the table is made */
    uint32_t *row_of;             /* owned; of each post whose words are counted; NULL when the table is made */
} timeline_content;

static const timeline_content *content_of(const pdx_word_table *table) { return table->content; }

static void content_free(void *given) {
    timeline_content *content = given;
    PDX_VEC_DEINIT(&content->rows);
    PDX_VEC_DEINIT(&content->items);
    pdx_free(content->row_of);
    pdx_free(content);
}

/* ------------------------------------------------------------------ periods */

static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0); }

/* Weeks begin on Mondays; day 0 is a Thursday. */
static int64_t period_of(int64_t day, pdx_period by) {
    int32_t year;
    unsigned month, of_month;
    if (by == PDX_PERIOD_DAY) return day;
    if (by == PDX_PERIOD_WEEK) return floor_div(day + 3, 7);
    pdx_civil_from_days(day, &year, &month, &of_month);
    return by == PDX_PERIOD_YEAR ? year : (int64_t)year * 12 + month - 1;
}

/* As ISO 8601 has it: a week belongs to the year of its Thursday. */
static void period_append(int64_t period, pdx_period by, pdx_buf *out) {
    int32_t year;
    unsigned month, day;
    switch (by) {
    case PDX_PERIOD_YEAR: pdx_buf_format(out, "%04lld", (long long)period); return;
    case PDX_PERIOD_MONTH:
        pdx_buf_format(out, "%04lld-%02d", (long long)floor_div(period, 12), (int)(period - floor_div(period, 12) * 12) + 1);
        return;
    default: break;
    }
    pdx_civil_from_days(by == PDX_PERIOD_WEEK ? period * 7 : period, &year, &month, &day);
    if (by == PDX_PERIOD_DAY) pdx_buf_format(out, "%04d-%02u-%02u", (int)year, month, day);
    else pdx_buf_format(out, "%04d-W%02d", (int)year, (int)((period * 7 - pdx_days_from_civil(year, 1, 1)) / 7) + 1);
}

/* ------------------------------------------------------------------ rows */

enum { PERIOD, COUNT, POSTS, POSSIBLE, ALL, WORDS, SHARE, PER_THOUSAND };
static const pdx_word_column post_columns[] = {
    {"period", PDX_WORD_TEXT}, {"posts", PDX_WORD_COUNT}, {"possible", PDX_WORD_COUNT}, {"words", PDX_WORD_COUNT},
};
static const uint8_t post_values[] = {PERIOD, POSTS, POSSIBLE, WORDS};
static const pdx_word_column hit_columns[] = {
    {"period", PDX_WORD_TEXT}, {"posts", PDX_WORD_COUNT}, {"possible", PDX_WORD_COUNT}, {"all_posts", PDX_WORD_COUNT}, {"share", PDX_WORD_REAL},
};
static const uint8_t hit_values[] = {PERIOD, POSTS, POSSIBLE, ALL, SHARE};
static const pdx_word_column line_columns[] = {
    {"period", PDX_WORD_TEXT}, {"count", PDX_WORD_COUNT}, {"posts", PDX_WORD_COUNT},
    {"possible", PDX_WORD_COUNT}, {"words", PDX_WORD_COUNT}, {"per_thousand", PDX_WORD_REAL},
};
static const uint8_t line_values[] = {PERIOD, COUNT, POSTS, POSSIBLE, WORDS, PER_THOUSAND};
static const pdx_word_column mention_columns[] = {
    {"period", PDX_WORD_TEXT}, {"count", PDX_WORD_COUNT}, {"posts", PDX_WORD_COUNT}, {"possible", PDX_WORD_COUNT},
};
static const uint8_t mention_values[] = {PERIOD, COUNT, POSTS, POSSIBLE};

static size_t rows_n(const void *content) { return ((const timeline_content *)content)->n; }

static pdx_status row_text(const pdx_word_table *table, size_t column, size_t row, pdx_buf *out, pdx_error *err) {
    const timeline_content *content = content_of(table);
    (void)column;
    (void)err;
    period_append(content->first + (int64_t)row, content->by, out);
    return PDX_OK;
}

static int64_t value_of(const pdx_word_table *table, uint8_t value, size_t i) {
    const timeline_row *row = &content_of(table)->rows.data[i];
    switch (value) {
    case COUNT: return (int64_t)row->count;
    case POSTS: return row->posts;
    case POSSIBLE: return row->possible;
    case ALL: return row->all;
    default: return (int64_t)row->words;
    }
}

static int64_t post_count(const pdx_word_table *table, size_t column, size_t row) { return value_of(table, post_values[column], row); }
static int64_t hit_count(const pdx_word_table *table, size_t column, size_t row) { return value_of(table, hit_values[column], row); }
static int64_t line_count(const pdx_word_table *table, size_t column, size_t row) { return value_of(table, line_values[column], row); }
static int64_t mention_count(const pdx_word_table *table, size_t column, size_t row) { return value_of(table, mention_values[column], row); }

/* Of nothing there is no share: 0. */
static double share(const pdx_word_table *table, size_t column, size_t i) {
    const timeline_row *row = &content_of(table)->rows.data[i];
    (void)column;
    return row->all == 0 ? 0.0 : (double)row->posts / row->all;
}

static double per_thousand(const pdx_word_table *table, size_t column, size_t i) {
    const timeline_row *row = &content_of(table)->rows.data[i];
    (void)column;
    return row->words == 0 ? 0.0 : 1e3 * (double)row->count / (double)row->words;
}

static double no_real(const pdx_word_table *table, size_t column, size_t i) {
    (void)table;
    (void)column;
    (void)i;
    return 0.0;
}

static const char *fact(const pdx_word_table *table, size_t i, double *value) {
    const timeline_content *content = content_of(table);
    switch (i) {
    case 0: *value = (double)content->certain; return "certain";
    case 1: *value = (double)content->possible; return "possible";
    case 2: *value = (double)content->undated; return "undated";
    default: return NULL;
    }
}

static const char *mention_fact(const pdx_word_table *table, size_t i, double *value) {
    if (i != 3) return fact(table, i, value);
    *value = (double)content_of(table)->beyond;
    return "beyond";
}

static const word_table_kind kinds[PDX_TIMELINE_COUNT] = {
    [PDX_TIMELINE_POSTS] = {post_columns, PDX_COUNTOF(post_columns), content_free, rows_n, row_text, post_count, no_real, fact},
    [PDX_TIMELINE_HITS] = {hit_columns, PDX_COUNTOF(hit_columns), content_free, rows_n, row_text, hit_count, share, fact},
    [PDX_TIMELINE_LINES] = {line_columns, PDX_COUNTOF(line_columns), content_free, rows_n, row_text, line_count, per_thousand, fact},
};
static const word_table_kind mentions_kind = {mention_columns, PDX_COUNTOF(mention_columns), content_free, rows_n, row_text, mention_count, no_real,
                                              mention_fact};

/* ------------------------------------------------------------------ making them */

/* Days and weeks are told by their days, longer ones as rows have them. */
static pdx_status too_many_rows(const timeline_content *content, int64_t first, int64_t last, pdx_error *err) {
    static const char *const names[] = {
        [PDX_PERIOD_DAY] = "day", [PDX_PERIOD_WEEK] = "week", [PDX_PERIOD_MONTH] = "month", [PDX_PERIOD_YEAR] = "year"};
    pdx_buf from, to;
    pdx_buf_init(&from);
    pdx_buf_init(&to);
    period_append(first, content->by, &from);
    period_append(last, content->by, &to);
    const pdx_status status =
        pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET,
                 "a timeline by %s from %.*s to %.*s would have %lld rows, and may have %d: take longer periods, or fewer posts or mentions",
                 names[content->by], (int)from.len, (const char *)from.data, (int)to.len, (const char *)to.data, (long long)(last - first + 1),
                 (int)PERIODS_MAX);
    pdx_buf_deinit(&from);
    pdx_buf_deinit(&to);
    return status;
}

/* The days of all items become periods; false where all that have some are wide. */
static bool periods_take(timeline_content *content) {
    bool has_fine = false;
    for (size_t i = 0; i < content->items.len; i++) {
        timeline_item *item = &content->items.data[i];
        if (item->first != PDX_NO_DAY && item->last != PDX_NO_DAY && item->last < item->first) item->last = item->first;
        if (item->first != PDX_NO_DAY) item->first = period_of(item->first, content->by);
        if (item->last != PDX_NO_DAY) item->last = period_of(item->last, content->by);
        item->wide = item->wide && item->first != item->last;
        has_fine = has_fine || (!item->wide && (item->first != PDX_NO_DAY || item->last != PDX_NO_DAY));
    }
    return has_fine;
}

/* The rows are those from the first to the last period that an item names; wide ones name none where others do. */
static pdx_status rows_begin(timeline_content *content, pdx_error *err) {
    int64_t first = INT64_MAX, last = INT64_MIN;
    const bool has_fine = periods_take(content);
    for (size_t i = 0; i < content->items.len; i++) {
        const timeline_item *item = &content->items.data[i];
        const int64_t sides[] = {item->first, item->last};
        for (size_t side = 0; side < PDX_COUNTOF(sides); side++) {
            if (sides[side] == PDX_NO_DAY || (item->wide && has_fine)) continue;
            if (sides[side] < first) first = sides[side];
            if (sides[side] > last) last = sides[side];
        }
    }
    if (last < first) return PDX_OK;
    if (last - first >= PERIODS_MAX) return too_many_rows(content, first, last, err);
    content->first = first;
    content->n = (size_t)(last - first) + 1;
    if (!PDX_VEC_RESERVE(&content->rows, content->n + 1)) return pdx_fail_memory(err);
    content->rows.len = content->n + 1;
    memset(content->rows.data, 0, content->rows.len * sizeof *content->rows.data);
    return PDX_OK;
}

static void item_count(timeline_content *content, const timeline_item *item) {
    const int64_t end = content->first + (int64_t)content->n;
    if (item->wide && (item->last < content->first || item->first >= end)) {
        content->beyond += item->weight;
        return;
    }
    const size_t from = item->first == PDX_NO_DAY || item->first < content->first ? 0 : (size_t)(item->first - content->first);
    const size_t to = item->last == PDX_NO_DAY || item->last >= end ? content->n - 1 : (size_t)(item->last - content->first);
    timeline_row *row = &content->rows.data[from];
    if (item->first != item->last) {
        content->possible += item->weight;
        row->possible += item->weight;
        content->rows.data[to + 1].possible -= item->weight;
        return;
    }
    content->certain += item->weight;
    row->count += item->weight;
    if (row->last_post != item->post + 1) {
        row->all++;
        row->posts += item->weight > 0;
    }
    row->last_post = item->post + 1;
    if (content->row_of != NULL) content->row_of[item->post] = (uint32_t)from;
}

static pdx_status rows_make(timeline_content *content, pdx_error *err) {
    PDX_TRY(rows_begin(content, err));
    for (size_t i = 0; i < content->items.len; i++) {
        const timeline_item *item = &content->items.data[i];
        if (item->first == PDX_NO_DAY && item->last == PDX_NO_DAY) content->undated += item->weight;
        else item_count(content, item);
    }
    for (size_t i = 1; i < content->n; i++) content->rows.data[i].possible += content->rows.data[i - 1].possible;
    PDX_VEC_DEINIT(&content->items);
    return PDX_OK;
}

/* How often something is in each post of the archive; NULL: each counts once. */
static pdx_status weights_make(const pdx_view *view, const pdx_timeline_settings *settings, uint32_t **out, pdx_error *err) {
    *out = NULL;
    if (settings->of == PDX_TIMELINE_POSTS) return PDX_OK;
    *out = pdx_alloc_zero(view->archive->posts.len + 1, sizeof **out);
    if (*out == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < settings->n; i++) (*out)[settings->posts[i]] = settings->counts[i];
    return PDX_OK;
}

static pdx_status posts_take(const pdx_view *view, const uint32_t *weights, const pdx_tick *tick, timeline_content *content, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(tick, view->n_posts);
    const int32_t *first, *last;
    PDX_TRY(archive_days(view->archive, &first, &last, err));
    if (!PDX_VEC_RESERVE(&content->items, view->n_posts)) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < view->n_posts; i++) {
        const uint32_t post = pdx_view_post(view, i);
        timeline_item item = {PDX_NO_DAY, PDX_NO_DAY, post, weights == NULL ? 1 : weights[post], false};
        PDX_TRY(pdx_pace_step(&pace, POST_WORK, i, err));
        if (first[post] != INT32_MIN) item.first = first[post];
        if (last[post] != INT32_MAX) item.last = last[post];
        content->items.data[content->items.len++] = item;
    }
    return PDX_OK;
}

/* Every place of a part has a word. */
static pdx_status words_take(void *context, uint32_t post, uint64_t from, uint64_t to, pdx_error *err) {
    timeline_content *content = context;
    const uint32_t row = content->row_of[post];
    (void)err;
    if (row != UINT32_MAX) content->rows.data[row].words += to - from;
    return PDX_OK;
}

/* The words of whole posts are known; those of some parts are counted. */
static pdx_status words_count(const pdx_view *view, const pdx_tick *tick, timeline_content *content, pdx_error *err) {
    const pdx_running_scope scope = study_view_scope(view);
    if (view->roles != PDX_ROLES_ALL) {
        const pdx_running *running;
        PDX_TRY(study_know_outline(view->archive, tick, &running, err));
        return pdx_running_each(running, &scope, tick, words_take, content, err);
    }
    for (uint32_t i = 0; i < view->n_posts; i++) {
        const uint32_t post = pdx_view_post(view, i), row = content->row_of[post];
        if (row != UINT32_MAX) content->rows.data[row].words += archive_post_at(view->archive, post)->n_words;
    }
    return PDX_OK;
}

static pdx_status timeline_make(const pdx_view *view, const uint32_t *weights, bool words, const pdx_tick *tick, timeline_content *content,
                                pdx_error *err) {
    const size_t n_posts = view->archive->posts.len;
    content->row_of = pdx_resize_array(NULL, n_posts + 1, sizeof *content->row_of);
    if (content->row_of == NULL) return pdx_fail_memory(err);
    memset(content->row_of, 0xFF, (n_posts + 1) * sizeof *content->row_of);
    PDX_TRY(posts_take(view, weights, tick, content, err));
    PDX_TRY(rows_make(content, err));
    if (words) PDX_TRY(words_count(view, tick, content, err));
    pdx_free(content->row_of);
    content->row_of = NULL;
    return pdx_archive_sound(view->archive, err);
}

static pdx_status content_new(pdx_period by, timeline_content **out, pdx_error *err) {
    *out = pdx_alloc_zero(1, sizeof **out);
    if (*out == NULL) return pdx_fail_memory(err);
    (*out)->by = by;
    return PDX_OK;
}

pdx_status pdx_view_timeline(const pdx_view *view, const pdx_timeline_settings *settings, const pdx_tick *tick, pdx_word_table **out,
                             pdx_error *err) {
    timeline_content *content;
    uint32_t *weights;
    pdx_status status;
    *out = NULL;
    PDX_TRY(content_new((pdx_period)settings->by, &content, err));
    status = weights_make(view, settings, &weights, err);
    if (status == PDX_OK) status = timeline_make(view, weights, settings->of != PDX_TIMELINE_HITS, tick, content, err);
    pdx_free(weights);
    if (status == PDX_OK) return word_table_new(&kinds[settings->of], view->archive, content, out, err);
    content_free(content);
    return status;
}

pdx_status pdx_mention_timeline(const pdx_view *view, const pdx_mention_table *mentions, const uint32_t *rows, size_t n, pdx_period by,
                                pdx_word_table **out, pdx_error *err) {
    timeline_content *content;
    pdx_status status;
    *out = NULL;
    PDX_TRY(content_new(by, &content, err));
    status = PDX_VEC_RESERVE(&content->items, n) ? PDX_OK : pdx_fail_memory(err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) {
        timeline_item item = {PDX_NO_DAY, PDX_NO_DAY, 0, 1, false};
        item.post = study_mention_days(mentions, rows == NULL ? i : rows[i], &item.first, &item.last, &item.wide);
        content->items.data[content->items.len++] = item;
    }
    if (status == PDX_OK) status = rows_make(content, err);
    if (status == PDX_OK) return word_table_new(&mentions_kind, view->archive, content, out, err);
    content_free(content);
    return status;
}
