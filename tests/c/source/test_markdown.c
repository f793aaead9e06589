/* Posts in Markdown: front matter of each kind, blocks, what is marked up in them; every part maps into the source. */
#include "base/role.h"
#include "check.h"
#include "memory.h"
#include "source/markdown/markdown.h"

/* Parts as lines `role: text`, and items as `[text]` behind their part. */
static void say(const pdx_record *record, pdx_buf *out) {
    for (size_t i = 0; i < record->parts.len; i++) {
        const pdx_record_part *part = &record->parts.data[i];
        pdx_buf_str(out, pdx_role_name((pdx_role)part->role));
        pdx_buf_str(out, ": ");
        pdx_buf_append(out, record->text.data + part->range.begin, (size_t)(part->range.end - part->range.begin));
        for (size_t k = 0; k < record->items.len; k++) {
            const pdx_record_item *item = &record->items.data[k];
            if (item->part != i) continue;
            pdx_buf_str(out, " [");
            pdx_buf_append(out, record->text.data + item->range.begin, (size_t)(item->range.end - item->range.begin));
            pdx_buf_str(out, "]");
        }
        pdx_buf_str(out, "\n");
    }
    pdx_buf_byte(out, 0);
}

static void check_maps(const pdx_record *record, size_t len) {
    uint64_t at = 0;
    for (size_t i = 0; i < record->parts.len; i++) {
        const pdx_range range = record->parts.data[i].range, from = pdx_offsets_source(&record->map, range);
        CHECK(range.begin >= at && range.begin < range.end && range.end <= record->text.len);
        CHECK(from.begin < from.end && from.end <= len);
        at = range.end;
    }
}

static void check_read(const char *text, const char *wanted, int line) {
    pdx_markdown markdown;
    pdx_record record;
    pdx_buf said;
    pdx_markdown_init(&markdown);
    pdx_record_init(&record);
    pdx_buf_init(&said);
    CHECK_EQ(pdx_markdown_read(&markdown, pdx_span_str(text), &record, NULL), PDX_OK);
    check_maps(&record, strlen(text));
    say(&record, &said);
    CHECK(!said.failed && strcmp((const char *)said.data, wanted) == 0);
    if (!said.failed && strcmp((const char *)said.data, wanted) != 0) printf("line %d:\n%s", line, (const char *)said.data);
    pdx_buf_deinit(&said);
    pdx_record_deinit(&record);
    pdx_markdown_deinit(&markdown);
}

#define READS(text, wanted) check_read(text, wanted, __LINE__)

static void test_html(void) {
    READS("---\ntitle: T\nurl: u\n---\n<p>a <b>b</b></p><p>c</p>\n \n<!-- d -->\n\n</div><img src=e alt=f>", "title: T\nparagraph: a b\nparagraph: c\nimage_alt: f\naddress: u\nimage: e [f]\n");
    READS("---\ntitle: T\n---\n<p>a *b*</p>\n\nc *d*\n", "title: T\nparagraph: a b\nparagraph: c d\n");
    READS("---\ntitle: T\n---\n<b>a</b> *b*\n", "title: T\nparagraph: a b\n");
    READS("---\ntitle: T\n---\n<p></p>", "title: T\n");
}

static void test_links_of_html(void) {
    READS("---\ntitle: T\n---\nAn <a href='u?a=1&amp;b'>ol*d* one</a> <a href=v>and <a name=x>on", "title: T\nparagraph: An old one and on\nlink: u?a=1&b [old one]\nlink: v [and]\n");
    READS("---\ntitle: T\n---\n<a href=\"{{< ref \"b.md\" >}}\" title=\"{{ > }}\">b</a>!", "title: T\nparagraph: b!\nlink: {{< ref \"b.md\" >}} [b]\n");
    READS("---\ntitle: T\n---\nat the end <a href=u>", "title: T\nparagraph: at the end\nlink: u\n");
}

static void test_captions(void) {
    READS("---\ntitle: T\n---\n{{< figure src=\"a\" alt=\"b\" caption=\"c &amp; d\" >}}", "title: T\nimage_alt: b\ncaption: c & d\nimage: a [b]\nother: {{< figure src=\"a\" alt=\"b\" caption=\"c &amp; d\" >}}\n");
    READS("---\ntitle: T\n---\n[caption id=x]![a](b) <i>c</i> d[/caption]\n", "title: T\ncaption: c d\nimage_alt: a\nimage: b [a]\n");
    READS("---\ntitle: T\n---\n[caption] [/caption [[caption]] [caption x]", "title: T\nparagraph: [caption] [/caption [[caption]] [caption x]\n");
}

