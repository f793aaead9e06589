#include "archive/model/contents.h"
#include "base/tick.h"

/* Whether two archives are made of the same sources, whose appearances are of the same posts. */

enum { BYTES_AT_ONCE = PDX_LIMIT(1 << 20, 64), APPEARANCE_WORK = 64 };

typedef struct both {
    const pdx_archive *rows[2];
    pdx_pace pace;
} both;

static void both_rest(const both *self) {
    for (unsigned k = 0; k < 2; k++) archive_pass_rest(self->rows[k]);
}

static pdx_status bytes_same(both *self, pdx_span a, pdx_span b, bool *same, pdx_error *err) {
    *same = a.len == b.len;
    for (size_t at = 0; *same && at < a.len; at += BYTES_AT_ONCE) {
        const size_t end = at + pdx_min_size(BYTES_AT_ONCE, a.len - at);
        *same = pdx_span_equal(pdx_span_slice(a, at, end), pdx_span_slice(b, at, end));
        PDX_TRY(pdx_pace_step(&self->pace, (end - at) / 4, 0, err));
    }
    return PDX_OK;
}

static pdx_status source_same(both *self, uint32_t i, bool *same, pdx_error *err) {
    const archive_source *a = archive_source_at(self->rows[0], i), *b = archive_source_at(self->rows[1], i);
    *same = a->captured == b->captured && pdx_span_equal(a->name, b->name) && pdx_span_equal(a->url, b->url);
    return *same ? bytes_same(self, archive_source_bytes(self->rows[0], i), archive_source_bytes(self->rows[1], i), same, err) : PDX_OK;
}

static pdx_status rows_same(both *self, const pdx_archive_info *info, bool *same, pdx_error *err) {
    *same = true;
    for (uint32_t i = 0; *same && i < info->n_sources; i++) {
        both_rest(self);
        PDX_TRY(source_same(self, i, same, err));
    }
    for (uint32_t i = 0; *same && i < info->n_appearances; i++) { /* posts may have been taken out */
        both_rest(self);
        *same = archive_appearance_at(self->rows[0], i)->post == archive_appearance_at(self->rows[1], i)->post;
        PDX_TRY(pdx_pace_step(&self->pace, APPEARANCE_WORK, i, err));
    }
    PDX_TRY(archive_sound(self->rows[0], err));
    return archive_sound(self->rows[1], err);
}

static bool numbers_same(const pdx_archive_info *a, const pdx_archive_info *b) {
    return a->n_sources == b->n_sources && a->n_bytes == b->n_bytes && a->n_posts == b->n_posts && a->n_appearances == b->n_appearances;
}

pdx_status pdx_archive_is_same(const pdx_archive *a, const pdx_archive *b, const pdx_tick *tick, bool *same, pdx_error *err) {
    const pdx_archive_info info = pdx_archive_describe(a), other = pdx_archive_describe(b);
    both self = {.pace = pdx_pace_of(tick, info.n_appearances)};
    *same = numbers_same(&info, &other);
    if (!*same) return PDX_OK;
    PDX_TRY(archive_pass_begin(a, &self.rows[0], err));
    pdx_status status = archive_pass_begin(b, &self.rows[1], err);
    if (status == PDX_OK) status = rows_same(&self, &info, same, err);
    archive_pass_end(self.rows[1]);
    archive_pass_end(self.rows[0]);
    return status;
}
