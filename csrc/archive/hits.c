#include <string.h>

#include "archive/hit_results.h"
#include "archive/place.h"
#include "base/alloc.h"
#include "query/snippet.h"

void archive_hits_free(pdx_hits *hits) {
    archive_ask_deinit(&hits->ask);
    pdx_hit_list_deinit(&hits->list);
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

pdx_status pdx_view_search(pdx_view *view, pdx_span query, const pdx_query_settings *settings, pdx_hits **out, pdx_error *err) {
    pdx_hits *hits;
    pdx_status status;
    *out = NULL;
    PDX_TRY(archive_hits_prepare(view, query, settings, &hits, err));
    status = pdx_search_run(view->archive->snapshot, hits->ask.query, &hits->ask.options, PDX_ALL_HITS, &hits->list, err);
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
size_t pdx_hits_count(const pdx_hits *hits) { return hits->list.n; }
uint32_t pdx_hits_n_possible(const pdx_hits *hits) { return hits->list.n_possible; }
bool pdx_hits_complete(const pdx_hits *hits) { return hits->list.complete; }
size_t pdx_hits_n_notes(const pdx_hits *hits) { return pdx_query_n_notes(hits->ask.query); }
pdx_note_info pdx_hits_note(const pdx_hits *hits, size_t i) { return archive_ask_note(&hits->ask, i); }

pdx_hit_info pdx_hits_get(const pdx_hits *hits, size_t i) {
    pdx_hit_info info;
    assert(i < hits->list.n);
    info.post = hits->list.hits[i].post;
    info.score = hits->list.hits[i].score;
    return info;
}

pdx_status pdx_hits_explain(const pdx_hits *hits, size_t i, pdx_buf *json, pdx_error *err) {
    assert(i < hits->list.n);
    return pdx_search_explain(hits->view->archive->snapshot, hits->ask.query, &hits->ask.options, hits->list.hits[i].post, json, err);
}

/* The segment in which a post is stored, and its document there. */
static uint32_t segment_of_post(const pdx_snapshot *snapshot, uint32_t post, pdx_doc *doc) {
    uint32_t i = 0;
    while (i + 1 < pdx_snapshot_n_segments(snapshot) && pdx_snapshot_first_post(snapshot, i + 1) <= post) i++;
    *doc = post - pdx_snapshot_first_post(snapshot, i);
    return i;
}

pdx_status pdx_hits_snippet(const pdx_hits *hits, size_t i, size_t max_chars, pdx_snippet_info *out, pdx_error *err) {
    const pdx_archive *archive = hits->view->archive;
    const uint32_t post = hits->list.hits[i].post;
    pdx_snippet snippet;
    archive_place place;
    pdx_doc doc;
    const uint32_t segment = segment_of_post(archive->snapshot, post, &doc);
    pdx_status status;
    size_t k;
    memset(out, 0, sizeof *out);
    PDX_TRY(pdx_snippet_make(archive->snapshot, hits->ask.query, &hits->ask.options, post, max_chars, &snippet, err));
    if (snippet.range.end <= snippet.range.begin) { /* a post without text */
        out->part = PDX_NONE;
        out->page = archive->appearances.data[archive->posts.data[post].main].page;
        out->layer = archive->pages.data[out->page].layer;
        pdx_snippet_deinit(&snippet);
        return PDX_OK;
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
