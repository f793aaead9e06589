/* Cursors whose candidates are all documents: NOT, which turns its member's level round, and an optional
 * member, which only adds occurrences; and the one without any. */
#include "query/walk/cursor.h"

typedef struct not_cursor {
    pdx_cursor base;
    pdx_cursor *member;
} not_cursor;

static pdx_status all_advance(pdx_cursor *cursor, pdx_doc to, pdx_error *err) {
    (void)err;
    cursor->doc = to < cursor->scan->n_docs ? to : PDX_NO_DOC;
    return PDX_OK;
}

static pdx_status not_check(pdx_cursor *cursor, pdx_level *level, pdx_error *err) {
    const not_cursor *self = (const not_cursor *)cursor;
    PDX_TRY(pdx_cursor_level(self->member, cursor->doc, level, err));
    *level = (pdx_level)(PDX_LEVEL_CERTAIN - *level);
    return PDX_OK;
}

static pdx_status optional_check(pdx_cursor *cursor, pdx_level *level, pdx_error *err) {
    (void)cursor;
    (void)err;
    *level = PDX_LEVEL_CERTAIN;
    return PDX_OK;
}

static pdx_status optional_find(pdx_cursor *cursor, pdx_error *err) {
    const not_cursor *self = (const not_cursor *)cursor;
    const pdx_occurrences *found;
    pdx_level level;
    PDX_TRY(pdx_cursor_level(self->member, cursor->doc, &level, err));
    if (level < (cursor->scan->plan->options->possible ? PDX_LEVEL_POSSIBLE : PDX_LEVEL_CERTAIN)) return PDX_OK;
    PDX_TRY(pdx_cursor_find(self->member, &found, err));
    return pdx_occurrences_append(&cursor->found, found) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status nothing_advance(pdx_cursor *cursor, pdx_doc to, pdx_error *err) {
    (void)to;
    (void)err;
    cursor->doc = PDX_NO_DOC;
    return PDX_OK;
}

static const pdx_cursor_verbs not_verbs = {all_advance, not_check, NULL, NULL, NULL};
static const pdx_cursor_verbs optional_verbs = {all_advance, optional_check, optional_find, NULL, NULL};
static const pdx_cursor_verbs nothing_verbs = {nothing_advance, optional_check, NULL, NULL, NULL};

static pdx_status make(pdx_scan *scan, const pdx_cursor_verbs *verbs, pdx_cursor *member, pdx_cursor **out,
                       pdx_error *err) {
    not_cursor *self = pdx_scan_new_cursor(scan, sizeof *self);
    if (self == NULL) return pdx_fail_memory(err);
    self->base.verbs = verbs;
    self->base.cost = member == NULL ? 0 : scan->n_docs;
    self->member = member;
    *out = &self->base;
    return PDX_OK;
}

pdx_status pdx_cursor_not_new(pdx_scan *scan, pdx_cursor *member, pdx_cursor **out, pdx_error *err) {
    return make(scan, &not_verbs, member, out, err);
}

pdx_status pdx_cursor_optional_new(pdx_scan *scan, pdx_cursor *member, pdx_cursor **out, pdx_error *err) {
    return make(scan, &optional_verbs, member, out, err);
}

pdx_status pdx_cursor_nothing_new(pdx_scan *scan, pdx_cursor **out, pdx_error *err) {
    return make(scan, &nothing_verbs, NULL, out, err);
}
