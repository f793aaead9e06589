/* HTML as the text that a reader sees: white space, blocks with roles, what is left out, maps, depth, memory. */
#include "check.h"
#include "covered.h"
#include "memory.h"
#include "random.h"

#include "source/html/htmlnames.h"

static pdx_htmltext_source whole(const char *html) {
    pdx_htmltext_source source = {pdx_span_str(html), 0, NULL};
    return source;
}

static void read_html(pdx_htmltext *out, const char *html) {
    const pdx_htmltext_source source = whole(html);
    pdx_htmltext_reset(out);
    CHECK(pdx_htmltext_append(out, &source, NULL, NULL) == PDX_OK);
    CHECK_EQ(covered_missing(source.html, out), source.html.len);
    CHECK(covered_same(source.html, out));
}

/* Each block as its role's first letter (and its level), a colon and its text, a bar between blocks. */
static void show_blocks(const pdx_htmltext *out, pdx_buf *shown) {
    static const char letters[] = "bptctaChpqlcTrbdsrcnfo";
    pdx_buf_reset(shown);
    for (size_t i = 0; i < out->blocks.len; i++) {
        const pdx_html_block *block = &out->blocks.data[i];
        if (i > 0) pdx_buf_byte(shown, '|');
        pdx_buf_byte(shown, (uint8_t)(block->role == PDX_ROLE_IMAGE_ALT ? 'a' : block->role == PDX_ROLE_CAPTION ? 'C' : block->role == PDX_ROLE_CODE ? 'k' : letters[block->role]));
        if (block->level > 0) pdx_buf_byte(shown, (uint8_t)('0' + block->level));
        pdx_buf_byte(shown, ':');
        pdx_buf_append(shown, out->text.data + block->range.begin, (size_t)(block->range.end - block->range.begin));
    }
}

static const struct { const char *html, *text, *blocks; } texts[] = {
    {"", "", ""},
    {"  one\n two <b>three</b>four ", "one two threefour", "p:one two threefour"},
    {"a<br>b<br/><br>c", "a\nb\n\nc", "p:a\nb|p:c"},
    {"<p>a<p>b</p>c", "a\n\nb\n\nc", "p:a|p:b|p:c"},
    {"<h2> T <em>x</em></h2>\n<div><div>b</div></div>", "T x\n\nb", "h2:T x|p:b"},
    {"<ul><li>a<li>b<ul><li>c</ul></ul>d", "a\nb\n\nc\n\nd", "l:a|l:b|l:c|p:d"},
    {"<blockquote><p>a</p><p>b</blockquote>c", "a\n\nb\n\nc", "q:a|q:b|p:c"},
    {"<table><tr><td>a<td>b</tr><tr><td>c</td> <td>d</table>", "a\tb\nc\td", "T:a\tb|T:c\td"},
    {"<table><td><p>a</p><p>b</table>", "a\n\nb", "p:a|p:b"},
    {"<pre>\n  a\n\n\n b  \n\n</pre>c", "  a\n\n\n b\n\nc", "k:  a\n\n\n b|p:c"},
    {"x<pre> \n </pre>c", "x\n\nc", "p:x|p:c"},
    {"a&amp;b&nbsp;&#32; &Tab;c&hellip;", "a&b\xC2\xA0 c\xE2\x80\xA6", "p:a&b\xC2\xA0 c\xE2\x80\xA6"},
    {"a<script>b</script><style>c</style><!-- d --><noscript>e</noscript>f", "af", "p:af"},
    {"a<span hidden>b<b>c</b></span>d<div style='x:1;DISPLAY : none'>e</div>f", "adf", "p:adf"},
    {"<head><title>t</title></head><body>a", "a", "p:a"},
    {"<head><title>t</title>b", "b", "p:b"},
    {"<img alt='An owl'>b", "An owl\n\nb", "a:An owl|p:b"},
    {"<p>b <img alt='An&amp; owl'> c<img alt=':)'></p>d", "b c:)\n\nAn& owl\n\nd", "p:b c:)|a:An& owl|p:d"},
    {"<figure><img src=x><figcaption>c</figcaption></figure><div class='wp-caption-text'>d</div>", "c\n\nd", "C:c|C:d"},
    {"<table><tr><td><img src=x></td></tr><tr><td class='tr-caption'>c</td></tr></table>b", "c\n\nb", "C:c|p:b"},
    {"<p class=has-caption>a</p><div class=captioned-image>b<p class=imageCaption>c</p></div><article class='post caption'>d", "a\n\nb\n\nc\n\nd", "p:a|p:b|C:c|p:d"},
    {"<svg><title>s</title><path/></svg>b<svg><g>x<div>c</div>", "b\n\nc", "p:b|p:c"},
    {"<select><option>a<option>b</select><textarea>c</textarea>d", "d", "p:d"},
    {"<b><p>a</b>b</p>c", "ab\n\nc", "p:ab|p:c"},
    {"<table><tr><td>a</div>b</td></tr></table></p>c", "ab\n\nc", "T:ab|p:c"},
    {"a</br>b", "a\nb", "p:a\nb"},
    {"one\r\n\ttwo", "one two", "p:one two"},
};

