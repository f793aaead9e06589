#include "archive/model/steps.h"
#include "source/forms/reader.h"

/* The text of a record. */
static pdx_status row_text(pdx_source_form form, pdx_span bytes, pdx_buf *out, bool *read, pdx_error *err) {
    pdx_reader *reader = NULL;
    pdx_reader_found found;
    pdx_record record;
    pdx_status status = PDX_OK;
    *read = false;
    pdx_record_init(&record);
    status = pdx_reader_new(form, &reader, err);
    if (status == PDX_OK) {
        pdx_reader_feed(reader, bytes, true);
        status = pdx_reader_next(reader, &record, &found, NULL);
        *read = status == PDX_OK && found == PDX_READER_RECORD;
        if (*read) pdx_buf_span(out, pdx_buf_view(&record.text));
        pdx_reader_free(reader);
    }
    pdx_record_deinit(&record);
    return status == PDX_ENOMEM || out->failed ? pdx_fail_memory(err) : PDX_OK;
}

/* With the words of the lexicon. */
static pdx_status plain_text(pdx_span bytes, pdx_buf *out, bool *read, const pdx_tick *tick, pdx_error *err) {
    pdx_offsets map;
    pdx_status status;
    pdx_offsets_init(&map);
    status = archive_plain_text(bytes, NULL, true, out, &map, tick, err);
    pdx_offsets_deinit(&map);
    *read = status == PDX_OK;
    if (*read && out->len == 0) pdx_buf_span(out, bytes);
    return status == PDX_OK && out->failed ? pdx_fail_memory(err) : status;
}

static pdx_status page_text(pdx_source_form form, pdx_span bytes, pdx_buf *out, bool *read, const pdx_tick *tick, pdx_error *err) {
    pdx_htmltext text;
    pdx_status status;
    pdx_htmltext_init(&text);
    status = archive_html_text(form, bytes, NULL, &text, tick, err);
    *read = status == PDX_OK;
    if (*read) pdx_buf_span(out, pdx_buf_view(&text.text));
    pdx_htmltext_deinit(&text);
    return status == PDX_OK && out->failed ? pdx_fail_memory(err) : status;
}

pdx_status archive_text_again(pdx_source_form form, pdx_span bytes, pdx_buf *out, bool *read, const pdx_tick *tick, pdx_error *err) {
    *read = false;
    if (form >= PDX_SOURCE_FORM_COUNT) return PDX_OK; /* of a later postdex */
    if (pdx_source_form_is_marked_up(form)) return page_text(form, bytes, out, read, tick, err);
    if (form == PDX_SOURCE_TEXT) return plain_text(bytes, out, read, tick, err);
    return pdx_source_form_is_records(form) ? row_text(form, bytes, out, read, err) : PDX_OK;
}
