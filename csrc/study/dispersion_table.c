#include <string.h>

#include "archive/model/contents.h"
#include "base/alloc.h"
#include "base/stages.h"
#include "corpus/dispersion.h"
#include "study/word_tables.h"

/* How evenly words are spread, as a table of words; or where in an archive something is, as a table of slices. */

enum { ITEM, COUNT, POSTS, RANGE, D, DP, DP_NORM, KLD, ARF };
static const pdx_word_column word_columns[] = {
    {"word", PDX_WORD_TEXT}, {"count", PDX_WORD_COUNT}, {"posts", PDX_WORD_COUNT}, {"range", PDX_WORD_COUNT}, {"d", PDX_WORD_REAL},
    {"dp", PDX_WORD_REAL}, {"dp_norm", PDX_WORD_REAL}, {"kld", PDX_WORD_REAL}, {"arf", PDX_WORD_REAL},
};
enum { SLICE, SLICE_COUNT, SLICE_POSTS, SLICE_WORDS, SLICE_PER_MILLION };
static const pdx_word_column slice_columns[] = {
    {"slice", PDX_WORD_TEXT}, {"count", PDX_WORD_COUNT}, {"posts", PDX_WORD_COUNT}, {"words", PDX_WORD_COUNT}, {"per_million", PDX_WORD_REAL},
};

typedef struct spread_content {
    pdx_dispersion dispersion;
    pdx_slices by;
    uint32_t *of;      /* owned; of each post its slice; NULL: its number, or nothing */
    int64_t first;     /* the month (of year 0) or year of slice 0 */
    uint32_t n;        /* slices */
    uint32_t n_undated; /* posts left out */
    uint32_t *posts;   /* owned; where posts are slices: those of the view; NULL: all */
    uint32_t n_posts;
} spread_content;

static const spread_content *content_of(const pdx_word_table *table) { return table->content; }

static void content_free(void *given) {
    spread_content *content = given;
    pdx_dispersion_deinit(&content->dispersion);
    pdx_free(content->of);
    pdx_free(content->posts);
    pdx_free(content);
}

/* ------------------------------------------------------------------ rows that are words */

static size_t words_n(const void *content) { return ((const spread_content *)content)->dispersion.rows.len; }

static pdx_status word_text(const pdx_word_table *table, size_t column, size_t row, pdx_buf *out, pdx_error *err) {
    (void)column;
    return study_word_append(table->archive, content_of(table)->dispersion.rows.data[row].item, out, err);
}

static int64_t word_count(const pdx_word_table *table, size_t column, size_t row) {
    const pdx_spread *spread = &content_of(table)->dispersion.rows.data[row];
    return column == COUNT ? spread->count : column == POSTS ? spread->posts : spread->range;
}

static double spread_real(const pdx_spread *spread, size_t column) {
    switch (column) {
    case D: return spread->d;
    case DP: return spread->dp;
    case DP_NORM: return spread->dp_norm;
    case KLD: return spread->kld;
    default: return spread->arf;
    }
}

static double word_real(const pdx_word_table *table, size_t column, size_t row) {
    return spread_real(&content_of(table)->dispersion.rows.data[row], column);
}

static const char *words_fact(const pdx_word_table *table, size_t i, double *value) {
    const spread_content *content = content_of(table);
    switch (i) {
    case 0: *value = content->dispersion.n_slices; return "slices";
    case 1: *value = (double)content->dispersion.n_words; return "words";
    case 2: *value = content->n_undated; return "undated";
    default: return NULL;
    }
}

static const word_table_kind words_kind = {word_columns, PDX_COUNTOF(word_columns), content_free, words_n, word_text, word_count, word_real,
                                           words_fact};

/* ------------------------------------------------------------------ rows that are slices */

static size_t slices_n(const void *given) {
    const spread_content *content = given;
    return content->by == PDX_SLICES_POST ? content->n_posts : content->n;
}

static uint32_t slice_number(const spread_content *content, size_t row) { return content->posts == NULL ? (uint32_t)row : content->posts[row]; }
static const pdx_slice *slice_of(const pdx_word_table *table, size_t row) {
    return &content_of(table)->dispersion.slices.data[slice_number(content_of(table), row)];
}

