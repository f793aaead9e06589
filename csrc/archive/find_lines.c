#include <string.h>

#include "archive/ask.h"
#include "archive/place.h"
#include "base/alloc.h"
#include "corpus/concordance.h"
#include "query/matches.h"

enum { LINES_PER_TICK = PDX_LIMIT(1 << 14, 4) };

struct pdx_lines {
    pdx_atomic_i64 references;
    pdx_view *view;    /* counted */
    archive_ask ask;
    pdx_span text;     /* owned copy of the query */
    pdx_match_list list;
    size_t n_in_posts;
};

struct pdx_line_reader {
    const pdx_lines *lines; /* borrowed */
    pdx_match_reader *matches;
};

static void lines_free(pdx_lines *lines) {
    archive_ask_deinit(&lines->ask);
    pdx_match_list_deinit(&lines->list);
    pdx_free((void *)(uintptr_t)lines->text.data);
    pdx_view_release(lines->view);
    pdx_free(lines);
}

static bool in_post(const pdx_lines *lines, const pdx_match *match) {
    return match->doc < pdx_segment_n_posts(pdx_snapshot_segment(lines->view->archive->snapshot, match->segment));
}

static void count_in_posts(pdx_lines *lines) {
    size_t i;
    lines->n_in_posts = 0;
    for (i = 0; i < lines->list.n; i++) lines->n_in_posts += in_post(lines, &lines->list.matches[i]);
}

static pdx_status lines_prepare(pdx_view *view, pdx_span query, const pdx_query_settings *settings, pdx_lines **out, pdx_error *err) {
    pdx_lines *lines = pdx_alloc_zero(1, sizeof *lines);
    uint8_t *copy = pdx_alloc(query.len);
    pdx_status status;
    *out = NULL;
    if (lines == NULL || copy == NULL) {
        pdx_free(lines);
        pdx_free(copy);
        return pdx_fail_memory(err);
    }
    if (query.len > 0) memcpy(copy, query.data, query.len);
    lines->text = pdx_span_of(copy, query.len);
    pdx_atomic_store(&lines->references, 1);
    lines->view = view;
    pdx_view_retain(view);
    status = archive_ask_init(&lines->ask, view, lines->text, settings, true, err);
    if (status != PDX_OK) {
        lines_free(lines);
        return status;
    }
    *out = lines;
    return PDX_OK;
}

pdx_status pdx_view_find(pdx_view *view, pdx_span query, const pdx_query_settings *settings, pdx_lines **out, pdx_error *err) {
    pdx_lines *lines;
    pdx_status status;
    *out = NULL;
    PDX_TRY(lines_prepare(view, query, settings, &lines, err));
    status = pdx_matches_find(view->archive->snapshot, lines->ask.query, &lines->ask.options, view->whole, &lines->list, err);
    lines->ask.options.tick = NULL; /* the caller's, and over */
    lines->ask.options.deadline = 0;
    if (status != PDX_OK) {
        lines_free(lines);
        return status;
    }
    count_in_posts(lines);
    *out = lines;
    return PDX_OK;
}

void pdx_lines_retain(pdx_lines *lines) { (void)pdx_atomic_add(&lines->references, 1); }

void pdx_lines_release(pdx_lines *lines) {
    if (lines != NULL && pdx_atomic_add(&lines->references, -1) == 1) lines_free(lines);
}

size_t pdx_lines_count(const pdx_lines *lines) { return lines->list.n; }
size_t pdx_lines_n_in_posts(const pdx_lines *lines) { return lines->n_in_posts; }
bool pdx_lines_complete(const pdx_lines *lines) { return lines->list.complete; }
uint32_t pdx_lines_n_possible(const pdx_lines *lines) { return lines->list.n_possible; }
size_t pdx_lines_n_notes(const pdx_lines *lines) { return pdx_query_n_notes(lines->ask.query); }
pdx_note_info pdx_lines_note(const pdx_lines *lines, size_t i) { return archive_ask_note(&lines->ask, i); }

/* A copy of `lines` with room for n matches and none in it yet. */
static pdx_status lines_like(const pdx_lines *lines, size_t n, pdx_lines **out, pdx_error *err) {
    const pdx_query_settings settings = pdx_query_settings_default();
    PDX_TRY(lines_prepare(lines->view, lines->text, &settings, out, err));
    (*out)->ask.options.tick = NULL;
    (*out)->list.complete = lines->list.complete;
    (*out)->list.n_possible = lines->list.n_possible;
    (*out)->list.matches = pdx_resize_array(NULL, n, sizeof *(*out)->list.matches);
    if ((*out)->list.matches != NULL) return PDX_OK;
    lines_free(*out);
    *out = NULL;
    return pdx_fail_memory(err);
}

