/* Records of crawls: whole and in pieces, and what is told of those that are damaged. */
#include "base/buf.h"
#include "check.h"
#include "memory.h"
#include "pieces.h"
#include "source/web/warc.h"

enum { MOST = 2000 };

/* What was found, as lines: of a record its range and some fields, of a problem its range and reason. */
typedef struct reading {
    pdx_warc warc;
    pdx_buf said;
} reading;

static void say(reading *self, pdx_warc_found found) {
    const pdx_warc_record *record = &self->warc.record;
    if (found == PDX_WARC_RECORD) {
        pdx_buf_format(&self->said, "%d-%d%s ", (int)record->source.begin, (int)record->source.end, record->is_cut_off ? " cut off" : "");
        pdx_buf_span(&self->said, record->type);
        pdx_buf_str(&self->said, " ");
        pdx_buf_span(&self->said, record->uri);
        pdx_buf_str(&self->said, " ");
        pdx_buf_span(&self->said, record->block);
    } else {
        pdx_buf_format(&self->said, "%d-%d! %s", (int)self->warc.problem.begin, (int)self->warc.problem.end, self->warc.reason);
    }
    pdx_buf_str(&self->said, "\n");
}

static size_t read_records(void *context, pdx_span bytes, bool is_last) {
    reading *self = context;
    size_t used = 0;
    for (;;) {
        const uint64_t before = self->warc.at;
        const pdx_warc_found found = pdx_warc_next(&self->warc, pdx_span_slice(bytes, used, bytes.len), is_last);
        used += (size_t)(self->warc.at - before);
        if (found == PDX_WARC_RECORD || found == PDX_WARC_PROBLEM) say(self, found);
        else if (found == PDX_WARC_END || self->warc.at == before) return used;
    }
}

static void reading_init(reading *self, const uint64_t *marks, size_t n) {
    pdx_warc_init(&self->warc, MOST);
    pdx_buf_init(&self->said);
    for (size_t i = 0; i < n; i++) CHECK(pdx_warc_mark(&self->warc, marks[i]));
}

static void reading_deinit(reading *self) {
    pdx_warc_deinit(&self->warc);
    pdx_buf_deinit(&self->said);
}

static void check_marked(const char *text, const uint64_t *marks, size_t n, const char *wanted, int line) {
    const pdx_span bytes = pdx_span_str(text);
    for (size_t piece = 0; piece <= bytes.len + 1; piece += piece < 40 ? 1 : 13) {
        reading self;
        reading_init(&self, marks, n);
        CHECK(read_in_pieces(bytes, piece, read_records, &self));
        pdx_buf_byte(&self.said, 0);
        CHECK(!self.said.failed && strcmp((const char *)self.said.data, wanted) == 0);
        if (!self.said.failed && strcmp((const char *)self.said.data, wanted) != 0) printf("line %d, piece %d:\n%s", line, (int)piece, (const char *)self.said.data);
        reading_deinit(&self);
    }
}

#define CHECK_READ(text, wanted) check_marked(text, NULL, 0, wanted, __LINE__)

#define HEAD(type, uri, length) "WARC/1.0\r\nWARC-Type: " type "\r\nWARC-Target-URI: " uri "\r\nContent-Length: " length "\r\n\r\n"
#define RECORD(uri, block, length) HEAD("resource", uri, length) block "\r\n\r\n" /* with five bytes of block 85, and four */

static void test_records(void) {
    CHECK_READ("", "");
    CHECK_READ("\r\n\n", "");
    CHECK_READ(RECORD("http://a/", "hello", "5"), "0-85 resource http://a/ hello\n");
    CHECK_READ(RECORD("http://a/", "hello", "5") RECORD("<http://b/>", "", "0"), "0-85 resource http://a/ hello\n89-171 resource http://b/ \n");
    CHECK_READ("WARC/0.17\nwarc-type:  response\nX: y\n z\nContent-Length: 2\n\nab\nWARC/1.1\ncontent-length:1\n\nc", "0-60 response  ab\n61-89   c\n");
}

