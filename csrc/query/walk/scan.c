#include "query/walk/scan.h"

#include "query/walk/cursor.h"
#include "query/walk/lone.h"

pdx_status pdx_scan_init(pdx_scan *scan, pdx_plan *plan, uint32_t index, pdx_error *err) {
    const size_t n_leaves = plan->query->scored.len;
    memset(scan, 0, sizeof *scan);
    scan->plan = plan;
    scan->index = index;
    scan->segment = pdx_snapshot_segment(plan->snapshot, index);
    scan->first_post = pdx_snapshot_first_post(plan->snapshot, index);
    scan->runs = pdx_snapshot_runs(plan->snapshot, index, &scan->n_runs);
    scan->gone = pdx_snapshot_gone(plan->snapshot, index);
    scan->posts = plan->segments[index].posts;
    scan->filters = plan->segments[index].filters;
    scan->n_posts = pdx_segment_n_posts(scan->segment);
    scan->n_docs = pdx_segment_n_docs(scan->segment);
    scan->place_doc = scan->language_doc = scan->only = PDX_NO_DOC;
    scan->shift = plan->query->has_lone ? PDX_LONE_SHIFT : 0;
    PDX_TRY(pdx_snapshot_room_take(plan->snapshot, &scan->arena, err));
    pdx_part_tokens_init(&scan->tokens, pdx_snapshot_analyzer(plan->snapshot));
    scan->tokens.tick = plan->options->tick;
    scan->leaves = pdx_arena_array(&scan->arena, n_leaves, sizeof *scan->leaves);
    if (scan->leaves == NULL) return pdx_fail_memory(err);
    memset(scan->leaves, 0, n_leaves * sizeof *scan->leaves);
    return PDX_OK;
}

void pdx_scan_deinit(pdx_scan *scan) {
    pdx_cursor *cursor;
    for (cursor = scan->cursors; cursor != NULL; cursor = cursor->next_owned) {
        if (cursor->verbs != NULL && cursor->verbs->deinit != NULL) cursor->verbs->deinit(cursor);
        PDX_VEC_DEINIT(&cursor->found);
    }
    scan->cursors = NULL;
    pdx_part_tokens_deinit(&scan->tokens);
    if (scan->plan != NULL) pdx_snapshot_room_give(scan->plan->snapshot, &scan->arena);
}

pdx_doc pdx_scan_from_number(const pdx_scan *scan, pdx_doc from, uint32_t number) {
    pdx_doc low = from, high = scan->n_posts;
    while (low < high) {
        const pdx_doc middle = low + (high - low) / 2;
        if (pdx_scan_number(scan, middle) < number) low = middle + 1;
        else high = middle;
    }
    return low;
}

void *pdx_scan_new_cursor(pdx_scan *scan, size_t size) {
    pdx_cursor *cursor = pdx_arena_alloc(&scan->arena, size);
    if (cursor == NULL) return NULL;
    memset(cursor, 0, size);
    cursor->scan = scan;
    cursor->found_doc = PDX_NO_DOC;
    cursor->next_owned = scan->cursors;
    scan->cursors = cursor;
    return cursor;
}

pdx_status pdx_scan_place(pdx_scan *scan, pdx_doc doc, uint32_t position, pdx_error *err) {
    if (scan->place_doc == doc && position >= scan->place.first_position &&
        position - scan->place.first_position < scan->place.n_positions) {
        return PDX_OK;
    }
    scan->place_doc = PDX_NO_DOC;
    PDX_TRY(pdx_segment_place_of(scan->segment, doc, position, &scan->place, err));
    scan->place_doc = doc;
    return PDX_OK;
}

pdx_status pdx_scan_read_place(pdx_scan *scan, pdx_doc doc, uint32_t position, pdx_error *err) {
    PDX_TRY(pdx_scan_place(scan, doc, position, err));
    if (pdx_part_tokens_hold(&scan->tokens, scan->segment, doc, scan->place.part)) return PDX_OK;
    PDX_TRY(pdx_plan_pulses(scan->plan, scan->place.n_positions, err));
    return pdx_part_tokens_load(&scan->tokens, scan->segment, doc, scan->place.part, err);
}

pdx_status pdx_scan_language(pdx_scan *scan, pdx_doc doc, pdx_lang *language, pdx_error *err) {
    pdx_doc_info info;
    if (scan->language_doc != doc) {
        PDX_TRY(pdx_segment_doc(scan->segment, doc, &info, err));
        scan->language_doc = doc;
        scan->language = info.language;
    }
    *language = scan->language;
    return PDX_OK;
}
