
#include "base/alloc.h"
#include "base/radix.h"
#include "base/stages.h"
#include "corpus/near_words.h"
#include "corpus/ngrams.h"
#include "study/word_tables.h"

/* Runs of words as a table. */

enum { RUN, COUNT, POSTS, PER_MILLION };
static const pdx_word_column columns[] = {
    {"words", PDX_WORD_TEXT}, {"count", PDX_WORD_COUNT}, {"posts", PDX_WORD_COUNT}, {"per_million", PDX_WORD_REAL},
};

typedef struct ngram_content {
    pdx_ngrams ngrams;
    bool is_read;        /* words and places are those of `near`, or else of the words as they run */
    pdx_near_words near; /* owned */
} ngram_content;

static const ngram_content *content_of(const pdx_word_table *table) { return table->content; }
static const pdx_ngrams *ngrams_of(const pdx_word_table *table) { return &content_of(table)->ngrams; }

static void content_free(void *given) {
    ngram_content *content = given;
    pdx_ngrams_deinit(&content->ngrams);
    if (content->is_read) pdx_near_words_deinit(&content->near);
    pdx_free(content);
}

static size_t content_n(const void *content) { return ((const ngram_content *)content)->ngrams.rows.len; }

static pdx_status word_append(const pdx_word_table *table, uint64_t place, pdx_buf *out, pdx_error *err) {
    const ngram_content *content = content_of(table);
    if (!content->is_read) return study_word_append(table->archive, pdx_running_word(table->archive->running, place), out, err);
    pdx_buf_span(out, content->near.vocabulary.keys.data[pdx_running_word(content->near.running, place)]);
    return PDX_OK;
}

static pdx_status row_text(const pdx_word_table *table, size_t column, size_t row, pdx_buf *out, pdx_error *err) {
    const pdx_ngrams *ngrams = ngrams_of(table);
    (void)column;
    for (uint32_t i = 0; i < ngrams->length; i++) {
        if (i > 0) pdx_buf_byte(out, ' ');
        PDX_TRY(word_append(table, (uint64_t)ngrams->rows.data[row].place + i, out, err));
    }
    return PDX_OK;
}

static int64_t row_count(const pdx_word_table *table, size_t column, size_t row) {
    const pdx_ngram *here = &ngrams_of(table)->rows.data[row];
    return column == COUNT ? here->count : here->posts;
}

static double row_real(const pdx_word_table *table, size_t column, size_t row) {
    (void)column;
    return 1e6 * ngrams_of(table)->rows.data[row].count / (double)ngrams_of(table)->n_runs; /* there is a run where there is a row */
}

static const char *table_fact(const pdx_word_table *table, size_t i, double *value) {
    if (i > 0) return NULL;
    *value = (double)ngrams_of(table)->n_runs;
    return "runs";
}

static const word_table_kind kind = {columns, PDX_COUNTOF(columns), content_free, content_n, row_text, row_count, row_real, table_fact};

static_assert((int)PDX_RUN_MAX == (int)PDX_NGRAM_MAX, "the seam says how many words a run may have");

static pdx_status table_make(const pdx_view *view, ngram_content *content, pdx_word_table **out, pdx_status status, pdx_error *err) {
    if (status == PDX_OK) return word_table_new(&kind, view->archive, content, out, err);
    if (content != NULL) content_free(content);
    return status;
}

static pdx_ngram_options options_of(const pdx_view *view, uint32_t length, uint32_t min_count, const pdx_tick *tick) {
    return (pdx_ngram_options){length, min_count, study_view_scope(view), tick};
}

enum { WORDS_SHARE = 300 }; /* of the work, as progress tells it */

pdx_status pdx_view_ngrams(const pdx_view *view, uint32_t length, uint32_t min_count, const pdx_tick *tick, pdx_word_table **out, pdx_error *err) {
    pdx_stages stages;
    const pdx_tick staged = pdx_stages_begin(&stages, tick);
    const pdx_ngram_options options = options_of(view, length, min_count, &staged);
    ngram_content *content;
    pdx_status status;
    *out = NULL;
    pdx_stages_next(&stages, WORDS_SHARE);
    PDX_TRY(study_know_running(view->archive, &staged, err));
    pdx_stages_next(&stages, PDX_STAGES_ALL - WORDS_SHARE);
    content = pdx_alloc_zero(1, sizeof *content);
    status = content == NULL ? pdx_fail_memory(err) : pdx_ngrams_count(view->archive->running, &options, &content->ngrams, err);
    return table_make(view, content, out, status, err);
}

/* ------------------------------------------------------------------ round occurrences */

typedef PDX_VEC(pdx_keyed) keyed_places;