static void test_texts(void) {
    pdx_htmltext out;
    pdx_buf shown;
    pdx_htmltext_init(&out);
    pdx_buf_init(&shown);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        read_html(&out, texts[i].html);
        if (check_failed(pdx_span_equal(pdx_buf_view(&out.text), pdx_span_str(texts[i].text)))) printf("text of %s is %.*s\n", texts[i].html, (int)out.text.len, (const char *)out.text.data);
        show_blocks(&out, &shown);
        if (check_failed(pdx_span_equal(pdx_buf_view(&shown), pdx_span_str(texts[i].blocks)))) printf("blocks of %s are %.*s\n", texts[i].html, (int)shown.len, (const char *)shown.data);
    }
    pdx_buf_deinit(&shown);
    pdx_htmltext_deinit(&out);
}

static pdx_span marked(const pdx_htmltext *out, size_t i) {
    return pdx_span_slice(pdx_buf_view(&out->text), (size_t)out->marks.data[i].range.begin, (size_t)out->marks.data[i].range.end);
}

static pdx_span value_of(const pdx_htmltext *out, size_t i) {
    return pdx_span_slice(pdx_buf_view(&out->values), (size_t)out->marks.data[i].value.begin, (size_t)out->marks.data[i].value.end);
}

static void test_marks(void) {
    pdx_htmltext out;
    pdx_htmltext_init(&out);
    read_html(&out, "<p>a <a href='/b?c&amp;d' rel='nofollow TAG'> B <i>b</i> </a>, <a href=e>E<a rel=bookmark href=f>F</p><time datetime=2020-01-02>2 Jan</time><img src=g alt=G>");
    CHECK_EQ(out.marks.len, 5);
    CHECK(pdx_span_equal(marked(&out, 0), pdx_span_str("B b")) && pdx_span_equal(value_of(&out, 0), pdx_span_str("/b?c&d")));
    CHECK_EQ(out.marks.data[0].rel, PDX_HTML_REL_TAG);
    CHECK(pdx_span_equal(marked(&out, 1), pdx_span_str("E")) && pdx_span_equal(marked(&out, 2), pdx_span_str("F")));
    CHECK_EQ(out.marks.data[2].rel, PDX_HTML_REL_BOOKMARK);
    CHECK(out.marks.data[3].kind == PDX_HTML_TIME && pdx_span_equal(marked(&out, 3), pdx_span_str("2 Jan")) && pdx_span_equal(value_of(&out, 3), pdx_span_str("2020-01-02")));
    CHECK(out.marks.data[4].kind == PDX_HTML_IMAGE && pdx_span_equal(marked(&out, 4), pdx_span_str("G")) && pdx_span_equal(value_of(&out, 4), pdx_span_str("g")));
    CHECK_EQ(out.boxes.len, 1); /* the paragraph */
    read_html(&out, "<article class='post post-12'><h2 class=entry-title>T</h2><p>b</p></article><div id=comments-area class='x y'></div><div class='y x 3'>c</div><div class='x y'>");
    CHECK_EQ(out.boxes.len, 6);
    CHECK(out.boxes.data[0].says == (PDX_HTML_SAYS_ENTRY | PDX_HTML_SAYS_POST) && out.boxes.data[0].parent == PDX_HTML_NO_BOX && out.boxes.data[0].range.begin == 0 && out.boxes.data[0].range.end == 4);
    CHECK(out.boxes.data[2].parent == 0 && out.blocks.data[1].box == 2 && out.boxes.data[3].says == PDX_HTML_SAYS_ASIDE && out.boxes.data[3].range.end == out.boxes.data[3].range.begin);
    CHECK(out.boxes.data[5].form == out.boxes.data[4].form && out.boxes.data[3].form != out.boxes.data[4].form);
    CHECK(out.marks.len == 1 && out.marks.data[0].kind == PDX_HTML_TITLE && pdx_span_equal(marked(&out, 0), pdx_span_str("T")));
    read_html(&out, "<pre><a href=a>x\n\n\n\n</a></pre><p>foo");
    CHECK(pdx_span_equal(marked(&out, 0), pdx_span_str("x")));
    pdx_htmltext_deinit(&out);
}

