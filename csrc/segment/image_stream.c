#include "segment/image_stream.h"

#include "base/le.h"
#include "kernels/crc32c.h"
#include "segment/sums.h"

static void sum_append(pdx_buf *sums, uint32_t sum) {
    uint8_t bytes[4];
    pdx_le32_put(bytes, sum);
    pdx_buf_append(sums, bytes, sizeof bytes);
}

/* What is put anywhere, with the sums of pages that it fills. */
static pdx_status stream_bytes(pdx_image_stream *stream, pdx_span bytes, pdx_error *err) {
    const uint64_t page = (uint64_t)1 << PDX_SUMS_BITS, before = stream->to->written;
    for (size_t at = 0, n; stream->sums_open && at < bytes.len; at += n) {
        const uint64_t left = page - (before + at) % page;
        n = left < bytes.len - at ? (size_t)left : bytes.len - at;
        stream->page_crc = pdx_crc32c(pdx_span_slice(bytes, at, at + n), stream->page_crc);
        if (n == left) {
            sum_append(&stream->sums, stream->page_crc);
            stream->page_crc = 0;
        }
    }
    return pdx_output_put(stream->to, bytes, err);
}

pdx_status pdx_image_stream_start(pdx_image_stream *stream, const pdx_image_form *form, pdx_output *to, pdx_error *err) {
    assert(form->n_sections <= PDX_IMAGE_SECTIONS_MAX && to->written == 0);
    memset(stream, 0, sizeof *stream);
    stream->form = form;
    stream->to = to;
    pdx_buf_init(&stream->sums);
    stream->sums_open = form->summed;
    if (form->summed) sum_append(&stream->sums, PDX_SUMS_BITS);
    PDX_TRY(pdx_output_put(to, pdx_span_of(stream->head, PDX_IMAGE_HEADER + pdx_image_table_bytes(form)), err));
    stream->section = to->written;
    return PDX_OK;
}

void pdx_image_stream_deinit(pdx_image_stream *stream) { pdx_buf_deinit(&stream->sums); }

pdx_status pdx_image_stream_put(pdx_image_stream *stream, pdx_span bytes, pdx_error *err) {
    stream->crc = pdx_crc32c(bytes, stream->crc);
    return stream_bytes(stream, bytes, err);
}

pdx_status pdx_image_stream_take(pdx_image_stream *stream, pdx_buf *bytes, pdx_error *err) {
    pdx_status status;
    if (bytes->failed) return pdx_fail_memory(err);
    status = pdx_image_stream_put(stream, pdx_buf_view(bytes), err);
    pdx_buf_reset(bytes);
    return status;
}

static pdx_status spilled_put(void *stream, pdx_span bytes, pdx_error *err) { return pdx_image_stream_put(stream, bytes, err); }

pdx_status pdx_image_stream_spilled(pdx_image_stream *stream, pdx_spill *spill, pdx_error *err) {
    return pdx_spill_copy(spill, spilled_put, stream, err);
}

pdx_status pdx_image_stream_end(pdx_image_stream *stream, pdx_error *err) {
    static const uint8_t zeros[PDX_IMAGE_ALIGN];
    const uint64_t end = stream->to->written;
    assert(stream->n < stream->form->n_sections);
    pdx_image_entry_put(stream->head, stream->form, stream->n++, stream->crc, stream->section, end - stream->section);
    PDX_TRY(stream_bytes(stream, pdx_span_of(zeros, (size_t)(-end % PDX_IMAGE_ALIGN)), err));
    stream->section = stream->to->written;
    stream->crc = 0;
    return PDX_OK;
}

/* Of what was put so far; what comes has none. */
static pdx_status stream_sums(pdx_image_stream *stream, pdx_error *err) {
    if (stream->to->written % ((uint64_t)1 << PDX_SUMS_BITS) != 0) sum_append(&stream->sums, stream->page_crc);
    stream->sums_open = false;
    PDX_TRY(pdx_image_stream_take(stream, &stream->sums, err));
    return pdx_image_stream_end(stream, err);
}

pdx_status pdx_image_stream_finish(pdx_image_stream *stream, const pdx_image_facts *facts, bool last, uint64_t *id, pdx_error *err) {
    uint8_t footer[PDX_IMAGE_FOOTER];
    if (stream->form->summed) PDX_TRY(stream_sums(stream, err));
    assert(stream->n == stream->form->n_sections);
    pdx_image_ends_put(stream->head, footer, stream->form, facts, stream->to->written + sizeof footer);
    *id = pdx_le64(footer);
    PDX_TRY(pdx_output_put(stream->to, pdx_span_of(footer, sizeof footer), err));
    return pdx_output_close(stream->to, pdx_span_of(stream->head, PDX_IMAGE_HEADER + pdx_image_table_bytes(stream->form)), last, err);
}
