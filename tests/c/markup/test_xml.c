/* The XML tokenizer where documents are not well-formed: what is read, what is told and where; elements, namespaces, depth, memory, time. */
#include "check.h"
#include "markup/xml_names.h"
#include "memory.h"
#include "pieces.h"

/* What the kinds of a text's tokens are, a letter each: text T, section C, start tag <, end tag /, comment !, instruction ?, doctype D, nothing 0;
 * a `/` for each element that the end of the input closes. The first problem goes to `first`, and where it is. */
static void read_all(const char *text, char *kinds, pdx_problem_at *first) {
    static const char letters[] = "..TC</!?D0";
    uint64_t at = 0;
    pdx_xml xml;
    pdx_xml_token token;
    pdx_problems problems;
    pdx_problems_init(&problems);
    pdx_xml_init(&xml);
    xml.problems = &problems;
    pdx_xml_feed(&xml, pdx_span_str(text), true);
    while (pdx_xml_next(&xml, &token, NULL) == PDX_OK && token.kind != PDX_XML_END) {
        *kinds++ = letters[token.kind];
        CHECK_EQ(token.source.begin, at);
        CHECK(token.source.end > at);
        at = token.source.end;
    }
    for (uint64_t i = 0; i < token.closes; i++) *kinds++ = '/';
    *kinds = 0;
    CHECK_EQ(at, strlen(text));
    first->what = problems.n > 0 ? problems.list.data[0].what : PDX_PROBLEM_NONE;
    first->at = problems.n > 0 ? problems.list.data[0].at : 0;
    pdx_xml_deinit(&xml);
    pdx_problems_deinit(&problems);
}

static void test_tolerance(void) {
    static const struct { const char *text, *kinds; pdx_problem what; uint64_t at; } cases[] = {
        {"", "", PDX_PROBLEM_NONE, 0},
        {"<a>b<![CDATA[c]]><!-- d --><?e f?></a>", "<TC!?/", PDX_PROBLEM_NONE, 0},
        {"<a>b & c &amp; d</a>", "<T/", PDX_XML_BARE_AMPERSAND, 5},
        {"<a>b&nbsp;c</a>", "<T/", PDX_XML_UNKNOWN_ENTITY, 4},
        {"<a>b]]>c</a>", "<T/", PDX_XML_CDATA_END_IN_TEXT, 4},
        {"<a>b\x0B" "c</a>", "<T/", PDX_XML_CONTROL, 4},
        {"<a>1 < 2 <3 <</a>", "<T/", PDX_XML_BARE_LESS_THAN, 5},
        {"<a><![CDATA[b", "<C/", PDX_XML_UNCLOSED_CDATA, 3},
        {"<a><![CDATA[b<![CDATA[c]]>]]></a>", "<CT/", PDX_XML_CDATA_IN_CDATA, 13},
        {"<a><b>c</a>d", "<<T/T", PDX_XML_ELEMENT_NOT_CLOSED, 7},
        {"<a></b></a>", "<//", PDX_XML_ELEMENT_NOT_OPEN, 3},
        {"<a><b>c", "<<T//", PDX_XML_ELEMENT_NOT_CLOSED, 7},
        {"<a b='c>d</a>", "<T/", PDX_XML_UNCLOSED_VALUE, 5},
        {"<a b=c d>e</a>", "<T/", PDX_XML_VALUE_WITHOUT_QUOTES, 5},
        {"<a b=c/>", "<", PDX_XML_VALUE_WITHOUT_QUOTES, 5},
        {"<a b>c</a>", "<T/", PDX_XML_ATTRIBUTE_WITHOUT_VALUE, 3},
        {"<a b=''c=''/>", "<", PDX_MISSING_SPACE_BETWEEN_ATTRIBUTES, 7},
        {"<a b='<'/>", "<", PDX_XML_BARE_LESS_THAN, 6},
        {"<a b='' b=''/>", "<", PDX_DUPLICATE_ATTRIBUTE, 8},
        {"<a <b>c</b></a>", "<<T//", PDX_XML_UNCLOSED_TAG, 0},
        {"<a>b</a", "<T0/", PDX_XML_UNCLOSED_TAG, 4},
        {"<a>b</a c>", "<T/", PDX_XML_BAD_TAG, 8},
        {"<a>b<", "<T/", PDX_XML_BARE_LESS_THAN, 4},
        {"<a></></a>", "<0/", PDX_MISSING_END_TAG_NAME, 5},
        {"<!-- a -- b --><c/>", "!<", PDX_XML_DASHES_IN_COMMENT, 7},
        {"<!-- a", "!", PDX_XML_UNCLOSED_COMMENT, 0},
        {"<?a b", "?", PDX_XML_UNCLOSED_INSTRUCTION, 0},
        {"<!DOCTYPE a [ <!ENTITY b '>'> ]><c/>", "D<", PDX_PROBLEM_NONE, 0},
        {"<!DOCTYPE a ' ><c/>", "D<", PDX_XML_UNCLOSED_DOCTYPE, 0},
        {"<!ELEMENT a><c/>", "0<", PDX_XML_BAD_DECLARATION, 0},
    };
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) {
        char kinds[64];
        pdx_problem_at first;
        bool same;
        read_all(cases[i].text, kinds, &first);
        same = strcmp(kinds, cases[i].kinds) == 0 && first.what == cases[i].what && first.at == cases[i].at;
        CHECK(same);
        if (!same) printf("    %s: %s, %s at %lu\n", cases[i].text, kinds, pdx_problem_name(first.what), (unsigned long)first.at);
    }
}

