#include "os/output.h"

/* Bytes that are written at once; no more are written between two questions. */
enum { STRETCH = PDX_LIMIT(1 << 20, 1000) };

void pdx_output_to_buf(pdx_output *output, pdx_buf *buf, const pdx_tick *tick) {
    *output = (pdx_output){.buf = buf, .begin = buf->len, .tick = tick, .file = {.fd = PDX_FD_NONE}};
    pdx_buf_init(&output->waiting);
}

pdx_status pdx_output_to_file(pdx_output *output, const pdx_os *os, const char *path, const pdx_tick *tick, pdx_error *err) {
    *output = (pdx_output){.tick = tick};
    pdx_buf_init(&output->waiting);
    return pdx_file_open(&output->file, os, path, PDX_OPEN_NEW, err);
}

static pdx_status waiting_write(pdx_output *output, pdx_error *err) {
    PDX_TRY(pdx_file_write(&output->file, pdx_buf_view(&output->waiting), err));
    pdx_buf_reset(&output->waiting);
    return pdx_tick_step(output->tick, 0, 0, err);
}

static pdx_status file_put(pdx_output *output, pdx_span bytes, pdx_error *err) {
    for (size_t at = 0; at < bytes.len;) {
        const size_t n = pdx_min_size(STRETCH - output->waiting.len, bytes.len - at);
        pdx_buf_span(&output->waiting, pdx_span_slice(bytes, at, at + n));
        if (output->waiting.failed) return pdx_fail_memory(err);
        if (output->waiting.len == STRETCH) PDX_TRY(waiting_write(output, err));
        at += n;
    }
    return PDX_OK;
}

pdx_status pdx_output_put(pdx_output *output, pdx_span bytes, pdx_error *err) {
    output->written += bytes.len;
    if (output->buf == NULL) return file_put(output, bytes, err);
    pdx_buf_span(output->buf, bytes);
    return output->buf->failed ? pdx_fail_memory(err) : PDX_OK;
}

/* Opened anew, a file is written to from its beginning: if it is the same still, and nobody has put another in its place. */
static pdx_status file_again(pdx_file *file, pdx_error *err) {
    pdx_file_info before, after;
    PDX_TRY(pdx_file_describe(file, &before, err));
    PDX_TRY(pdx_file_close(file, err));
    PDX_TRY(pdx_file_open(file, file->os, file->path, PDX_OPEN_KEEP, err));
    PDX_TRY(pdx_file_describe(file, &after, err));
    if (before.device == after.device && before.number == after.number) return PDX_OK;
    return pdx_fail(err, PDX_EIO, PDX_NO_OFFSET, "cannot write %s: somebody has put another file in its place", file->path);
}

static pdx_status file_close(pdx_output *output, pdx_span first, bool last, pdx_error *err) {
    pdx_file *file = &output->file;
    PDX_TRY(waiting_write(output, err));
    if (first.len > 0) {
        PDX_TRY(file_again(file, err));
        PDX_TRY(pdx_file_write(file, first, err));
    }
    if (last) PDX_TRY(pdx_file_sync(file, err));
    return pdx_file_close(file, err);
}

pdx_status pdx_output_close(pdx_output *output, pdx_span first, bool last, pdx_error *err) {
    assert(first.len <= output->written);
    if (output->buf == NULL) return file_close(output, first, last, err);
    if (first.len > 0) memcpy(output->buf->data + output->begin, first.data, first.len);
    return PDX_OK;
}

void pdx_output_drop(pdx_output *output) {
    if (output->buf == NULL) pdx_file_drop(&output->file);
    pdx_buf_deinit(&output->waiting);
}

/* ---- what is wanted again */

void pdx_spill_init(pdx_spill *spill, pdx_spill_place place) {
    *spill = (pdx_spill){.place = place, .file = {.fd = PDX_FD_NONE}};
    pdx_buf_init(&spill->waiting);
}

static pdx_status spill_write(pdx_spill *spill, pdx_error *err) {
    if (spill->file.fd == PDX_FD_NONE) PDX_TRY(pdx_file_open(&spill->file, spill->place.os, spill->place.path, PDX_OPEN_NEW, err));
    PDX_TRY(pdx_file_write(&spill->file, pdx_buf_view(&spill->waiting), err));
    spill->written += spill->waiting.len;
    pdx_buf_reset(&spill->waiting);
    return PDX_OK;
}

pdx_status pdx_spill_take(pdx_spill *spill, pdx_buf *bytes, pdx_error *err) {
    pdx_buf_span(&spill->waiting, pdx_buf_view(bytes));
    if (bytes->failed || spill->waiting.failed) return pdx_fail_memory(err);
    pdx_buf_reset(bytes);
    return spill->place.os != NULL && spill->waiting.len > spill->place.most ? spill_write(spill, err) : PDX_OK;
}

pdx_status pdx_spill_copy(pdx_spill *spill, pdx_spill_visit visit, void *context, pdx_error *err) {
    pdx_buf room;
    pdx_status status = PDX_OK;
    pdx_buf_init(&room);
    if (spill->written > 0 && !pdx_buf_reserve(&room, STRETCH)) status = pdx_fail_memory(err);
    for (uint64_t at = 0; status == PDX_OK && at < spill->written; at += room.len) {
        room.len = spill->written - at < STRETCH ? (size_t)(spill->written - at) : STRETCH;
        status = pdx_file_read(&spill->file, room.data, room.len, at, err);
        if (status == PDX_OK) status = visit(context, pdx_buf_view(&room), err);
    }
    pdx_buf_deinit(&room);
    return status == PDX_OK ? visit(context, pdx_buf_view(&spill->waiting), err) : status;
}

void pdx_spill_deinit(pdx_spill *spill) {
    if (spill->file.fd != PDX_FD_NONE) {
        pdx_status ignored;
        pdx_file_drop(&spill->file);
        ignored = pdx_path_remove(spill->place.os, spill->place.path, NULL); /* what stays is a left-over, and goes as such */
        (void)ignored;
    }
    pdx_buf_deinit(&spill->waiting);
}
