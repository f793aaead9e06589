#include "study/word_tables.h"

#include "archive/ask/ask.h"
#include "base/alloc.h"

pdx_status word_table_new(const word_table_kind *kind, pdx_archive *archive, void *content, pdx_word_table **out, pdx_error *err) {
    pdx_word_table *table = pdx_alloc_zero(1, sizeof *table);
    *out = table;
    if (table == NULL) {
        kind->free(content);
        return pdx_fail_memory(err);
    }
    pdx_atomic_store(&table->references, 1);
    table->kind = kind;
    table->content = content;
    table->archive = archive;
    pdx_archive_retain(archive);
    return PDX_OK;
}

void pdx_word_table_retain(pdx_word_table *table) { (void)pdx_atomic_add(&table->references, 1); }

void pdx_word_table_release(pdx_word_table *table) {
    if (table == NULL || pdx_atomic_add(&table->references, -1) != 1) return;
    table->kind->free(table->content);
    pdx_archive_release(table->archive);
    pdx_free(table);
}

size_t pdx_word_table_n(const pdx_word_table *table) { return table->kind->n(table->content); }

const pdx_word_column *pdx_word_table_columns(const pdx_word_table *table, size_t *n) {
    *n = table->kind->n_columns;
    return table->kind->columns;
}

pdx_status pdx_word_table_text(const pdx_word_table *table, size_t column, size_t row, pdx_buf *out, pdx_error *err) {
    assert(table->kind->columns[column].kind == PDX_WORD_TEXT && row < pdx_word_table_n(table));
    PDX_TRY(table->kind->text(table, column, row, out, err));
    return out->failed ? pdx_fail_memory(err) : PDX_OK;
}

int64_t pdx_word_table_count(const pdx_word_table *table, size_t column, size_t row) {
    assert(table->kind->columns[column].kind == PDX_WORD_COUNT && row < pdx_word_table_n(table));
    return table->kind->count(table, column, row);
}

double pdx_word_table_real(const pdx_word_table *table, size_t column, size_t row) {
    assert(table->kind->columns[column].kind == PDX_WORD_REAL && row < pdx_word_table_n(table));
    return table->kind->real(table, column, row);
}

const char *pdx_word_table_fact(const pdx_word_table *table, size_t i, double *value) { return table->kind->fact(table, i, value); }

/* ------------------------------------------------------------------ what is counted once */

pdx_status study_know_running(const pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    pdx_archive *keeper = (pdx_archive *)(uintptr_t)archive; /* what it remembers changes, not what it says */
    pdx_running *running;
    if (pdx_kept_is_made(&archive->running_kept)) return PDX_OK;
    PDX_TRY(pdx_running_new(archive->snapshot, tick, &running, err));
    if (pdx_kept_claim(&keeper->running_kept)) {
        keeper->running = running;
        pdx_kept_done(&keeper->running_kept);
    } else { /* another thread was first */
        pdx_running_free(running);
    }
    return PDX_OK;
}

pdx_status study_know_outline(const pdx_archive *archive, const pdx_tick *tick, const pdx_running **out, pdx_error *err) {
    pdx_archive *keeper = (pdx_archive *)(uintptr_t)archive; /* as above */
    pdx_running *outline;
    if (pdx_kept_is_made(&archive->running_kept)) {
        *out = archive->running;
        return PDX_OK;
    }
    if (!pdx_kept_is_made(&archive->outline_kept)) {
        PDX_TRY(pdx_running_outline(archive->snapshot, tick, &outline, err));
        if (pdx_kept_claim(&keeper->outline_kept)) {
            keeper->outline = outline;
            pdx_kept_done(&keeper->outline_kept);
        } else {
            pdx_running_free(outline);
        }
    }
    *out = archive->outline;
    return PDX_OK;
}

/* Keeps what was counted, unless another thread has just counted the same; takes `tallies`. */
static void tallies_keep(const pdx_view *view, pdx_tally *tallies, uint64_t n_words) {
    pdx_view *keeper = (pdx_view *)(uintptr_t)view; /* as above */
    if (pdx_kept_claim(&keeper->words_kept)) {
        keeper->tallies = tallies;
        keeper->n_words = n_words;
        pdx_kept_done(&keeper->words_kept);
        return;
    }
    pdx_free(tallies);
}

static pdx_tally *tallies_new(const pdx_view *view) { return pdx_alloc_large((size_t)view->archive->running->none + 1, sizeof(pdx_tally)); }

pdx_status study_view_know_words(const pdx_view *view, const pdx_tick *tick, pdx_error *err) {
    const pdx_running_scope scope = study_view_scope(view);
    pdx_tally *tallies;
    uint64_t n_words;
    pdx_status status;
    PDX_TRY(study_know_running(view->archive, tick, err));
    if (pdx_kept_is_made(&view->words_kept)) return PDX_OK;
    tallies = tallies_new(view);
    if (tallies == NULL) return pdx_fail_memory(err);
    status = pdx_running_count(view->archive->running, &scope, tick, tallies, &n_words, err);
    if (status == PDX_OK) tallies_keep(view, tallies, n_words);
    else pdx_free(tallies);
    return status;
}