/* What attributes and text say, by the names of XML alone and by those of HTML too. */
static void test_said(void) {
    static const char text[] = "<a b='1\t2\r\n&#10;&lt;'>caf&eacute;\r&amp;</a>";
    static const struct { bool html_names; const char *says; } cases[] = {{false, "caf&eacute;\n&"}, {true, "caf\xC3\xA9\n&"}};
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) {
        pdx_xml_token token;
        pdx_buf out;
        pdx_xml xml;
        pdx_buf_init(&out);
        pdx_xml_init(&xml);
        xml.html_names = cases[i].html_names;
        pdx_xml_feed(&xml, pdx_span_str(text), true);
        CHECK(pdx_xml_next(&xml, &token, NULL) == PDX_OK && token.n_attributes == 1);
        CHECK(pdx_xml_value(&xml, &token.attributes[0], &out, NULL, NULL) == PDX_OK);
        CHECK_BYTES(out.data, out.len, "1 2 \n<");
        pdx_buf_reset(&out);
        CHECK(pdx_xml_next(&xml, &token, NULL) == PDX_OK && token.kind == PDX_XML_TEXT);
        CHECK(pdx_xml_text(&xml, &token, &out, NULL, NULL) == PDX_OK);
        CHECK(pdx_span_equal(pdx_buf_view(&out), pdx_span_str(cases[i].says)));
        pdx_xml_deinit(&xml);
        pdx_buf_deinit(&out);
    }
}

/* Reads on to the next start tag. */
static void next_open(pdx_xml *xml, pdx_xml_token *token, pdx_xml_names *names) {
    do {
        CHECK(pdx_xml_next(xml, token, NULL) == PDX_OK);
    } while (token->kind != PDX_XML_OPEN && token->kind != PDX_XML_END);
    CHECK(pdx_xml_names_open(names, xml, token, NULL) == PDX_OK);
}

static void check_uri(const pdx_xml_names *names, const char *prefix, const char *uri) {
    CHECK(pdx_span_equal(pdx_xml_names_uri(names, pdx_span_str(prefix)), pdx_span_str(uri)));
}

static void test_namespaces(void) {
    static const char text[] = "<r xmlns='d' xmlns:a='u&amp;v'><s xmlns:a='w'/><t xmlns=''><u xmlnsx='x'/></t></r>";
    pdx_xml_token token;
    pdx_xml_names names;
    pdx_xml xml;
    pdx_xml_init(&xml);
    pdx_xml_names_init(&names);
    pdx_xml_feed(&xml, pdx_span_str(text), true);
    next_open(&xml, &token, &names);
    check_uri(&names, "", "d");
    check_uri(&names, "a", "u&v");
    check_uri(&names, "b", "");
    check_uri(&names, "xml", "http://www.w3.org/XML/1998/namespace");
    next_open(&xml, &token, &names);
    check_uri(&names, "a", "w");
    next_open(&xml, &token, &names);
    check_uri(&names, "a", "u&v");
    check_uri(&names, "", "");
    next_open(&xml, &token, &names);
    CHECK_EQ(token.depth, 2);
    check_uri(&names, "x", "");
    CHECK_EQ(pdx_xml_local(pdx_span_str("a:b")), 2);
    CHECK_EQ(pdx_xml_local(pdx_span_str("b")), 0);
    pdx_xml_names_deinit(&names);
    pdx_xml_deinit(&xml);
}

/* A million elements in one another: what does not fit is counted without its name; all of them are closed in the end. */
static void test_depth(void) {
    enum { DEEP = 1000000 };
    pdx_buf text;
    pdx_xml xml;
    pdx_xml_token token;
    uint64_t depth = 0;
    pdx_buf_init(&text);
    for (int i = 0; i < DEEP; i++) pdx_buf_str(&text, "<a>");
    for (int i = 0; i < DEEP; i++) pdx_buf_str(&text, "</a>");
    pdx_xml_init(&xml);
    pdx_xml_feed(&xml, pdx_buf_view(&text), true);
    while (pdx_xml_next(&xml, &token, NULL) == PDX_OK && token.kind != PDX_XML_END) {
        CHECK_EQ(token.depth, token.kind == PDX_XML_OPEN ? depth : depth - 1);
        depth = token.kind == PDX_XML_OPEN ? depth + 1 : depth - 1;
    }
    CHECK(depth == 0 && token.closes == 0);
    CHECK(xml.open.names.capacity <= 2 * PDX_XML_OPEN_BYTES);
    pdx_xml_deinit(&xml);
    pdx_buf_deinit(&text);
}

