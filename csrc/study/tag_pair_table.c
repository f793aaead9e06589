#include "archive/model/contents.h"
#include "base/alloc.h"
#include "base/radix.h"
#include "base/sort.h"
#include "corpus/strength_order.h"
#include "study/word_tables.h"

/* Which tags stand on posts together, as a table of pairs. */

enum { TAG, OTHER, COUNT, TAG_POSTS, OTHER_POSTS, EXPECTED, LIFT, NPMI, JACCARD, LOG_LIKELIHOOD };
static const pdx_word_column columns[] = {
    {"tag", PDX_WORD_TEXT}, {"other", PDX_WORD_TEXT}, {"count", PDX_WORD_COUNT}, {"tag_posts", PDX_WORD_COUNT}, {"other_posts", PDX_WORD_COUNT},
    {"expected", PDX_WORD_REAL}, {"lift", PDX_WORD_REAL}, {"npmi", PDX_WORD_REAL}, {"jaccard", PDX_WORD_REAL}, {"log_likelihood", PDX_WORD_REAL},
};

typedef struct tag_pair {
    uint32_t tag, other, count; /* the first comes before the other in byte order */
} tag_pair;

typedef PDX_VEC(pdx_keyed) pair_keys;

typedef struct pair_content {
    pdx_map tags;
    PDX_VEC(uint32_t) posts; /* of each tag */
    PDX_VEC(tag_pair) rows;
    uint32_t n_posts, n_everywhere;
} pair_content;

static const pair_content *content_of(const pdx_word_table *table) { return table->content; }

static void content_free(void *given) {
    pair_content *content = given;
    pdx_map_deinit(&content->tags);
    PDX_VEC_DEINIT(&content->posts);
    PDX_VEC_DEINIT(&content->rows);
    pdx_free(content);
}

static size_t content_n(const void *content) { return ((const pair_content *)content)->rows.len; }

static pdx_status row_text(const pdx_word_table *table, size_t column, size_t row, pdx_buf *out, pdx_error *err) {
    const tag_pair *pair = &content_of(table)->rows.data[row];
    (void)err;
    pdx_buf_span(out, pdx_map_key(&content_of(table)->tags, column == TAG ? pair->tag : pair->other));
    return PDX_OK;
}

static int64_t row_count(const pdx_word_table *table, size_t column, size_t row) {
    const tag_pair *pair = &content_of(table)->rows.data[row];
    if (column == COUNT) return pair->count;
    return content_of(table)->posts.data[column == TAG_POSTS ? pair->tag : pair->other];
}

static double pair_real(const pair_content *content, const tag_pair *pair, size_t column) {
    const pdx_contingency cells = {pair->count, content->posts.data[pair->tag], content->posts.data[pair->other], content->n_posts};
    switch (column) {
    case COUNT: return pair->count;
    case EXPECTED: return pdx_association_expected(&cells);
    case LIFT: return (double)((uint64_t)cells.both * cells.n) / (double)((uint64_t)cells.row * cells.column);
    case NPMI: return pdx_association(PDX_MEASURE_NPMI, &cells);
    case JACCARD: return pdx_association(PDX_MEASURE_JACCARD, &cells);
    default: return pdx_association(PDX_MEASURE_LOG_LIKELIHOOD, &cells);
    }
}

static double row_real(const pdx_word_table *table, size_t column, size_t row) {
    return pair_real(content_of(table), &content_of(table)->rows.data[row], column);
}

static const char *table_fact(const pdx_word_table *table, size_t i, double *value) {
    switch (i) {
    case 0: *value = content_of(table)->n_posts; return "posts";
    case 1: *value = (double)content_of(table)->posts.len; return "tags";
    case 2: *value = content_of(table)->n_everywhere; return "on_every_post";
    default: return NULL;
    }
}

static const word_table_kind kind = {columns, PDX_COUNTOF(columns), content_free, content_n, row_text, row_count, row_real, table_fact};

/* ------------------------------------------------------------------ counting */

typedef struct pairing {
    const pdx_view *view;
    const pdx_tick *tick;
    pair_content *content;
    PDX_VEC(uint32_t) here; /* owned, like the next: tags of the post at hand, and all pairs of posts */
    pair_keys keys;
} pairing;

