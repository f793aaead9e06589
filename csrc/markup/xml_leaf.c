/* Elements that hold one text and nothing else, read in one step: most of what records have. */
#include "kernels/stops.h"
#include "markup/xml_scan.h"

/* What ends a name; at some of these its tag has more behind it. */
static const bool ends[256] = {
    [' '] = true, ['\n'] = true, ['\t'] = true, ['\r'] = true, ['>'] = true, ['/'] = true, ['='] = true, ['<'] = true, ['"'] = true, ['\''] = true};

static size_t name_end(pdx_span bytes, size_t at) {
    while (at < bytes.len && !ends[bytes.data[at]]) at++;
    return at;
}

/* The same where a name is likely to stand. */
static size_t likely_end(pdx_span bytes, size_t at, pdx_span likely) {
    const size_t end = at + likely.len;
    if (likely.len > 0 && bytes.len - at > likely.len && ends[bytes.data[end]] && memcmp(bytes.data + at, likely.data, likely.len) == 0) return end;
    return name_end(bytes, at);
}

static size_t space_end(pdx_span bytes, size_t at) {
    while (at < bytes.len && pdx_xml_is_space(bytes.data[at])) at++;
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
    if (bytes.len - *at < BEGIN || bytes.data[*at] != '<' || memcmp(bytes.data + *at, begin, BEGIN) != 0) return false;
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
    const size_t at = space_end(bytes, xml->at);
    if (xml->problems != NULL) return;
    if (bytes.len - at < 3 || bytes.data[at] != '<') return;
    if (pdx_xml_begins_name(bytes.data[at + 1]) || bytes.data[at + 1] == '!' ||
        (bytes.data[at + 1] == '/' && pdx_xml_begins_name(bytes.data[at + 2]))) {
        xml->at = at;
    }
}

static bool has_attribute(const pdx_xml *xml, const pdx_xml_leaf *leaf, pdx_span name) {
    for (size_t i = 0; i < leaf->n_attributes; i++) {
        if (pdx_span_equal(pdx_markup_view(&xml->input, leaf->attributes[i].name), name)) return true;
    }
    return false;
}

/* The attribute at `at`, in quotes and without anything that stands for something else: where it ends; SIZE_MAX: another kind of attribute, or one
 * that declares a namespace. */
static size_t attribute_end(const pdx_xml *xml, size_t at, pdx_xml_leaf *leaf) {
    const pdx_stops others = {'\t', {'<', '<', '<'}};
    const pdx_span bytes = xml->input.bytes;
    const size_t end = name_end(bytes, at), begin = end + 2;
    const pdx_span name = pdx_span_slice(bytes, at, end);
    pdx_stops stops = {'"', {'&', '\r', '\n'}};
    pdx_attribute *attribute = &leaf->attributes[leaf->n_attributes];
    bool odd = false;
    size_t to;
    if (leaf->n_attributes == PDX_XML_LEAF_ATTRIBUTES || !pdx_xml_begins_name(bytes.data[at]) || begin >= bytes.len || bytes.data[end] != '=') {
        return SIZE_MAX;
    }
    if ((bytes.data[end + 1] != '"' && bytes.data[end + 1] != '\'') || pdx_span_starts(name, pdx_span_str("xmlns")) ||
        has_attribute(xml, leaf, name)) {
        return SIZE_MAX;
    }
    stops.stop = bytes.data[end + 1];
    to = begin + pdx_stops_find(pdx_span_slice(bytes, begin, bytes.len), stops, &odd);
    if (odd || to == bytes.len || pdx_stops_any(pdx_span_slice(bytes, begin, to), others) < to - begin) return SIZE_MAX;
    attribute->name = pdx_markup_range(&xml->input, at, end);
    attribute->value = pdx_markup_range(&xml->input, begin, to);
    attribute->plain = true;
    leaf->n_attributes++;
    return to + 1;
}

/* What stands in a tag behind its name, and its end: goes behind that. */
static bool tag_rest_read(const pdx_xml *xml, size_t *at, pdx_xml_leaf *leaf) {
    const pdx_span bytes = xml->input.bytes;
    leaf->n_attributes = 0;
    while (*at < bytes.len && bytes.data[*at] != '>') {
        const size_t next = space_end(bytes, *at);
        if (next == *at) return false;
        *at = next < bytes.len && bytes.data[next] != '>' ? attribute_end(xml, next, leaf) : next;
    }
    return (*at)++ < bytes.len;
}

/* The end tag of a name at `at`: where it ends, or 0. */
static size_t close_end(pdx_span bytes, size_t at, pdx_span name) {
    const size_t end = at + name.len + 3;
    if (bytes.len < end || bytes.data[at] != '<' || bytes.data[at + 1] != '/' || bytes.data[end - 1] != '>') return 0;
    return memcmp(bytes.data + at + 2, name.data, name.len) == 0 ? end : 0;
}

/* Whether white space and the name of a tag stand at *at: goes behind it. */
static bool name_read(pdx_span bytes, size_t *at, pdx_span likely, pdx_span *name) {
    const size_t begin = space_end(bytes, *at) + 1;
    if (begin >= bytes.len || bytes.data[begin - 1] != '<' || !pdx_xml_begins_name(bytes.data[begin])) return false;
    *at = likely_end(bytes, begin, likely);
    *name = pdx_span_slice(bytes, begin, *at);
    return true;
}

static bool leaf_read(const pdx_xml *xml, size_t at, pdx_span likely, pdx_xml_leaf *leaf) {
    const pdx_span bytes = xml->input.bytes;
    if (!name_read(bytes, &at, likely, &leaf->name) || !tag_rest_read(xml, &at, leaf)) return false;
    if (!section_read(xml, &at, &leaf->content)) at = text_at(xml, at, &leaf->content);
    leaf->end = close_end(bytes, at, leaf->name);
    return leaf->end > 0;
}

bool pdx_xml_leaf_at(const pdx_xml *xml, pdx_span likely, pdx_xml_leaf *leaf) {
    return xml->problems == NULL && leaf_read(xml, xml->at, likely, leaf);
}

bool pdx_xml_twig_at(const pdx_xml *xml, pdx_xml_twig *twig) {
    const pdx_span bytes = xml->input.bytes;
    twig->at = xml->at;
    if (xml->problems != NULL || !name_read(bytes, &twig->at, pdx_span_of(NULL, 0), &twig->name) || twig->at >= bytes.len ||
        bytes.data[twig->at] != '>') {
        return false;
    }
    twig->at++;
    return true;
}

bool pdx_xml_twig_next(const pdx_xml *xml, pdx_xml_twig *twig, pdx_xml_leaf *leaf) {
    if (!leaf_read(xml, twig->at, pdx_span_of(NULL, 0), leaf)) return false;
    twig->at = leaf->end;
    return true;
}

bool pdx_xml_pass_twig(pdx_xml *xml, const pdx_xml_twig *twig) {
    const size_t at = space_end(xml->input.bytes, twig->at), end = at < xml->input.bytes.len ? close_end(xml->input.bytes, at, twig->name) : 0;
    if (end > 0) xml->at = end;
    return end > 0;
}
