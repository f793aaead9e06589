/* Answers of HTTP: their heads, their bodies without chunks; and named fields. */
#include "check.h"
#include "source/syntax/fields.h"
#include "source/web/http.h"

static void check_answer(const char *block, unsigned status, const char *media, const char *coding, bool chunked, const char *body) {
    pdx_http http;
    pdx_http_read(pdx_span_str(block), &http);
    CHECK_EQ(http.status, status);
    CHECK(pdx_span_equal(http.media, pdx_span_str(media)));
    CHECK(pdx_span_equal(http.coding, pdx_span_str(coding)));
    CHECK_EQ(http.is_chunked, chunked);
    CHECK(pdx_span_equal(http.body, pdx_span_str(body)));
}

static void test_answers(void) {
    check_answer("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=x\r\nCONTENT-ENCODING:gzip\r\n\r\nbody", 200, "text/html; charset=x", "gzip", false, "body");
    check_answer("HTTP/1.0 404\nTransfer-Encoding: Chunked\n\n", 404, "", "", true, "");
    check_answer("HTTP/2 204 No Content\r\nX: y", 204, "", "", false, "");
    check_answer("HTTP/1.1\r\nContent-Type: a/b\r\n\r\nx", 0, "a/b", "", false, "x");
    check_answer("<p>no answer", 0, "", "", false, "<p>no answer");
    check_answer("HTTP/", 0, "", "", false, "");
    check_answer("", 0, "", "", false, "");
}

static void check_chunks(const char *body, pdx_http_chunks wanted, const char *text) {
    pdx_buf out;
    pdx_buf_init(&out);
    CHECK_EQ(pdx_http_dechunk(pdx_span_str(body), &out), wanted);
    CHECK(pdx_span_equal(pdx_buf_view(&out), pdx_span_str(text)));
    pdx_buf_deinit(&out);
}

static void test_chunks(void) {
    check_chunks("5\r\nhello\r\n0\r\n\r\n", PDX_HTTP_WHOLE, "hello");
    check_chunks("5;a=b\r\nhello\r\n1 \r\n!\r\n00\r\nX: y\r\n\r\n", PDX_HTTP_WHOLE, "hello!");
    check_chunks("a\nhellohello\n0\n", PDX_HTTP_WHOLE, "hellohello");
    check_chunks("0\r\n\r\n", PDX_HTTP_WHOLE, "");
    check_chunks("", PDX_HTTP_NONE, "");
    check_chunks("<!doctype html>", PDX_HTTP_NONE, "");
    check_chunks("ffffffffffffffffff\r\nx", PDX_HTTP_NONE, "");
    check_chunks("add more of it", PDX_HTTP_NONE, "");
    check_chunks("9\r\nhello", PDX_HTTP_NONE, "");
    check_chunks("5\r\nhello\r\n", PDX_HTTP_DAMAGED, "hello");
    check_chunks("5\r\nhello\r\n9\r\nhalf", PDX_HTTP_DAMAGED, "hellohalf");
    check_chunks("5\r\nhello\r\nzz\r\n", PDX_HTTP_DAMAGED, "hello");
}

static void test_parameters(void) {
    const pdx_span value = pdx_span_str("Text/HTML ; Charset=\"UTF-8\"; x = y ;z");
    CHECK(pdx_field_is(pdx_field_main(value), "text/html"));
    CHECK(pdx_span_equal(pdx_field_parameter(value, "charset"), pdx_span_str("UTF-8")));
    CHECK(pdx_span_equal(pdx_field_parameter(value, "x"), pdx_span_str("y")));
    CHECK_EQ(pdx_field_parameter(value, "z").len, 0);
    CHECK_EQ(pdx_field_parameter(pdx_span_str("text/plain"), "charset").len, 0);
    CHECK_EQ(pdx_field_parameter(pdx_span_str(""), "charset").len, 0);
}

static void test_fields(void) {
    pdx_fields fields = pdx_fields_of(pdx_span_str("first line\r\nA: b\r\n c\r\n\r\nno colon\nLast:"));
    pdx_span name, value;
    CHECK(pdx_fields_next(&fields, &name, &value));
    CHECK(pdx_field_is(name, "a"));
    CHECK(pdx_span_equal(value, pdx_span_str("b\r\n c")));
    CHECK(pdx_fields_next(&fields, &name, &value));
    CHECK(pdx_field_is(name, "last"));
    CHECK_EQ(value.len, 0);
    CHECK(!pdx_fields_next(&fields, &name, &value));
}

int main(void) {
    test_answers();
    test_chunks();
    test_parameters();
    test_fields();
    return check_report("http");
}