/* The post's tags, each once, counted. */
static pdx_status tags_take(pairing *self, uint32_t post, pdx_error *err) {
    const pdx_archive *archive = self->view->archive;
    pair_content *content = self->content;
    const uint32_t n = archive_post_at(archive, post)->n_tags;
    self->here.len = 0;
    for (uint32_t i = 0; i < n; i++) {
        const archive_item *shown = archive_label_item(archive, archive_post_item(archive, post, i)->label);
        const uint32_t tag = pdx_map_intern(&content->tags, archive_item_text(archive, shown));
        bool is_known = false;
        if (tag == PDX_MAP_NONE || (tag == content->posts.len && !PDX_VEC_PUSH(&content->posts, 0))) return pdx_fail_memory(err);
        for (size_t k = 0; k < self->here.len; k++) is_known = is_known || self->here.data[k] == tag;
        if (is_known) continue;
        content->posts.data[tag]++;
        if (!PDX_VEC_PUSH(&self->here, tag)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status pairs_take(pairing *self, pdx_error *err) {
    for (size_t i = 0; i < self->here.len; i++) {
        for (size_t k = 0; k < i; k++) {
            const pdx_keyed key = {(uint64_t)self->here.data[i] << 32 | self->here.data[k], 0};
            if (!PDX_VEC_PUSH(&self->keys, key)) return pdx_fail_memory(err);
        }
    }
    return PDX_OK;
}

static pdx_status posts_read(pairing *self, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(self->tick, self->view->n_posts);
    for (uint32_t i = 0; i < self->view->n_posts; i++) {
        PDX_TRY(tags_take(self, pdx_view_post(self->view, i), err));
        PDX_TRY(pairs_take(self, err));
        PDX_TRY(pdx_pace_step(&pace, 64 + 16 * self->here.len * self->here.len, i, err));
    }
    for (size_t tag = 0; tag < self->content->posts.len; tag++) self->content->n_everywhere += self->content->posts.data[tag] == self->view->n_posts;
    return pdx_archive_sound(self->view->archive, err);
}

static int by_text(const void *left, const void *right, const void *context) {
    const pdx_map *tags = context;
    return pdx_span_compare(pdx_map_key(tags, *(const uint32_t *)left), pdx_map_key(tags, *(const uint32_t *)right));
}

/* The place of each tag in byte order, and the tag at each place. */
static pdx_status places_make(pairing *self, uint32_t *tags, uint32_t *places, pdx_error *err) {
    const size_t n = self->content->posts.len;
    for (size_t tag = 0; tag < n; tag++) tags[tag] = (uint32_t)tag;
    PDX_TRY(pdx_sort(tags, n, sizeof *tags, by_text, &self->content->tags, self->tick, err));
    for (size_t place = 0; place < n; place++) places[tags[place]] = (uint32_t)place;
    return PDX_OK;
}

/* Equal pairs become a row; rows come in byte order. */
static pdx_status rows_make(pairing *self, const uint32_t *tags, const uint32_t *places, uint32_t min_count, pdx_error *err) {
    pdx_keyed *other = pdx_resize_array(NULL, self->keys.len, sizeof *other);
    pdx_status status = PDX_OK;
    size_t i, end;
    if (other == NULL) return pdx_fail_memory(err);
    for (i = 0; i < self->keys.len; i++) {
        const uint64_t a = places[self->keys.data[i].key >> 32], b = places[(uint32_t)self->keys.data[i].key];
        self->keys.data[i].key = a < b ? a << 32 | b : b << 32 | a;
    }
    status = pdx_radix_sort(&self->keys.data, &other, self->keys.len, self->tick, err);
    for (i = 0; i < self->keys.len && status == PDX_OK; i = end) {
        const uint64_t key = self->keys.data[i].key;
        for (end = i + 1; end < self->keys.len && self->keys.data[end].key == key; end++) {}
        const tag_pair row = {tags[key >> 32], tags[(uint32_t)key], (uint32_t)(end - i)};
        if (row.count >= min_count && !PDX_VEC_PUSH(&self->content->rows, row)) status = pdx_fail_memory(err);
    }
    pdx_free(other);
    return status;
}

static pdx_status rows_sort(pairing *self, size_t column, pdx_error *err) {
    pair_content *content = self->content;
    pdx_strength_order order;
    void *rows = content->rows.data;
    const size_t n = content->rows.len;
    pdx_status status = pdx_strength_order_init(&order, n, err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) {
        pdx_strength_set(&order, i, pair_real(content, &content->rows.data[i], column), content->rows.data[i].count);
    }
    if (status == PDX_OK) status = pdx_strength_order_sort(&order, self->tick, err);
    if (status == PDX_OK) status = pdx_strength_order_apply(&order, &rows, sizeof *content->rows.data, err);
    if (status == PDX_OK) content->rows.capacity = n;
    content->rows.data = rows;
    pdx_strength_order_deinit(&order);
    return status;
}

static pdx_status pairs_make(pairing *self, uint32_t min_count, size_t column, pdx_error *err) {
    uint32_t *tags, *places;
    pdx_status status;
    PDX_TRY(posts_read(self, err));
    tags = pdx_resize_array(NULL, self->content->posts.len, sizeof *tags);
    places = pdx_resize_array(NULL, self->content->posts.len, sizeof *places);
    status = tags == NULL || places == NULL ? pdx_fail_memory(err) : places_make(self, tags, places, err);
    if (status == PDX_OK) status = rows_make(self, tags, places, min_count, err);
    if (status == PDX_OK) status = rows_sort(self, column, err);
    pdx_free(tags);
    pdx_free(places);
    return status;
}

static pdx_status order_parse(pdx_span name, size_t *column, pdx_error *err) {
    static const uint8_t orders[] = {COUNT, LIFT, NPMI, JACCARD, LOG_LIKELIHOOD};
    for (size_t i = 0; i < PDX_COUNTOF(orders); i++) {
        *column = orders[i];
        if (pdx_span_equal(name, pdx_span_str(columns[*column].name))) return PDX_OK;
    }
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "there is no measure \"%.*s\"; count, lift, npmi, jaccard, log_likelihood",
                    (int)pdx_min_size(name.len, 60), (const char *)name.data);
}

pdx_status pdx_view_tag_pairs(const pdx_view *view, uint32_t min_count, pdx_span measure, const pdx_tick *tick, pdx_word_table **out,
                              pdx_error *err) {
    pairing self = {.view = view, .tick = tick};
    size_t column = COUNT;
    pdx_status status;
    *out = NULL;
    PDX_TRY(order_parse(measure, &column, err));
    self.content = pdx_alloc_zero(1, sizeof *self.content);
    if (self.content == NULL) return pdx_fail_memory(err);
    pdx_map_init(&self.content->tags);
    self.content->n_posts = view->n_posts;
    status = pairs_make(&self, min_count, column, err);
    PDX_VEC_DEINIT(&self.here);
    PDX_VEC_DEINIT(&self.keys);
    if (status == PDX_OK) return word_table_new(&kind, view->archive, self.content, out, err);
    content_free(self.content);
    return status;
}
