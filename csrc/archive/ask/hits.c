#include <string.h>

#include "archive/ask/hit_results.h"
#include "archive/ask/place.h"
#include "base/alloc.h"
#include "query/walk/snippet.h"

/* How many of the best each step finds. */
static const size_t step_hits[ARCHIVE_HIT_STEPS] = {PDX_LIMIT(10, 2), PDX_LIMIT(100, 5), PDX_LIMIT(1000, 9), PDX_ALL_HITS};

static bool is_made(const archive_hit_step *step) { return pdx_kept_is_made(&step->kept); }

void archive_hits_free(pdx_hits *hits) {
    size_t i;
    pdx_search_ready_free(hits->ready); /* borrows from what is asked */
    pdx_hits_release(hits->from);
    archive_ask_deinit(&hits->ask);
    for (i = 0; i < ARCHIVE_HIT_STEPS; i++) pdx_hit_list_deinit(&hits->steps[i].list);
    pdx_hit_list_deinit(&hits->numbers.list);
    pdx_free((void *)(uintptr_t)hits->text.data);
    pdx_view_release(hits->view);
    pdx_free(hits);
}

pdx_status archive_hits_prepare(pdx_view *view, pdx_span query, const pdx_query_settings *settings, pdx_hits **out, pdx_error *err) {
    pdx_hits *hits = pdx_alloc_zero(1, sizeof *hits);
    uint8_t *copy = pdx_alloc(query.len);
    pdx_status status;
    *out = NULL;
    if (hits == NULL || copy == NULL) {
        pdx_free(hits);
        pdx_free(copy);
        return pdx_fail_memory(err);
    }
    if (query.len > 0) memcpy(copy, query.data, query.len);
    hits->text = pdx_span_of(copy, query.len);
    hits->settings = *settings;
    pdx_atomic_store(&hits->references, 1);
    hits->view = view;
    pdx_view_retain(view);
    status = archive_ask_init(&hits->ask, view, hits->text, &hits->settings, false, err);
    if (status != PDX_OK) {
        archive_hits_free(hits);
        return status;
    }
    *out = hits;
    return PDX_OK;
}

void archive_hits_settle(pdx_hits *hits) {
    memset(&hits->settings.tick, 0, sizeof hits->settings.tick);
    hits->ask.options.deadline = 0;
}

/* Keeps what was found, unless another thread has just found the same. */
static void step_keep(archive_hit_step *step, pdx_hit_list list) {
    if (pdx_kept_claim(&step->kept)) {
        step->list = list;
        pdx_kept_done(&step->kept);
        return;
    }
    pdx_hit_list_deinit(&list);
}

void archive_hits_fill(pdx_hits *hits, pdx_hit_list list) {
    list.counted = true;
    list.n_matches = list.n;
    step_keep(&hits->steps[ARCHIVE_HIT_STEPS - 1], list);
}

static pdx_search_options options_with(const pdx_hits *hits, const pdx_tick *tick) {
    pdx_search_options options = hits->ask.options;
    options.tick = tick;
    return options;
}

static pdx_status step_make(pdx_hits *hits, size_t which, const pdx_search_options *options, pdx_error *err) {
    pdx_hit_list list;
    if (hits->ready != NULL) PDX_TRY(pdx_search_best(hits->ready, options, step_hits[which], false, &list, err));
    else PDX_TRY(pdx_search_run(hits->view->archive->snapshot, hits->ask.query, options, step_hits[which], &list, err));
    step_keep(&hits->steps[which], list);
    return PDX_OK;
}

/* Whether the list has the first `n` hits, or all that there are. */
static bool reaches(const pdx_hit_list *list, size_t n) { return list->n >= n || (list->counted && list->n == list->n_matches); }

static const pdx_hit_list *made_list(const pdx_hits *hits, size_t n) {
    size_t i;
    for (i = 0; i < ARCHIVE_HIT_STEPS; i++) {
        if (is_made(&hits->steps[i]) && reaches(&hits->steps[i].list, n)) return &hits->steps[i].list;
    }
    return NULL;
}

pdx_status archive_hits_reach(pdx_hits *hits, size_t n, const pdx_tick *tick, const pdx_hit_list **out, pdx_error *err) {
    const pdx_search_options options = options_with(hits, tick);
    size_t which = 0;
    *out = made_list(hits, n);
    if (*out != NULL) return PDX_OK;
    while (step_hits[which] < n) which++;
    PDX_TRY(step_make(hits, which, &options, err));
    *out = &hits->steps[which].list;
    return PDX_OK;
}

/* With a deadline all is found at once: what is found later would come too late. Without one, the best few are found
 * now only where they cost hardly anything. */
static pdx_status first_make(pdx_hits *hits, pdx_error *err) {
    pdx_hit_list list;
    PDX_TRY(pdx_search_prepare(hits->view->archive->snapshot, hits->ask.query, &hits->ask.options, &hits->ready, err));
    if (hits->ask.options.deadline > 0.0) return step_make(hits, ARCHIVE_HIT_STEPS - 1, &hits->ask.options, err);
    if (!pdx_search_is_cheap(hits->ready)) return PDX_OK;
    PDX_TRY(pdx_search_best(hits->ready, &hits->ask.options, step_hits[0], true, &list, err));
    step_keep(&hits->steps[0], list);
    return PDX_OK;
}

pdx_status pdx_view_search(pdx_view *view, pdx_span query, const pdx_query_settings *settings, pdx_hits **out, pdx_error *err) {
    pdx_hits *hits;
    pdx_status status;
    *out = NULL;
    PDX_TRY(archive_hits_prepare(view, query, settings, &hits, err));
    status = first_make(hits, err);
    archive_hits_settle(hits);
    if (status != PDX_OK) {
        archive_hits_free(hits);
        return status;
    }
    *out = hits;
    return PDX_OK;
}

