/* What begins with `<!` or `<?`: comments, sections, doctypes, instructions. */
#include "kernels/stops.h"
#include "markup/xml_scan.h"

static bool has_bytes(pdx_xml *xml, size_t at, const char *bytes) {
    for (; *bytes != 0; bytes++, at++) {
        if (pdx_xml_byte(xml, at) != (uint8_t)*bytes) return false;
    }
    return true;
}

/* Finds `end`, whose last byte is `>`, from `at` on; gives where it begins, and the end of the input when it is not there. */
static size_t find_end(pdx_xml *xml, size_t at, const char *end, bool *odd) {
    static const pdx_stops stops = {'>', {'\r', '\r', '\r'}};
    const size_t from = at, before = strlen(end) - 1;
    for (;; at++) {
        at += pdx_stops_find(pdx_markup_rest(&xml->input, at), stops, odd);
        if (pdx_xml_byte(xml, at) == PDX_MARKUP_NONE) return at;
        if (at - from >= before && memcmp(xml->input.bytes.data + at - before, end, before) == 0) return at - before;
    }
}

/* The content is what stands before `end`; a problem when that is not there. */
static size_t take_content(pdx_xml *xml, pdx_xml_token *token, size_t begin, size_t end, size_t end_len, pdx_problem what) {
    token->content = pdx_markup_range(&xml->input, begin, end);
    if (end < xml->input.bytes.len) return end + end_len;
    pdx_xml_tell(xml, what, xml->at);
    return end;
}

static size_t read_comment(pdx_xml *xml, pdx_xml_token *token, size_t begin) {
    bool odd = false;
    const size_t end = find_end(xml, begin, "-->", &odd);
    token->kind = PDX_XML_COMMENT;
    token->plain = !odd;
    return take_content(xml, token, begin, end, 3, PDX_XML_UNCLOSED_COMMENT);
}

/* Brackets are rarer than `>` in what stands in sections. */
static size_t read_cdata(pdx_xml *xml, pdx_xml_token *token, size_t begin) {
    static const pdx_stops stops = {']', {'\r', '\r', '\r'}};
    size_t at = begin;
    bool odd = false;
    for (;; at++) {
        at += pdx_stops_find(pdx_markup_rest(&xml->input, at), stops, &odd);
        if (pdx_xml_byte(xml, at) == PDX_MARKUP_NONE || has_bytes(xml, at, "]]>")) break;
    }
    token->kind = PDX_XML_CDATA;
    token->plain = !odd;
    return take_content(xml, token, begin, at, 3, PDX_XML_UNCLOSED_CDATA);
}

size_t pdx_xml_read_instruction(pdx_xml *xml, pdx_xml_token *token) {
    const size_t begin = xml->at + 2;
    bool odd = false;
    const size_t end = find_end(xml, begin, "?>", &odd);
    size_t name = begin;
    token->kind = PDX_XML_INSTRUCTION;
    token->plain = !odd;
    while (name < end && !pdx_xml_is_space(xml->input.bytes.data[name])) name++;
    token->name = pdx_markup_range(&xml->input, begin, name);
    while (name < end && pdx_xml_is_space(xml->input.bytes.data[name])) name++;
    return take_content(xml, token, name, end, 2, PDX_XML_UNCLOSED_INSTRUCTION);
}

/* Passes over something within a doctype that may hold `>` and brackets; `at` when nothing of the kind stands there. */
static size_t pass_inner(pdx_xml *xml, size_t at) {
    const int c = pdx_xml_byte(xml, at);
    bool odd = false;
    if (c == '"' || c == '\'') {
        const pdx_stops stops = {(uint8_t)c, {(uint8_t)c, (uint8_t)c, (uint8_t)c}};
        at += 1 + pdx_stops_any(pdx_markup_rest(&xml->input, at + 1), stops);
        return pdx_xml_byte(xml, at) == PDX_MARKUP_NONE ? at : at + 1;
    }
    if (c != '<') return at;
    if (has_bytes(xml, at, "<!--")) {
        at = find_end(xml, at + 4, "-->", &odd);
        return pdx_min_size(at + 3, xml->input.bytes.len);
    }
    if (!has_bytes(xml, at, "<?")) return at;
    at = find_end(xml, at + 2, "?>", &odd);
    return pdx_min_size(at + 2, xml->input.bytes.len);
}

/* Where the doctype ends whose name begins at `at`: at the `>` outside of brackets, quotes, comments and instructions. */
static size_t doctype_end(pdx_xml *xml, size_t at) {
    size_t brackets = 0;
    for (;;) {
        const size_t next = pass_inner(xml, at);
        int c;
        if (next > at) {
            at = next;
            continue;
        }
        c = pdx_xml_byte(xml, at);
        if (c == PDX_MARKUP_NONE || (c == '>' && brackets == 0)) return at;
        if (c == '[') brackets++;
        if (c == ']' && brackets > 0) brackets--;
        at++;
    }
}

static size_t read_doctype(pdx_xml *xml, pdx_xml_token *token, size_t at) {
    static const pdx_stops stops = {'>', {'>', '>', '>'}};
    size_t name, end = xml->input.bytes.len;
    while (pdx_xml_is_space(pdx_xml_byte(xml, at))) at++;
    for (name = at; pdx_xml_begins_name(pdx_xml_byte(xml, at)) || pdx_xml_byte(xml, at) == '-' || pdx_xml_byte(xml, at) == '.';) at++;
    token->kind = PDX_XML_DOCTYPE;
    token->name = pdx_markup_range(&xml->input, name, at);
    if (!xml->plain_doctypes) end = doctype_end(xml, at);
    if (end < xml->input.bytes.len) return end + 1;
    /* So that one quote too many does not cost the document. */
    pdx_xml_tell(xml, PDX_XML_UNCLOSED_DOCTYPE, xml->at);
    xml->plain_doctypes = true;
    end = at + pdx_stops_any(pdx_markup_rest(&xml->input, at), stops);
    return pdx_xml_byte(xml, end) == PDX_MARKUP_NONE ? end : end + 1;
}

size_t pdx_xml_read_declaration(pdx_xml *xml, pdx_xml_token *token) {
    static const pdx_stops stops = {'>', {'<', '<', '<'}};
    size_t at = xml->at + 2;
    if (has_bytes(xml, at, "--")) return read_comment(xml, token, at + 2);
    if (has_bytes(xml, at, "[CDATA[")) return read_cdata(xml, token, at + 7);
    if (has_bytes(xml, at, "DOCTYPE")) return read_doctype(xml, token, at + 7);
    pdx_xml_tell(xml, PDX_XML_BAD_DECLARATION, xml->at);
    token->kind = PDX_XML_NOTHING;
    at += pdx_stops_any(pdx_markup_rest(&xml->input, at), stops);
    return pdx_xml_byte(xml, at) == '>' ? at + 1 : at;
}
