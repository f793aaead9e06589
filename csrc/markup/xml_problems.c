/* What is wrong with single characters and references of a token of XML. */
#include "kernels/stops.h"
#include "markup/xml_scan.h"

/* Looks some way ahead, since most tokens are short and few sources have any. */
static void tell_controls(pdx_xml *xml, size_t begin, size_t end) {
    enum { AHEAD = PDX_LIMIT(4096, 8) };
    const size_t ahead = end + pdx_min_size(AHEAD, xml->input.bytes.len - end);
    size_t at = begin;
    for (;; at++) {
        if (xml->no_control > xml->input.base + at) at = (size_t)(xml->no_control - xml->input.base);
        if (at >= end) return;
        at += pdx_stops_control(pdx_span_slice(xml->input.bytes, at, ahead));
        xml->no_control = xml->input.base + at;
        if (at >= end) return;
        pdx_xml_tell(xml, PDX_XML_CONTROL, at);
    }
}

/* Wherever `bytes` stand in the range. The one at `rare` is looked for, so it should be one that seldom stands there. */
static void tell_bytes(pdx_xml *xml, pdx_range range, const char *bytes, size_t rare, pdx_problem what) {
    const pdx_span text = pdx_markup_view(&xml->input, range), wanted = pdx_span_str(bytes);
    const uint8_t byte = wanted.data[rare];
    const pdx_stops stops = {byte, {byte, byte, byte}};
    size_t at = 0;
    while ((at += pdx_stops_any(pdx_span_slice(text, at, text.len), stops)) < text.len) {
        const bool stands = at >= rare && pdx_span_starts(pdx_span_slice(text, at - rare, text.len), wanted);
        if (stands) pdx_xml_tell(xml, what, (size_t)(range.begin - xml->input.base) + at - rare);
        at++;
    }
}

static void tell_references(pdx_xml *xml, pdx_range range) {
    static const pdx_stops stops = {'&', {'&', '&', '&'}};
    const pdx_span text = pdx_markup_view(&xml->input, range);
    size_t at = 0;
    while ((at += pdx_stops_any(pdx_span_slice(text, at, text.len), stops)) < text.len) {
        const pdx_reference found = pdx_reference_read(pdx_span_slice(text, at, text.len), PDX_REFERENCE_XML);
        if (found.problem != PDX_PROBLEM_NONE) {
            pdx_xml_tell(xml, (pdx_problem)found.problem, (size_t)(range.begin - xml->input.base) + at + found.problem_at);
        }
        at += pdx_max_size(found.len, 1);
    }
}

void pdx_xml_tell_characters(pdx_xml *xml, const pdx_xml_token *token) {
    tell_controls(xml, (size_t)(token->source.begin - xml->input.base), (size_t)(token->source.end - xml->input.base));
    if (token->kind == PDX_XML_TEXT && !token->plain) {
        tell_references(xml, token->content);
        tell_bytes(xml, token->content, "]]>", 0, PDX_XML_CDATA_END_IN_TEXT);
    }
    if (token->kind == PDX_XML_CDATA) tell_bytes(xml, token->content, "<![CDATA[", 2, PDX_XML_CDATA_IN_CDATA);
    if (token->kind == PDX_XML_COMMENT) tell_bytes(xml, token->content, "--", 0, PDX_XML_DASHES_IN_COMMENT);
    for (size_t i = 0; i < token->n_attributes; i++) {
        if (token->attributes[i].plain) continue;
        tell_references(xml, token->attributes[i].value);
        tell_bytes(xml, token->attributes[i].value, "<", 0, PDX_XML_BARE_LESS_THAN);
    }
}
