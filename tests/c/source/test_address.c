/* Relative addresses: what RFC 3986 (5.4) says of them, and what is odd. */
#include "check.h"
#include "memory.h"
#include "source/syntax/address.h"

static bool is(const char *base, const char *reference, const char *wanted) {
    pdx_buf out;
    bool same;
    pdx_buf_init(&out);
    pdx_address_resolve(pdx_span_str(base), pdx_span_str(reference), &out);
    same = !out.failed && pdx_span_equal(pdx_buf_view(&out), pdx_span_str(wanted));
    if (!same) printf("%s + %s: %.*s\n", base, reference, (int)out.len, (const char *)out.data);
    pdx_buf_deinit(&out);
    return same;
}

static void test_examples(void) {
    static const char base[] = "http://a/b/c/d;p?q";
    static const char *const examples[][2] = {
        {"g:h", "g:h"},          {"g", "http://a/b/c/g"},         {"./g", "http://a/b/c/g"},    {"g/", "http://a/b/c/g/"},      {"/g", "http://a/g"},
        {"//g", "http://g"},     {"?y", "http://a/b/c/d;p?y"},    {"g?y", "http://a/b/c/g?y"},  {"#s", "http://a/b/c/d;p?q#s"}, {"g#s", "http://a/b/c/g#s"},
        {";x", "http://a/b/c/;x"}, {"", "http://a/b/c/d;p?q"},    {".", "http://a/b/c/"},       {"./", "http://a/b/c/"},        {"..", "http://a/b/"},
        {"../", "http://a/b/"},  {"../g", "http://a/b/g"},        {"../..", "http://a/"},       {"../../g", "http://a/g"},      {"../../../g", "http://a/g"},
        {"/./g", "http://a/g"},  {"/../g", "http://a/g"},         {"g.", "http://a/b/c/g."},    {"..g", "http://a/b/c/..g"},    {"./../g", "http://a/b/g"},
        {"g/./h", "http://a/b/c/g/h"}, {"g/../h", "http://a/b/c/h"}, {"g?y/../x", "http://a/b/c/g?y/../x"},
    };
    for (size_t i = 0; i < PDX_COUNTOF(examples); i++) CHECK(is(base, examples[i][0], examples[i][1]));
}

static void test_odd_ones(void) {
    CHECK(is("", "/a", "/a"));
    CHECK(is("/a/", "b", "b"));
    CHECK(is("http://a", "b", "http://a/b"));
    CHECK(is("http://a", "../..", "http://a/"));
    CHECK(is("http://a?q", "", "http://a?q"));
    CHECK(is("http://a/b", "1:2", "http://a/1:2"));
    CHECK(pdx_address_is_whole(pdx_span_str("mailto:a@b")) && !pdx_address_is_whole(pdx_span_str("/a:b")) && !pdx_address_is_whole(pdx_span_str(":a")));
}

static pdx_status resolve(void *context) {
    pdx_buf out;
    pdx_status status;
    (void)context;
    pdx_buf_init(&out);
    pdx_address_resolve(pdx_span_str("http://a.example/b/c"), pdx_span_str("../a/long/way/to/go"), &out);
    status = out.failed ? PDX_ENOMEM : PDX_OK;
    pdx_buf_deinit(&out);
    return status;
}

int main(void) {
    test_examples();
    test_odd_ones();
    memory_fails(resolve, NULL, 1);
    return check_report("source/address");
}