/* Whether each post is in one of the two views, and all their parts. */
static bool are_halves(const pdx_view *view, const pdx_view *counted) {
    if (view->archive != counted->archive || view->roles != PDX_ROLES_ALL || counted->roles != PDX_ROLES_ALL) return false;
    if ((uint64_t)view->n_posts + counted->n_posts != view->members.n) return false;
    if (view->whole || counted->whole) return true; /* the other one has none */
    for (size_t i = 0; i < ((size_t)view->members.n + 63) / 64; i++) {
        if ((view->members.words[i] & counted->members.words[i]) != 0) return false;
    }
    return true;
}

pdx_status study_view_know_words_beside(const pdx_view *view, const pdx_view *counted, const pdx_tick *tick, pdx_error *err) {
    const pdx_running *running = counted->archive->running;
    pdx_tally *tallies;
    if (pdx_kept_is_made(&view->words_kept) || !are_halves(view, counted)) return study_view_know_words(view, tick, err);
    tallies = tallies_new(view);
    if (tallies == NULL) return pdx_fail_memory(err);
    for (uint32_t word = 0; word < running->none; word++) tallies[word] = running->whole[word] - counted->tallies[word];
    tallies[running->none] = 0;
    tallies_keep(view, tallies, running->n_words - counted->n_words);
    return PDX_OK;
}

pdx_status study_word_append(const pdx_archive *archive, uint32_t word, pdx_buf *out, pdx_error *err) {
    pdx_buf key;
    pdx_status status;
    pdx_buf_init(&key);
    status = pdx_word_numbers_key(&archive->running->numbers, word, &key, err);
    if (status == PDX_OK) pdx_buf_span(out, pdx_buf_view(&key));
    pdx_buf_deinit(&key);
    return status;
}

/* ------------------------------------------------------------------ what is read instead */

enum { READING_WORK = 3, READING_LEAST = 16 }; /* words that the index is turned round by in the time in which one near an occurrence is read, and words that finding one costs */

bool study_may_read_near(const pdx_view *view) {
    const pdx_running_scope scope = study_view_scope(view);
    return !pdx_kept_is_made(&view->archive->running_kept) && pdx_running_is_whole(&scope) && pdx_snapshot_ascends(view->archive->snapshot);
}

bool study_reads_near(const pdx_view *view, size_t n_occurrences, uint32_t left, uint32_t right) {
    pdx_archive *keeper = view->archive; /* as above */
    const uint64_t each = (uint64_t)READING_WORK * (READING_LEAST + (uint64_t)left + right), n_words = view->archive->n_words;
    if (!study_may_read_near(view) || n_occurrences > n_words / each) return false;
    return (uint64_t)pdx_atomic_add(&keeper->near_read, (int64_t)(n_occurrences * each)) + n_occurrences * each <= n_words;
}

/* ------------------------------------------------------------------ what is asked for */

pdx_status study_occurrences_find(const pdx_view *view, pdx_span query, bool parts, const pdx_tick *tick, pdx_match_list *out, pdx_error *err) {
    pdx_query_settings settings = pdx_query_settings_default();
    archive_ask ask;
    pdx_status status;
    if (tick != NULL) settings.tick = *tick;
    status = archive_ask_init(&ask, view, query, &settings, true, err);
    if (status == PDX_OK && parts) status = pdx_matches_find(view->archive->snapshot, ask.query, &ask.options, false, out, err);
    else if (status == PDX_OK) status = pdx_matches_places(view->archive->snapshot, ask.query, &ask.options, out, err);
    archive_ask_deinit(&ask);
    return status;
}

/* ------------------------------------------------------------------ measures by name */

static const char *const measure_names[PDX_MEASURE_COUNT] = {
    [PDX_MEASURE_LOG_DICE] = "log_dice", [PDX_MEASURE_MI] = "mi", [PDX_MEASURE_MI3] = "mi3", [PDX_MEASURE_NPMI] = "npmi",
    [PDX_MEASURE_T] = "t", [PDX_MEASURE_Z] = "z", [PDX_MEASURE_CHI2] = "chi2", [PDX_MEASURE_LOG_LIKELIHOOD] = "log_likelihood",
    [PDX_MEASURE_DICE] = "dice", [PDX_MEASURE_JACCARD] = "jaccard", [PDX_MEASURE_DELTA_P] = "delta_p",
    [PDX_MEASURE_DELTA_P_BACK] = "delta_p_back", [PDX_MEASURE_FISHER] = "fisher",
};

pdx_status study_measure_parse(pdx_span name, pdx_measure *out, pdx_error *err) {
    for (int i = 0; i < PDX_MEASURE_COUNT; i++) {
        if (!pdx_span_equal(name, pdx_span_str(measure_names[i]))) continue;
        *out = (pdx_measure)i;
        return PDX_OK;
    }
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET,
                    "there is no measure \"%.*s\"; log_dice, mi, mi3, npmi, t, z, chi2, log_likelihood, dice, jaccard, delta_p, delta_p_back, fisher",
                    (int)pdx_min_size(name.len, 60), (const char *)name.data);
}
