/* Tags of XML and their attributes. */
#include "kernels/stops.h"
#include "markup/xml_scan.h"

static size_t skip_space(pdx_xml *xml, size_t at) {
    while (pdx_xml_is_space(pdx_xml_byte(xml, at))) at++;
    return at;
}

static size_t name_end(pdx_xml *xml, size_t at) {
    for (;; at++) {
        switch (pdx_xml_byte(xml, at)) {
        case ' ': case '\n': case '\t': case '\r': case '>': case '/': case '=': case '<': case '"': case '\'': case PDX_MARKUP_NONE:
            return at;
        default: break;
        }
    }
}

/* The value has no second quote: it ends where its tag most likely does. This is met twice at most, once for each kind of quote. */
static size_t unclosed_value(pdx_xml *xml, size_t begin) {
    static const pdx_stops stops = {'>', {'<', '<', '<'}};
    pdx_xml_tell(xml, PDX_XML_UNCLOSED_VALUE, begin - 1);
    return begin + pdx_stops_any(pdx_markup_rest(&xml->input, begin), stops);
}

static size_t read_quoted(pdx_xml *xml, pdx_attribute *attribute, size_t at) {
    static const pdx_stops others = {'\t', {'<', '<', '<'}};
    const pdx_stops stops = {xml->input.bytes.data[at], {'&', '\r', '\n'}};
    const size_t begin = at + 1;
    bool odd = false, closed;
    at = begin + pdx_stops_find(pdx_markup_rest(&xml->input, begin), stops, &odd);
    closed = pdx_xml_byte(xml, at) != PDX_MARKUP_NONE;
    if (!closed) at = unclosed_value(xml, begin);
    attribute->value = pdx_markup_range(&xml->input, begin, at);
    attribute->plain = !odd && pdx_stops_any(pdx_span_slice(xml->input.bytes, begin, at), others) == at - begin;
    return closed ? at + 1 : at;
}

static size_t read_unquoted(pdx_xml *xml, pdx_attribute *attribute, size_t at) {
    const size_t begin = at;
    pdx_xml_tell(xml, PDX_XML_VALUE_WITHOUT_QUOTES, at);
    for (;; at++) {
        const int c = pdx_xml_byte(xml, at);
        if (c == '>' || c == '<' || c == PDX_MARKUP_NONE || pdx_xml_is_space(c)) break;
        if (c == '/' && pdx_xml_byte(xml, at + 1) == '>') break;
        if (c == '&') attribute->plain = false;
    }
    attribute->value = pdx_markup_range(&xml->input, begin, at);
    return at;
}

static size_t read_value(pdx_xml *xml, pdx_attribute *attribute, size_t at) {
    at = skip_space(xml, at);
    switch (pdx_xml_byte(xml, at)) {
    case '"': case '\'': return read_quoted(xml, attribute, at);
    case '>': case '<': case PDX_MARKUP_NONE: pdx_xml_tell(xml, PDX_MISSING_ATTRIBUTE_VALUE, at); return at;
    default: return read_unquoted(xml, attribute, at);
    }
}

static size_t read_attribute(pdx_xml *xml, size_t at) {
    const size_t end = name_end(xml, at);
    pdx_attribute attribute = {0};
    pdx_problem what;
    size_t next = skip_space(xml, end);
    attribute.name = pdx_markup_range(&xml->input, at, end);
    attribute.value = pdx_markup_range(&xml->input, end, end);
    attribute.plain = true;
    if (!pdx_xml_begins_name(xml->input.bytes.data[at])) pdx_xml_tell(xml, PDX_XML_BAD_TAG, at);
    if (pdx_xml_byte(xml, next) == '=') {
        next = read_value(xml, &attribute, next + 1);
    } else {
        pdx_xml_tell(xml, PDX_XML_ATTRIBUTE_WITHOUT_VALUE, at);
    }
    what = pdx_attributes_add(&xml->attributes, &xml->input, attribute, false);
    if (what != PDX_PROBLEM_NONE) pdx_xml_tell(xml, what, at);
    return next;
}

/* The tag has no `>`: it ends before the next tag, or is cut off by the end of the input and says nothing. */
static size_t unclosed_tag(pdx_xml *xml, pdx_xml_token *token, size_t at) {
    pdx_xml_tell(xml, PDX_XML_UNCLOSED_TAG, xml->at);
    if (pdx_xml_byte(xml, at) == PDX_MARKUP_NONE) token->kind = PDX_XML_NOTHING;
    return at;
}

size_t pdx_xml_read_open(pdx_xml *xml, pdx_xml_token *token) {
    size_t at = name_end(xml, xml->at + 1);
    token->kind = PDX_XML_OPEN;
    token->name = pdx_markup_range(&xml->input, xml->at + 1, at);
    for (;;) {
        const size_t before = at;
        at = skip_space(xml, at);
        switch (pdx_xml_byte(xml, at)) {
        case '>': return at + 1;
        case '<': case PDX_MARKUP_NONE: return unclosed_tag(xml, token, at);
        case '/':
            token->is_empty = pdx_xml_byte(xml, at + 1) == '>';
            if (token->is_empty) return at + 2;
            /* fall through */
        case '=': case '"': case '\'':
            pdx_xml_tell(xml, PDX_XML_BAD_TAG, at++);
            break;
        default:
            if (at == before) pdx_xml_tell(xml, PDX_MISSING_SPACE_BETWEEN_ATTRIBUTES, at);
            at = read_attribute(xml, at);
        }
    }
}

size_t pdx_xml_read_close(pdx_xml *xml, pdx_xml_token *token) {
    static const pdx_stops stops = {'>', {'<', '<', '<'}};
    const size_t name = xml->at + 2, end = name_end(xml, name);
    size_t at = skip_space(xml, end);
    int c = pdx_xml_byte(xml, at);
    token->kind = end > name ? PDX_XML_CLOSE : PDX_XML_NOTHING;
    token->name = pdx_markup_range(&xml->input, name, end);
    if (end == name) pdx_xml_tell(xml, PDX_MISSING_END_TAG_NAME, name);
    if (c != '>' && c != '<' && c != PDX_MARKUP_NONE) {
        pdx_xml_tell(xml, PDX_XML_BAD_TAG, at);
        at += pdx_stops_any(pdx_markup_rest(&xml->input, at), stops);
        c = pdx_xml_byte(xml, at);
    }
    return c == '>' ? at + 1 : unclosed_tag(xml, token, at);
}
