#include "markup/xml.h"

#include "kernels/stops.h"
#include "markup/xml_scan.h"

void pdx_xml_init(pdx_xml *xml) {
    memset(xml, 0, sizeof *xml);
    pdx_xml_open_init(&xml->open);
    pdx_attributes_init(&xml->attributes);
}

void pdx_xml_deinit(pdx_xml *xml) {
    pdx_xml_open_deinit(&xml->open);
    pdx_attributes_deinit(&xml->attributes);
    pdx_xml_init(xml);
}

void pdx_xml_feed(pdx_xml *xml, pdx_span bytes, bool is_last) { pdx_markup_feed(&xml->input, &xml->at, bytes, is_last); }

/* Whether the `<` at `at` begins something else than text. */
static bool opens_markup(pdx_xml *xml, size_t at) {
    int c = pdx_xml_byte(xml, at + 1);
    if (pdx_xml_begins_name(c) || c == '!' || c == '?') return true;
    if (c == '/') {
        c = pdx_xml_byte(xml, at + 2);
        if (pdx_xml_begins_name(c) || c == '>') return true;
    }
    pdx_xml_tell(xml, PDX_XML_BARE_LESS_THAN, at);
    return false;
}

/* From `at` on there is text at least to there. */
static size_t read_text(pdx_xml *xml, pdx_xml_token *token, size_t at) {
    static const pdx_stops stops = {'<', {'&', '\r', ']'}}; /* the last: there may be `]]>` */
    bool odd = false;
    for (;; at++) {
        at += pdx_stops_find(pdx_markup_rest(&xml->input, at), stops, &odd);
        if (pdx_xml_byte(xml, at) == PDX_MARKUP_NONE || opens_markup(xml, at)) break;
    }
    token->kind = PDX_XML_TEXT;
    token->content = pdx_markup_range(&xml->input, xml->at, at);
    token->plain = !odd;
    return at;
}

static size_t read_token(pdx_xml *xml, pdx_xml_token *token) {
    const size_t at = xml->at;
    if (xml->input.bytes.data[at] != '<') return read_text(xml, token, at);
    if (!opens_markup(xml, at)) return read_text(xml, token, at + 1);
    switch (pdx_xml_byte(xml, at + 1)) {
    case '/': return pdx_xml_read_close(xml, token);
    case '!': return pdx_xml_read_declaration(xml, token);
    case '?': return pdx_xml_read_instruction(xml, token);
    default: return pdx_xml_read_open(xml, token);
    }
}

/* What is wrong with the elements that a closing tag, or the end of the input, closes. */
static void tell_closed(pdx_xml *xml, const pdx_xml_token *token) {
    const size_t at = (size_t)(token->source.begin - xml->input.base);
    const uint64_t its_own = token->kind == PDX_XML_CLOSE ? 1 : 0;
    if (token->closes < its_own) pdx_xml_tell(xml, PDX_XML_ELEMENT_NOT_OPEN, at);
    for (uint64_t n = its_own; n < token->closes; n++) pdx_xml_tell(xml, PDX_XML_ELEMENT_NOT_CLOSED, at);
}

/* Fills in how the token stands among elements, and tells what is wrong with it. */
static void place_token(pdx_xml *xml, pdx_xml_token *token, size_t end) {
    token->source = pdx_markup_range(&xml->input, xml->at, end);
    token->attributes = xml->attributes.list.data;
    token->n_attributes = xml->attributes.list.len;
    if (token->kind == PDX_XML_CLOSE) token->closes = pdx_xml_open_find(&xml->open, pdx_markup_view(&xml->input, token->name));
    if (token->kind == PDX_XML_END) token->closes = xml->open.depth;
    token->depth = xml->open.depth - token->closes;
    if (xml->problems == NULL) return;
    if (token->kind != PDX_XML_TEXT || !token->plain || token->source.end > xml->no_control) pdx_xml_tell_characters(xml, token);
    if (token->kind == PDX_XML_CLOSE || token->kind == PDX_XML_END) tell_closed(xml, token);
    if (token->kind == PDX_XML_OPEN && !token->is_empty && xml->open.nameless == 0 &&
        !pdx_xml_open_fits(&xml->open, pdx_markup_view(&xml->input, token->name))) {
        pdx_xml_tell(xml, PDX_XML_TOO_DEEP, xml->at);
    }
}