static pdx_status slice_text(const pdx_word_table *table, size_t column, size_t row, pdx_buf *out, pdx_error *err) {
    const spread_content *content = content_of(table);
    const long long period = (long long)(content->first + (int64_t)row);
    (void)column;
    (void)err;
    switch (content->by) {
    case PDX_SLICES_MONTH: pdx_buf_format(out, "%04lld-%02d", period / 12, (int)(period % 12) + 1); break;
    case PDX_SLICES_YEAR: pdx_buf_format(out, "%04lld", period); break;
    default: pdx_buf_format(out, "%u", (unsigned)slice_number(content, row)); break;
    }
    return PDX_OK;
}

static int64_t slice_count(const pdx_word_table *table, size_t column, size_t row) {
    const pdx_slice *slice = slice_of(table, row);
    return column == SLICE_COUNT ? slice->count : column == SLICE_POSTS ? slice->posts : slice->words;
}

static double slice_real(const pdx_word_table *table, size_t column, size_t row) {
    const pdx_slice *slice = slice_of(table, row);
    (void)column;
    return slice->words == 0 ? 0.0 : 1e6 * slice->count / slice->words;
}

static const char *slices_fact(const pdx_word_table *table, size_t i, double *value) {
    const pdx_spread *spread = &content_of(table)->dispersion.rows.data[0];
    static const char *const names[] = {"occurrences", "posts", "range"};
    if (i >= 3 && i < 6) return words_fact(table, i - 3, value);
    if (i >= 6 && i < 6 + (size_t)(ARF - D + 1)) {
        *value = spread_real(spread, D + (i - 6));
        return word_columns[D + (i - 6)].name;
    }
    if (i >= PDX_COUNTOF(names)) return NULL;
    *value = i == 0 ? spread->count : i == 1 ? spread->posts : spread->range;
    return names[i];
}

static const word_table_kind slices_kind = {slice_columns, PDX_COUNTOF(slice_columns), content_free, slices_n, slice_text, slice_count, slice_real,
                                            slices_fact};

/* ------------------------------------------------------------------ making them */

#define NO_PERIOD INT64_MIN

static int64_t period_of(const pdx_archive *archive, uint32_t post, pdx_slices by) {
    const uint32_t published = archive_post_at(archive, post)->published;
    const pdx_date *date;
    if (published == PDX_NONE) return NO_PERIOD;
    date = &archive_appearance_at(archive, published)->published;
    if (date->year == 0 || (by == PDX_SLICES_MONTH && date->month == 0)) return NO_PERIOD;
    return by == PDX_SLICES_YEAR ? date->year : (int64_t)date->year * 12 + date->month - 1;
}

/* From the first to the last month or year of any post of the view, those between in which there is none too. */
static pdx_status periods_make(const pdx_view *view, spread_content *content, pdx_error *err) {
    static const int64_t shift = (int64_t)1 << 30; /* above all periods before year 0 */
    const pdx_archive *archive = view->archive;
    int64_t first = INT64_MAX, last = INT64_MIN;
    content->of = pdx_resize_array(NULL, archive->posts.len, sizeof *content->of);
    if (content->of == NULL) return pdx_fail_memory(err);
    memset(content->of, 0xFF, archive->posts.len * sizeof *content->of);
    for (uint32_t i = 0; i < view->n_posts; i++) {
        const uint32_t post = pdx_view_post(view, i);
        const int64_t period = period_of(archive, post, content->by);
        if (period == NO_PERIOD) {
            content->n_undated++;
            continue;
        }
        if (period < first) first = period;
        if (period > last) last = period;
        content->of[post] = (uint32_t)(period + shift);
    }
    for (size_t post = 0; post < archive->posts.len; post++)
        if (content->of[post] != UINT32_MAX) content->of[post] -= (uint32_t)(first + shift);
    content->first = first;
    content->n = last < first ? 0 : (uint32_t)(last - first + 1);
    return pdx_archive_sound(archive, err);
}

/* Posts are slices by their numbers. */
static pdx_status posts_make(const pdx_view *view, spread_content *content, pdx_error *err) {
    content->n = (uint32_t)view->archive->posts.len;
    content->n_posts = view->n_posts;
    if (view->whole) return PDX_OK;
    content->posts = pdx_resize_array(NULL, view->n_posts, sizeof *content->posts);
    if (content->posts == NULL) return pdx_fail_memory(err);
    if (view->n_posts > 0) memcpy(content->posts, view->posts, view->n_posts * sizeof *content->posts);
    return PDX_OK;
}