static void test_left(void) {
    static const char html[] = "<title>t</title>a<script>b c</script><p hidden>d";
    pdx_htmltext out;
    pdx_htmltext_init(&out);
    read_html(&out, html);
    CHECK_EQ(out.left.len, 3);
    CHECK(out.left.data[1].out == PDX_HTML_OUT_SCRIPT && out.left.data[1].source.begin == (uint64_t)(strstr(html, "b c") - html));
    CHECK(out.left.data[2].out == PDX_HTML_OUT_HIDDEN && out.left.data[2].source.end == sizeof html - 1);
    pdx_htmltext_deinit(&out);
}

/* What was decoded before: its bytes are those of what it was decoded from. */
static void test_through(void) {
    static const char escaped[] = "....&lt;p&gt;a &amp;amp; b&lt;/p&gt;c";
    pdx_htmltext out;
    pdx_buf decoded;
    pdx_offsets through;
    pdx_unescape how = {true, PDX_REFERENCE_XML, false, false};
    pdx_htmltext_source source;
    pdx_range from;
    pdx_htmltext_init(&out);
    pdx_buf_init(&decoded);
    pdx_offsets_init(&through);
    pdx_buf_str(&decoded, "glue");
    CHECK(pdx_offsets_add(&through, 4, 0, 0, false));
    CHECK(pdx_unescape_append(pdx_span_str(escaped + 4), 4, how, &decoded, &through));
    source.html = pdx_span_slice(pdx_buf_view(&decoded), 4, decoded.len);
    source.base = 4;
    source.through = &through;
    pdx_buf_str(&out.text, "T\n");
    CHECK(pdx_offsets_add(&out.map, 2, 0, 0, false));
    CHECK(pdx_htmltext_append(&out, &source, NULL, NULL) == PDX_OK);
    CHECK_BYTES(out.text.data, out.text.len, "T\na & b\n\nc");
    from = pdx_offsets_source(&out.map, pdx_range_of(4, 5));
    CHECK_EQ(from.begin, strstr(escaped, "&amp;amp;") - escaped);
    CHECK_EQ(from.end - from.begin, 9);
    from = pdx_offsets_source(&out.map, pdx_range_of(9, 10));
    CHECK_EQ(from.begin, sizeof escaped - 2);
    CHECK_EQ(out.blocks.data[0].range.begin, 2);
    pdx_offsets_deinit(&through);
    pdx_buf_deinit(&decoded);
    pdx_htmltext_deinit(&out);
}

/* Elements without end, and ends without elements: neither depth nor time grows with them. */
static void test_depth(void) {
    enum { DEEP = 20000 };
    static const char *const pieces[] = {"<div>", "<b>", "<a href=x>", "<table><tr><td>", "</div>", "<ul><li>", "<p>", "<svg><g>", "<div hidden>", "<!--"};
    pdx_htmltext out;
    pdx_buf html;
    pdx_htmltext_init(&out);
    pdx_buf_init(&html);
    for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
        pdx_htmltext_source source = {{NULL, 0}, 0, NULL};
        pdx_buf_reset(&html);
        pdx_buf_str(&html, "first ");
        for (size_t i = 0; i < DEEP; i++) pdx_buf_str(&html, pieces[k]);
        pdx_buf_str(&html, "last");
        source.html = pdx_buf_view(&html);
        pdx_htmltext_reset(&out);
        CHECK(pdx_htmltext_append(&out, &source, NULL, NULL) == PDX_OK);
        CHECK_EQ(covered_missing(source.html, &out), html.len);
        CHECK(covered_same(source.html, &out));
    }
    pdx_buf_deinit(&html);
    pdx_htmltext_deinit(&out);
}

