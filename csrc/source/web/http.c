#include "source/web/http.h"

#include "base/ascii.h"
#include "source/syntax/fields.h"

/* Behind the empty line, or all of it: some answers have no body. */
static size_t find_body(pdx_span block) {
    size_t at = 0;
    while (at < block.len) {
        const uint8_t *newline = memchr(block.data + at, '\n', block.len - at);
        const size_t end = newline == NULL ? block.len : (size_t)(newline - block.data);
        if (newline == NULL) return block.len;
        if (end == at || (end == at + 1 && block.data[at] == '\r')) return end + 1;
        at = end + 1;
    }
    return block.len;
}

static uint32_t status_parse(pdx_span block) {
    size_t at = 5;
    while (at < block.len && at < 16 && block.data[at] != ' ') at++;
    while (at < block.len && at < 32 && block.data[at] == ' ') at++;
    if (block.len - at < 3 || !pdx_is_digit(block.data[at]) || !pdx_is_digit(block.data[at + 1]) || !pdx_is_digit(block.data[at + 2])) return 0;
    return (uint32_t)(block.data[at] - '0') * 100 + (uint32_t)(block.data[at + 1] - '0') * 10 + (uint32_t)(block.data[at + 2] - '0');
}

void pdx_http_read(pdx_span block, pdx_http *out) {
    pdx_fields fields;
    pdx_span name, value;
    size_t body;
    memset(out, 0, sizeof *out);
    out->body = block;
    if (!pdx_span_starts(block, pdx_span_str("HTTP/"))) return;
    out->is_http = true;
    out->status = status_parse(block);
    body = find_body(block);
    out->body = pdx_span_slice(block, body, block.len);
    fields = pdx_fields_of(pdx_span_slice(block, 0, body));
    while (pdx_fields_next(&fields, &name, &value)) {
        if (pdx_field_is(name, "content-type")) out->media = value;
        else if (pdx_field_is(name, "content-encoding")) out->coding = value;
        else if (pdx_field_is(name, "transfer-encoding")) out->is_chunked = out->is_chunked || pdx_field_is(value, "chunked");
    }
}

static int hex_digit(uint8_t c) {
    if (pdx_is_digit(c)) return c - '0';
    c = (uint8_t)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The size of the chunk at *at, which goes behind its line; false: there is none. */
static bool chunk_size(pdx_span body, size_t *at, uint64_t *size) {
    size_t i = *at, digits = 0;
    *size = 0;
    for (; i < body.len && hex_digit(body.data[i]) >= 0 && digits < 12; i++, digits++) *size = *size << 4 | (uint64_t)hex_digit(body.data[i]);
    while (i < body.len && (body.data[i] == ' ' || body.data[i] == '\t')) i++;
    if (i < body.len && body.data[i] == ';') {
        while (i < body.len && body.data[i] != '\n') i++;
    }
    if (i < body.len && body.data[i] == '\r') i++;
    if (digits == 0 || i >= body.len || body.data[i] != '\n') return false;
    *at = i + 1;
    return true;
}

pdx_http_chunks pdx_http_dechunk(pdx_span body, pdx_buf *out) {
    size_t at = 0;
    bool any = false;
    for (;;) {
        uint64_t size;
        if (!chunk_size(body, &at, &size)) return any ? PDX_HTTP_DAMAGED : PDX_HTTP_NONE;
        if (size == 0) return PDX_HTTP_WHOLE;
        if (size > body.len - at) {
            if (any) pdx_buf_span(out, pdx_span_slice(body, at, body.len));
            return any ? PDX_HTTP_DAMAGED : PDX_HTTP_NONE;
        }
        any = true;
        pdx_buf_span(out, pdx_span_slice(body, at, at + (size_t)size));
        at += (size_t)size;
        if (at < body.len && body.data[at] == '\r') at++;
        if (at < body.len && body.data[at] == '\n') at++;
    }
}
