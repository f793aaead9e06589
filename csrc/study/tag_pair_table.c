#include "archive/model/contents.h"
#include "base/alloc.h"
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

typedef struct pair_content {
    pdx_map tags;
    PDX_VEC(uint32_t) posts; /* of each tag */
    PDX_VEC(tag_pair) rows;
    uint32_t n_posts, n_everywhere;
    uint64_t n_pairs; /* that there are, in rows or not */
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
    case 3: *value = (double)content_of(table)->n_pairs; return "pairs";
    default: return NULL;
    }
}

static const word_table_kind kind = {columns, PDX_COUNTOF(columns), content_free, content_n, row_text, row_count, row_real, table_fact};

/* ------------------------------------------------------------------ counting */

/* Tags are numbered by their bytes once all are known; a post's tags stand side by side, ascending, with NO_TAG behind them. So the pairs of a tag
 * are what stands behind it in its posts, and no more of them are held at once than one tag has. */
typedef struct pairing {
    const pdx_view *view;
    const pdx_tick *tick;
    pair_content *content;
    size_t most;               /* rows that are kept; 0: all */
    size_t column;             /* by which they are ordered */
    PDX_VEC(uint32_t) tags;    /* owned, like all below: of all posts */
    PDX_VEC(uint32_t) known;   /* by label, of those below LABELS_KNOWN: its tag, or NO_TAG */
    PDX_VEC(uint32_t) last;    /* by tag: one more than the number in the view of the last post with it */
    uint32_t *by_bytes, *ranks; /* tags, and the place of each among them */
    uint32_t *places;          /* in `tags`, of one rank after the other, */
    uint32_t *ends;            /* by rank: where they end */
    uint32_t *counts;          /* by rank: posts with the tag at hand; zeros but while it is */
    PDX_VEC(uint32_t) met;     /* ranks that have any */
} pairing;

#define NO_TAG UINT32_MAX
static_assert(NO_TAG == PDX_MAP_NONE, "what is no tag is no number of one");

enum { LABELS_KNOWN = PDX_LIMIT(1 << 20, 4) };

/* The tag of a label, which is told by its bytes, once for each that is known; PDX_MAP_NONE: out of memory. */
static uint32_t tag_of(pairing *self, uint32_t label) {
    const pdx_archive *archive = self->view->archive;
    uint32_t tag = label < self->known.len ? self->known.data[label] : NO_TAG;
    if (tag != NO_TAG) return tag;
    tag = pdx_map_intern(&self->content->tags, archive_item_text(archive, archive_label_item(archive, label)));
    if (label >= LABELS_KNOWN || tag == PDX_MAP_NONE) return tag;
    if (!PDX_VEC_RESERVE(&self->known, (size_t)label + 1)) return PDX_MAP_NONE;
    while (self->known.len <= label) self->known.data[self->known.len++] = NO_TAG;
    self->known.data[label] = tag;
    return tag;
}

/* The post's tags, each once, counted. */
static pdx_status tags_take(pairing *self, uint32_t number, pdx_error *err) {
    const pdx_archive *archive = self->view->archive;
    const uint32_t post = pdx_view_post(self->view, number), n = archive_post_at(archive, post)->n_tags;
    pair_content *content = self->content;
    if (!PDX_VEC_RESERVE(&self->tags, self->tags.len + n + 1)) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t tag = tag_of(self, archive_post_item(archive, post, i)->label);
        const bool is_new = tag == content->posts.len;
        if (tag == PDX_MAP_NONE || (is_new && !(PDX_VEC_PUSH(&content->posts, 0) && PDX_VEC_PUSH(&self->last, 0)))) return pdx_fail_memory(err);
        if (self->last.data[tag] == number + 1) continue;
        self->last.data[tag] = number + 1;
        content->posts.data[tag]++;
        self->tags.data[self->tags.len++] = tag;
    }
    self->tags.data[self->tags.len++] = NO_TAG;
    return PDX_OK;
}

