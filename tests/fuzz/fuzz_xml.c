/* libFuzzer target: any bytes as XML. The first byte chooses how they are cut. The tokens cover them; in pieces they are the same as
 * whole, and whether problems are told or not; what they say maps back into them. */
#include "input.h"
#include "markup/xml_names.h"
#include "pieces.h"
#include "said.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a reading has come to. */
typedef struct reading {
    pdx_xml xml;
    pdx_problems problems;
    said said;
    pdx_xml_names names;
    uint64_t at, depth;
} reading;

static void reading_begin(reading *self, uint8_t how, bool tells) {
    memset(self, 0, sizeof *self);
    pdx_xml_init(&self->xml);
    pdx_problems_init(&self->problems);
    said_init(&self->said);
    if (tells) self->xml.problems = &self->problems;
    pdx_xml_names_init(&self->names);
    self->xml.html_names = (how & 1) != 0;
}

static void reading_end(reading *self) {
    pdx_xml_deinit(&self->xml);
    pdx_problems_deinit(&self->problems);
    said_deinit(&self->said);
    pdx_xml_names_deinit(&self->names);
}

static void check_said(reading *self, pdx_range range, bool plain) {
    said_check(&self->said, range, plain, pdx_markup_view(&self->xml.input, range));
}

/* What it says of open elements goes with what it said before. */
static void check_depth(reading *self, const pdx_xml_token *token) {
    MUST(token->closes <= self->depth && token->depth == self->depth - token->closes);
    self->depth = token->depth;
    if (token->kind == PDX_XML_OPEN && !token->is_empty) self->depth++;
}

static void check_attribute(reading *self, const pdx_xml_token *token, const pdx_attribute *one) {
    const pdx_span name = pdx_markup_view(&self->xml.input, one->name);
    const size_t local = pdx_xml_local(name);
    MUST(one->name.begin >= token->source.begin && one->name.end > one->name.begin && one->value.end <= token->source.end);
    MUST(pdx_xml_value(&self->xml, one, &self->said.text, &self->said.map, NULL) == PDX_OK);
    check_said(self, one->value, one->plain);
    if (local > 0) said_add(&self->said, pdx_xml_names_uri(&self->names, pdx_span_slice(name, 0, local - 1)).len);
}

static bool has_content(pdx_xml_kind kind) {
    return kind == PDX_XML_TEXT || kind == PDX_XML_CDATA || kind == PDX_XML_COMMENT || kind == PDX_XML_INSTRUCTION;
}

static void check_token(reading *self, const pdx_xml_token *token) {
    MUST(token->source.begin == self->at && (token->source.end > self->at || token->kind == PDX_XML_END));
    self->at = token->source.end;
    said_add(&self->said, self->at);
    said_add(&self->said, token->kind * 4 + token->is_empty);
    check_depth(self, token);
    if (has_content(token->kind)) {
        MUST(pdx_xml_text(&self->xml, token, &self->said.text, &self->said.map, NULL) == PDX_OK);
        check_said(self, token->content, token->plain);
    }
    if (token->kind == PDX_XML_OPEN) MUST(pdx_xml_names_open(&self->names, &self->xml, token, NULL) == PDX_OK);
    for (size_t i = 0; i < token->n_attributes; i++) check_attribute(self, token, &token->attributes[i]);
}

static size_t read_tokens(void *context, pdx_span bytes, bool is_last) {
    reading *self = context;
    pdx_xml_token token;
    pdx_xml_feed(&self->xml, bytes, is_last);
    for (;;) {
        MUST(pdx_xml_next(&self->xml, &token, NULL) == PDX_OK);
        if (token.kind != PDX_XML_MORE) check_token(self, &token);
        if (token.kind <= PDX_XML_END) break;
    }
    MUST(token.kind == PDX_XML_END || !is_last);
    return self->xml.at;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    reading whole, pieces, silent;
    pdx_span text;
    if (size == 0) return 0;
    text = input_from(data, size, 1);
    reading_begin(&whole, data[0], true);
    reading_begin(&silent, data[0], false);
    reading_begin(&pieces, data[0], true);
    MUST(read_in_pieces(text, 0, read_tokens, &whole));
    MUST(read_in_pieces(text, 0, read_tokens, &silent));
    MUST(read_in_pieces(text, (size_t)(data[0] >> 4) + 1, read_tokens, &pieces));
    MUST(whole.at == text.len && silent.at == text.len && pieces.at == text.len);
    MUST(silent.said.sum == whole.said.sum && pieces.said.sum == whole.said.sum && pieces.problems.n == whole.problems.n);
    reading_end(&whole);
    reading_end(&silent);
    reading_end(&pieces);
    return 0;
}
