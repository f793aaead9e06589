/* Documents that match at least one member. */
#include "query/walk/cursor.h"

typedef struct or_cursor {
    pdx_cursor base;
    pdx_members members;
} or_cursor;

static pdx_status or_advance(pdx_cursor *cursor, pdx_doc to, pdx_error *err) {
    const or_cursor *self = (const or_cursor *)cursor;
    pdx_doc first = PDX_NO_DOC;
    size_t i;
    for (i = 0; i < self->members.n; i++) {
        pdx_cursor *member = self->members.items[i];
        PDX_TRY(pdx_cursor_advance(member, to, err));
        if (member->doc < first) first = member->doc;
    }
    cursor->doc = first;
    return PDX_OK;
}

static pdx_status or_check(pdx_cursor *cursor, pdx_level *level, pdx_error *err) {
    const or_cursor *self = (const or_cursor *)cursor;
    size_t i;
    *level = PDX_LEVEL_NO;
    for (i = 0; i < self->members.n && *level != PDX_LEVEL_CERTAIN; i++) {
        pdx_level one;
        if (self->members.items[i]->doc != cursor->doc) continue;
        PDX_TRY(pdx_cursor_check(self->members.items[i], &one, err));
        if (one > *level) *level = one;
    }
    return PDX_OK;
}

/* Where the document matches for certain, members that only possibly match give nothing unless that is asked for. */
static pdx_status or_find(pdx_cursor *cursor, pdx_error *err) {
    const or_cursor *self = (const or_cursor *)cursor;
    pdx_level enough = PDX_LEVEL_POSSIBLE;
    size_t i;
    if (!cursor->scan->plan->options->possible) PDX_TRY(or_check(cursor, &enough, err));
    for (i = 0; i < self->members.n; i++) {
        const pdx_occurrences *found;
        pdx_level level;
        if (self->members.items[i]->doc != cursor->doc) continue;
        PDX_TRY(pdx_cursor_check(self->members.items[i], &level, err));
        if (level == PDX_LEVEL_NO || level < enough) continue;
        PDX_TRY(pdx_cursor_find(self->members.items[i], &found, err));
        if (!pdx_occurrences_append(&cursor->found, found)) return pdx_fail_memory(err);
    }
    pdx_occurrences_longest(&cursor->found);
    return PDX_OK;
}

static const pdx_cursor_verbs or_verbs = {or_advance, or_check, or_find, NULL, NULL};

pdx_status pdx_cursor_or_new(pdx_scan *scan, pdx_members members, pdx_cursor **out, pdx_error *err) {
    or_cursor *self = pdx_scan_new_cursor(scan, sizeof *self);
    size_t i;
    if (self == NULL) return pdx_fail_memory(err);
    self->base.verbs = &or_verbs;
    for (i = 0; i < members.n; i++) self->base.cost += members.items[i]->cost;
    self->members = members;
    *out = &self->base;
    return PDX_OK;
}
