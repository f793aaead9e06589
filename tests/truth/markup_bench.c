/* How fast markup becomes tokens, beside a copy of the same bytes, in one thread. For tests/truth/markup_speed.py.
 *     markup_bench html|xml ROUNDS < LIST
 * LIST names a file a line, each a document. `tokens`: they are read and nothing is asked of them; `said`: all texts and attributes are
 * unescaped too, with a map to their source; `told`: and problems are looked for; `records`: XML is read as an export
 * of WordPress, problems told. Printed of each is its fastest round, in seconds of processor time. */
#include <time.h>

#include "documents.h"
#include "markup/html.h"
#include "markup/xml_names.h"
#include "source/records/wxr.h"

typedef struct bench {
    documents documents;
    uint8_t *copy;
    pdx_buf said;
    pdx_offsets map;
    pdx_problems problems;
    bool says, tells;
    uint64_t tokens;
} bench;

typedef void (*reader)(bench *b, pdx_span document);

static void must(pdx_status status) {
    if (status != PDX_OK) fail(pdx_status_text(status));
}

static void copy_document(bench *b, pdx_span document) {
    memcpy(b->copy, document.data, document.len);
    b->tokens += b->copy[document.len / 2];
}

static void begin_said(bench *b) {
    pdx_buf_reset(&b->said);
    b->map.list.len = 0;
    b->map.text_end = b->map.source_end = 0;
}

static void say_html(bench *b, const pdx_html *html, const pdx_html_token *token) {
    begin_said(b);
    if (token->kind == PDX_HTML_TEXT) must(pdx_html_text(html, token, &b->said, &b->map, NULL));
    for (size_t i = 0; i < token->n_attributes; i++) {
        const pdx_attribute *one = &token->attributes[i];
        begin_said(b);
        must(pdx_html_value(html, one, &b->said, &b->map, NULL));
    }
}

static void read_html(bench *b, pdx_span document) {
    pdx_html html;
    pdx_html_token token;
    pdx_html_init(&html);
    if (b->tells) html.problems = &b->problems;
    pdx_html_feed(&html, document, true);
    for (;; b->tokens++) {
        must(pdx_html_next(&html, &token, NULL));
        if (token.kind == PDX_HTML_END) break;
        if (b->says) say_html(b, &html, &token);
    }
    pdx_html_deinit(&html);
}

static void say_xml(bench *b, const pdx_xml *xml, const pdx_xml_token *token) {
    const bool is_text = token->kind == PDX_XML_TEXT || token->kind == PDX_XML_CDATA;
    begin_said(b);
    if (is_text) must(pdx_xml_text(xml, token, &b->said, &b->map, NULL));
    for (size_t i = 0; i < token->n_attributes; i++) {
        const pdx_attribute *one = &token->attributes[i];
        begin_said(b);
        must(pdx_xml_value(xml, one, &b->said, &b->map, NULL));
    }
}

static void read_xml(bench *b, pdx_span document) {
    pdx_xml xml;
    pdx_xml_token token;
    pdx_xml_names names;
    pdx_xml_init(&xml);
    pdx_xml_names_init(&names);
    if (b->tells) xml.problems = &b->problems;
    pdx_xml_feed(&xml, document, true);
    for (;; b->tokens++) {
        must(pdx_xml_next(&xml, &token, NULL));
        if (token.kind == PDX_XML_END) break;
        if (token.kind == PDX_XML_OPEN) must(pdx_xml_names_open(&names, &xml, &token, NULL));
        if (b->says) say_xml(b, &xml, &token);
    }
    pdx_xml_names_deinit(&names);
    pdx_xml_deinit(&xml);
}

static void read_records(bench *b, pdx_span document) {
    pdx_wxr wxr;
    pdx_wxr_found found;
    pdx_wxr_init(&wxr);
    wxr.xml.problems = &b->problems;
    pdx_wxr_feed(&wxr, document, true);
    for (;; b->tokens++) {
        must(pdx_wxr_next(&wxr, &found, NULL));
        if (found == PDX_WXR_END) break;
    }
    pdx_wxr_deinit(&wxr);
}

static double one_round(bench *b, reader read) {
    const clock_t start = clock();
    b->tokens = 0;
    for (size_t i = 0; i < b->documents.ends.len; i++) read(b, documents_at(&b->documents, i));
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void measure(bench *b, const char *name, reader read, int rounds) {
    double best = one_round(b, read);
    for (int i = 1; i < rounds; i++) {
        const double seconds = one_round(b, read);
        if (seconds < best) best = seconds;
    }
    printf("%s %.9f %llu\n", name, best, (unsigned long long)b->tokens);
}

int main(int argc, char **argv) {
    static bench b;
    const int rounds = argc == 3 ? atoi(argv[2]) : 0;
    const reader read = argc == 3 && strcmp(argv[1], "xml") == 0 ? read_xml : read_html;
    if (rounds < 1) fail("usage: markup_bench html|xml ROUNDS < LIST");
    documents_read(&b.documents);
    b.copy = malloc(b.documents.bytes.len + 1);
    if (b.copy == NULL) fail("out of memory");
    pdx_buf_init(&b.said);
    pdx_offsets_init(&b.map);
    pdx_problems_init(&b.problems);
    measure(&b, "copy", copy_document, rounds);
    measure(&b, "tokens", read, rounds);
    b.says = true;
    measure(&b, "said", read, rounds);
    b.tells = true;
    measure(&b, "told", read, rounds);
    if (read == read_xml) measure(&b, "records", read_records, rounds);
    pdx_buf_deinit(&b.said);
    pdx_offsets_deinit(&b.map);
    pdx_problems_deinit(&b.problems);
    documents_deinit(&b.documents);
    free(b.copy);
    return 0;
}
