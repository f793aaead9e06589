#include "archive/model/steps.h"
#include "page/lines/linepieces.h"
#include "source/forms/reader.h"
#include "source/plain/plaintext.h"

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

/* As archive_read_text has it, with the words of the lexicon. */
static pdx_status plain_text(pdx_span bytes, pdx_buf *out, bool *read, const pdx_tick *tick, pdx_error *err) {
    pdx_plaintext_layout layout;
    pdx_offsets map;
    pdx_status status = pdx_linepieces_join(out, bytes, true, tick, err);
    *read = status == PDX_OK && out->len > 0;
    if (status != PDX_OK || *read) return status;
    pdx_plaintext_layout_init(&layout);
    pdx_offsets_init(&map);
    status = pdx_plaintext_layout_find(&layout, bytes, tick, err);
    if (status == PDX_OK) status = pdx_plaintext_append(out, &map, bytes, &layout, NULL, tick, err);
    *read = status == PDX_OK;
    pdx_offsets_deinit(&map);
    pdx_plaintext_layout_deinit(&layout);
    return status;
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
