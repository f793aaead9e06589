
#include "archive/model/contents.h"
#include "base/alloc.h"
#include "base/sort.h"
#include "base/stages.h"
#include "corpus/keyness.h"
#include "study/word_tables.h"

/* In what two views differ, as a table: words of one archive by their numbers, all else by its text. */

enum { WORD, COUNT, OTHER_COUNT, POSTS, OTHER_POSTS, PER_MILLION, OTHER_PER_MILLION, FIRST_MEASURE };
static const pdx_word_column columns[] = {
    {"word", PDX_WORD_TEXT}, {"count", PDX_WORD_COUNT}, {"other_count", PDX_WORD_COUNT}, {"posts", PDX_WORD_COUNT}, {"other_posts", PDX_WORD_COUNT},
    {"per_million", PDX_WORD_REAL}, {"other_per_million", PDX_WORD_REAL},
    {"log_likelihood", PDX_WORD_REAL}, {"p", PDX_WORD_REAL}, {"holm", PDX_WORD_REAL}, {"bonferroni", PDX_WORD_REAL}, {"chi2", PDX_WORD_REAL},
    {"log_ratio", PDX_WORD_REAL}, {"log_ratio_low", PDX_WORD_REAL}, {"log_ratio_high", PDX_WORD_REAL}, {"difference", PDX_WORD_REAL},
    {"odds_ratio", PDX_WORD_REAL}, {"fisher", PDX_WORD_REAL},
};
static_assert(PDX_COUNTOF(columns) == FIRST_MEASURE + (size_t)PDX_KEY_MEASURE_COUNT, "every measure is a column, in the order of pdx_key_measure");

typedef struct key_content {
    pdx_keyness keyness;
    bool by_text; /* rows' items are numbers in: */
    pdx_map texts;
} key_content;

static const key_content *content_of(const pdx_word_table *table) { return table->content; }

static void content_free(void *given) {
    key_content *content = given;
    pdx_keyness_deinit(&content->keyness);
    pdx_map_deinit(&content->texts);
    pdx_free(content);
}

static size_t content_n(const void *given) { return ((const key_content *)given)->keyness.n; }

static pdx_status row_text(const pdx_word_table *table, size_t column, size_t row, pdx_buf *out, pdx_error *err) {
    const key_content *content = content_of(table);
    const uint32_t item = content->keyness.rows[row].item;
    (void)column;
    if (!content->by_text) return study_word_append(table->archive, item, out, err);
    pdx_buf_span(out, pdx_map_key(&content->texts, item));
    return PDX_OK;
}

static int64_t row_count(const pdx_word_table *table, size_t column, size_t row) {
    const pdx_key_count *here = &content_of(table)->keyness.rows[row];
    switch (column) {
    case COUNT: return here->first;
    case OTHER_COUNT: return here->second;
    case POSTS: return here->first_posts;
    default: return here->second_posts;
    }
}

static double per_million(uint32_t count, uint32_t of) { return of == 0 ? 0.0 : 1e6 * count / of; }

static double row_real(const pdx_word_table *table, size_t column, size_t row) {
    const pdx_keyness *keyness = &content_of(table)->keyness;
    const pdx_key_count *here = &keyness->rows[row];
    if (column == PER_MILLION) return per_million(here->first, keyness->n_first);
    if (column == OTHER_PER_MILLION) return per_million(here->second, keyness->n_second);
    return pdx_keyness_measure(keyness, here, (pdx_key_measure)(column - FIRST_MEASURE));
}

static const char *table_fact(const pdx_word_table *table, size_t i, double *value) {
    const pdx_keyness *keyness = &content_of(table)->keyness;
    switch (i) {
    case 0: *value = keyness->n_first; return "size";
    case 1: *value = keyness->n_second; return "other_size";
    default: return NULL;
    }
}

static const word_table_kind kind = {columns, PDX_COUNTOF(columns), content_free, content_n, row_text, row_count, row_real, table_fact};

/* ------------------------------------------------------------------ what is compared */

