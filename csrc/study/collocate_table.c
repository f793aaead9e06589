#include <string.h>

#include "base/alloc.h"
#include "base/stages.h"
#include "corpus/collocates.h"
#include "corpus/near_words.h"
#include "study/word_tables.h"

/* What stands near the occurrences of a query, as a table. */

enum { FIND_SHARE = 100, WORDS_SHARE = 600 }; /* of the work, as progress tells it */

enum { WORD, COUNT, LEFT, RIGHT, POSTS, ALL, ALL_POSTS, EXPECTED, FIRST_MEASURE };
static const pdx_word_column columns[] = {
    {"word", PDX_WORD_TEXT}, {"count", PDX_WORD_COUNT}, {"left", PDX_WORD_COUNT}, {"right", PDX_WORD_COUNT}, {"posts", PDX_WORD_COUNT},
    {"all", PDX_WORD_COUNT}, {"all_posts", PDX_WORD_COUNT}, {"expected", PDX_WORD_REAL},
    {"log_dice", PDX_WORD_REAL}, {"mi", PDX_WORD_REAL}, {"mi3", PDX_WORD_REAL}, {"npmi", PDX_WORD_REAL}, {"t", PDX_WORD_REAL}, {"z", PDX_WORD_REAL},
    {"chi2", PDX_WORD_REAL}, {"log_likelihood", PDX_WORD_REAL}, {"dice", PDX_WORD_REAL}, {"jaccard", PDX_WORD_REAL}, {"delta_p", PDX_WORD_REAL},
    {"delta_p_back", PDX_WORD_REAL}, {"fisher", PDX_WORD_REAL},
};
static_assert(PDX_COUNTOF(columns) == FIRST_MEASURE + (size_t)PDX_MEASURE_COUNT, "every measure is a column, in the order of pdx_measure");

typedef struct collocate_content {
    pdx_collocates collocates;
    bool is_read;        /* words have the numbers of `near`, or else of the words as they run */
    pdx_near_words near; /* owned */
} collocate_content;

static const collocate_content *content_of(const pdx_word_table *table) { return table->content; }
static const pdx_collocates *collocates_of(const pdx_word_table *table) { return &content_of(table)->collocates; }

static void content_free(void *given) {
    collocate_content *content = given;
    pdx_collocates_deinit(&content->collocates);
    if (content->is_read) pdx_near_words_deinit(&content->near);
    pdx_free(content);
}

static size_t content_n(const void *content) { return ((const collocate_content *)content)->collocates.n; }

static pdx_status row_text(const pdx_word_table *table, size_t column, size_t row, pdx_buf *out, pdx_error *err) {
    const collocate_content *content = content_of(table);
    const uint32_t word = content->collocates.rows[row].word;
    (void)column;
    if (!content->is_read) return study_word_append(table->archive, word, out, err);
    pdx_buf_span(out, content->near.vocabulary.keys.data[word]);
    return PDX_OK;
}

static int64_t row_count(const pdx_word_table *table, size_t column, size_t row) {
    const pdx_collocate *here = &collocates_of(table)->rows[row];
    switch (column) {
    case COUNT: return here->count;
    case LEFT: return here->left;
    case RIGHT: return here->right;
    case POSTS: return here->posts;
    case ALL: return here->all;
    default: return here->all_posts;
    }
}

static double row_real(const pdx_word_table *table, size_t column, size_t row) {
    const pdx_contingency cells = pdx_collocate_table(collocates_of(table), &collocates_of(table)->rows[row]);
    return column == EXPECTED ? pdx_association_expected(&cells) : pdx_association((pdx_measure)(column - FIRST_MEASURE), &cells);
}

static const char *table_fact(const pdx_word_table *table, size_t i, double *value) {
    const pdx_collocates *collocates = collocates_of(table);
    switch (i) {
    case 0: *value = (double)collocates->n_nodes; return "occurrences";
    case 1: *value = collocates->n_near; return "near";
    case 2: *value = collocates->n_words; return "words";
    default: return NULL;
    }
}

static const word_table_kind kind = {columns, PDX_COUNTOF(columns), content_free, content_n, row_text, row_count, row_real, table_fact};

static pdx_status options_make(const pdx_view *view, const pdx_collocate_settings *settings, const pdx_tick *tick, pdx_collocate_options *out,
                               pdx_error *err) {
    static const pdx_span_kind spans[] = {
        [PDX_NEAR_WORDS] = PDX_SPAN_WORDS, [PDX_NEAR_SENTENCE] = PDX_SPAN_SENTENCE, [PDX_NEAR_PART] = PDX_SPAN_PART};
    memset(out, 0, sizeof *out);
    out->span = spans[settings->near];
    out->left = settings->left;
    out->right = settings->right;
    out->min_count = settings->min_count;
    out->scope = study_view_scope(view);
    out->tick = tick;
    return study_measure_parse(settings->measure, &out->measure, err);
}

/* ------------------------------------------------------------------ making it */

static pdx_status content_read(const pdx_view *view, const pdx_match_list *list, const pdx_collocate_options *options, collocate_content *out,
                               pdx_error *err) {
    out->is_read = true;
    PDX_TRY(pdx_near_words_read(&out->near, view->archive->snapshot, list, options->left, options->right, options->tick, err));
    return pdx_collocates_count(out->near.running, list, out->near.tallies, view->archive->n_words, options, &out->collocates, err);
}

static pdx_status content_make(const pdx_view *view, pdx_span query, const pdx_collocate_options *options, pdx_stages *stages, collocate_content *out,
                               pdx_error *err) {
    const bool reads = options->span == PDX_SPAN_WORDS && study_may_read_near(view);
    pdx_match_list list;
    pdx_status status;
    pdx_stages_next(stages, FIND_SHARE);
    PDX_TRY(study_occurrences_find(view, query, reads || options->span == PDX_SPAN_PART, options->tick, &list, err));
    pdx_stages_next(stages, WORDS_SHARE);
    if (reads && study_reads_near(view, list.n, options->left, options->right)) {
        status = content_read(view, &list, options, out, err);
    } else {
        status = study_view_know_words(view, options->tick, err);
        pdx_stages_next(stages, PDX_STAGES_ALL - FIND_SHARE - WORDS_SHARE);
        if (status == PDX_OK) {
            status = pdx_collocates_count(view->archive->running, &list, view->tallies, view->n_words, options, &out->collocates, err);
        }
    }
    pdx_match_list_deinit(&list);
    return status;
}

pdx_status pdx_view_collocates(const pdx_view *view, pdx_span query, const pdx_collocate_settings *settings, const pdx_tick *tick,
                               pdx_word_table **out, pdx_error *err) {
    pdx_collocate_options options;
    pdx_stages stages;
    const pdx_tick staged = pdx_stages_begin(&stages, tick);
    *out = NULL;
    PDX_TRY(options_make(view, settings, &staged, &options, err));
    collocate_content *content = pdx_alloc_zero(1, sizeof *content);
    if (content == NULL) return pdx_fail_memory(err);
    const pdx_status status = content_make(view, query, &options, &stages, content, err);
    if (status == PDX_OK) return word_table_new(&kind, view->archive, content, out, err);
    content_free(content);
    return status;
}
