#include "archive/read/scanned_origin.h"

#include <string.h>

#include "source/syntax/decoded.h"

void scanned_origin_init(scanned_origin *self) {
    memset(self, 0, sizeof *self);
    pdx_buf_init(&self->bytes);
    pdx_offsets_init(&self->map);
}

void scanned_origin_deinit(scanned_origin *self) {
    pdx_buf_deinit(&self->bytes);
    PDX_VEC_DEINIT(&self->bad);
    pdx_offsets_deinit(&self->map);
}

pdx_status scanned_origin_add(scanned_origin *self, const pdx_decoding *more, pdx_span source, pdx_span text, pdx_error *err) {
    const uint64_t at = self->bytes.len;
    pdx_decoded all = {.text = text, .is_wide = self->is_wide};
    self->is_there = true;
    self->shape = more->shape;
    pdx_buf_span(&self->bytes, source);
    for (size_t i = 0; i < more->n_bad; i++) {
        const pdx_undecoded bad = {more->bad[i].begin + at, more->bad[i].end + at, more->bad[i].n_chars};
        if (!PDX_VEC_PUSH(&self->bad, bad)) return pdx_fail_memory(err);
    }
    if (self->bytes.failed) return pdx_fail_memory(err);
    all.bad = self->bad.data;
    all.n_bad = self->bad.len;
    all.shape = self->shape < PDX_SHAPE_COUNT ? (pdx_encoding_shape)self->shape : PDX_SHAPE_NONE;
    return pdx_decoded_map(&all, pdx_buf_view(&self->bytes), &self->map, err);
}

uint64_t scanned_origin_behind(const scanned_origin *self, uint64_t at) {
    return self->begin + (at == 0 ? 0 : pdx_offsets_source(&self->map, pdx_range_of(at - 1, at)).end);
}

pdx_range scanned_origin_range(const scanned_origin *self, pdx_range range) {
    pdx_range from;
    if (range.end <= range.begin) return pdx_range_of(scanned_origin_behind(self, range.begin), scanned_origin_behind(self, range.begin));
    from = pdx_offsets_source(&self->map, range);
    return pdx_range_of(self->begin + from.begin, self->begin + from.end);
}

/* The last escape among the first n bytes says how those behind it are read. */
static bool wide_behind(const scanned_origin *self, size_t n) {
    const uint8_t *data = self->bytes.data;
    if (self->shape != PDX_SHAPE_ISO_2022_JP) return false;
    for (size_t i = n; i-- > 0;) {
        if (data[i] == 0x1B && i + 1 < n && (data[i + 1] == '(' || data[i + 1] == '$')) return data[i + 1] == '$';
    }
    return self->is_wide;
}

static void forget_bad(scanned_origin *self, uint64_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < self->bad.len; i++) {
        const pdx_undecoded bad = self->bad.data[i];
        if (bad.begin >= n) self->bad.data[kept++] = (pdx_undecoded){bad.begin - n, bad.end - n, bad.n_chars};
    }
    self->bad.len = kept;
}

void scanned_origin_drop(scanned_origin *self, size_t text_n) {
    const size_t n = (size_t)(scanned_origin_behind(self, text_n) - self->begin);
    self->is_wide = wide_behind(self, n);
    forget_bad(self, n);
    if (n < self->bytes.len) memmove(self->bytes.data, self->bytes.data + n, self->bytes.len - n);
    self->bytes.len -= n;
    self->begin += n;
}

void scanned_origin_shift(scanned_origin *self, uint64_t by) {
    for (size_t i = 0; i < self->map.list.len; i++) self->map.list.data[i].source -= by;
    self->map.source_end -= by;
}
