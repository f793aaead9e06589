/* Occurrences of an element whose bytes are those that were typed: the surface is read again. */
#include "query/walk/lone.h"

typedef struct written_cursor {
    pdx_cursor base;
    pdx_cursor *member;
    pdx_span text; /* borrowed from the query */
} written_cursor;

static pdx_status written_advance(pdx_cursor *cursor, pdx_doc to, pdx_error *err) {
    const written_cursor *self = (const written_cursor *)cursor;
    PDX_TRY(pdx_cursor_advance(self->member, to, err));
    cursor->doc = self->member->doc;
    return PDX_OK;
}

static pdx_status is_written(const written_cursor *self, pdx_occurrence occurrence, bool *same, pdx_error *err) {
    pdx_scan *scan = self->base.scan;
    pdx_range range;
    PDX_TRY(pdx_scan_read_place(scan, self->base.doc, pdx_scan_position(scan, occurrence.start), err));
    PDX_TRY(pdx_lone_range(scan, occurrence, &range, err));
    *same = pdx_span_equal(pdx_span_slice(scan->tokens.text, (size_t)range.begin, (size_t)range.end), self->text);
    return PDX_OK;
}

static pdx_status written_find(pdx_cursor *cursor, pdx_error *err) {
    const written_cursor *self = (const written_cursor *)cursor;
    const pdx_occurrences *found;
    pdx_level level;
    size_t i;
    PDX_TRY(pdx_cursor_check(self->member, &level, err));
    if (level == PDX_LEVEL_NO) return PDX_OK;
    PDX_TRY(pdx_cursor_find(self->member, &found, err));
    for (i = 0; i < found->len; i++) {
        bool same;
        PDX_TRY(is_written(self, found->data[i], &same, err));
        if (same && !PDX_VEC_PUSH(&cursor->found, found->data[i])) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status written_check(pdx_cursor *cursor, pdx_level *level, pdx_error *err) {
    const pdx_occurrences *found;
    PDX_TRY(pdx_cursor_find(cursor, &found, err));
    *level = found->len > 0 ? PDX_LEVEL_CERTAIN : PDX_LEVEL_NO;
    return PDX_OK;
}

static const pdx_cursor_verbs written_verbs = {written_advance, written_check, written_find, NULL, NULL};

pdx_status pdx_cursor_written_new(pdx_scan *scan, pdx_cursor *member, pdx_span text, pdx_cursor **out, pdx_error *err) {
    written_cursor *self = pdx_scan_new_cursor(scan, sizeof *self);
    if (self == NULL) return pdx_fail_memory(err);
    self->base.verbs = &written_verbs;
    self->base.cost = member->cost;
    self->member = member;
    self->text = text;
    *out = &self->base;
    return PDX_OK;
}
