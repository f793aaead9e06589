#include <string.h>

#include "archive/ask/found_lines.h"
#include "base/alloc.h"
#include "corpus/concordance.h"

/* Other lines of those that were found: some of them, or all in another order. */

/* Lines made of those of a list. */
typedef struct picked {
    const uint32_t *order; /* their numbers, or NULL: begin + i * step */
    size_t begin;
    int64_t step;
    const pdx_match_text *texts; /* of all lines of the list, or NULL */
} picked;

enum { PICKS_AHEAD = 16 }; /* lines in another order are anywhere: they are called for before */

static pdx_status pick(pdx_lines *lines, const pdx_match_list *list, picked by, size_t n, const pdx_tick *tick, pdx_lines **out, pdx_error *err) {
    pdx_match_list made;
    pdx_status status = PDX_OK;
    size_t i;
    PDX_TRY(lines_new(lines->view, out, err));
    (*out)->from = lines->from == NULL ? lines : lines->from;
    (*out)->is_shuffled = lines->is_shuffled;
    pdx_lines_retain((*out)->from);
    memset(&made, 0, sizeof made);
    made.matches = pdx_resize_array(NULL, n, sizeof *made.matches);
    if (by.texts != NULL) made.texts = pdx_resize_array(NULL, n, sizeof *made.texts);
    if (made.matches == NULL || (by.texts != NULL && made.texts == NULL)) status = pdx_fail_memory(err);
    for (i = 0; i < n && status == PDX_OK; i++) {
        const size_t from = by.order != NULL ? by.order[i] : (size_t)((int64_t)by.begin + (int64_t)i * by.step);
        assert(from < list->n);
        if (i % LINES_PER_TICK == 0) status = pdx_tick_step(tick, i, n, err);
        if (by.order != NULL && i + PICKS_AHEAD < n) {
            PDX_PREFETCH(&list->matches[by.order[i + PICKS_AHEAD]]);
            if (by.texts != NULL) PDX_PREFETCH(&by.texts[by.order[i + PICKS_AHEAD]]);
        }
        made.matches[i] = list->matches[from];
        if (by.texts != NULL) made.texts[i] = by.texts[from];
    }
    if (status != PDX_OK) {
        pdx_match_list_deinit(&made);
        lines_free(*out);
        *out = NULL;
        return status;
    }
    made.n = n;
    made.complete = list->complete;
    made.n_possible = list->n_possible;
    lines_step_keep(*out, ALL_LINES, made);
    return PDX_OK;
}

/* What a sort needs beside the list, as far as its keys ask for it. */
typedef struct sort_room {
    uint32_t *order; /* owned, like the rest but the next */
    const int64_t *days;
    pdx_match_text *texts;
} sort_room;

static void room_free(sort_room *room) {
    pdx_free(room->order);
    pdx_free(room->texts);
}

static pdx_status room_make(sort_room *room, const pdx_archive *archive, const pdx_context_key *keys, size_t n_keys, size_t n, bool runs,
                            const pdx_tick *tick, pdx_error *err) {
    const bool words = !runs && pdx_context_keys_ask_words(keys, n_keys);
    if (pdx_context_keys_ask(keys, n_keys, PDX_CONTEXT_DATE)) PDX_TRY(archive_post_days_table(archive, tick, &room->days, err));
    room->order = pdx_resize_array(NULL, n, sizeof *room->order);
    room->texts = words ? pdx_resize_array(NULL, n, sizeof *room->texts) : NULL;
    return room->order != NULL && (room->texts != NULL || !words) ? PDX_OK : pdx_fail_memory(err);
}

/* Where the words as they run are there, they tell the order, and the texts of those lines alone are read that somebody looks at. */
pdx_status pdx_lines_sort(pdx_lines *lines, pdx_span keys, const pdx_tick *tick, pdx_lines **out, pdx_error *err) {
    pdx_context_key parsed[PDX_CONTEXT_KEYS_MAX];
    const pdx_archive *archive = lines->view->archive;
    const pdx_match_list *list;
    sort_room room = {0};
    pdx_status status;
    size_t n_keys;
    *out = NULL;
    PDX_TRY(pdx_context_parse(keys, parsed, &n_keys, err));
    PDX_TRY(lines_reach(lines, SIZE_MAX, tick, &list, err));
    const bool runs = pdx_kept_is_made(&archive->running_kept) && pdx_concordance_runs(list, parsed, n_keys);
    status = room_make(&room, archive, parsed, n_keys, list->n, runs, tick, err);
    if (status == PDX_OK) {
        const pdx_running *running = runs ? archive->running : NULL;
        status = pdx_concordance_sort(archive->snapshot, running, list, parsed, n_keys, room.days, room.order, room.texts, tick, err);
    }
    if (status == PDX_OK) {
        const picked by = {room.order, 0, 1, room.texts != NULL ? room.texts : lines_texts_known(lines, list)};
        status = pick(lines, list, by, list->n, tick, out, err);
    }
    if (status == PDX_OK) (*out)->is_shuffled = true;
    room_free(&room);
    return status;
}

pdx_status pdx_lines_slice(pdx_lines *lines, size_t begin, size_t n, int64_t step, pdx_lines **out, pdx_error *err) {
    const size_t last = n == 0 ? 0 : (size_t)((int64_t)begin + (int64_t)(n - 1) * step), end = n == 0 ? 0 : (step < 0 ? begin : last) + 1;
    const pdx_match_list *list;
    picked by = {NULL, begin, step, NULL};
    *out = NULL;
    PDX_TRY(lines_reach(lines, end, NULL, &list, err));
    by.texts = lines_texts_known(lines, list);
    return pick(lines, list, by, n, NULL, out, err);
}

pdx_status pdx_lines_pick(pdx_lines *lines, const uint32_t *numbers, size_t n, const pdx_tick *tick, pdx_lines **out, pdx_error *err) {
    const pdx_match_list *list;
    picked by = {numbers, 0, 1, NULL};
    *out = NULL;
    PDX_TRY(lines_reach(lines, SIZE_MAX, tick, &list, err));
    by.texts = lines_texts_known(lines, list);
    return pick(lines, list, by, n, tick, out, err);
}