/* Texts on which a careless reader takes a time that grows with their square; with this one the test would not end. */
static void test_time(void) {
    static const char *const again[] = {"<a b=\"", "<a b='<a b=\"", "<!DOCTYPE '", "<![CDATA[", "<!--", "<?", "</b>", "<a", "<", "&", "]]>", "<a b=c", "<b></c>"};
    enum { TIMES = 200000 };
    for (size_t i = 0; i < PDX_COUNTOF(again); i++) {
        pdx_problems problems;
        pdx_xml_token token;
        pdx_buf text;
        pdx_xml xml;
        pdx_buf_init(&text);
        for (int k = 0; k < TIMES; k++) pdx_buf_str(&text, again[i]);
        pdx_problems_init(&problems);
        pdx_xml_init(&xml);
        xml.problems = &problems;
        pdx_xml_feed(&xml, pdx_buf_view(&text), true);
        while (pdx_xml_next(&xml, &token, NULL) == PDX_OK && token.kind != PDX_XML_END) continue;
        CHECK_EQ(token.source.end, text.len);
        CHECK(problems.n > 0 && problems.list.len <= PDX_PROBLEMS_KEPT);
        pdx_xml_deinit(&xml);
        pdx_problems_deinit(&problems);
        pdx_buf_deinit(&text);
    }
}

typedef struct long_reading {
    pdx_xml xml;
    size_t n_tokens, most_held;
} long_reading;

static size_t read_long(void *context, pdx_span bytes, bool is_last) {
    long_reading *self = context;
    pdx_xml_token token;
    self->most_held = pdx_max_size(self->most_held, bytes.len);
    pdx_xml_feed(&self->xml, bytes, is_last);
    do {
        CHECK(pdx_xml_next(&self->xml, &token, NULL) == PDX_OK);
        self->n_tokens += token.kind > PDX_XML_END;
    } while (token.kind > PDX_XML_END);
    return self->xml.at;
}

/* A token of a megabyte that comes byte by byte: read anew at each of them, it would not end. Short tokens hold nothing. */
static void test_small_pieces(void) {
    enum { LONG = 1 << 20 };
    long_reading self = {0};
    pdx_buf text;
    pdx_buf_init(&text);
    pdx_buf_str(&text, "<a>");
    while (text.len < LONG) pdx_buf_str(&text, "text > ");
    pdx_buf_str(&text, "</a>");
    pdx_xml_init(&self.xml);
    CHECK(read_in_pieces(pdx_buf_view(&text), 1, read_long, &self));
    CHECK_EQ(self.n_tokens, 3);
    CHECK(self.most_held <= LONG + 64);
    pdx_xml_deinit(&self.xml);
    pdx_buf_reset(&text);
    while (text.len < LONG) pdx_buf_str(&text, "<a>b</a>");
    memset(&self, 0, sizeof self);
    pdx_xml_init(&self.xml);
    CHECK(read_in_pieces(pdx_buf_view(&text), 100, read_long, &self));
    CHECK_EQ(self.n_tokens, text.len / 8 * 3);
    CHECK(self.most_held <= 110);
    pdx_xml_deinit(&self.xml);
    pdx_buf_deinit(&text);
}

typedef struct reading {
    pdx_xml xml;
    pdx_xml_names names;
    pdx_status status;
} reading;

static size_t read_tokens(void *context, pdx_span bytes, bool is_last) {
    reading *self = context;
    pdx_xml_token token;
    if (self->status != PDX_OK) return 0;
    pdx_xml_feed(&self->xml, bytes, is_last);
    do {
        self->status = pdx_xml_next(&self->xml, &token, NULL);
        if (self->status == PDX_OK && token.kind == PDX_XML_OPEN) self->status = pdx_xml_names_open(&self->names, &self->xml, &token, NULL);
    } while (self->status == PDX_OK && token.kind > PDX_XML_END);
    return self->xml.at;
}

static pdx_status read_pieces(void *context) {
    static const char text[] = "<r xmlns='u' xmlns:v='w' a='' b='' c='' d='' e='' f='' g='' h='' i='' j='' k='' l='' m=''><s>& </t><u></s>";
    pdx_problems problems;
    reading self;
    self.status = PDX_OK;
    pdx_problems_init(&problems);
    pdx_xml_init(&self.xml);
    pdx_xml_names_init(&self.names);
    self.xml.problems = &problems;
    if (!read_in_pieces(pdx_span_str(text), 1, read_tokens, &self)) self.status = PDX_ENOMEM;
    *(uint64_t *)context = problems.n;
    pdx_problems_deinit(&problems);
    pdx_xml_names_deinit(&self.names);
    pdx_xml_deinit(&self.xml);
    return self.status;
}

static void test_memory(void) {
    uint64_t n_problems;
    memory_fails(read_pieces, &n_problems, 5);
    CHECK_EQ(n_problems, 4); /* the ampersand, </t>, <u>, and <r> at the end */
}

int main(void) {
    test_tolerance();
    test_said();
    test_namespaces();
    test_depth();
    test_time();
    test_small_pieces();
    test_memory();
    return check_report("markup/xml");
}
