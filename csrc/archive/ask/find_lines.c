#include <string.h>

#include "archive/ask/found_lines.h"
#include "base/alloc.h"

/* Lines are found, and counted. */

static const size_t step_lines[LINE_STEPS] = {PDX_LIMIT(64, 3), PDX_LIMIT(2048, 9), SIZE_MAX};

static const pdx_lines *origin(const pdx_lines *lines) { return lines->from == NULL ? lines : lines->from; }

void lines_free(pdx_lines *lines) {
    size_t i;
    if (lines->from == NULL) archive_ask_deinit(&lines->ask);
    for (i = 0; i < LINE_STEPS; i++) pdx_match_list_deinit(&lines->steps[i].list);
    pdx_free((void *)(uintptr_t)lines->text.data);
    pdx_free(lines->texts);
    pdx_view_release(lines->view);
    pdx_lines_release(lines->from);
    pdx_free(lines);
}

void pdx_lines_retain(pdx_lines *lines) { (void)pdx_atomic_add(&lines->references, 1); }

void pdx_lines_release(pdx_lines *lines) {
    if (lines != NULL && pdx_atomic_add(&lines->references, -1) == 1) lines_free(lines);
}

static size_t count_in_posts(const pdx_lines *lines, const pdx_match_list *list) {
    size_t i, n = 0;
    for (i = 0; i < list->n; i++) n += lines_in_post(lines, &list->matches[i]);
    return n;
}

/* Keeps what was found, unless another thread has just found the same. */
void lines_step_keep(pdx_lines *lines, size_t which, pdx_match_list list) {
    line_step *step = &lines->steps[which];
    if (pdx_kept_claim(&step->kept)) {
        step->list = list;
        if (which == ALL_LINES) step->n_in_posts = count_in_posts(lines, &list);
        pdx_kept_done(&step->kept);
        return;
    }
    pdx_match_list_deinit(&list);
}

/* A step that finds all there are has found them for good. */
static pdx_status step_make(pdx_lines *lines, size_t which, const pdx_search_options *options, pdx_error *err) {
    pdx_match_list list;
    PDX_TRY(pdx_matches_first(lines->view->archive->snapshot, lines->ask.query, options, lines->view->whole, step_lines[which], &list, err));
    lines_step_keep(lines, list.ended ? (size_t)ALL_LINES : which, list);
    return PDX_OK;
}

const pdx_match_list *lines_made(const pdx_lines *lines, size_t n) {
    size_t i;
    for (i = 0; i < LINE_STEPS; i++) {
        const line_step *step = &lines->steps[i];
        if (pdx_kept_is_made(&step->kept) && (i == ALL_LINES || step->list.n >= n)) return &step->list;
    }
    return NULL;
}

/* The first `n` lines, or all; makes them when nobody has. */
pdx_status lines_reach(pdx_lines *lines, size_t n, const pdx_tick *tick, const pdx_match_list **out, pdx_error *err) {
    size_t which = 0;
    *out = lines_made(lines, n);
    if (*out != NULL) return PDX_OK;
    pdx_search_options options = lines->ask.options;
    options.tick = tick;
    while (step_lines[which] < n) which++;
    PDX_TRY(step_make(lines, which, &options, err));
    *out = lines_made(lines, n);
    assert(*out != NULL);
    return PDX_OK;
}

pdx_status lines_new(pdx_view *view, pdx_lines **out, pdx_error *err) {
    pdx_lines *lines = pdx_alloc_zero(1, sizeof *lines);
    *out = lines;
    if (lines == NULL) return pdx_fail_memory(err);
    pdx_atomic_store(&lines->references, 1);
    lines->view = view;
    pdx_view_retain(view);
    return PDX_OK;
}

static pdx_status lines_ask(pdx_lines *lines, pdx_span query, const pdx_query_settings *settings, pdx_error *err) {
    uint8_t *copy = pdx_alloc(query.len);
    if (copy == NULL) return pdx_fail_memory(err);
    if (query.len > 0) memcpy(copy, query.data, query.len);
    lines->text = pdx_span_of(copy, query.len);
    lines->settings = *settings;
    PDX_TRY(archive_ask_init(&lines->ask, lines->view, lines->text, &lines->settings, true, err));
    /* With a deadline all is found at once: what is found later would come too late. */
    return step_make(lines, settings->deadline > 0.0 ? ALL_LINES : 0, &lines->ask.options, err);
}

pdx_status pdx_view_find(pdx_view *view, pdx_span query, const pdx_query_settings *settings, pdx_lines **out, pdx_error *err) {
    pdx_lines *lines;
    pdx_status status;
    *out = NULL;
    PDX_TRY(lines_new(view, &lines, err));
    status = lines_ask(lines, query, settings, err);
    memset(&lines->settings.tick, 0, sizeof lines->settings.tick); /* the caller's, and over */
    lines->ask.options.tick = NULL;
    lines->ask.options.deadline = 0;
    if (status != PDX_OK) {
        lines_free(lines);
        return status;
    }
    *out = lines;
    return PDX_OK;
}

