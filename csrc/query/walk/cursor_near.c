/* Two members with at most so many positions between them, in either order, in one part. */
#include <stdlib.h>

#include "query/walk/cursor.h"

typedef struct near_cursor {
    pdx_cursor base;
    pdx_members members;          /* two, in order of the query */
    pdx_cursor *by_cost[2];
    uint32_t distance;
    pdx_level level;              /* of the members in document `base.found_doc` */
    pdx_occurrences by_end;       /* owned; one member's occurrences by end, then start */
} near_cursor;

static pdx_status near_advance(pdx_cursor *cursor, pdx_doc to, pdx_error *err) {
    const near_cursor *self = (const near_cursor *)cursor;
    return pdx_cursors_align(self->by_cost, 2, to, &cursor->doc, err);
}

static int end_order(const void *left, const void *right) {
    const pdx_occurrence *a = left, *b = right;
    const uint64_t a_end = pdx_occurrence_end(*a), b_end = pdx_occurrence_end(*b);
    if (a_end != b_end) return a_end < b_end ? -1 : 1;
    return a->start < b->start ? -1 : a->start > b->start ? 1 : 0;
}

/* How many of `list`, sorted by end, end at or before `end`. */
static size_t ended_by(const pdx_occurrences *list, uint64_t end) {
    size_t low = 0, high = list->len;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (pdx_occurrence_end(list->data[middle]) <= end) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Pairs occurrence `one` with the nearest of the others, which come by start and by end. */
static pdx_status pair(near_cursor *self, pdx_occurrence one, const pdx_occurrences *others, pdx_error *err) {
    const uint64_t end = pdx_occurrence_end(one);
    const size_t right = pdx_occurrences_from(others, end), left = ended_by(&self->by_end, one.start);
    uint64_t gap = UINT64_MAX;
    pdx_occurrence span = one;
    pdx_scan *scan = self->base.scan;
    /* Most are near to nothing, whatever part they stand in. */
    if ((right == others->len || pdx_scan_gap(scan, end, others->data[right].start) > self->distance) &&
        (left == 0 || pdx_scan_gap(scan, pdx_occurrence_end(self->by_end.data[left - 1]), one.start) > self->distance)) {
        return PDX_OK;
    }
    PDX_TRY(pdx_scan_place(scan, self->base.doc, pdx_scan_position(scan, one.start), err));
    if (right < others->len && pdx_scan_place_holds(scan, pdx_occurrence_end(others->data[right]))) {
        gap = pdx_scan_gap(scan, end, others->data[right].start);
        span.length = (uint32_t)(pdx_occurrence_end(others->data[right]) - one.start);
    }
    if (left > 0) {
        const pdx_occurrence other = self->by_end.data[left - 1];
        const uint64_t left_gap = pdx_scan_gap(scan, pdx_occurrence_end(other), one.start);
        if (pdx_scan_position(scan, other.start) >= scan->place.first_position && left_gap <= gap) {
            gap = left_gap;
            span.start = other.start;
            span.length = (uint32_t)(end - other.start);
        }
    }
    if (gap > self->distance) return PDX_OK;
    return PDX_VEC_PUSH(&self->base.found, span) ? PDX_OK : pdx_fail_memory(err);
}

/* Occurrences come by start, and so by end unless a longer one begins before a shorter one. */
static void sort_by_end(pdx_occurrences *list) {
    size_t i;
    for (i = 1; i < list->len; i++) {
        if (end_order(&list->data[i - 1], &list->data[i]) > 0) {
            qsort(list->data, list->len, sizeof *list->data, end_order);
            return;
        }
    }
}

static pdx_status pair_all(near_cursor *self, const pdx_occurrences *ones, const pdx_occurrences *others, pdx_error *err) {
    size_t i;
    self->by_end.len = 0;
    if (!pdx_occurrences_append(&self->by_end, others)) return pdx_fail_memory(err);
    sort_by_end(&self->by_end);
    for (i = 0; i < ones->len; i++) PDX_TRY(pair(self, ones->data[i], others, err));
    return PDX_OK;
}

static pdx_status near_find(pdx_cursor *cursor, pdx_error *err) {
    near_cursor *self = (near_cursor *)cursor;
    const pdx_occurrences *found[2];
    int i;
    self->level = PDX_LEVEL_CERTAIN;
    for (i = 0; i < 2; i++) {
        pdx_level one;
        PDX_TRY(pdx_cursor_check(self->members.items[i], &one, err));
        if (one < self->level) self->level = one;
        if (one == PDX_LEVEL_NO) return PDX_OK;
    }
    for (i = 0; i < 2; i++) {
        PDX_TRY(pdx_cursor_find(self->members.items[i], &found[i], err));
        if (found[i]->len == 0) return PDX_OK;
    }
    PDX_TRY(pair_all(self, found[0], found[1], err));
    PDX_TRY(pair_all(self, found[1], found[0], err));
    pdx_occurrences_sort(&cursor->found);
    return PDX_OK;
}

static pdx_status near_check(pdx_cursor *cursor, pdx_level *level, pdx_error *err) {
    const near_cursor *self = (const near_cursor *)cursor;
    const pdx_occurrences *found;
    PDX_TRY(pdx_cursor_find(cursor, &found, err));
    *level = found->len > 0 ? self->level : PDX_LEVEL_NO;
    return PDX_OK;
}

static void near_deinit(pdx_cursor *cursor) {
    near_cursor *self = (near_cursor *)cursor;
    PDX_VEC_DEINIT(&self->by_end);
}

static const pdx_cursor_verbs near_verbs = {near_advance, near_check, near_find, NULL, near_deinit};

pdx_status pdx_cursor_near_new(pdx_scan *scan, pdx_members members, uint32_t distance, pdx_cursor **out, pdx_error *err) {
    near_cursor *self = pdx_scan_new_cursor(scan, sizeof *self);
    size_t first;
    assert(members.n == 2);
    if (self == NULL) return pdx_fail_memory(err);
    first = members.items[1]->cost < members.items[0]->cost ? 1 : 0;
    self->base.verbs = &near_verbs;
    self->base.cost = members.items[first]->cost;
    self->by_cost[0] = members.items[first];
    self->by_cost[1] = members.items[1 - first];
    self->members = members;
    self->distance = distance;
    *out = &self->base;
    return PDX_OK;
}
