#include "base/alloc.h"
#include "markup/feed.h"
#include "postdex.h"
#include "source/syntax/fields.h"
#include "source/web/http.h"
#include "source/web/warc.h"

/* Crawls as the pages in them: which records are pages, and what of a record is its page. */

struct pdx_web_reader {
    pdx_warc warc;
    pdx_span fed;    /* borrowed, where nothing was kept of what was fed before: most records are whole in one piece */
    pdx_feed feed;   /* else what was not passed; of either `used` bytes that were */
    size_t used;
    bool is_last;
    pdx_buf body;    /* of a page that came in chunks */
};

pdx_status pdx_web_reader_new(uint64_t most, pdx_web_reader **out, pdx_error *err) {
    pdx_web_reader *reader = pdx_alloc_zero(1, sizeof *reader);
    *out = reader;
    if (reader == NULL) return pdx_fail_memory(err);
    pdx_warc_init(&reader->warc, most);
    pdx_feed_init(&reader->feed);
    pdx_buf_init(&reader->body);
    return PDX_OK;
}

void pdx_web_reader_free(pdx_web_reader *reader) {
    if (reader == NULL) return;
    pdx_warc_deinit(&reader->warc);
    pdx_feed_deinit(&reader->feed);
    pdx_buf_deinit(&reader->body);
    pdx_free(reader);
}

pdx_status pdx_web_reader_mark(pdx_web_reader *reader, uint64_t offset, pdx_error *err) {
    return pdx_warc_mark(&reader->warc, offset) ? PDX_OK : pdx_fail_memory(err);
}

pdx_status pdx_web_reader_feed(pdx_web_reader *reader, pdx_span bytes, bool is_last, pdx_error *err) {
    assert(reader->fed.len == 0);
    pdx_feed_drop(&reader->feed, reader->used);
    reader->used = 0;
    reader->is_last = is_last;
    if (reader->feed.bytes.len > 0) return pdx_feed_add(&reader->feed, bytes) ? PDX_OK : pdx_fail_memory(err);
    reader->fed = bytes;
    return PDX_OK;
}

static pdx_span unused(const pdx_web_reader *reader) {
    const pdx_span fed = reader->fed.len > 0 ? reader->fed : pdx_feed_view(&reader->feed);
    return pdx_span_slice(fed, reader->used, fed.len);
}

/* What is borrowed goes, but for what is still to be read. */
static pdx_status settle(pdx_web_reader *reader, pdx_error *err) {
    const pdx_span rest = unused(reader);
    if (reader->fed.len == 0) return PDX_OK;
    reader->fed = pdx_span_of(NULL, 0);
    reader->used = 0;
    return rest.len == 0 || pdx_feed_add(&reader->feed, rest) ? PDX_OK : pdx_fail_memory(err);
}

static bool ends_with(pdx_span text, const char *tail) {
    const size_t len = strlen(tail);
    return text.len >= len && pdx_field_is(pdx_span_slice(text, text.len - len, text.len), tail);
}

/* What says nothing of itself may be a page; what it is, its bytes tell. */
static bool media_is_text(pdx_span media) {
    static const char *const kinds[] = {"text/html",       "text/plain",       "application/xhtml+xml",    "text/xml",
                                        "application/xml", "application/json", "application/x-ndjson",     "application/jsonl",
                                        "text/markdown",   "text/x-markdown",  "application/octet-stream", "unknown",
                                        "no-type"};
    size_t i;
    if (media.len == 0) return true;
    if (ends_with(media, "svg+xml")) return false;
    for (i = 0; i < PDX_COUNTOF(kinds); i++) {
        if (pdx_field_is(media, kinds[i])) return true;
    }
    return ends_with(media, "+xml") || ends_with(media, "+json");
}

/* An address of the web, or none at all: crawlers note other things beside pages. */
static bool uri_is_page(pdx_span uri) {
    static const char *const schemes[] = {"http", "https", "ftp", "file"};
    const uint8_t *colon = uri.len > 0 ? memchr(uri.data, ':', uri.len) : NULL;
    size_t i;
    if (colon == NULL) return true;
    for (i = 0; i < PDX_COUNTOF(schemes); i++) {
        if (pdx_field_is(pdx_span_slice(uri, 0, (size_t)(colon - uri.data)), schemes[i])) return true;
    }
    return false;
}

/* What an answer says of its body. */
static pdx_status answer_read(pdx_web_reader *reader, pdx_web_record *out, pdx_error *err) {
    pdx_http http;
    pdx_http_read(out->payload, &http);
    out->payload = http.body;
    out->status = http.status;
    if (http.is_http) out->media = http.media;
    out->coding = http.coding;
    if (!http.is_chunked) return PDX_OK;
    pdx_buf_reset(&reader->body);
    switch (pdx_http_dechunk(http.body, &reader->body)) {
    case PDX_HTTP_NONE: return PDX_OK;
    case PDX_HTTP_DAMAGED: if (out->damage == NULL) out->damage = "its chunks are damaged: what stands before that is taken"; break;
    case PDX_HTTP_WHOLE: break;
    }
    out->payload = pdx_buf_view(&reader->body);
    return reader->body.failed ? pdx_fail_memory(err) : PDX_OK;
}

static pdx_status record_read(pdx_web_reader *reader, pdx_web_record *out, pdx_error *err) {
    const pdx_warc_record *record = &reader->warc.record;
    const bool is_answer = record->is_arc || pdx_field_is(record->type, "response");
    out->source = record->source;
    out->type = !record->is_arc ? record->type : pdx_span_str(pdx_span_starts(record->uri, pdx_span_str("filedesc:")) ? "filedesc" : "response");
    out->uri = record->uri;
    out->date = record->date;
    out->media = record->media;
    out->payload = record->block;
    if (record->is_cut_off) out->damage = "it is cut off: the file ends before it does";
    if (is_answer) PDX_TRY(answer_read(reader, out, err));
    out->is_page = (is_answer || pdx_field_is(record->type, "resource") || pdx_field_is(record->type, "conversion")) &&
                   (out->status == 0 || (out->status >= 200 && out->status < 300)) && media_is_text(pdx_field_main(out->media)) &&
                   uri_is_page(out->uri);
    out->charset = pdx_field_parameter(out->media, "charset");
    out->media = pdx_field_main(out->media);
    return PDX_OK;
}

pdx_status pdx_web_reader_next(pdx_web_reader *reader, pdx_web_record *out, bool *more, pdx_error *err) {
    *more = false;
    memset(out, 0, sizeof *out);
    for (;;) {
        const pdx_span bytes = unused(reader);
        const uint64_t before = reader->warc.at;
        pdx_warc_found found;
        if (bytes.len < reader->warc.need && !reader->is_last) return settle(reader, err);
        found = pdx_warc_next(&reader->warc, bytes, reader->is_last);
        reader->used += (size_t)(reader->warc.at - before);
        if (found == PDX_WARC_END) return settle(reader, err);
        if (found == PDX_WARC_MORE) {
            if (reader->warc.at == before && reader->warc.need <= bytes.len) reader->warc.need = bytes.len + 1;
            continue;
        }
        *more = true;
        if (found == PDX_WARC_RECORD) return record_read(reader, out, err);
        out->source = reader->warc.problem;
        out->problem = reader->warc.reason;
        return PDX_OK;
    }
}