/* The places where a run begins that holds the occurrence: in its part, as far back as the run is longer than it. */
static pdx_status starts_add(const pdx_running *running, const pdx_match *match, uint32_t length, keyed_places *starts, pdx_error *err) {
    const uint64_t node = pdx_running_begin(running, match->segment, match->doc) + match->position;
    const uint32_t post = pdx_snapshot_post_number(running->snapshot, match->segment, match->doc);
    uint32_t back = 0;
    if (match->length > length) return PDX_OK;
    do {
        const pdx_keyed start = {node - back, post};
        if (!PDX_VEC_PUSH(starts, start)) return pdx_fail_memory(err);
    } while (back++ < length - match->length && pdx_running_word(running, node - back) != running->none);
    return PDX_OK;
}

/* Ascending, each once, and only those in whose part there are enough words behind. */
static pdx_status starts_settle(const pdx_running *running, keyed_places *starts, uint32_t length, const pdx_tick *tick, pdx_ngram_start **places,
                                size_t *n, pdx_error *err) {
    pdx_keyed *other = pdx_resize_array(NULL, starts->len, sizeof *other);
    pdx_status status = PDX_OK;
    *n = 0;
    *places = pdx_resize_array(NULL, starts->len, sizeof **places);
    if (other == NULL || *places == NULL) status = pdx_fail_memory(err);
    if (status == PDX_OK) status = pdx_radix_sort(&starts->data, &other, starts->len, tick, err);
    for (size_t i = 0; status == PDX_OK && i < starts->len; i++) {
        const uint64_t place = starts->data[i].key;
        uint32_t words = 0;
        if (i > 0 && starts->data[i - 1].key == place) continue;
        while (words < length && pdx_running_word(running, place + words) != running->none) words++;
        if (words == length) (*places)[(*n)++] = (pdx_ngram_start){(uint32_t)place, starts->data[i].item, pdx_running_word(running, place)};
    }
    pdx_free(other);
    return status;
}

enum { MATCHES_PER_TICK = PDX_LIMIT(1 << 13, 4) };

static pdx_status clusters_count(const pdx_running *running, const pdx_match_list *list, const pdx_ngram_options *options, pdx_ngrams *content,
                                 pdx_error *err) {
    keyed_places starts;
    pdx_ngram_start *places = NULL;
    pdx_status status = PDX_OK;
    size_t n = 0;
    PDX_VEC_INIT(&starts);
    for (size_t i = 0; i < list->n && status == PDX_OK; i++) {
        if (i % MATCHES_PER_TICK == 0) status = pdx_tick_step(options->tick, i, list->n, err);
        if (status == PDX_OK) status = starts_add(running, &list->matches[i], options->length, &starts, err);
    }
    if (status == PDX_OK) status = starts_settle(running, &starts, options->length, options->tick, &places, &n, err);
    if (status == PDX_OK) status = pdx_ngrams_count_at(running, places, n, options, content, err);
    PDX_VEC_DEINIT(&starts);
    pdx_free(places);
    return status;
}

/* Of few occurrences runs are read from the texts. */
static pdx_status clusters_make(const pdx_view *view, const pdx_match_list *list, bool reads, const pdx_ngram_options *options, pdx_stages *stages,
                                ngram_content *out, pdx_error *err) {
    const pdx_running *running;
    out->is_read = reads && study_reads_near(view, list->n, options->length, options->length);
    if (out->is_read) PDX_TRY(pdx_near_words_read(&out->near, view->archive->snapshot, list, options->length, options->length, options->tick, err));
    else PDX_TRY(study_know_running(view->archive, options->tick, err));
    running = out->is_read ? out->near.running : view->archive->running;
    pdx_stages_next(stages, PDX_STAGES_ALL - WORDS_SHARE);
    return clusters_count(running, list, options, &out->ngrams, err);
}

pdx_status pdx_view_clusters(const pdx_view *view, pdx_span query, uint32_t length, uint32_t min_count, const pdx_tick *tick, pdx_word_table **out,
                             pdx_error *err) {
    pdx_stages stages;
    const pdx_tick staged = pdx_stages_begin(&stages, tick);
    const pdx_ngram_options options = options_of(view, length, min_count, &staged);
    const bool reads = study_may_read_near(view);
    pdx_match_list list;
    *out = NULL;
    pdx_stages_next(&stages, WORDS_SHARE);
    PDX_TRY(study_occurrences_find(view, query, reads, &staged, &list, err));
    ngram_content *content = pdx_alloc_zero(1, sizeof *content);
    const pdx_status status = content == NULL ? pdx_fail_memory(err) : clusters_make(view, &list, reads, &options, &stages, content, err);
    pdx_match_list_deinit(&list);
    return table_make(view, content, out, status, err);
}
