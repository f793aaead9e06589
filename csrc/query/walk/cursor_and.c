/* Documents that match all members: the rarest leads, the others are asked to follow. */
#include "query/walk/cursor.h"

typedef struct and_cursor {
    pdx_cursor base;
    pdx_members members; /* cheapest first */
    bool single;         /* one member has occurrences, the others only restrict the documents */
} and_cursor;

static pdx_status and_advance(pdx_cursor *cursor, pdx_doc to, pdx_error *err) {
    const and_cursor *self = (const and_cursor *)cursor;
    return pdx_cursors_align(self->members.items, self->members.n, to, &cursor->doc, err);
}

static pdx_status and_check(pdx_cursor *cursor, pdx_level *level, pdx_error *err) {
    const and_cursor *self = (const and_cursor *)cursor;
    size_t i;
    *level = PDX_LEVEL_CERTAIN;
    for (i = 0; i < self->members.n && *level != PDX_LEVEL_NO; i++) {
        pdx_level one;
        PDX_TRY(pdx_cursor_check(self->members.items[i], &one, err));
        if (one < *level) *level = one;
    }
    return PDX_OK;
}

static pdx_status and_find(pdx_cursor *cursor, pdx_error *err) {
    const and_cursor *self = (const and_cursor *)cursor;
    size_t i;
    for (i = 0; i < self->members.n; i++) {
        const pdx_occurrences *found;
        PDX_TRY(pdx_cursor_find(self->members.items[i], &found, err));
        if (!pdx_occurrences_append(&cursor->found, found)) return pdx_fail_memory(err);
    }
    if (!self->single) pdx_occurrences_longest(&cursor->found);
    return PDX_OK;
}

static const pdx_cursor_verbs and_verbs = {and_advance, and_check, and_find, NULL, NULL};

static void sort_by_cost(pdx_members members) {
    size_t i, k;
    for (i = 1; i < members.n; i++) {
        pdx_cursor *moved = members.items[i];
        for (k = i; k > 0 && members.items[k - 1]->cost > moved->cost; k--) members.items[k] = members.items[k - 1];
        members.items[k] = moved;
    }
}

pdx_status pdx_cursor_and_new(pdx_scan *scan, pdx_members members, bool single, pdx_cursor **out, pdx_error *err) {
    and_cursor *self = pdx_scan_new_cursor(scan, sizeof *self);
    if (self == NULL) return pdx_fail_memory(err);
    sort_by_cost(members);
    self->base.verbs = &and_verbs;
    self->base.cost = members.items[0]->cost;
    self->members = members;
    self->single = single;
    *out = &self->base;
    return PDX_OK;
}