typedef struct comparing {
    const pdx_view *view, *other;
    uint32_t min_count;
    const pdx_tick *tick;
    key_content *content;
    PDX_VEC(pdx_key_count) rows;
    uint64_t n_first, n_second;
} comparing;

static bool is_counted(const comparing *self, uint64_t first, uint64_t second) {
    return first + second >= (self->min_count > 1 ? self->min_count : 1);
}

/* Words of one archive: both views have them under the same numbers. */
static pdx_status words_by_number(comparing *self, pdx_error *err) {
    const pdx_tally *first = self->view->tallies, *second = self->other->tallies;
    const uint32_t n = self->view->archive->running->none;
    self->rows.data = pdx_alloc_large(n, sizeof *self->rows.data);
    if (self->rows.data == NULL) return pdx_fail_memory(err);
    self->rows.capacity = n;
    for (uint32_t rank = 0; rank < n; rank++) {
        const uint32_t word = self->view->archive->running->numbers.by_bytes[rank];
        const pdx_key_count row = {
            word, pdx_tally_count(first[word]), pdx_tally_count(second[word]), pdx_tally_posts(first[word]), pdx_tally_posts(second[word]), 1.0};
        self->rows.data[self->rows.len] = row;
        self->rows.len += is_counted(self, row.first, row.second);
    }
    return PDX_OK;
}

/* The row of a text, new when it is new. */
static pdx_status row_of(comparing *self, pdx_span text, pdx_key_count **row, pdx_error *err) {
    const uint32_t item = pdx_map_intern(&self->content->texts, text);
    const pdx_key_count fresh = {item, 0, 0, 0, 0, 1.0};
    if (item == PDX_MAP_NONE || (item == self->rows.len && !PDX_VEC_PUSH(&self->rows, fresh))) return pdx_fail_memory(err);
    *row = &self->rows.data[item];
    return PDX_OK;
}

/* What one of the two has, whichever it is. */
static pdx_status text_add(comparing *self, pdx_span text, uint32_t count, uint32_t posts, bool second, pdx_error *err) {
    pdx_key_count *row = NULL;
    PDX_TRY(row_of(self, text, &row, err));
    *(second ? &row->second : &row->first) += count;
    *(second ? &row->second_posts : &row->first_posts) += posts;
    return PDX_OK;
}

static pdx_status words_by_text(comparing *self, const pdx_view *view, bool second, pdx_error *err) {
    pdx_pace pace = pdx_pace_of(self->tick, view->archive->running->none);
    pdx_buf key;
    pdx_status status = PDX_OK;
    pdx_buf_init(&key);
    for (uint32_t word = 0; word < view->archive->running->none && status == PDX_OK; word++) {
        const pdx_tally tally = view->tallies[word];
        status = pdx_pace_step(&pace, 64, word, err);
        if (pdx_tally_count(tally) == 0 || status != PDX_OK) continue;
        status = pdx_word_numbers_key(&view->archive->running->numbers, word, &key, err);
        if (status == PDX_OK) status = text_add(self, pdx_buf_view(&key), pdx_tally_count(tally), pdx_tally_posts(tally), second, err);
    }
    pdx_buf_deinit(&key);
    return status;
}

static pdx_status tags_by_text(comparing *self, const pdx_view *view, bool second, pdx_error *err) {
    pdx_counts *counts;
    pdx_status status = pdx_view_facet(view, PDX_FACET_TAG, self->tick, &counts, err);
    for (size_t i = 0; status == PDX_OK && i < pdx_counts_n(counts); i++) {
        const pdx_count_info info = pdx_counts_get(counts, i);
        status = text_add(self, info.key, info.posts, info.posts, second, err);
    }
    if (counts != NULL) pdx_counts_free(counts);
    return status;
}

static int by_text(const void *left, const void *right, const void *context) {
    const pdx_map *texts = context;
    return pdx_span_compare(pdx_map_key(texts, ((const pdx_key_count *)left)->item), pdx_map_key(texts, ((const pdx_key_count *)right)->item));
}