static void test_what_is_damaged(void) {
    CHECK_READ("WARC", "0-4! no record begins here\n");
    CHECK_READ("something else\n" RECORD("http://a/", "hello", "5"), "0-15! no record begins here\n15-100 resource http://a/ hello\n");
    CHECK_READ("WARC/1.0\r\nWARC-Type: x\r\n", "0-24! its fields do not end\n");
    CHECK_READ("WARC/1.0\nA: b\n\nblock\n\n" RECORD("http://a/", "hello", "5"), "0-22! it does not say how long it is\n22-107 resource http://a/ hello\n");
    CHECK_READ(RECORD("http://a/", "hello", "-1") RECORD("http://b/", "hello", "5"), "0-90! it does not say how long it is\n90-175 resource http://b/ hello\n");
    CHECK_READ(RECORD("http://a/", "hello", "3") RECORD("http://b/", "hello", "5"), "0-83 resource http://a/ hel\n83-89! no record begins here\n89-174 resource http://b/ hello\n");
    CHECK_READ(RECORD("http://a/", "hello", "40") RECORD("http://b/", "hello", "5"), "0-90! its length is wrong: another record begins within it\n90-175 resource http://b/ hello\n");
    CHECK_READ(RECORD("http://a/", "hello", "999") RECORD("http://b/", "hello", "5"), "0-91! its length is wrong: another record begins within it\n91-176 resource http://b/ hello\n");
    CHECK_READ(HEAD("resource", "http://a/", "9") "hello", "0-85 cut off resource http://a/ hello\n");
}

static void test_what_is_too_large(void) {
    char text[4000];
    const size_t head = sizeof HEAD("resource", "http://a/", "3000") - 1;
    char wanted[200];
    memset(text, 'x', sizeof text);
    memcpy(text, HEAD("resource", "http://a/", "3000"), head);
    memcpy(text + head + 3000, "\r\n\r\n" RECORD("http://b/", "hello", "5"), sizeof "\r\n\r\n" RECORD("http://b/", "hello", "5"));
    (void)snprintf(wanted, sizeof wanted, "0-%d! it is larger than records may be: Limits(record=...) says how large\n%d-%d resource http://b/ hello\n", (int)head + 3000,
                   (int)head + 3004, (int)head + 3089);
    CHECK_READ(text, wanted);
}

static void test_marks(void) {
    static const uint64_t at[] = {0, 84, 90};
    static const char text[] = HEAD("resource", "http://a/", "999") "half" RECORD("http://b/", "hello", "5"); 
    static const uint64_t wrong[] = {0, 40};
    uint64_t here[] = {0, sizeof HEAD("resource", "http://a/", "999") + 3};
    check_marked(RECORD("http://a/", "hello", "5"), wrong, 2, "0-85 resource http://a/ hello\n", __LINE__);
    check_marked(text, here, 2, "0-86! it is cut off: another record begins before it ends\n86-171 resource http://b/ hello\n", __LINE__);
    check_marked(text, at, 3, "0-175 cut off resource http://a/ halfWARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://b/\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n\n", __LINE__);
}

static void test_arc(void) {
    CHECK_READ("filedesc://x.arc 0.0.0.0 20130502000000 text/plain 4\n1 0\n\nhttp://a/b c 1.2.3.4 20130502000000 text/html 5\nhello\n"
               "http://a/2 1.2.3.4 20130502000000 text/html 200 - - 120 x.arc 2\nhi\n",
               "0-57  filedesc://x.arc 1 0\n\n58-111  http://a/b c hello\n112-178  http://a/2 hi\n");
    CHECK_READ("filedesc://x.arc 0.0.0.0 20130502000000 text/plain 4\n1 0\n\nhttp://a/ 1.2.3.4 20130502000000 text/html abc\nhello\n"
               "http://b/ 1.2.3.4 20130502000000 text/html 5\nhello\n",
               "0-57  filedesc://x.arc 1 0\n\n58-111! no record begins here\n111-161  http://b/ hello\n");
}

static pdx_status fails(void *context) {
    reading self;
    pdx_status status = PDX_OK;
    (void)context;
    reading_init(&self, NULL, 0);
    if (!pdx_warc_mark(&self.warc, 3)) status = PDX_ENOMEM;
    reading_deinit(&self);
    return status;
}

int main(void) {
    int context = 0;
    test_records();
    test_what_is_damaged();
    test_what_is_too_large();
    test_marks();
    test_arc();
    memory_fails(fails, &context, 1);
    return check_report("warc");
}