static void test_yaml(void) {
    READS("---\ntitle: Low tide # said\n---\n", "title: Low tide\n");
    READS("\n---\r\n\"title\": 'It''s late'\r\ntags: [a, \"b, c\", 'd' ]\r\n...\r\nText.", "title: It's late\ntags: a, b, c, d [a] [b, c] [d]\nparagraph: Text.\n");
    READS("---\ntags:\n- a\n-  b c\n  # no\n- 'd'\n---\n", "tags: a, b c, d [a] [b c] [d]\n");
    READS("---\ntags: a, b ,c\n---\n", "tags: a, b ,c [a] [b] [c]\n");
    READS("---\ntitle: \"a \\u00e9\\n\\x41 \\\"q\\\" \\\\\"\n---\n", "title: a \xC3\xA9 A \"q\" \\\n");
    READS("---\nsummary: >\n  one\n  two\n\n  three\ntitle: |\n    a\n     b\n---\n", "title: a  b\nsummary: one two\nsummary: three\n");
    READS("---\ntitle: one\n  two\n  three\ndate:\n  2013-05-02\nauthor: ~\nupdated: null\n---\n", "title: one two three\ndate: 2013-05-02\n");
    READS("---\ntitle: a\nodd: {b: c}\nnested:\n  d: e\n  f: g\nlist:\n  - h: i\nplain: j\n---\n", "title: a\nother: odd: {b: c}\nother: nested:\n  d: e\n  f: g\nother: list:\n  - h: i\nother: plain: j\n");
    READS("---\ndraft: true\nstatus: hidden\nlayout: post\n---\n", "kind: post\nstatus: hidden\nstatus: draft\n");
    READS("---\ndraft: false\npublished: false\n---\n", "other: published: false\n");
    READS("---\ndate: 2013-05-02\npublished: 2013-05-03\n---\n", "date: 2013-05-02\nother: published: 2013-05-03\n");
    READS("---\nno key here\ntitle: a\n---\n", "title: a\nother: no key here\n");
}

static void test_toml_and_lines(void) {
    READS("+++\ntitle = \"a \\\"b\\\"\" # c\ndate = 2013-05-02T08:00:00Z\ntags = [\n  'x', # y\n  \"z\",\n]\ndraft = true\n+++\nText.",
          "title: a \"b\"\ndate: 2013-05-02T08:00:00Z\ntags: x, z [x] [z]\nparagraph: Text.\nstatus: draft\n");
    READS("+++\ntitle = '''\nlong'''\n[taxonomies]\ncategories = [\"c\"]\n[other]\nx = 1\n+++\n", "title: long\ncategories: c [c]\nother: [other]\nother: x = 1\n");
    READS("Title: Low tide\nDate: 2013-05-02\nTags: a, b\nSummary: It went\n    out.\n\nText.", "title: Low tide\ndate: 2013-05-02\ntags: a, b [a] [b]\nparagraph: Text.\nsummary: It went out.\n");
}

static void test_what_is_front_matter(void) {
    CHECK(pdx_front_is_begun(pdx_span_str("---\ntitle: a\n---\n")));
    CHECK(pdx_front_is_begun(pdx_span_str("\xEF\xBB\xBF+++\ntitle = 1\n+++\n")));
    CHECK(pdx_front_is_begun(pdx_span_str("Title: a\nTags: b\n\nText")));
    CHECK(!pdx_front_is_begun(pdx_span_str("---\ntitle: a\n")));
    CHECK(!pdx_front_is_begun(pdx_span_str("---\nA sentence.\n---\n")));
    CHECK(!pdx_front_is_begun(pdx_span_str("Title: a\n\nText")));
    CHECK(!pdx_front_is_begun(pdx_span_str("Note: this\nDate: that\n")));
    CHECK(!pdx_front_is_begun(pdx_span_str("A page\n\nText")));
    CHECK(!pdx_front_is_begun(pdx_span_str("")));
}