/* Texts came in the order of sight: rows get that of the texts, without those that are too rare. */
static pdx_status rows_settle(comparing *self, pdx_error *err) {
    size_t kept = 0;
    for (size_t i = 0; i < self->rows.len; i++) {
        if (is_counted(self, self->rows.data[i].first, self->rows.data[i].second)) self->rows.data[kept++] = self->rows.data[i];
    }
    self->rows.len = kept;
    return pdx_sort(self->rows.data, kept, sizeof *self->rows.data, by_text, &self->content->texts, self->tick, err);
}

static pdx_status words_compare(comparing *self, pdx_error *err) {
    PDX_TRY(study_view_know_words(self->view, self->tick, err));
    PDX_TRY(study_view_know_words_beside(self->other, self->view, self->tick, err));
    self->n_first = self->view->n_words;
    self->n_second = self->other->n_words;
    if (self->view->archive == self->other->archive) return words_by_number(self, err);
    self->content->by_text = true;
    PDX_TRY(words_by_text(self, self->view, false, err));
    PDX_TRY(words_by_text(self, self->other, true, err));
    return rows_settle(self, err);
}

static pdx_status tags_compare(comparing *self, pdx_error *err) {
    self->content->by_text = true;
    self->n_first = self->view->n_posts;
    self->n_second = self->other->n_posts;
    PDX_TRY(tags_by_text(self, self->view, false, err));
    PDX_TRY(tags_by_text(self, self->other, true, err));
    return rows_settle(self, err);
}

static pdx_status measure_parse(pdx_span name, pdx_key_measure *out, pdx_error *err) {
    static const pdx_key_measure orders[] = {PDX_KEY_LOG_LIKELIHOOD, PDX_KEY_CHI2,       PDX_KEY_LOG_RATIO,
                                             PDX_KEY_DIFFERENCE,     PDX_KEY_ODDS_RATIO, PDX_KEY_FISHER};
    for (size_t i = 0; i < PDX_COUNTOF(orders); i++) {
        if (!pdx_span_equal(name, pdx_span_str(columns[FIRST_MEASURE + (int)orders[i]].name))) continue;
        *out = orders[i];
        return PDX_OK;
    }
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "there is no measure \"%.*s\"; log_likelihood, chi2, log_ratio, difference, odds_ratio, fisher",
                    (int)pdx_min_size(name.len, 60), (const char *)name.data);
}

enum { COUNT_SHARE = 800 }; /* of the work, as progress tells it */

pdx_status pdx_view_keyness(const pdx_view *view, const pdx_view *other, const pdx_keyness_settings *settings, const pdx_tick *tick,
                            pdx_word_table **out, pdx_error *err) {
    comparing self = {.view = view, .other = other, .min_count = settings->min_count};
    pdx_key_measure measure = PDX_KEY_LOG_LIKELIHOOD;
    pdx_stages stages;
    const pdx_tick staged = pdx_stages_begin(&stages, tick);
    pdx_status status;
    *out = NULL;
    PDX_TRY(measure_parse(settings->measure, &measure, err));
    self.tick = &staged;
    self.content = pdx_alloc_zero(1, sizeof *self.content);
    if (self.content == NULL) return pdx_fail_memory(err);
    pdx_map_init(&self.content->texts);
    pdx_stages_next(&stages, COUNT_SHARE);
    status = settings->tags ? tags_compare(&self, err) : words_compare(&self, err);
    pdx_stages_next(&stages, PDX_STAGES_ALL - COUNT_SHARE);
    if (status == PDX_OK) {
        status = pdx_keyness_make(self.rows.data, self.rows.len, self.n_first, self.n_second, measure, &staged, &self.content->keyness, err);
    } else {
        PDX_VEC_DEINIT(&self.rows);
    }
    if (status == PDX_OK) return word_table_new(&kind, view->archive, self.content, out, err);
    content_free(self.content);
    return status;
}
