/* Elements that hold one text and nothing else, read in one step: most of what records have. */
#include "kernels/stops.h"
#include "markup/xml_scan.h"

/* A name that ends at another byte of those that end one has more behind it in its tag. */
static size_t plain_name_end(pdx_span bytes, size_t at) {
    static const bool ends[256] = {[' '] = true, ['\n'] = true, ['\t'] = true, ['\r'] = true, ['>'] = true, ['/'] = true, ['='] = true, ['<'] = true, ['"'] = true, ['\''] = true};
    while (at < bytes.len && !ends[bytes.data[at]]) at++;
    return at;
}

/* The section that begins at *at, if it does and ends in the stretch: goes behind it. */
static bool section_read(const pdx_xml *xml, size_t *at, pdx_xml_token *content) {
    static const char begin[] = "<![CDATA[", end[] = "]]>";
    static const pdx_stops stops = {']', {'\r', '\r', '\r'}};
    enum { BEGIN = sizeof begin - 1, END = sizeof end - 1 };
    const pdx_span bytes = xml->input.bytes;
    size_t to = *at + BEGIN;
    bool odd = false;
    if (bytes.len - *at < BEGIN || memcmp(bytes.data + *at, begin, BEGIN) != 0) return false;
    for (;; to++) {
        to += pdx_stops_find(pdx_span_slice(bytes, to, bytes.len), stops, &odd);
        if (bytes.len - to < END) return false;
        if (memcmp(bytes.data + to, end, END) == 0) break;
    }
    content->kind = PDX_XML_CDATA;
    content->content = pdx_markup_range(&xml->input, *at + BEGIN, to);
    content->plain = !odd;
    *at = to + END;
    return true;
}

static size_t text_at(const pdx_xml *xml, size_t at, pdx_xml_token *content) {
    static const pdx_stops stops = {'<', {'&', '\r', ']'}};
    const pdx_span bytes = xml->input.bytes;
    bool odd = false;
    const size_t to = at + pdx_stops_find(pdx_span_slice(bytes, at, bytes.len), stops, &odd);
    content->kind = PDX_XML_TEXT;
    content->content = pdx_markup_range(&xml->input, at, to);
    content->plain = !odd;
    return to;
}

void pdx_xml_pass_space(pdx_xml *xml) {
    const pdx_span bytes = xml->input.bytes;
    size_t at = xml->at;
    if (xml->problems != NULL) return;
    while (at < bytes.len && pdx_xml_is_space(bytes.data[at])) at++;
    if (bytes.len - at < 3 || bytes.data[at] != '<') return;
    if (pdx_xml_begins_name(bytes.data[at + 1]) || bytes.data[at + 1] == '!' || (bytes.data[at + 1] == '/' && pdx_xml_begins_name(bytes.data[at + 2]))) xml->at = at;
}

bool pdx_xml_leaf_at(const pdx_xml *xml, pdx_xml_leaf *leaf) {
    const pdx_span bytes = xml->input.bytes;
    size_t at = xml->at, name, len;
    if (xml->problems != NULL) return false;
    while (at < bytes.len && pdx_xml_is_space(bytes.data[at])) at++;
    name = at + 1;
    if (name >= bytes.len || bytes.data[at] != '<' || !pdx_xml_begins_name(bytes.data[name])) return false;
    len = plain_name_end(bytes, name) - name;
    at = name + len;
    if (at >= bytes.len || bytes.data[at] != '>') return false;
    leaf->name = pdx_span_slice(bytes, name, at);
    at++;
    if (!section_read(xml, &at, &leaf->content)) at = text_at(xml, at, &leaf->content);
    if (bytes.len - at < len + 3 || bytes.data[at] != '<' || bytes.data[at + 1] != '/' || memcmp(bytes.data + at + 2, leaf->name.data, len) != 0) return false;
    leaf->end = at + len + 3;
    return bytes.data[leaf->end - 1] == '>';
}