static pdx_status slices_make(const pdx_view *view, const pdx_dispersion_settings *settings, spread_content *content, pdx_error *err) {
    content->by = (pdx_slices)settings->by;
    content->n = settings->n;
    if (content->by == PDX_SLICES_EQUAL) return PDX_OK;
    return content->by == PDX_SLICES_POST ? posts_make(view, content, err) : periods_make(view, content, err);
}

/* Of one thing, which needs no words but its own where no slice begins in the middle of a post. */
static pdx_status one_measure(const pdx_view *view, pdx_span query, const pdx_dispersion_options *options, const pdx_running *running,
                              spread_content *content, pdx_error *err) {
    pdx_match_list list;
    PDX_TRY(study_occurrences_find(view, query, false, options->tick, &list, err));
    const pdx_status status = pdx_dispersion_measure(running, &list, options, &content->dispersion, err);
    pdx_match_list_deinit(&list);
    return status;
}

/* What does not change with the slices is kept, unless another thread has just counted the same. */
static void distances_keep(const pdx_view *view, pdx_dispersion *of) {
    pdx_view *keeper = (pdx_view *)(uintptr_t)view; /* what it remembers changes, not what it says */
    if (of->distances == NULL || !pdx_kept_claim(&keeper->distances_kept)) return;
    keeper->distances = of->distances;
    of->distances = NULL;
    pdx_kept_done(&keeper->distances_kept);
}

static pdx_status all_measure(const pdx_view *view, pdx_dispersion_options *options, const pdx_running *running, spread_content *content,
                              pdx_error *err) {
    const bool is_all = content->n_undated == 0;
    if (is_all) {
        PDX_TRY(study_view_know_words(view, options->tick, err));
        options->tallies = view->tallies;
        if (pdx_kept_is_made(&view->distances_kept)) options->distances = view->distances;
    }
    PDX_TRY(pdx_dispersion_measure(running, NULL, options, &content->dispersion, err));
    if (is_all) distances_keep(view, &content->dispersion);
    pdx_free(content->dispersion.distances);
    content->dispersion.distances = NULL;
    return PDX_OK;
}

static pdx_status spread_measure(const pdx_view *view, pdx_span query, const pdx_running *running, const pdx_dispersion_settings *settings,
                                 const pdx_tick *tick, spread_content *content, pdx_error *err) {
    pdx_dispersion_options options = {
        .scope = study_view_scope(view),
        .slicing = {content->of, content->n, content->by == PDX_SLICES_EQUAL},
        .min_count = settings->min_count,
        .tick = tick,
    };
    return query.data != NULL ? one_measure(view, query, &options, running, content, err) : all_measure(view, &options, running, content, err);
}

enum { RUNNING_SHARE = 500 }; /* of the work, as progress tells it */

/* Words as they run, or where posts begin alone. */
static pdx_status running_know(const pdx_view *view, pdx_span query, const pdx_dispersion_settings *settings, const pdx_tick *tick,
                               const pdx_running **out, pdx_error *err) {
    if (query.data != NULL && (pdx_slices)settings->by != PDX_SLICES_EQUAL) return study_know_outline(view->archive, tick, out, err);
    PDX_TRY(study_know_running(view->archive, tick, err));
    *out = view->archive->running;
    return PDX_OK;
}

pdx_status pdx_view_dispersion(const pdx_view *view, pdx_span query, const pdx_dispersion_settings *settings, const pdx_tick *tick,
                               pdx_word_table **out, pdx_error *err) {
    pdx_stages stages;
    const pdx_tick staged = pdx_stages_begin(&stages, tick);
    const pdx_running *running;
    spread_content *content;
    pdx_status status;
    *out = NULL;
    pdx_stages_next(&stages, RUNNING_SHARE);
    PDX_TRY(running_know(view, query, settings, &staged, &running, err));
    pdx_stages_next(&stages, PDX_STAGES_ALL - RUNNING_SHARE);
    content = pdx_alloc_zero(1, sizeof *content);
    if (content == NULL) return pdx_fail_memory(err);
    status = slices_make(view, settings, content, err);
    if (status == PDX_OK) status = spread_measure(view, query, running, settings, &staged, content, err);
    if (status == PDX_OK) return word_table_new(query.data == NULL ? &words_kind : &slices_kind, view->archive, content, out, err);
    content_free(content);
    return status;
}
