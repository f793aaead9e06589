/* Members one after the other, with at most `slop` positions left between them altogether. */
#include "query/walk/cursor.h"

typedef struct sequence_cursor {
    pdx_cursor base;
    pdx_members members;                 /* in order of the query */
    pdx_members by_cost;                 /* the same, cheapest first */
    const pdx_occurrences **found;       /* of the members, in order of the query */
    uint32_t slop;
    pdx_level level;                     /* of the members in document `base.found_doc` */
} sequence_cursor;

static pdx_status sequence_advance(pdx_cursor *cursor, pdx_doc to, pdx_error *err) {
    const sequence_cursor *self = (const sequence_cursor *)cursor;
    return pdx_cursors_align(self->by_cost.items, self->by_cost.n, to, &cursor->doc, err);
}

/* Whether all members have occurrences here; fills self->found. */
static pdx_status members_find(sequence_cursor *self, bool *all, pdx_error *err) {
    size_t i;
    *all = false;
    self->level = PDX_LEVEL_CERTAIN;
    for (i = 0; i < self->by_cost.n; i++) {
        pdx_level one;
        PDX_TRY(pdx_cursor_check(self->by_cost.items[i], &one, err));
        if (one == PDX_LEVEL_NO) return PDX_OK;
        if (one < self->level) self->level = one;
    }
    for (i = 0; i < self->members.n; i++) {
        PDX_TRY(pdx_cursor_find(self->members.items[i], &self->found[i], err));
        if (self->found[i]->len == 0) return PDX_OK;
    }
    *all = true;
    return PDX_OK;
}

/* Where the sequence that begins with occurrence `first` ends; 0 when there is none. */
static uint64_t follow(const sequence_cursor *self, pdx_occurrence first) {
    uint64_t end = pdx_occurrence_end(first), gaps = 0;
    size_t i;
    for (i = 1; i < self->members.n; i++) {
        const pdx_occurrences *list = self->found[i];
        size_t next = pdx_occurrences_from(list, end);
        if (next == list->len) return 0;
        gaps += pdx_scan_gap(self->base.scan, end, list->data[next].start);
        if (gaps > self->slop) return 0;
        next = pdx_occurrences_longest_at(list, next);
        end = pdx_occurrence_end(list->data[next]);
    }
    return end;
}

static pdx_status sequence_find(pdx_cursor *cursor, pdx_error *err) {
    sequence_cursor *self = (sequence_cursor *)cursor;
    const pdx_occurrences *first;
    bool all;
    size_t i;
    PDX_TRY(members_find(self, &all, err));
    if (!all) return PDX_OK;
    first = self->found[0];
    for (i = 0; i < first->len; i++) {
        pdx_occurrence whole;
        uint64_t end;
        i = pdx_occurrences_longest_at(first, i);
        end = follow(self, first->data[i]);
        if (end == 0) continue;
        PDX_TRY(pdx_scan_place(cursor->scan, cursor->doc, pdx_scan_position(cursor->scan, first->data[i].start), err));
        if (!pdx_scan_place_holds(cursor->scan, end)) continue;
        whole.start = first->data[i].start;
        whole.length = (uint32_t)(end - whole.start);
        if (!PDX_VEC_PUSH(&cursor->found, whole)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status sequence_check(pdx_cursor *cursor, pdx_level *level, pdx_error *err) {
    const sequence_cursor *self = (const sequence_cursor *)cursor;
    const pdx_occurrences *found;
    PDX_TRY(pdx_cursor_find(cursor, &found, err));
    *level = found->len > 0 ? self->level : PDX_LEVEL_NO;
    return PDX_OK;
}

static const pdx_cursor_verbs sequence_verbs = {sequence_advance, sequence_check, sequence_find, NULL, NULL};

pdx_status pdx_cursor_sequence_new(pdx_scan *scan, pdx_members members, uint32_t slop, pdx_cursor **out, pdx_error *err) {
    sequence_cursor *self = pdx_scan_new_cursor(scan, sizeof *self);
    size_t i, k;
    if (self == NULL) return pdx_fail_memory(err);
    self->base.verbs = &sequence_verbs;
    self->members = members;
    self->slop = slop;
    self->by_cost.n = members.n;
    self->by_cost.items = pdx_arena_array(&scan->arena, members.n, sizeof *members.items);
    self->found = pdx_arena_array(&scan->arena, members.n, sizeof *self->found);
    if (self->by_cost.items == NULL || self->found == NULL) return pdx_fail_memory(err);
    for (i = 0; i < members.n; i++) {
        for (k = i; k > 0 && self->by_cost.items[k - 1]->cost > members.items[i]->cost; k--) {
            self->by_cost.items[k] = self->by_cost.items[k - 1];
        }
        self->by_cost.items[k] = members.items[i];
    }
    self->base.cost = self->by_cost.items[0]->cost;
    *out = &self->base;
    return PDX_OK;
}
