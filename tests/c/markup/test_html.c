/* The HTML tokenizer where the conformance tests do not look: offsets, elements whose text is no markup, many attributes, memory, pieces. */
#include "check.h"
#include "markup/html.h"
#include "memory.h"
#include "pieces.h"

/* What the kinds of a text's tokens are, a letter each: text T, start tag <, end tag /, comment !, doctype D, nothing 0. */
static void kinds_of(const char *text, bool foreign, char *out) {
    static const char letters[] = "..T</!D0";
    uint64_t at = 0;
    pdx_html html;
    pdx_html_token token;
    pdx_html_init(&html);
    pdx_html_feed(&html, pdx_span_str(text), true);
    html.foreign = foreign;
    while (pdx_html_next(&html, &token, NULL) == PDX_OK && token.kind != PDX_HTML_END) {
        *out++ = letters[token.kind];
        CHECK_EQ(token.source.begin, at);
        CHECK(token.source.end > at);
        at = token.source.end;
    }
    *out = 0;
    CHECK_EQ(at, strlen(text));
    pdx_html_deinit(&html);
}

static void test_kinds(void) {
    static const struct { const char *text, *kinds; } cases[] = {
        {"", ""},
        {"a<b>c</b>", "T<T/"},
        {"<title>a <b> &amp; c</title>d", "<T/T"},
        {"<TITLE>a</tiTLE >d", "<T/T"},
        {"<script>if (a<b) '<!--<script></script>'</script>-->", "<T/T"},
        {"<script>'</scripts>'</script>x", "<T/T"},
        {"<style>a<b</style><xmp><i></xmp>", "<T/<T/"},
        {"<plaintext><b></plaintext>", "<T"},
        {"<!-- a --><!DOCTYPE html></><b", "!D00"},
        {"1 < 2 <3 & <", "T"},
        {"<![CDATA[a]]>", "!"},
    };
    char kinds[64];
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) {
        kinds_of(cases[i].text, false, kinds);
        CHECK(strcmp(kinds, cases[i].kinds) == 0);
        if (strcmp(kinds, cases[i].kinds) != 0) printf("    %s: %s, wanted %s\n", cases[i].text, kinds, cases[i].kinds);
    }
    kinds_of("<title>a<b></title><![CDATA[<i>]]>", true, kinds); /* in SVG */
    CHECK(strcmp(kinds, "<T</T") == 0);
}

/* What is said, and where each byte of it came from. */
static void test_offsets(void) {
    static const char text[] = "0123<p TITLE='a&lt;b' title=c x>caf&eacute;\r\n!</p>";
    pdx_html html;
    pdx_html_token token;
    pdx_buf out;
    pdx_offsets map;
    pdx_range range;
    pdx_problems problems;
    pdx_buf_init(&out);
    pdx_offsets_init(&map);
    pdx_problems_init(&problems);
    pdx_html_init(&html);
    html.problems = &problems;
    html.input.base = 1000;
    pdx_html_feed(&html, pdx_span_str(text), true);
    CHECK(pdx_html_next(&html, &token, NULL) == PDX_OK && token.kind == PDX_HTML_TEXT && token.plain);
    CHECK(pdx_html_next(&html, &token, NULL) == PDX_OK && token.kind == PDX_HTML_OPEN);
    CHECK(token.n_attributes == 2 && !token.attributes[0].plain && token.attributes[1].plain); /* the second title is not there */
    CHECK(problems.n == 1 && problems.list.data[0].what == PDX_DUPLICATE_ATTRIBUTE && problems.list.data[0].at == 1027);
    CHECK(pdx_unescape_name_is(pdx_markup_view(&html.input, token.attributes[0].name), "title"));
    CHECK(pdx_html_value(&html, &token.attributes[0], &out, &map, NULL) == PDX_OK);
    CHECK_BYTES(out.data, out.len, "a<b");
    range = pdx_offsets_source(&map, pdx_range_of(1, 2));
    CHECK(range.begin == 1015 && range.end == 1019);
    CHECK(pdx_html_next(&html, &token, NULL) == PDX_OK && token.kind == PDX_HTML_TEXT && !token.plain);
    pdx_buf_reset(&out);
    pdx_offsets_deinit(&map);
    CHECK(pdx_html_text(&html, &token, &out, &map, NULL) == PDX_OK);
    CHECK_BYTES(out.data, out.len, "caf\xC3\xA9\n!");
    range = pdx_offsets_source(&map, pdx_range_of(3, 5));
    CHECK(range.begin == token.source.begin + 3 && range.end == token.source.begin + 11);
    range = pdx_offsets_source(&map, pdx_range_of(6, 7));
    CHECK(range.begin == token.source.begin + 13 && range.end == token.source.begin + 14);
    pdx_offsets_deinit(&map);
    pdx_buf_deinit(&out);
    pdx_html_deinit(&html);
    pdx_problems_deinit(&problems);
}

