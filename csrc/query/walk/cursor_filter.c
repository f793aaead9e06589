/* Posts that a filter lets through, for certain or possibly; pages' remainders pass none. */
#include "query/walk/cursor.h"

typedef struct filter_cursor {
    pdx_cursor base;
    const pdx_resolved *resolved; /* borrowed from the scan */
} filter_cursor;

static pdx_status filter_advance(pdx_cursor *cursor, pdx_doc to, pdx_error *err) {
    const filter_cursor *self = (const filter_cursor *)cursor;
    const pdx_scan *scan = cursor->scan;
    uint32_t post;
    (void)err;
    cursor->doc = PDX_NO_DOC;
    if (to >= scan->n_posts) return PDX_OK;
    post = pdx_bitmap_next(&self->resolved->wide, to);
    if (post < self->resolved->wide.n) cursor->doc = post;
    return PDX_OK;
}

static pdx_status filter_check(pdx_cursor *cursor, pdx_level *level, pdx_error *err) {
    const filter_cursor *self = (const filter_cursor *)cursor;
    (void)err;
    *level = pdx_bitmap_has(&self->resolved->certain, cursor->doc) ? PDX_LEVEL_CERTAIN : PDX_LEVEL_POSSIBLE;
    return PDX_OK;
}

static const pdx_cursor_verbs filter_verbs = {filter_advance, filter_check, NULL, NULL, NULL};

pdx_status pdx_cursor_filter_new(pdx_scan *scan, const pdx_resolved *resolved, pdx_cursor **out, pdx_error *err) {
    filter_cursor *self = pdx_scan_new_cursor(scan, sizeof *self);
    if (self == NULL) return pdx_fail_memory(err);
    self->base.verbs = &filter_verbs;
    self->base.cost = pdx_bitmap_count(&resolved->wide);
    self->resolved = resolved;
    *out = &self->base;
    return PDX_OK;
}