#define FRONT "---\ntitle: t\n---\n"
#define BODY(text, wanted) READS(FRONT text, "title: t\n" wanted)

static void test_blocks(void) {
    BODY("one\ntwo\n\nthree", "paragraph: one two\nparagraph: three\n");
    BODY("# a #\n## b\nc\n=\nd\n---\n#e", "heading: a\nheading: b\nheading: c\nheading: d\nparagraph: #e\n");
    READS("---\ndate: 2013-05-02\n---\n# a\n# b", "date: 2013-05-02\ntitle: a\nheading: b\n");
    BODY("- a\n  b\n- c\n\n1. d\n2) e\n\nf", "list: a b\nlist: c\nlist: d\nlist: e\nparagraph: f\n");
    BODY("- [x] a\n- b\n\n  more of b", "list: a\nlist: b\nlist: more of b\n");
    BODY("> a\n> b\n>\n> c\n\nd", "quote: a b\nquote: c\nparagraph: d\n");
    BODY("```c\nx *y*\n\n z\n```\n    indented\n\n    more\nend", "code: x *y*\n\n z\ncode: indented\n\nmore\nparagraph: end\n");
    BODY("| a | b |\n|---|:-:|\n| *c* | d |\n", "table: a | b\ntable: c | d\n");
    BODY("***\na\n* * *\n", "paragraph: a\n");
    BODY("<div class=\"x\">\n<p>a</p><p>b</p>\n</div>\n<script>\nx > y\n</script>\n<!-- c\nd -->\ne", "paragraph: a b\nparagraph: e\n");
}

static void test_text(void) {
    BODY("*a* **b** ***c*** _d_ ~~e~~ f_g_h 2 * 3 * 4 *i", "paragraph: a b c d e f_g_h 2 * 3 * 4 *i\n");
    BODY("`*a*` ``b`c`` `d", "paragraph: *a* b`c `d\n");
    BODY("\\*a\\* &amp; &#8217;&nosuch; \\x", "paragraph: *a* & \xE2\x80\x99&nosuch; \\x\n");
    BODY("[a *b*](http://c/ \"d\") [e][f] [F] [g](h) ![i](j.png \"k\") [l]\n\n[f]: <http://m/>", "paragraph: a b e F g  [l]\nimage_alt: i\nlink: http://c/ [a b]\nlink: http://m/ [e]\nlink: http://m/ [F]\nlink: h [g]\nimage: j.png [i]\n");
    BODY("[![a](b)](c) <http://d/> <e@f> <img src='g' alt=\"h\">", "paragraph: http://d/ e@f\nimage_alt: a\nimage_alt: h\nlink: c\nlink: http://d/ [http://d/]\nlink: e@f [e@f]\nimage: b [a]\nimage: g [h]\n");
    BODY("a {{< fig src=\"b\" alt=\"c\" >}} d {% e %}", "paragraph: a  d\nimage_alt: c\nimage: b [c]\nother: {{< fig src=\"b\" alt=\"c\" >}}\nother: {% e %}\n");
    BODY("[a]({{< ref \"b\" >}} \"c\") [d](e(f)g", "paragraph: a [d](e(f)g\nlink: {{< ref \"b\" >}} [a]\n");
}

static pdx_status reads(void *context) {
    pdx_markdown markdown;
    pdx_record record;
    pdx_status status;
    pdx_markdown_init(&markdown);
    pdx_record_init(&record);
    status = pdx_markdown_read(&markdown, pdx_span_str(context), &record, NULL);
    pdx_record_deinit(&record);
    pdx_markdown_deinit(&markdown);
    return status;
}

int main(void) {
    static char text[] = "---\ntitle: \"a\\tb\"\ntags: [c, d]\nx: {}\n---\n# e\n*f* [g](h) ![i](j) {{ k }} <a href=o&amp;p>q</a> {{< r caption='s' >}}\n\n- l\n\n```\nm\n```\n[n]: o\n";
    static char html[] = "---\ntitle: a\n---\n<p>b <a href=c>d</a><img src=e alt=f></p>\n";
    test_html();
    test_links_of_html();
    test_captions();
    test_yaml();
    test_toml_and_lines();
    test_what_is_front_matter();
    test_blocks();
    test_text();
    memory_fails(reads, text, 10);
    memory_fails(reads, html, 10);
    return check_report("markdown");
}