/* Names that come again among very many, in other capitals. */
static void test_many_attributes(void) {
    enum { MANY = 20000 };
    pdx_problems problems;
    pdx_buf text;
    pdx_html html;
    pdx_html_token token;
    pdx_problems_init(&problems);
    pdx_buf_init(&text);
    pdx_buf_str(&text, "<p");
    for (int i = 0; i < MANY; i++) pdx_buf_format(&text, " data-with-a-longer-name-than-others-%d=%d", i, i);
    for (int i = 0; i < MANY; i++) pdx_buf_format(&text, " Data-With-A-Longer-Name-Than-Others-%d=again", i);
    pdx_buf_str(&text, ">");
    pdx_html_init(&html);
    pdx_html_feed(&html, pdx_buf_view(&text), true);
    CHECK(pdx_html_next(&html, &token, NULL) == PDX_OK);
    CHECK_EQ(token.n_attributes, MANY);
    text.len--; /* behind the last attribute as many others come as fit, and one more */
    for (int i = MANY; i <= PDX_ATTRIBUTES_MOST; i++) pdx_buf_format(&text, " %d", i);
    pdx_buf_str(&text, ">");
    pdx_html_deinit(&html);
    html.problems = &problems;
    pdx_html_feed(&html, pdx_buf_view(&text), true);
    CHECK(pdx_html_next(&html, &token, NULL) == PDX_OK);
    CHECK_EQ(token.n_attributes, PDX_ATTRIBUTES_MOST);
    CHECK_EQ(problems.n, MANY + 1);
    pdx_html_deinit(&html);
    pdx_problems_deinit(&problems);
    pdx_buf_deinit(&text);
}

/* Texts on which a careless reader takes a time that grows with their square; with this one the test would not end. */
static void test_time(void) {
    static const char *const again[] = {"<a b=\"", "<a b='<a b=\"", "<!DOCTYPE '", "<![CDATA[", "<!--", "<?", "</b", "<script><!--", "<title></titl", "<",
                                        "&a", "&#1", "a=b ", "<a =b"};
    enum { TIMES = 200000 };
    for (size_t i = 0; i < PDX_COUNTOF(again); i++) {
        pdx_problems problems;
        pdx_html_token token;
        pdx_html html;
        pdx_buf text;
        pdx_buf_init(&text);
        for (int k = 0; k < TIMES; k++) pdx_buf_str(&text, again[i]);
        pdx_problems_init(&problems);
        pdx_html_init(&html);
        html.problems = &problems;
        pdx_html_feed(&html, pdx_buf_view(&text), true);
        while (pdx_html_next(&html, &token, NULL) == PDX_OK && token.kind != PDX_HTML_END) continue;
        CHECK_EQ(token.source.end, text.len);
        pdx_html_deinit(&html);
        pdx_problems_deinit(&problems);
        pdx_buf_deinit(&text);
    }
}

typedef struct reading {
    pdx_html html;
    pdx_status status;
} reading;

static size_t read_tokens(void *context, pdx_span bytes, bool is_last) {
    reading *self = context;
    pdx_html_token token;
    if (self->status != PDX_OK) return 0;
    pdx_html_feed(&self->html, bytes, is_last);
    do {
        self->status = pdx_html_next(&self->html, &token, NULL);
    } while (self->status == PDX_OK && token.kind > PDX_HTML_END);
    return self->html.at;
}

static pdx_status read_pieces(void *context) {
    static const char text[] = "<!DOCTYPE html><a href='x&amp;y' b c d e f g h i j k l m n o>&lt;\x01</a ><!-- x --><b b>";
    pdx_problems problems;
    reading self;
    self.status = PDX_OK;
    pdx_problems_init(&problems);
    pdx_html_init(&self.html);
    self.html.problems = &problems;
    if (!read_in_pieces(pdx_span_str(text), 1, read_tokens, &self)) self.status = PDX_ENOMEM;
    *(uint64_t *)context = problems.n;
    pdx_html_deinit(&self.html);
    pdx_problems_deinit(&problems);
    return self.status;
}

static void test_memory(void) {
    uint64_t n_problems;
    memory_fails(read_pieces, &n_problems, 3);
    CHECK_EQ(n_problems, 1);
}

int main(void) {
    test_kinds();
    test_offsets();
    test_many_attributes();
    test_time();
    test_memory();
    return check_report("markup/html");
}