static void test_names(void) {
    for (size_t i = 0; i < PDX_TAG_OTHER; i++) {
        CHECK(i == 0 || strcmp(pdx_html_traits[i - 1].name, pdx_html_traits[i].name) < 0);
        CHECK_EQ(pdx_html_name_of(pdx_span_str(pdx_html_traits[i].name)), i);
    }
    CHECK_EQ(pdx_html_name_of(pdx_span_str("ARTICLE")), PDX_TAG_ARTICLE);
    CHECK_EQ(pdx_html_name_of(pdx_span_str("articles")), PDX_TAG_OTHER);
    CHECK_EQ(pdx_html_name_of(pdx_span_of("a\0b", 3)), PDX_TAG_OTHER);
}

/* Tags and texts in any order. */
static void test_any_order(void) {
    static const char *const pieces[] = {"<p>", "</p>", "<b>", "</b>", "<li>", "</ul>", "<ul>", "<td>", "<tr>", "<table>", "</table>", "<pre>", "</pre>", " ", "\n", "word", "&amp;", "&nbsp;",
                                         "<br>", "<img alt='a b'>", "<a href=x>", "</a>", "<div hidden>", "</div>", "<script>", "</script>", "<h1>", "</h2>", "&#10;", "<head>", "<title>", "</title>",
                                         "<svg>", "</svg>"}; /* half of the time without */
    pdx_htmltext out;
    pdx_buf html;
    test_random random = {5};
    pdx_htmltext_init(&out);
    pdx_buf_init(&html);
    for (int round = 0; round < 3000; round++) {
        pdx_htmltext_source source = {{NULL, 0}, 0, NULL};
        const uint32_t n = random_below(&random, 30);
        pdx_buf_reset(&html);
        for (uint32_t i = 0; i < n; i++) pdx_buf_str(&html, pieces[random_below(&random, sizeof pieces / sizeof *pieces - (round % 2 == 0 ? 2 : 0))]);
        source.html = pdx_buf_view(&html);
        pdx_htmltext_reset(&out);
        CHECK(pdx_htmltext_append(&out, &source, NULL, NULL) == PDX_OK);
        if (check_failed((covered_foreign(source.html) || covered_missing(source.html, &out) == html.len) && covered_same(source.html, &out))) printf("not covered: %.*s\n", (int)html.len, (const char *)html.data);
        for (size_t i = 0; i < out.blocks.len; i++) CHECK(out.blocks.data[i].range.begin < out.blocks.data[i].range.end && out.blocks.data[i].range.end <= out.text.len);
        for (size_t i = 0; i < out.marks.len; i++) CHECK(out.marks.data[i].range.begin <= out.marks.data[i].range.end && out.marks.data[i].range.end <= out.text.len);
    }
    pdx_buf_deinit(&html);
    pdx_htmltext_deinit(&out);
}

static pdx_status read_once(void *context) {
    const pdx_htmltext_source source = whole(context);
    pdx_htmltext out;
    pdx_status status;
    pdx_htmltext_init(&out);
    status = pdx_htmltext_append(&out, &source, NULL, NULL);
    pdx_htmltext_deinit(&out);
    return status;
}

int main(void) {
    char html[] = "<h1>a</h1><p>b &amp; <a href=c>d</a><img alt='e f' src=g><script>h</script><pre>\ni\n</pre><ul><li>j";
    test_texts();
    test_marks();
    test_left();
    test_through();
    test_depth();
    test_names();
    test_any_order();
    memory_fails(read_once, html, 5);
    return check_report("htmltext");
}
