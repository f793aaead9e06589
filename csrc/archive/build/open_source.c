#include "archive/build/open_source.h"

#include <string.h>

#include "archive/model/steps.h"
#include "base/alloc.h"

void open_source_init(open_source *self) {
    memset(self, 0, sizeof *self);
    pdx_buf_init(&self->bytes);
    archive_addresses_init(&self->met);
}

void open_source_deinit(open_source *self) {
    archive_source_deinit(&self->source);
    pdx_buf_deinit(&self->bytes);
    archive_addresses_deinit(&self->met);
}

pdx_status open_source_bytes(open_source *self, pdx_span bytes, pdx_error *err) {
    pdx_buf_span(&self->bytes, bytes);
    return self->bytes.failed ? pdx_fail_memory(err) : PDX_OK;
}

void open_source_begin(open_source *self, pdx_archive *archive, pdx_source_form form) {
    if (self->archive != NULL) return;
    self->archive = archive;
    self->source.form = form;
    self->n_pages = archive->pages.len;
    self->n_said = archive->said.len;
}

static size_t n_rows(const open_source *self) {
    return self->source.rows.len + (self->archive == NULL ? 0 : self->archive->pages.len - self->n_pages);
}

uint64_t open_source_weight(const open_source *self) { return n_rows(self) == 0 ? 0 : archive_rows_weight(self->bytes.len, n_rows(self)); }

void open_source_drop(open_source *self, pdx_archive *archive) {
    assert(self->archive == archive || self->archive == NULL);
    if (self->archive != NULL) {
        archive->pages.len = archive->layers.len = self->n_pages;
        archive->said.len = self->n_said;
    }
    open_source_deinit(self);
    open_source_init(self);
}

pdx_status open_source_prove(open_source *self, pdx_builder *builder, const pdx_tick *tick, pdx_error *err) {
    pdx_archive *next;
    if (self->archive != NULL) PDX_TRY(archive_note_orders(self->archive, self->n_pages, &builder->proved, tick, err));
    next = archive_new(builder->options.language);
    if (next == NULL) return pdx_fail_memory(err);
    open_source_drop(self, builder->archive);
    pdx_archive_release(builder->archive); /* with what stays in its arena */
    builder->archive = next;
    archive_builder_unname(builder);
    return PDX_OK;
}

/* Its bytes become its own, in room of their size; what is behind them is left to the next piece. */
static pdx_status bytes_part(open_source *self, size_t n, pdx_error *err) {
    pdx_buf next;
    uint8_t *own;
    pdx_buf_init(&next);
    pdx_buf_span(&next, pdx_span_slice(pdx_buf_view(&self->bytes), n, self->bytes.len));
    own = next.failed ? NULL : pdx_resize_array(self->bytes.data, n + 1, 1);
    if (own == NULL) {
        pdx_buf_deinit(&next);
        return pdx_fail_memory(err);
    }
    self->source.bytes = pdx_span_of(own, n);
    self->bytes = next;
    self->begin += n;
    return PDX_OK;
}

pdx_status open_source_close(open_source *self, pdx_builder *builder, const pdx_source_facts *facts, uint64_t end, pdx_error *err) {
    pdx_archive *archive = builder->archive;
    const size_t n = end - self->begin < self->bytes.len ? (size_t)(end - self->begin) : self->bytes.len;
    archive_rows *rows = archive->has_texts ? &self->source.rows : NULL;
    assert(self->archive == archive && end >= self->begin);
    if (self->source.form != PDX_SOURCE_JSONL) PDX_TRY(archive_own_addresses(archive, self->source.form, rows, self->n_pages, &self->met, err));
    PDX_TRY(bytes_part(self, n, err));
    self->source.n_pages = (uint32_t)(archive->pages.len - self->n_pages);
    self->source.is_proved = builder->is_proved;
    PDX_TRY(archive_builder_keep(builder, &self->source, facts, self->n_pages, err));
    memset(&self->source, 0, sizeof self->source); /* which is the builder's now */
    self->archive = NULL;
    return PDX_OK;
}
