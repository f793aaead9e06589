#include "query/rank/rare.h"

pdx_status pdx_rare_read(pdx_rare *rare, pdx_arena *arena, pdx_stream *stream, const pdx_saturation *saturation, pdx_doc end,
                         const pdx_gain_kernels *kernels, pdx_gain gain, pdx_error *err) {
    const uint32_t room = stream->blocks.list.n_docs + PDX_BLOCK_SLACK + 1;
    pdx_rare_list *list = &rare->lists[rare->n++];
    list->stream = stream;
    list->saturation = saturation;
    list->from = list->at = 0;
    list->docs = pdx_arena_array(arena, room, sizeof *list->docs);
    list->gains = pdx_arena_array(arena, room, sizeof *list->gains);
    list->counts = pdx_arena_array(arena, room, sizeof *list->counts);
    if (list->docs == NULL || list->gains == NULL || list->counts == NULL) return pdx_fail_memory(err);
    PDX_TRY(pdx_stream_all(stream, end, kernels, gain, list->docs, list->gains, list->counts, &list->n, err));
    list->docs[list->n] = PDX_NO_DOC;
    return PDX_OK;
}

pdx_doc pdx_rare_next(const pdx_rare *rare) {
    pdx_doc next = PDX_NO_DOC;
    size_t i;
    for (i = 0; i < rare->n; i++) {
        const pdx_doc doc = rare->lists[i].docs[rare->lists[i].at];
        next = doc < next ? doc : next;
    }
    return next;
}

/* Jumps that double, then halves: it is near when many are asked for. */
uint32_t pdx_rare_find(const pdx_rare_list *list, uint32_t from, pdx_doc doc) {
    uint32_t step = 1, low = from, high;
    while (low + step < list->n && list->docs[low + step] < doc) {
        low += step;
        step *= 2;
    }
    high = low + step < list->n ? low + step : list->n;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (list->docs[middle] < doc) low = middle + 1;
        else high = middle;
    }
    return low;
}

bool pdx_rare_room_make(pdx_rare_room *room, pdx_arena *arena, uint32_t n) {
    room->docs = pdx_arena_array(arena, n, sizeof *room->docs);
    room->scores = pdx_arena_array(arena, n, sizeof *room->scores);
    room->at = pdx_arena_array(arena, n, sizeof *room->at);
    return room->docs != NULL && room->scores != NULL && room->at != NULL;
}

pdx_status pdx_rare_score(const pdx_rare_list *rare, const pdx_rare_room *room, pdx_candidates *candidates, pdx_error *err) {
    pdx_candidates some = {room->docs, room->scores, 0, false};
    uint32_t low = 0, k;
    for (k = 0; k < candidates->n; k++) {
        const pdx_doc doc = candidates->docs[k];
        low = pdx_rare_find(rare, low, doc);
        if (rare->docs[low] != doc) continue;
        if (rare->counts[low] > 0) {
            candidates->scores[k] += pdx_saturate_one((double)rare->counts[low] * (double)rare->stream->shares->body[doc], rare->saturation);
            continue;
        }
        room->at[some.n] = k;
        some.docs[some.n] = doc;
        some.scores[some.n++] = 0.0;
    }
    PDX_TRY(pdx_stream_score(rare->stream, rare->saturation, &some, err));
    for (k = 0; k < some.n; k++) candidates->scores[room->at[k]] += some.scores[k];
    return PDX_OK;
}

void pdx_rare_sum(pdx_rare *rare, pdx_window window, float *sums) {
    size_t i;
    rare->n_here = 0;
    for (i = 0; i < rare->n; i++) {
        pdx_rare_list *list = &rare->lists[i];
        const pdx_doc *docs = list->docs;
        const float *gains = list->gains;
        uint32_t at = list->at;
        for (; docs[at] < window.end; at++) sums[docs[at] - window.begin] += gains[at];
        rare->n_here += at - list->at;
        list->from = list->at;
        list->at = at;
    }
}

void pdx_rare_above(const pdx_rare *rare, pdx_window window, const float *sums, float least, uint64_t *words) {
    size_t i;
    uint32_t k;
    for (i = 0; i < rare->n; i++) {
        const pdx_rare_list *list = &rare->lists[i];
        for (k = list->from; k < list->at; k++) {
            const uint32_t offset = list->docs[k] - window.begin;
            if (sums[offset] > least) words[offset / 64] |= (uint64_t)1 << offset % 64;
        }
    }
}

void pdx_rare_clear(const pdx_rare *rare, pdx_window window, float *sums) {
    size_t i;
    uint32_t k;
    for (i = 0; i < rare->n; i++) {
        const pdx_rare_list *list = &rare->lists[i];
        for (k = list->from; k < list->at; k++) sums[list->docs[k] - window.begin] = 0.0f;
    }
}
