/* The XML tokenizer at the end of the pipe. */
#include "driver.h"

#include "markup/xml_names.h"
#include "pieces.h"

static void print_xml_text(const pdx_xml *xml, const pdx_xml_token *token) {
    driver_begin_text();
    driver_must(pdx_xml_text(xml, token, &driver_decoded, &driver_map, NULL));
    driver_text(token->content, token->plain, pdx_markup_view(&xml->input, token->content));
}

/* A name, and the namespace of its prefix; attributes without a prefix have none. */
static void print_xml_name(const pdx_xml *xml, const pdx_xml_names *names, pdx_range range, bool is_attribute) {
    const pdx_span name = pdx_markup_view(&xml->input, range);
    const size_t local = pdx_xml_local(name);
    const pdx_span none = pdx_span_of(NULL, 0);
    driver_hex(name);
    driver_hex(local == 0 && is_attribute ? none : pdx_xml_names_uri(names, pdx_span_slice(name, 0, local == 0 ? 0 : local - 1)));
}

static void print_xml_open(const pdx_xml *xml, const pdx_xml_names *names, const pdx_xml_token *token) {
    printf(" %d", token->is_empty);
    print_xml_name(xml, names, token->name, false);
    for (size_t i = 0; i < token->n_attributes; i++) {
        const pdx_attribute *one = &token->attributes[i];
        print_xml_name(xml, names, one->name, true);
        driver_begin_text();
        driver_must(pdx_xml_value(xml, one, &driver_decoded, &driver_map, NULL));
        driver_text(one->value, one->plain, pdx_markup_view(&xml->input, one->value));
    }
}

static bool has_content(pdx_xml_kind kind) {
    return kind == PDX_XML_TEXT || kind == PDX_XML_CDATA || kind == PDX_XML_COMMENT || kind == PDX_XML_INSTRUCTION;
}

static void print_xml(const pdx_xml *xml, pdx_xml_names *names, const pdx_xml_token *token) {
    static const char *const kinds[] = {"more", "end", "text", "cdata", "open", "close", "comment", "instruction", "doctype", "nothing"};
    printf("%s", kinds[token->kind]);
    driver_range(token->source);
    printf(" %" PRIu64, token->depth);
    if (token->kind == PDX_XML_CLOSE || token->kind == PDX_XML_END) printf(" %" PRIu64, token->closes);
    if (token->kind == PDX_XML_OPEN) driver_must(pdx_xml_names_open(names, xml, token, NULL));
    if (token->kind == PDX_XML_OPEN) print_xml_open(xml, names, token);
    if (token->kind == PDX_XML_CLOSE || token->kind == PDX_XML_INSTRUCTION || token->kind == PDX_XML_DOCTYPE) {
        driver_hex(pdx_markup_view(&xml->input, token->name));
    }
    if (has_content(token->kind)) print_xml_text(xml, token);
    putchar('\n');
}

typedef struct reading {
    pdx_xml xml;
    pdx_xml_names names;
} reading;

/* Prints the tokens that the bytes hold. */
static size_t print_tokens(void *context, pdx_span bytes, bool is_last) {
    reading *self = context;
    pdx_xml_token token;
    pdx_xml_feed(&self->xml, bytes, is_last);
    do {
        driver_must(pdx_xml_next(&self->xml, &token, NULL));
        if (token.kind != PDX_XML_MORE) print_xml(&self->xml, &self->names, &token);
    } while (token.kind > PDX_XML_END);
    if (is_last && token.kind != PDX_XML_END) driver_die("more is wanted although there is none");
    return self->xml.at;
}

void driver_xml_case(pdx_span text, size_t piece) {
    pdx_problems problems;
    reading self;
    pdx_problems_init(&problems);
    pdx_xml_init(&self.xml);
    pdx_xml_names_init(&self.names);
    self.xml.problems = &problems;
    if (!read_in_pieces(text, piece, print_tokens, &self)) driver_die("out of memory");
    driver_problems(&problems);
    pdx_xml_names_deinit(&self.names);
    pdx_xml_deinit(&self.xml);
    pdx_problems_deinit(&problems);
}
