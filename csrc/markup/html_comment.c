/* What begins with `<!`: comments, doctypes, sections; and comments that are none. */
#include "kernels/stops.h"
#include "markup/html_scan.h"

static const pdx_stops comment_stops = {'>', {'\r', 0, 0}};

size_t pdx_html_read_bogus(pdx_html *html, pdx_html_token *token, size_t at) {
    const size_t begin = at;
    bool odd = false;
    at += pdx_stops_find(pdx_markup_rest(&html->input, at), comment_stops, &odd);
    token->kind = PDX_HTML_COMMENT;
    token->content = pdx_markup_range(&html->input, begin, at);
    token->plain = !odd;
    return pdx_html_byte(html, at) == PDX_MARKUP_NONE ? at : at + 1;
}

/* How many of the bytes before `at` end a comment whose text begins at `begin`: `--` or `--!`; 0 when they do not. */
static size_t dashes_before(const pdx_html *html, size_t begin, size_t at) {
    const uint8_t *bytes = html->input.bytes.data;
    if (at - begin >= 2 && bytes[at - 1] == '-' && bytes[at - 2] == '-') return 2;
    return at - begin >= 3 && bytes[at - 1] == '!' && bytes[at - 2] == '-' && bytes[at - 3] == '-' ? 3 : 0;
}

/* A comment opened within a comment; one that closes at once is none. */
static void tell_nested(pdx_html *html, size_t begin, size_t end) {
    const pdx_span text = pdx_span_slice(html->input.bytes, begin, end);
    static const pdx_stops openings = {'<', {'<', '<', '<'}};
    size_t at = 0;
    while ((at += pdx_stops_any(pdx_span_slice(text, at, text.len), openings)) < text.len) {
        const pdx_span rest = pdx_span_slice(text, at, text.len);
        if (rest.len > 4 && pdx_span_starts(rest, pdx_span_str("<!--")) && rest.data[4] != '>') {
            pdx_html_tell(html, PDX_NESTED_COMMENT, begin + at + 4);
        }
        at++;
    }
}

/* The end of the input ends the comment: what could have begun its end is not part of it. */
static size_t cut_off_comment(pdx_html *html, size_t begin, size_t *end) {
    const size_t all = html->input.bytes.len;
    size_t dashes = dashes_before(html, begin, all);
    if (dashes == 0 && all > begin && html->input.bytes.data[all - 1] == '-') dashes = 1;
    pdx_html_tell(html, PDX_EOF_IN_COMMENT, all);
    *end = all - dashes;
    return all;
}

static size_t comment_end(pdx_html *html, size_t begin, size_t *end, bool *odd) {
    size_t at = begin;
    for (;; at++) {
        size_t dashes;
        at += pdx_stops_find(pdx_markup_rest(&html->input, at), comment_stops, odd);
        if (pdx_html_byte(html, at) == PDX_MARKUP_NONE) return cut_off_comment(html, begin, end);
        if (at == begin || (at == begin + 1 && html->input.bytes.data[begin] == '-')) {
            pdx_html_tell(html, PDX_ABRUPT_CLOSING_OF_EMPTY_COMMENT, at);
            *end = begin;
            return at + 1;
        }
        dashes = dashes_before(html, begin, at);
        if (dashes == 0) continue;
        if (dashes == 3) pdx_html_tell(html, PDX_INCORRECTLY_CLOSED_COMMENT, at);
        *end = at - dashes;
        return at + 1;
    }
}

static size_t read_comment(pdx_html *html, pdx_html_token *token, size_t begin) {
    size_t end = begin;
    bool odd = false;
    const size_t next = comment_end(html, begin, &end, &odd);
    if (html->problems != NULL) tell_nested(html, begin, next);
    token->kind = PDX_HTML_COMMENT;
    token->content = pdx_markup_range(&html->input, begin, end);
    token->plain = !odd;
    return next;
}

/* Capitals alone, unlike the other words. */
static bool opens_cdata(pdx_html *html, size_t at) {
    for (const char *word = "[CDATA["; *word != 0; word++, at++) {
        if (pdx_html_byte(html, at) != *word) return false;
    }
    return true;
}

size_t pdx_html_read_declaration(pdx_html *html, pdx_html_token *token) {
    const size_t at = html->at + 2;
    if (pdx_html_has_word(html, at, "--")) return read_comment(html, token, at + 2);
    if (pdx_html_has_word(html, at, "DOCTYPE")) return pdx_html_read_doctype(html, token, at + 7);
    if (opens_cdata(html, at)) {
        if (html->foreign) return pdx_html_read_cdata(html, token, at + 7);
        pdx_html_tell(html, PDX_CDATA_IN_HTML_CONTENT, at + 6);
    } else {
        pdx_html_tell(html, PDX_INCORRECTLY_OPENED_COMMENT, at);
    }
    return pdx_html_read_bogus(html, token, at);
}