static bool ran_out(const pdx_xml *xml) { return xml->attributes.failed || (xml->problems != NULL && xml->problems->failed); }

static pdx_status give_up(pdx_xml *xml, pdx_problems_mark mark, pdx_error *err) {
    pdx_problems_back(xml->problems, mark);
    xml->no_control = 0;
    if (xml->problems != NULL) xml->problems->failed = false;
    return pdx_fail_memory(err);
}

/* One by one: what a compiler makes of a memset takes longer than reading a short token. */
static void clear_token(pdx_xml_token *token, uint64_t at) {
    const pdx_range none = {0, 0};
    token->kind = PDX_XML_END;
    token->plain = token->is_empty = false;
    token->source = pdx_range_of(at, at);
    token->name = token->content = none;
    token->depth = token->closes = 0;
    token->attributes = NULL;
    token->n_attributes = 0;
}

pdx_status pdx_xml_next(pdx_xml *xml, pdx_xml_token *token, pdx_error *err) {
    const pdx_problems_mark mark = pdx_problems_mark_of(xml->problems);
    const bool plain_doctypes = xml->plain_doctypes;
    size_t end = xml->at;
    clear_token(token, pdx_xml_at(xml));
    pdx_attributes_reset(&xml->attributes);
    xml->input.met_end = false;
    if (pdx_xml_byte(xml, end) != PDX_MARKUP_NONE) end = read_token(xml, token);
    if (ran_out(xml)) {
        xml->plain_doctypes = plain_doctypes;
        return give_up(xml, mark, err);
    }
    if (xml->input.met_end && !xml->input.is_last) {
        pdx_problems_back(xml->problems, mark);
        xml->plain_doctypes = plain_doctypes;
        token->kind = PDX_XML_MORE;
        return PDX_OK;
    }
    place_token(xml, token, end);
    if (ran_out(xml)) return give_up(xml, mark, err);
    if (token->kind == PDX_XML_OPEN && !token->is_empty && !pdx_xml_open_push(&xml->open, pdx_markup_view(&xml->input, token->name))) {
        return give_up(xml, mark, err);
    }
    pdx_xml_open_pop(&xml->open, token->closes);
    xml->at = end;
    return PDX_OK;
}

static pdx_status unescape(const pdx_xml *xml, pdx_range range, bool plain, pdx_unescape how, pdx_buf *out, pdx_offsets *map, pdx_error *err) {
    const pdx_span bytes = pdx_markup_view(&xml->input, range);
    bool done;
    how.kind = xml->html_names ? PDX_REFERENCE_XML_NAMES : PDX_REFERENCE_XML;
    done = plain ? pdx_unescape_plain(bytes, range.begin, out, map) : pdx_unescape_append(bytes, range.begin, how, out, map);
    return done ? PDX_OK : pdx_fail_memory(err);
}

pdx_status pdx_xml_text(const pdx_xml *xml, const pdx_xml_token *token, pdx_buf *out, pdx_offsets *map, pdx_error *err) {
    pdx_unescape how = {0};
    how.references = token->kind == PDX_XML_TEXT;
    return unescape(xml, token->content, token->plain, how, out, map, err);
}

pdx_status pdx_xml_value(const pdx_xml *xml, const pdx_attribute *attribute, pdx_buf *out, pdx_offsets *map, pdx_error *err) {
    pdx_unescape how = {0};
    how.references = how.spaces = true;
    return unescape(xml, attribute->value, attribute->plain, how, out, map, err);
}
