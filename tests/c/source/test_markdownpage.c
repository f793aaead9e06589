/* Pages in Markdown: what is one, the HTML that they mean, and where each byte of it comes from. */
#include "check.h"
#include "memory.h"
#include "source/markdown/markdownpage.h"

static void check_html(const char *text, const char *wanted, int line) {
    pdx_markdown_out out;
    pdx_markdown_out_init(&out);
    CHECK_EQ(pdx_markdown_page(pdx_span_str(text), 0, &out, NULL, NULL), PDX_OK);
    pdx_buf_byte(&out.html, 0);
    if (strcmp((const char *)out.html.data, wanted) != 0) fprintf(stderr, "line %d: %s\n", line, (const char *)out.html.data);
    CHECK(strcmp((const char *)out.html.data, wanted) == 0);
    for (size_t i = 0; i < out.map.list.len; i++) {
        const pdx_offset *each = &out.map.list.data[i];
        const uint64_t end = i + 1 < out.map.list.len ? each[1].text : out.map.text_end;
        CHECK(each->source + each->source_len <= strlen(text));
        if (each->linear) CHECK(memcmp(out.html.data + each->text, text + each->source, (size_t)(end - each->text)) == 0);
    }
    pdx_markdown_out_deinit(&out);
}
#define HTML(text, wanted) check_html(text, wanted, __LINE__)

static void test_blocks(void) {
    HTML("# a\n\nb\n\n  * c\n  * d\n\ne\n\n> f\n", "<h1>a</h1>\n<p>b</p>\n<ul><li>c</li>\n<li>d</li>\n</ul><p>e</p>\n<blockquote><p>f</p></blockquote>\n");
    HTML("a\n=\n\nb\n--\n\n  * ### c\n", "<h1>a</h1>\n<h2>b</h2>\n<h3>c</h3>\n");
    HTML("a | b\n--|--\nc\\|d | e\n", "<table><tr><td>a </td><td> b</td></tr></table>\n<table><tr><td>c|d </td><td> e</td></tr></table>\n");
    HTML("```\n<a>\n```\n", "<pre>\n&lt;a>\n</pre>\n");
}

static void test_text(void) {
    HTML("a *b* __c__ 1 < 2 & 3 &amp; 4\\. <br> <wild>\n", "<p>a b c 1 &lt; 2 &amp; 3 &amp; 4. <br> </p>\n");
    HTML("{{ a }} {% b %}\n", "<p>{{ a }} {% b %}</p>\n");
    HTML("__a __b x__y\n", "<p>a b x__y</p>\n");
}

static void test_links(void) {
    HTML("[a](b \"c\") ![d](e) [f][1] [](g)\n\n[1]: h\n", "<p><a href=\"b\">a</a> <img src=\"e\" alt=\"d\"> <a href=\"h\">f</a> <a href=\"g\"></a></p>\n");
    HTML("[![a \\(b\\)](c)](d\"e)\n", "<p><a href=\"d&quot;e\"><img src=\"c\" alt=\"a (b)\"></a></p>\n");
    HTML("<http://a.b>\n", "<p><a href=\"http://a.b\">http://a.b</a></p>\n");
    HTML("[a\nb](c-\nd) e\n", "<p><a href=\"c-d\">a b</a> e</p>\n");
    HTML("[a][1] [b][2]\n\n   [1]:\nc-\nd\n(e\nf)\n\n   [2]: g\n", "<p><a href=\"c-d\">a</a> <a href=\"g\">b</a></p>\n");
}

/* The words of a line, so that its end is one that a program broke. */
#define LONG "one two three four five six seven eight nine ten eleven twelve"

static void test_lines(void) {
    HTML("a  \nb\\\nc\nd\n", "<p>a<br>b<br>c d</p>\n");
    HTML("## " LONG "\nthirteen\n\n" LONG " abcde\nthirteen\n", "<h2>" LONG " thirteen</h2>\n<p>" LONG " abcde thirteen</p>\n");
    HTML("## a\nb\n\n" LONG " abcde\nthirteen\n", "<h2>a</h2>\n<p>b</p>\n<p>" LONG " abcde thirteen</p>\n");
    HTML("## <a\nhref=\"b\"\nrel=c>d</a>\n\n" LONG " abcde\nthirteen\n", "<h2><a href=\"b\" rel=c>d</a></h2>\n<p>" LONG " abcde thirteen</p>\n");
    HTML(LONG " " LONG "\n<a\nhref=b>c</a>\n", "<p>" LONG " " LONG "<br><a href=b>c</a></p>\n");
    HTML(LONG " " LONG "\na\n", "<p>" LONG " " LONG "<br>a</p>\n");
}

static bool is_page(const char *text) { return pdx_markdown_is_page(pdx_span_str(text)); }

static void test_what_is_one(void) {
    CHECK(is_page("# a\n\nb\n\n## c\n\nd\n\n## e\n\nf\n"));
    CHECK(is_page("[a](b)\n\n[c](d)\n\n[e](f)\n\n[g](h)\n"));
    CHECK(is_page("## [a](b)\n\nc\n\n## [d](e)\n\nf\n"));
    CHECK(!is_page("# ls\n\na\n\n# cat b\n\nc\n\n# rm d\n\ne\n"));
    CHECK(!is_page("# a\n\nOne [link](b), * a star\n\n#1 and #2\n\n* * *\n"));
    CHECK(!is_page("a[i](j)\nb\nc\nd\n") && !is_page("x[1][2] = y[3][4];\nx[1][2] = y[3][4];\nx[1][2] = y[3][4];\nx[1][2] = y[3][4];\n"));
    CHECK(!is_page("root:~# ls\n[e]:~# a /b\n[e]:~# a /b\n[e]:~# a /b\n[e]:~# a /b\n"));
    CHECK(!is_page(""));
}

static pdx_status reads(void *context) {
    pdx_markdown_out out;
    pdx_status status;
    pdx_markdown_out_init(&out);
    status = pdx_markdown_page(pdx_span_str(context), 0, &out, NULL, NULL);
    pdx_markdown_out_deinit(&out);
    return status;
}

int main(void) {
    static char text[] = "# a\n\n[b](c) ![d](e) *f* [[g](h)](i) <j>\n\n  * k\n\n```\nl\n```\n\n[m]: n\n";
    test_blocks();
    test_text();
    test_links();
    test_lines();
    test_what_is_one();
    memory_fails(reads, text, 10);
    return check_report("markdownpage");
}
