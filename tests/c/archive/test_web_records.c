/* Crawls as the pages in them: which records are pages and what of them is the page, the same at every split, what is damaged told of, memory. */
#include "check.h"
#include "memory.h"
#include "postdex.h"

/* A request, an answer in chunks, one that failed, a picture, a resource that is cut off. */
static const char crawl[] =
    "WARC/1.0\r\nWARC-Type: request\r\nWARC-Target-URI: http://a.example/1\r\nContent-Length: 18\r\n\r\nGET /1 HTTP/1.1\r\n\r\n\r\n\r\n"
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <http://a.example/1>\r\nWARC-Date: 2019-05-02T08:00:00Z\r\nContent-Type: application/http\r\nContent-Length: 105\r\n\r\n"
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nA m\r\n0\r\n\r\n\r\n\r\n"
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/2\r\nContent-Length: 55\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\ngone\r\n\r\n"
    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/3\r\nContent-Type: image/png\r\nContent-Length: 3\r\n\r\nPNG\r\n\r\n"
    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: metadata://a/4\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nno\r\n\r\n"
    "no record\r\n"
    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/5\r\nContent-Type: text/plain\r\nContent-Length: 20\r\n\r\nA weir";

static const char wanted[] =
    "request 0  - .\n"
    "response 200 koi8-r page A m.\n"
    "response 404  - .\n"
    "resource 0  - .\n"
    "resource 0  - .\n"
    "problem\n"
    "resource 0  page A weir!\n";

typedef struct said {
    char text[1024];
    size_t len;
    uint64_t end; /* of the record or stretch that was told of last */
    bool in_order;
} said;

static void say(said *out, const pdx_web_record *record) {
    char *at = out->text + out->len;
    const size_t room = sizeof out->text - out->len;
    int n;
    out->in_order = out->in_order && record->source.begin >= out->end && record->source.end > record->source.begin;
    out->end = record->source.end;
    if (record->problem != NULL) {
        n = snprintf(at, room, "problem\n");
    } else {
        const pdx_span body = record->is_page ? record->payload : pdx_span_of("", 0);
        n = snprintf(at, room, "%.*s %u %.*s %s %.*s%s\n", (int)record->type.len, (const char *)record->type.data, (unsigned)record->status, (int)record->charset.len,
                     record->charset.len > 0 ? (const char *)record->charset.data : "", record->is_page ? "page" : "-", (int)body.len, body.len > 0 ? (const char *)body.data : "",
                     record->damage != NULL ? "!" : ".");
    }
    if (n > 0) out->len += pdx_min_size((size_t)n, room - 1);
}

static pdx_status read_in(pdx_span source, size_t first, size_t size, uint64_t most, said *out) {
    pdx_web_reader *reader;
    pdx_status status = PDX_OK;
    bool is_last = false;
    size_t n = first;
    memset(out, 0, sizeof *out);
    out->in_order = true;
    PDX_TRY(pdx_web_reader_new(most, &reader, NULL));
    for (size_t at = 0; status == PDX_OK && !is_last; n = size) {
        const size_t end = pdx_min_size(source.len, at + n);
        bool more = true;
        is_last = at == source.len;
        status = pdx_web_reader_feed(reader, pdx_span_slice(source, at, end), is_last, NULL);
        while (status == PDX_OK && more) {
            pdx_web_record record;
            status = pdx_web_reader_next(reader, &record, &more, NULL);
            if (status == PDX_OK && more) say(out, &record);
        }
        at = end;
    }
    pdx_web_reader_free(reader);
    return status;
}

static void test_at_every_split(void) {
    const pdx_span source = pdx_span_str(crawl);
    said found;
    for (size_t at = 1; at <= source.len; at++) {
        CHECK(read_in(source, at, source.len, 1 << 20, &found) == PDX_OK);
        CHECK(strcmp(found.text, wanted) == 0);
        CHECK(found.in_order && found.end == source.len);
    }
    for (size_t size = 1; size < 9; size++) {
        CHECK(read_in(source, size, size, 1 << 20, &found) == PDX_OK);
        CHECK(strcmp(found.text, wanted) == 0);
    }
}

/* One that is larger than records may be is told of, and those behind it are read. */
static void test_too_large(void) {
    said found;
    CHECK(read_in(pdx_span_str(crawl), 64, 64, 200, &found) == PDX_OK);
    CHECK(strstr(found.text, "response 200") == NULL && strstr(found.text, "problem\n") != NULL);
    CHECK(strstr(found.text, "resource 0  page A weir!\n") != NULL);
    CHECK(found.in_order);
}

static pdx_status read_all(void *unused) {
    said found;
    (void)unused;
    return read_in(pdx_span_str(crawl), 100, 100, 1 << 20, &found);
}

int main(void) {
    test_at_every_split();
    test_too_large();
    memory_fails(read_all, NULL, 2);
    pdx_web_reader_free(NULL);
    return check_report("web records");
}
