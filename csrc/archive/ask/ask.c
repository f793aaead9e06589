#include "archive/ask/ask.h"

#include <string.h>

#include "base/alloc.h"

pdx_query_settings pdx_query_settings_default(void) {
    const pdx_scoring scoring = pdx_scoring_default();
    pdx_query_settings settings;
    memset(&settings, 0, sizeof settings);
    settings.k1 = scoring.k1;
    memcpy(settings.weight, scoring.weight, sizeof settings.weight);
    memcpy(settings.b, scoring.b, sizeof settings.b);
    return settings;
}

pdx_status archive_ask_init(archive_ask *ask, const pdx_view *view, pdx_span text, const pdx_query_settings *settings,
                            bool sequence, pdx_error *err) {
    pdx_query_options options;
    memset(ask, 0, sizeof *ask);
    memset(&options, 0, sizeof options);
    options.any = settings->any;
    options.strict = settings->strict;
    options.sequence = sequence;
    ask->filters.resolve = archive_filter;
    ask->filters.context = view->archive;
    ask->options.scoring.k1 = settings->k1;
    memcpy(ask->options.scoring.weight, settings->weight, sizeof settings->weight);
    memcpy(ask->options.scoring.b, settings->b, sizeof settings->b);
    ask->options.filters = &ask->filters;
    ask->options.stemmer = view->archive->stems == NULL ? NULL : pdx_stem_memory_stemmer(view->archive->stems);
    ask->options.posts = view->whole ? NULL : &view->members;
    ask->options.roles = view->roles;
    ask->options.possible = settings->possible;
    ask->options.deadline = settings->deadline;
    ask->options.tick = &settings->tick;
    return pdx_query_parse(text, view->archive->analyzer, &options, &ask->query, err);
}

void archive_ask_deinit(archive_ask *ask) {
    pdx_query_free(ask->query);
    ask->query = NULL;
}

pdx_note_info archive_ask_note(const archive_ask *ask, size_t i) {
    const pdx_query_note note = pdx_query_get_note(ask->query, i);
    pdx_note_info info;
    info.begin = note.begin;
    info.end = note.end;
    info.message = note.message;
    return info;
}

enum { DAYS_PER_TICK = PDX_LIMIT(1024, 4) };

static pdx_status days_read(const pdx_archive *archive, const pdx_archive *rows, const pdx_tick *tick, int64_t *days, pdx_error *err) {
    for (size_t i = 0; i < archive->posts.len; i++) {
        if (i % DAYS_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, archive->posts.len, err));
        archive_pass_rest(rows);
        const uint32_t published = archive_post_at(rows, (uint32_t)i)->published;
        int64_t first, last;
        const bool known = published != PDX_NONE && pdx_date_interval(&archive_appearance_at(rows, published)->published, &first, &last);
        days[i] = known ? first : INT64_MAX;
    }
    return archive_sound(rows, err);
}

static pdx_status days_make(const pdx_archive *archive, const pdx_tick *tick, int64_t **out, pdx_error *err) {
    const pdx_archive *rows;
    int64_t *days = pdx_resize_array(NULL, archive->posts.len, sizeof *days);
    if (days == NULL) return pdx_fail_memory(err);
    pdx_status status = archive_pass_begin(archive, &rows, err);
    if (status == PDX_OK) status = days_read(archive, rows, tick, days, err);
    archive_pass_end(rows);
    if (status == PDX_OK) *out = days;
    else pdx_free(days);
    return status;
}

pdx_status archive_post_days_table(const pdx_archive *archive, const pdx_tick *tick, const int64_t **out, pdx_error *err) {
    pdx_archive *keeper = (pdx_archive *)(uintptr_t)archive; /* what it remembers changes, not what it says */
    *out = NULL;
    if (!pdx_kept_is_made(&archive->post_days_kept)) {
        int64_t *days = NULL;
        PDX_TRY(days_make(archive, tick, &days, err));
        if (pdx_kept_claim(&keeper->post_days_kept)) {
            keeper->post_days = days;
            pdx_kept_done(&keeper->post_days_kept);
        } else { /* another thread was first */
            pdx_free(days);
        }
    }
    *out = archive->post_days;
    return PDX_OK;
}