void pdx_hits_retain(pdx_hits *hits) { (void)pdx_atomic_add(&hits->references, 1); }

void pdx_hits_release(pdx_hits *hits) {
    if (hits != NULL && pdx_atomic_add(&hits->references, -1) == 1) archive_hits_free(hits);
}

pdx_view *pdx_hits_view(const pdx_hits *hits) { return hits->view; }

pdx_status pdx_hits_reach(pdx_hits *hits, size_t n, const pdx_tick *tick, size_t *have, pdx_error *err) {
    const pdx_hit_list *list;
    PDX_TRY(archive_hits_reach(hits, n, tick, &list, err));
    *have = pdx_min_size(n, list->n);
    return PDX_OK;
}

size_t pdx_hits_known(const pdx_hits *hits, size_t n) {
    const pdx_hit_list *list = made_list(hits, n);
    return list == NULL ? n + 1 : pdx_min_size(n, list->n);
}

pdx_status pdx_hits_count(pdx_hits *hits, const pdx_tick *tick, pdx_hits_numbers *out, pdx_error *err) {
    const pdx_search_options options = options_with(hits, tick);
    const pdx_hit_list *counted = is_made(&hits->numbers) ? &hits->numbers.list : NULL;
    size_t i;
    for (i = 0; i < ARCHIVE_HIT_STEPS && counted == NULL; i++) {
        if (is_made(&hits->steps[i]) && hits->steps[i].list.counted) counted = &hits->steps[i].list;
    }
    if (counted == NULL) {
        pdx_hit_list list;
        if (hits->ready != NULL) PDX_TRY(pdx_search_number(hits->ready, &options, &list, err));
        else PDX_TRY(pdx_search_count(hits->view->archive->snapshot, hits->ask.query, &options, &list, err));
        step_keep(&hits->numbers, list);
        counted = &hits->numbers.list;
    }
    out->n = counted->n_matches;
    out->n_possible = counted->n_possible;
    return PDX_OK;
}

bool pdx_hits_complete(const pdx_hits *hits) {
    const archive_hit_step *all = &hits->steps[ARCHIVE_HIT_STEPS - 1];
    return !is_made(all) || all->list.complete;
}

size_t pdx_hits_n_notes(const pdx_hits *hits) { return pdx_query_n_notes(hits->ask.query); }
pdx_note_info pdx_hits_note(const pdx_hits *hits, size_t i) { return archive_ask_note(&hits->ask, i); }

pdx_hit_info pdx_hits_get(const pdx_hits *hits, size_t i) {
    const pdx_hit_list *list = made_list(hits, i + 1);
    pdx_hit_info info;
    assert(list != NULL && i < list->n);
    info.post = list->hits[i].post;
    info.score = list->hits[i].score;
    return info;
}

pdx_status pdx_hits_explain(const pdx_hits *hits, size_t i, pdx_buf *json, pdx_error *err) {
    PDX_TRY(pdx_search_explain(hits->view->archive->snapshot, hits->ask.query, &hits->ask.options, pdx_hits_get(hits, i).post, json, err));
    return archive_sound(hits->view->archive, err);
}

/* How the search was planned; NULL: its deadline came first. */
static const struct pdx_plan *plan_of(const pdx_hits *hits) {
    const pdx_search_ready *ready = hits->from != NULL ? hits->from->ready : hits->ready;
    return ready == NULL ? NULL : pdx_search_plan(ready);
}

pdx_status pdx_hits_snippet(const pdx_hits *hits, size_t i, size_t max_chars, const pdx_tick *tick, pdx_snippet_info *out, pdx_error *err) {
    pdx_search_options options = hits->ask.options;
    const pdx_archive *archive = hits->view->archive;
    const struct pdx_plan *plan = plan_of(hits);
    const uint32_t post = pdx_hits_get(hits, i).post;
    pdx_snippet snippet;
    archive_place place;
    pdx_doc doc;
    uint32_t segment;
    pdx_status status;
    size_t k;
    memset(out, 0, sizeof *out);
    options.tick = tick;
    if (!pdx_snapshot_post_place(archive->snapshot, post, &segment, &doc)) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "post %u is not in the index", (unsigned)post);
    }
    if (plan != NULL) PDX_TRY(pdx_snippet_again(plan, &options, post, max_chars, &snippet, err));
    else PDX_TRY(pdx_snippet_make(archive->snapshot, hits->ask.query, &options, post, max_chars, &snippet, err));
    if (snippet.range.end <= snippet.range.begin) { /* a post without text */
        out->part = PDX_NONE;
        out->page = archive_appearance_at(archive, archive_post_at(archive, post)->main)->page;
        out->layer = archive_page_at(archive, out->page)->layer;
        pdx_snippet_deinit(&snippet);
        return archive_sound(archive, err);
    }
    status = archive_place_find(archive, segment, doc, snippet.part, &place, err);
    if (status == PDX_OK) {
        out->page = place.page;
        out->part = place.part;
        out->layer = place.layer;
        out->range = archive_place_range(&place, snippet.range);
        out->n_highlights = pdx_min_size(snippet.n_highlights, PDX_COUNTOF(out->highlights));
        for (k = 0; k < out->n_highlights; k++) out->highlights[k] = archive_place_range(&place, snippet.highlights[k]);
    }
    pdx_snippet_deinit(&snippet);
    return status;
}
