#include "base/eight.h"
#include "markup/reference.h"
#include "source/markdown/markdowninline.h"
#include "source/records/recordparts.h"

/* The text of a block, as a reader sees it, by what was found to be marked up in it. */

static pdx_status add_stretch(const pdx_inline *self, pdx_record *record, size_t begin, size_t end, const void *text, size_t len, pdx_error *err) {
    pdx_buf_append(&record->text, text, len);
    if (record->text.failed ||
        !pdx_offsets_add_through(&record->map, len, begin, end - begin, text == self->text.data + begin, &self->of->block_map)) {
        return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* Where what is kept from `at` on ends. */
static size_t kept_end(const pdx_inline *self, size_t at, size_t end) {
    const pdx_span acts = pdx_span_of(self->acts, end);
    while (at < end) {
        const uint64_t others = pdx_eight_load(acts, at);
        if (others != 0) return at + pdx_trailing_zeros(others) / 8;
        at += 8;
    }
    return end;
}

/* Where the bytes from `begin` to `end` stand in the record's text: each one place further, from `place` on, or all at one. Asked for by links
 * alone. */
static void places_set(const pdx_inline *self, size_t begin, size_t end, size_t place, size_t step) {
    uint32_t *places = self->of->places.data;
    if (self->of->found.len == 0) return;
    for (size_t i = begin; i < end; i++) places[i] = (uint32_t)(place + (i - begin) * step);
}

/* Text of the block from `begin` on, as its acts say; of pictures as it stands but for references. */
static pdx_status put_text(const pdx_inline *self, pdx_record *record, size_t begin, size_t end, bool as_it_stands, pdx_error *err) {
    size_t at = begin;
    while (at < end) {
        uint8_t what = as_it_stands && self->acts[at] == PDX_INLINE_DROP ? PDX_INLINE_KEEP : self->acts[at];
        size_t stop = at + 1;
        if (as_it_stands && self->text.data[at] == '&') what = PDX_INLINE_REFERENCE;
        if (what == PDX_INLINE_KEEP) {
            if (!as_it_stands) stop = kept_end(self, stop, end);
            while (as_it_stands && stop < end && self->text.data[stop] != '&' && self->text.data[stop] != '\n') stop++;
            places_set(self, at, stop, record->text.len, 1);
            PDX_TRY(add_stretch(self, record, at, stop, self->text.data + at, stop - at, err));
        } else if (what == PDX_INLINE_REFERENCE) {
            const pdx_reference reference = pdx_reference_read(pdx_span_slice(self->text, at, end), PDX_REFERENCE_HTML);
            stop = at + pdx_max_size(reference.len, 1);
            places_set(self, at, stop, record->text.len, 0);
            PDX_TRY(add_stretch(self, record, at, stop, reference.len > 0 ? reference.text : self->text.data + at,
                                reference.len > 0 ? reference.text_len : 1, err));
        } else {
            places_set(self, at, stop, record->text.len, 0);
            if (what == PDX_INLINE_SPACE && (record->text.len == 0 || record->text.data[record->text.len - 1] != ' ')) {
                PDX_TRY(add_stretch(self, record, at, at + 1, " ", 1, err));
            }
        }
        at = stop;
    }
    return PDX_OK;
}

static pdx_range trimmed(const pdx_record *record, uint64_t begin) {
    uint64_t end = record->text.len;
    while (begin < end && pdx_markdown_is_space(record->text.data[begin])) begin++;
    while (end > begin && pdx_markdown_is_space(record->text.data[end - 1])) end--;
    return pdx_range_of(begin, end);
}

static pdx_status put_part(pdx_record *record, uint64_t begin, uint8_t role, pdx_error *err) {
    const pdx_range range = trimmed(record, begin);
    if (record->text.len == begin) return PDX_OK;
    PDX_TRY(pdx_record_add_part(record, range, role, err));
    return pdx_record_add_glue(record, '\n', err);
}

/* Links and pictures of the block: pictures' words are parts of their own behind it. */
static pdx_status put_found(const pdx_inline *self, pdx_record *record, pdx_error *err) {
    pdx_markdown *of = self->of;
    const uint32_t behind = (uint32_t)record->text.len;
    for (size_t i = 0; i < of->found.len; i++) {
        const pdx_markdown_mark *mark = &of->found.data[i];
        pdx_markdown_link link = {mark->address, {0, 0}, mark->is_image};
        if (!mark->is_defined && mark->address.end > mark->address.begin) link.address = pdx_offsets_source(&of->block_map, mark->address);
        if (mark->is_image || mark->is_caption) {
            const uint64_t begin = record->text.len;
            PDX_TRY(put_text(self, record, mark->begin, mark->end, true, err));
            link.words = trimmed(record, begin);
            PDX_TRY(put_part(record, begin, mark->is_caption ? PDX_ROLE_CAPTION : PDX_ROLE_IMAGE_ALT, err));
        } else {
            link.words = pdx_range_of(mark->begin < self->text.len ? of->places.data[mark->begin] : behind,
                                      mark->end < self->text.len ? of->places.data[mark->end] : behind);
            while (link.words.end > link.words.begin && pdx_markdown_is_space(record->text.data[link.words.end - 1])) link.words.end--;
        }
        if (link.address.end > link.address.begin && !PDX_VEC_PUSH(&of->links, link)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

pdx_status pdx_markdown_text(pdx_markdown *markdown, pdx_record *record, uint8_t role, pdx_error *err) {
    const uint64_t begin = record->text.len;
    pdx_inline self;
    if (markdown->lines.len == 0) return PDX_OK;
    if (!pdx_inline_begin(&self, markdown)) return pdx_fail_memory(err);
    markdown->lines.len = 0;
    if (!pdx_inline_read(&self)) return pdx_fail_memory(err);
    PDX_TRY(put_text(&self, record, 0, self.text.len, false, err));
    PDX_TRY(put_part(record, begin, role == PDX_ROLE_PARAGRAPH && pdx_inline_is_caption(&self) ? PDX_ROLE_CAPTION : role, err));
    return put_found(&self, record, err);
}