static pdx_status posts_read(pairing *self, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(self->tick, self->view->n_posts);
    PDX_TRY(archive_labels_ready(self->view->archive, err));
    for (uint32_t i = 0; i < self->view->n_posts; i++) {
        const size_t before = self->tags.len;
        PDX_TRY(tags_take(self, i, err));
        PDX_TRY(pdx_pace_step(&pace, 64 + 16 * (self->tags.len - before), i, err));
    }
    if (self->tags.len >= UINT32_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more tags of posts than can be numbered");
    for (size_t tag = 0; tag < self->content->posts.len; tag++) self->content->n_everywhere += self->content->posts.data[tag] == self->view->n_posts;
    return pdx_archive_sound(self->view->archive, err);
}

static int by_text(const void *left, const void *right, const void *context) {
    const pdx_map *tags = context;
    return pdx_span_compare(pdx_map_key(tags, *(const uint32_t *)left), pdx_map_key(tags, *(const uint32_t *)right));
}

static int by_number(const void *left, const void *right, const void *context) {
    const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    (void)context;
    return (a > b) - (a < b);
}

enum { FEW = PDX_LIMIT(24, 3) }; /* that are quickest put in order by hand */

static pdx_status numbers_sort(const pairing *self, uint32_t *numbers, size_t n, pdx_error *err) {
    if (n > FEW) return pdx_sort(numbers, n, sizeof *numbers, by_number, NULL, self->tick, err);
    for (size_t i = 1; i < n; i++) {
        const uint32_t number = numbers[i];
        size_t at = i;
        for (; at > 0 && numbers[at - 1] > number; at--) numbers[at] = numbers[at - 1];
        numbers[at] = number;
    }
    return PDX_OK;
}

static pdx_status room_make(pairing *self, pdx_error *err) {
    const size_t n = self->content->posts.len;
    self->by_bytes = pdx_resize_array(NULL, n, sizeof *self->by_bytes);
    self->ranks = pdx_resize_array(NULL, n, sizeof *self->ranks);
    self->places = pdx_resize_array(NULL, self->tags.len, sizeof *self->places);
    self->ends = pdx_alloc_zero(n + 1, sizeof *self->ends);
    self->counts = pdx_alloc_zero(n, sizeof *self->counts);
    if (self->by_bytes == NULL || self->ranks == NULL || self->places == NULL) return pdx_fail_memory(err);
    if (self->ends == NULL || self->counts == NULL) return pdx_fail_memory(err);
    return PDX_VEC_RESERVE(&self->met, n) ? PDX_OK : pdx_fail_memory(err);
}

/* The tags of each post by their ranks, ascending. */
static pdx_status tags_rank(pairing *self, pdx_error *err) {
    const size_t n = self->content->posts.len;
    size_t begin = 0;
    for (size_t tag = 0; tag < n; tag++) self->by_bytes[tag] = (uint32_t)tag;
    PDX_TRY(pdx_sort(self->by_bytes, n, sizeof *self->by_bytes, by_text, &self->content->tags, self->tick, err));
    for (size_t rank = 0; rank < n; rank++) self->ranks[self->by_bytes[rank]] = (uint32_t)rank;
    for (size_t i = 0; i < self->tags.len; i++) {
        uint32_t *tag = &self->tags.data[i];
        if (*tag == NO_TAG) {
            PDX_TRY(numbers_sort(self, self->tags.data + begin, i - begin, err));
            begin = i + 1;
        } else {
            *tag = self->ranks[*tag];
        }
    }
    return PDX_OK;
}

/* Where each rank stands in the tags of posts. */
static void places_note(pairing *self) {
    uint32_t sum = 0;
    for (size_t rank = 0; rank < self->content->posts.len; rank++) {
        self->ends[rank] = sum;
        sum += self->content->posts.data[self->by_bytes[rank]];
    }
    for (size_t i = 0; i < self->tags.len; i++)
        if (self->tags.data[i] != NO_TAG) self->places[self->ends[self->tags.data[i]]++] = (uint32_t)i;
}

static pdx_status rows_sort(pairing *self, pdx_error *err) {
    pair_content *content = self->content;
    pdx_strength_order order;
    void *rows = content->rows.data;
    const size_t n = content->rows.len;
    pdx_status status = pdx_strength_order_init(&order, n, err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) {
        pdx_strength_set(&order, i, pair_real(content, &content->rows.data[i], self->column), content->rows.data[i].count);
    }
    if (status == PDX_OK) status = pdx_strength_order_sort(&order, self->tick, err);
    if (status == PDX_OK) status = pdx_strength_order_apply(&order, &rows, sizeof *content->rows.data, err);
    if (status == PDX_OK) content->rows.capacity = n;
    content->rows.data = rows;
    pdx_strength_order_deinit(&order);
    return status;
}

/* Only the first rows stay: equal ones are in the order in which they came, here and of those that are still to come. */
static pdx_status rows_bound(pairing *self, pdx_error *err) {
    PDX_TRY(rows_sort(self, err));
    if (self->content->rows.len > self->most) self->content->rows.len = self->most;
    return PDX_OK;
}

/* A row for each pair of a tag with one behind it. */
static pdx_status tag_rows(pairing *self, uint32_t rank, uint32_t min_count, pdx_error *err) {
    pair_content *content = self->content;
    PDX_TRY(numbers_sort(self, self->met.data, self->met.len, err));
    for (size_t i = 0; i < self->met.len; i++) {
        const uint32_t other = self->met.data[i];
        const tag_pair row = {self->by_bytes[rank], self->by_bytes[other], self->counts[other]};
        self->counts[other] = 0;
        if (row.count < min_count) continue;
        content->n_pairs++;
        if (self->most > 0 && content->rows.len / 2 >= self->most) PDX_TRY(rows_bound(self, err));
        if (!PDX_VEC_PUSH(&content->rows, row)) return pdx_fail_memory(err);
    }
    self->met.len = 0;
    return PDX_OK;
}

static pdx_status rows_make(pairing *self, uint32_t min_count, pdx_error *err) {
    const size_t n = self->content->posts.len;
    pdx_pace pace = pdx_pace_of(self->tick, n);
    uint32_t from = 0;
    for (uint32_t rank = 0; rank < n; rank++) {
        for (; from < self->ends[rank]; from++) {
            const uint32_t *behind = &self->tags.data[self->places[from] + 1], *const begin = behind;
            for (; *behind != NO_TAG; behind++) {
                self->met.data[self->met.len] = *behind;
                self->met.len += self->counts[*behind]++ == 0;
            }
            PDX_TRY(pdx_pace_step(&pace, 16 + 8 * (uint64_t)(behind - begin), rank, err));
        }
        PDX_TRY(tag_rows(self, rank, min_count, err));
    }
    return PDX_OK;
}

static pdx_status pairs_make(pairing *self, uint32_t min_count, pdx_error *err) {
    PDX_TRY(posts_read(self, err));
    PDX_TRY(room_make(self, err));
    PDX_TRY(tags_rank(self, err));
    places_note(self);
    PDX_TRY(rows_make(self, min_count, err));
    PDX_TRY(rows_sort(self, err));
    if (self->most > 0 && self->content->rows.len > self->most) self->content->rows.len = self->most;
    return PDX_OK;
}

static void pairing_deinit(pairing *self) {
    PDX_VEC_DEINIT(&self->tags);
    PDX_VEC_DEINIT(&self->known);
    PDX_VEC_DEINIT(&self->last);
    PDX_VEC_DEINIT(&self->met);
    pdx_free(self->by_bytes);
    pdx_free(self->ranks);
    pdx_free(self->places);
    pdx_free(self->ends);
    pdx_free(self->counts);
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

pdx_status pdx_view_tag_pairs(const pdx_view *view, uint32_t min_count, size_t most, pdx_span measure, const pdx_tick *tick, pdx_word_table **out,
                              pdx_error *err) {
    pairing self = {.view = view, .tick = tick, .most = most};
    pdx_status status;
    *out = NULL;
    PDX_TRY(order_parse(measure, &self.column, err));
    self.content = pdx_alloc_zero(1, sizeof *self.content);
    if (self.content == NULL) return pdx_fail_memory(err);
    pdx_map_init(&self.content->tags);
    self.content->n_posts = view->n_posts;
    status = pairs_make(&self, min_count, err);
    pairing_deinit(&self);
    if (status == PDX_OK) return word_table_new(&kind, view->archive, self.content, out, err);
    content_free(self.content);
    return status;
}