pdx_status pdx_lines_reach(pdx_lines *lines, size_t n, const pdx_tick *tick, size_t *have, pdx_error *err) {
    const pdx_match_list *list;
    PDX_TRY(lines_reach(lines, n, tick, &list, err));
    *have = pdx_min_size(n, list->n);
    return PDX_OK;
}

size_t pdx_lines_known(const pdx_lines *lines, size_t n) {
    const pdx_match_list *list = lines_made(lines, n);
    return list == NULL ? n + 1 : pdx_min_size(n, list->n);
}

/* Whether they can be counted without being found; `posts`: those in each post are counted as well. */
static pdx_status count_unfound(pdx_lines *lines, uint32_t *posts, const pdx_tick *tick, pdx_lines_numbers *out, bool *known, pdx_error *err) {
    pdx_match_counts counts = {.posts = posts};
    pdx_search_options options = lines->ask.options;
    options.tick = tick;
    *known = false;
    if (pdx_kept_is_made(&lines->steps[ALL_LINES].kept)) return PDX_OK;
    PDX_TRY(pdx_matches_count(lines->view->archive->snapshot, lines->ask.query, &options, lines->view->whole, &counts, known, err));
    *out = (pdx_lines_numbers){counts.n, counts.n_in_posts, 0};
    return PDX_OK;
}

static void count_keep(pdx_lines *lines, pdx_lines_numbers numbers) {
    if (!pdx_kept_claim(&lines->counted)) return;
    lines->numbers = numbers;
    pdx_kept_done(&lines->counted);
}

pdx_status pdx_lines_count(pdx_lines *lines, const pdx_tick *tick, pdx_lines_numbers *out, pdx_error *err) {
    const pdx_match_list *list;
    bool known = pdx_kept_is_made(&lines->counted);
    if (known) {
        *out = lines->numbers;
        return PDX_OK;
    }
    PDX_TRY(count_unfound(lines, NULL, tick, out, &known, err));
    if (!known) {
        PDX_TRY(lines_reach(lines, SIZE_MAX, tick, &list, err));
        *out = (pdx_lines_numbers){list->n, lines->steps[ALL_LINES].n_in_posts, list->n_possible};
    }
    count_keep(lines, *out);
    return PDX_OK;
}

bool pdx_lines_complete(const pdx_lines *lines) {
    const line_step *all = &lines->steps[ALL_LINES];
    return !pdx_kept_is_made(&all->kept) || all->list.complete;
}

size_t pdx_lines_n_notes(const pdx_lines *lines) { return pdx_query_n_notes(origin(lines)->ask.query); }
pdx_note_info pdx_lines_note(const pdx_lines *lines, size_t i) { return archive_ask_note(&origin(lines)->ask, i); }

pdx_status pdx_lines_roles(pdx_lines *lines, uint64_t counts[PDX_ROLE_COUNT], const pdx_tick *tick, pdx_error *err) {
    const pdx_snapshot *snapshot = lines->view->archive->snapshot;
    const pdx_match_list *list;
    const pdx_match *before = NULL;
    pdx_doc_part part;
    size_t i;
    PDX_TRY(lines_reach(lines, SIZE_MAX, tick, &list, err));
    memset(counts, 0, PDX_ROLE_COUNT * sizeof *counts);
    memset(&part, 0, sizeof part);
    for (i = 0; i < list->n; i++) {
        const pdx_match *match = &list->matches[i];
        if (i % LINES_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, list->n, err));
        if (before == NULL || match->part != before->part || match->doc != before->doc || match->segment != before->segment) {
            PDX_TRY(pdx_segment_part(pdx_snapshot_segment(snapshot, match->segment), match->doc, match->part, &part, err));
        }
        before = match;
        if (part.role < PDX_ROLE_COUNT) counts[part.role]++;
    }
    return PDX_OK;
}

/* Lines of one post mostly follow each other. */
static pdx_status posts_count(const pdx_lines *lines, const pdx_match_list *list, uint32_t *counts, const pdx_tick *tick, pdx_error *err) {
    const pdx_match *before = NULL;
    uint32_t post = PDX_NONE;
    for (size_t i = 0; i < list->n; i++) {
        const pdx_match *match = &list->matches[i];
        if (i % LINES_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, list->n, err));
        if (before == NULL || match->doc != before->doc || match->segment != before->segment) post = lines_post_of(lines, match);
        before = match;
        if (post != PDX_NONE) counts[post]++;
    }
    return PDX_OK;
}

pdx_status pdx_lines_posts(pdx_lines *lines, uint32_t *counts, const pdx_tick *tick, pdx_error *err) {
    const pdx_match_list *list;
    pdx_lines_numbers numbers;
    bool known;
    PDX_TRY(count_unfound(lines, counts, tick, &numbers, &known, err));
    if (known) {
        count_keep(lines, numbers);
        return PDX_OK;
    }
    memset(counts, 0, pdx_snapshot_n_posts(lines->view->archive->snapshot) * sizeof *counts);
    PDX_TRY(lines_reach(lines, SIZE_MAX, tick, &list, err));
    return posts_count(lines, list, counts, tick, err);
}
