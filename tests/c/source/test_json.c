/* The pull tokenizer of JSON: what RFC 8259 allows and forbids, offsets, limits. */
#include "check.h"
#include "source/syntax/json.h"

static pdx_status read_all(const char *text, size_t len, size_t *n_tokens, uint64_t *offset) {
    pdx_json json;
    pdx_json_token token;
    pdx_error err;
    pdx_status status;
    *n_tokens = 0;
    pdx_json_init(&json, pdx_span_of(text, len));
    do {
        status = pdx_json_next(&json, &token, &err);
        *n_tokens += status == PDX_OK;
    } while (status == PDX_OK && token.kind != PDX_JSON_END);
    *offset = status == PDX_OK ? 0 : err.offset;
    return status;
}

static void test_good(void) {
    static const struct { const char *text; size_t n; } rows[] = {
        {"1", 2}, {" -0.5e+10 ", 2}, {"\"\"", 2}, {"[]", 3}, {"{}", 3}, {"[1,[2],{}]", 9}, {"{\"a\":{\"b\":null}}", 8}, {"true", 2},
        {"\"\\u00e9\\n\\\\\"", 2}, {"[\"\xC3\xA9\"]", 4},
    };
    size_t i, n;
    uint64_t offset;
    for (i = 0; i < PDX_COUNTOF(rows); i++) {
        CHECK(read_all(rows[i].text, strlen(rows[i].text), &n, &offset) == PDX_OK);
        CHECK(n == rows[i].n);
    }
}

static void test_bad(void) {
    static const struct { const char *text; uint64_t offset; } rows[] = {
        {"", 0}, {"01", 0}, {"1.", 2}, {"-", 1}, {"+1", 0}, {"[1,]", 3}, {"{\"a\":1,}", 7}, {"{\"a\" 1}", 5}, {"{a:1}", 1}, {"[1 2]", 3}, {"\"\\x\"", 1},
        {"\"a", 2}, {"nul", 0}, {"1 2", 2}, {"]", 0}, {"[}", 1}, {"\"\n\"", 1}, {"\"\xFF\"", 1}, {"\"\\u12\"", 1}, {"{\"a\"", 4}, {"[", 1},
    };
    size_t i, n;
    uint64_t offset;
    for (i = 0; i < PDX_COUNTOF(rows); i++) {
        CHECK(read_all(rows[i].text, strlen(rows[i].text), &n, &offset) == PDX_EFORMAT);
        CHECK(offset == rows[i].offset);
    }
}

static void test_depth(void) {
    static char text[2 * PDX_JSON_DEPTH_MAX + 4];
    size_t n;
    uint64_t offset;
    memset(text, '[', PDX_JSON_DEPTH_MAX);
    memset(text + PDX_JSON_DEPTH_MAX, ']', PDX_JSON_DEPTH_MAX);
    CHECK(read_all(text, 2 * PDX_JSON_DEPTH_MAX, &n, &offset) == PDX_OK);
    memset(text, '[', PDX_JSON_DEPTH_MAX + 1);
    CHECK(read_all(text, 2 * PDX_JSON_DEPTH_MAX, &n, &offset) == PDX_ELIMIT);
    CHECK(offset == PDX_JSON_DEPTH_MAX);
}

/* Decoding, and the way back of every byte. */
static void test_decode(void) {
    static const char text[] = "a\\n\\u00e9z\\ud83d\\ude00\\ud800!";
    static const char want[] = "a\n\xC3\xA9z\xF0\x9F\x98\x80\xEF\xBF\xBD!";
    pdx_buf out;
    pdx_offsets map;
    pdx_range range;
    pdx_buf_init(&out);
    pdx_offsets_init(&map);
    CHECK(pdx_json_decode(pdx_span_str(text), 0, strlen(text), 100, &out, &map, NULL) == PDX_OK);
    CHECK(pdx_span_equal(pdx_buf_view(&out), pdx_span_str(want)));
    range = pdx_offsets_source(&map, pdx_range_of(0, 1));
    CHECK(range.begin == 100 && range.end == 101);
    range = pdx_offsets_source(&map, pdx_range_of(1, 2)); /* the newline was \n */
    CHECK(range.begin == 101 && range.end == 103);
    range = pdx_offsets_source(&map, pdx_range_of(2, 4)); /* the e with its accent was \u00e9 */
    CHECK(range.begin == 103 && range.end == 109);
    range = pdx_offsets_source(&map, pdx_range_of(4, 5));
    CHECK(range.begin == 109 && range.end == 110);
    range = pdx_offsets_source(&map, pdx_range_of(5, 9)); /* a surrogate pair */
    CHECK(range.begin == 110 && range.end == 122);
    range = pdx_offsets_source(&map, pdx_range_of(0, out.len));
    CHECK(range.begin == 100 && range.end == 100 + strlen(text));
    pdx_offsets_deinit(&map);
    pdx_buf_deinit(&out);
}

/* Strings whose bytes were escaped one by one; and what only begins as these do. */
static void test_bytes(void) {
    static const struct { const char *text; bool are; } rows[] = {
        {"\"J\\u00c3\\u00b6rg\"", true}, {"\"\\u00f0\\u009f\\u009a\\u00a2\"", true}, {"{\"\\u00ce\\u00b1\":\"\\u0022\\n\"}", true},
        {"\"J\\u00f6rg\"", false}, {"\"\\u00c3\\u00b6 \\u00e9\"", false}, {"\"\\u00ab\\u00c3\\u00bb\"", false}, {"\"\\u00c3\"", false},
        {"\"\\\\u00c3\\\\u00b6\"", false}, {"\"\\u00c0\\u0080\"", false}, {"\"\\u03b1\"", false}, {"\"plain\"", false}, {"\"\\u00c3\\u00", false},
    };
    static const char text[] = "J\\u00c3\\u00b6rg\\n\\u00f0\\u009f\\u009a\\u00a2";
    pdx_buf out;
    pdx_offsets map;
    pdx_range range;
    for (size_t i = 0; i < PDX_COUNTOF(rows); i++) CHECK(pdx_json_escapes_bytes(pdx_span_str(rows[i].text)) == rows[i].are);
    pdx_buf_init(&out);
    pdx_offsets_init(&map);
    CHECK(pdx_json_decode_bytes(pdx_span_str(text), 0, strlen(text), 100, &out, &map, NULL) == PDX_OK);
    CHECK(pdx_span_equal(pdx_buf_view(&out), pdx_span_str("J\xC3\xB6rg\n\xF0\x9F\x9A\xA2")));
    range = pdx_offsets_source(&map, pdx_range_of(1, 3));
    CHECK(range.begin == 101 && range.end == 113);
    range = pdx_offsets_source(&map, pdx_range_of(6, 10));
    CHECK(range.begin == 117 && range.end == 141);
    pdx_offsets_deinit(&map);
    pdx_buf_deinit(&out);
}

int main(void) {
    test_good();
    test_bad();
    test_depth();
    test_decode();
    test_bytes();
    return check_report("json");
}