pdx_status pdx_lines_sort(const pdx_lines *lines, pdx_span keys, const pdx_tick *tick, pdx_lines **out, pdx_error *err) {
    pdx_context_key parsed[PDX_CONTEXT_KEYS_MAX];
    const pdx_archive *archive = lines->view->archive;
    uint32_t *order;
    int64_t *days;
    pdx_status status;
    size_t n_keys, i;
    *out = NULL;
    PDX_TRY(pdx_context_parse(keys, parsed, &n_keys, err));
    order = pdx_resize_array(NULL, lines->list.n, sizeof *order);
    days = archive_post_days_table(archive);
    status = order == NULL || days == NULL ? pdx_fail_memory(err)
                                           : pdx_concordance_sort(archive->snapshot, &lines->list, parsed, n_keys, days, order, tick, err);
    if (status == PDX_OK) status = lines_like(lines, lines->list.n, out, err);
    for (i = 0; i < lines->list.n && status == PDX_OK; i++) {
        if (i % LINES_PER_TICK == 0) status = pdx_tick_step(tick, i, lines->list.n, err);
        (*out)->list.matches[i] = lines->list.matches[order[i]];
    }
    if (status == PDX_OK) {
        (*out)->list.n = lines->list.n;
        (*out)->n_in_posts = lines->n_in_posts;
    } else if (*out != NULL) {
        lines_free(*out);
        *out = NULL;
    }
    pdx_free(order);
    pdx_free(days);
    return status;
}

pdx_status pdx_lines_slice(const pdx_lines *lines, size_t begin, size_t n, int64_t step, pdx_lines **out, pdx_error *err) {
    size_t i;
    PDX_TRY(lines_like(lines, n, out, err));
    for (i = 0; i < n; i++) {
        const int64_t from = (int64_t)begin + (int64_t)i * step;
        assert(from >= 0 && (uint64_t)from < lines->list.n);
        (*out)->list.matches[i] = lines->list.matches[from];
    }
    (*out)->list.n = n;
    count_in_posts(*out);
    return PDX_OK;
}

pdx_status pdx_lines_roles(const pdx_lines *lines, uint64_t counts[PDX_ROLE_COUNT], const pdx_tick *tick, pdx_error *err) {
    const pdx_snapshot *snapshot = lines->view->archive->snapshot;
    const pdx_match *before = NULL;
    pdx_doc_part part;
    size_t i;
    memset(counts, 0, PDX_ROLE_COUNT * sizeof *counts);
    memset(&part, 0, sizeof part);
    for (i = 0; i < lines->list.n; i++) {
        const pdx_match *match = &lines->list.matches[i];
        if (i % LINES_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, lines->list.n, err));
        if (before == NULL || match->part != before->part || match->doc != before->doc || match->segment != before->segment) {
            PDX_TRY(pdx_segment_part(pdx_snapshot_segment(snapshot, match->segment), match->doc, match->part, &part, err));
        }
        before = match;
        if (part.role < PDX_ROLE_COUNT) counts[part.role]++;
    }
    return PDX_OK;
}

/* The post of line i, without reading any text. */
uint32_t pdx_lines_post(const pdx_lines *lines, size_t i) {
    const pdx_match *match = &lines->list.matches[i];
    if (!in_post(lines, match)) return PDX_NONE;
    return pdx_snapshot_first_post(lines->view->archive->snapshot, match->segment) + match->doc;
}

pdx_status pdx_line_reader_new(const pdx_lines *lines, pdx_line_reader **out, pdx_error *err) {
    pdx_line_reader *reader = pdx_alloc_zero(1, sizeof *reader);
    pdx_status status;
    *out = NULL;
    if (reader == NULL) return pdx_fail_memory(err);
    reader->lines = lines;
    status = pdx_match_reader_new(lines->view->archive->snapshot, &reader->matches, err);
    if (status != PDX_OK) {
        pdx_free(reader);
        return status;
    }
    *out = reader;
    return PDX_OK;
}

void pdx_line_reader_free(pdx_line_reader *reader) {
    if (reader == NULL) return;
    pdx_match_reader_free(reader->matches);
    pdx_free(reader);
}

pdx_status pdx_line_reader_get(pdx_line_reader *reader, size_t i, pdx_line_info *out, pdx_error *err) {
    const pdx_match *match = &reader->lines->list.matches[i];
    archive_place place;
    pdx_range node, block;
    assert(i < reader->lines->list.n);
    PDX_TRY(archive_place_find(reader->lines->view->archive, match->segment, match->doc, match->part, &place, err));
    PDX_TRY(pdx_match_reader_range(reader->matches, match, &node, err));
    node = archive_place_range(&place, node);
    block = archive_place_range(&place, pdx_range_of(place.stretch.block_begin, place.stretch.block_end));
    out->post = place.post;
    out->page = place.page;
    out->part = place.part;
    out->layer = place.layer;
    out->role = place.stretch.role;
    out->position = match->position;
    out->before = pdx_range_of(block.begin, node.begin);
    out->node = node;
    out->after = pdx_range_of(node.end, block.end);
    return PDX_OK;
}
