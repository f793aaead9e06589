/* Tags of HTML and their attributes. */
#include "kernels/stops.h"
#include "markup/html_scan.h"

static size_t skip_space(pdx_html *html, size_t at) {
    while (pdx_html_is_space(pdx_html_byte(html, at))) at++;
    return at;
}

/* Of a tag's name: everything but what ends it. */
static size_t name_end(pdx_html *html, size_t at) {
    for (;; at++) {
        const int c = pdx_html_byte(html, at);
        if (c == '>' || c == '/' || c == PDX_MARKUP_NONE || pdx_html_is_space(c)) return at;
        if (c == 0) pdx_html_tell(html, PDX_UNEXPECTED_NULL, at);
    }
}

static size_t attribute_name_end(pdx_html *html, size_t at) {
    for (;; at++) {
        const int c = pdx_html_byte(html, at);
        if (c == '=' || c == '>' || c == '/' || c == PDX_MARKUP_NONE || pdx_html_is_space(c)) return at;
        if (c == 0) pdx_html_tell(html, PDX_UNEXPECTED_NULL, at);
        if (c == '"' || c == '\'' || c == '<') pdx_html_tell(html, PDX_UNEXPECTED_IN_ATTRIBUTE_NAME, at);
    }
}

static size_t read_quoted(pdx_html *html, pdx_attribute *attribute, size_t at) {
    const pdx_stops stops = {html->input.bytes.data[at], {'&', '\r', 0}};
    const size_t begin = at + 1;
    bool odd = false;
    at = begin + pdx_stops_find(pdx_markup_rest(&html->input, begin), stops, &odd);
    attribute->value = pdx_markup_range(&html->input, begin, at);
    attribute->plain = !odd;
    if (pdx_html_byte(html, at) == PDX_MARKUP_NONE) return at;
    at++;
    switch (pdx_html_byte(html, at)) {
    case ' ': case '\n': case '\t': case '\r': case '\f': case '/': case '>': case PDX_MARKUP_NONE: break;
    default: pdx_html_tell(html, PDX_MISSING_SPACE_BETWEEN_ATTRIBUTES, at);
    }
    return at;
}

static size_t read_unquoted(pdx_html *html, pdx_attribute *attribute, size_t at) {
    const size_t begin = at;
    for (;; at++) {
        const int c = pdx_html_byte(html, at);
        if (c == '>' || c == PDX_MARKUP_NONE || pdx_html_is_space(c)) break;
        if (c == '&' || c == 0) attribute->plain = false;
        if (c == '"' || c == '\'' || c == '<' || c == '=' || c == '`') pdx_html_tell(html, PDX_UNEXPECTED_IN_UNQUOTED_VALUE, at);
    }
    attribute->value = pdx_markup_range(&html->input, begin, at);
    return at;
}

/* What comes behind `=`. */
static size_t read_value(pdx_html *html, pdx_attribute *attribute, size_t at) {
    at = skip_space(html, at);
    switch (pdx_html_byte(html, at)) {
    case '"': case '\'': return read_quoted(html, attribute, at);
    case '>': pdx_html_tell(html, PDX_MISSING_ATTRIBUTE_VALUE, at); return at;
    case PDX_MARKUP_NONE: return at;
    default: return read_unquoted(html, attribute, at);
    }
}

static size_t read_attribute(pdx_html *html, size_t at) {
    const size_t begin = at;
    pdx_attribute attribute = {0};
    pdx_problem what;
    size_t end, next;
    if (html->input.bytes.data[at] == '=') {
        pdx_html_tell(html, PDX_UNEXPECTED_EQUALS_SIGN, at);
        at++;
    }
    end = attribute_name_end(html, at);
    attribute.name = pdx_markup_range(&html->input, begin, end);
    attribute.value = pdx_markup_range(&html->input, end, end);
    attribute.plain = true;
    next = skip_space(html, end);
    if (pdx_html_byte(html, next) == '=') next = read_value(html, &attribute, next + 1);
    what = pdx_attributes_add(&html->attributes, &html->input, attribute, true);
    if (what != PDX_PROBLEM_NONE) pdx_html_tell(html, what, end);
    return next;
}

static size_t end_tag(pdx_html *html, pdx_html_token *token, size_t end) {
    if (token->kind != PDX_HTML_CLOSE) return end;
    if (html->attributes.list.len > 0) pdx_html_tell(html, PDX_END_TAG_WITH_ATTRIBUTES, end - 1);
    if (token->self_closing) pdx_html_tell(html, PDX_END_TAG_WITH_TRAILING_SOLIDUS, end - 1);
    return end;
}

size_t pdx_html_read_tag(pdx_html *html, pdx_html_token *token, size_t name) {
    size_t at = name_end(html, name);
    token->name = pdx_markup_range(&html->input, name, at);
    for (;;) {
        at = skip_space(html, at);
        switch (pdx_html_byte(html, at)) {
        case '>': return end_tag(html, token, at + 1);
        case '/':
            if (pdx_html_byte(html, ++at) == '>') {
                token->self_closing = true;
                return end_tag(html, token, at + 1);
            }
            if (pdx_html_byte(html, at) != PDX_MARKUP_NONE) pdx_html_tell(html, PDX_UNEXPECTED_SOLIDUS, at);
            break;
        case PDX_MARKUP_NONE:
            pdx_html_tell(html, PDX_EOF_IN_TAG, at);
            token->kind = PDX_HTML_NOTHING;
            return at;
        default: at = read_attribute(html, at);
        }
    }
}
