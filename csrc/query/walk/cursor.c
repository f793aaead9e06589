#include "query/walk/cursor.h"

pdx_status pdx_cursor_level(pdx_cursor *self, pdx_doc doc, pdx_level *level, pdx_error *err) {
    *level = PDX_LEVEL_NO;
    PDX_TRY(pdx_cursor_advance(self, doc, err));
    return self->doc == doc ? self->verbs->check(self, level, err) : PDX_OK;
}

pdx_status pdx_cursor_find(pdx_cursor *self, const pdx_occurrences **out, pdx_error *err) {
    *out = &self->found;
    if (self->found_doc == self->doc) return PDX_OK;
    self->found.len = 0;
    self->found_doc = PDX_NO_DOC;
    if (self->verbs->find != NULL) PDX_TRY(self->verbs->find(self, err));
    PDX_TRY(pdx_plan_pulses(self->scan->plan, PDX_PULSES_DOCUMENT + (uint32_t)self->found.len, err));
    self->found_doc = self->doc;
    return PDX_OK;
}

pdx_status pdx_cursor_count(pdx_cursor *self, uint32_t counts[PDX_GROUP_COUNT], pdx_error *err) {
    const pdx_occurrences *found;
    size_t i;
    if (self->verbs->count != NULL) return self->verbs->count(self, counts, err);
    memset(counts, 0, PDX_GROUP_COUNT * sizeof *counts);
    PDX_TRY(pdx_cursor_find(self, &found, err));
    for (i = 0; i < found->len; i++) {
        pdx_group group;
        PDX_TRY(pdx_scan_place(self->scan, self->doc, pdx_scan_position(self->scan, found->data[i].start), err));
        group = pdx_role_group((pdx_role)self->scan->place.role);
        if (group != PDX_GROUP_NONE) counts[group]++;
    }
    return PDX_OK;
}

pdx_status pdx_cursors_align(pdx_cursor *const *members, size_t n, pdx_doc to, pdx_doc *doc, pdx_error *err) {
    size_t i = 0;
    *doc = PDX_NO_DOC;
    if (n == 0) return PDX_OK;
    while (i < n) {
        PDX_TRY(pdx_cursor_advance(members[i], to, err));
        if (members[i]->doc == PDX_NO_DOC) return PDX_OK;
        if (members[i]->doc > to && i > 0) {
            to = members[i]->doc;
            i = 0;
            PDX_TRY(pdx_plan_pulse(members[0]->scan->plan, err));
        } else {
            to = members[i]->doc;
            i++;
        }
    }
    *doc = to;
    return PDX_OK;
}
