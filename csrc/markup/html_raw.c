/* Text of HTML that is no markup: RCDATA, RAWTEXT, scripts, plain text, CDATA sections. */
#include "kernels/stops.h"
#include "markup/html_scan.h"

static size_t take_text(const pdx_html *html, pdx_html_token *token, size_t end, bool odd) {
    token->kind = PDX_HTML_TEXT;
    token->content = pdx_markup_range(&html->input, html->at, end);
    token->plain = !odd;
    return end;
}

static bool ends_name(int c) { return c == '>' || c == '/' || pdx_html_is_space(c); }

/* Whether the `<` at `at` begins the end tag that ends such text. */
static bool is_end_tag(pdx_html *html, size_t at) {
    const pdx_span name = html->end_name;
    size_t i;
    if (name.len == 0 || pdx_html_byte(html, at + 1) != '/') return false;
    for (i = 0; i < name.len; i++) {
        const int c = pdx_html_byte(html, at + 2 + i);
        if (!pdx_html_is_letter(c) || (c | 0x20) != name.data[i]) return false;
    }
    return ends_name(pdx_html_byte(html, at + 2 + name.len));
}

static size_t read_to_end_tag(pdx_html *html, pdx_html_token *token, pdx_stops stops) {
    size_t at = html->at;
    bool odd = false;
    for (;; at++) {
        at += pdx_stops_find(pdx_markup_rest(&html->input, at), stops, &odd);
        if (pdx_html_byte(html, at) == PDX_MARKUP_NONE || is_end_tag(html, at)) break;
    }
    return take_text(html, token, at, odd);
}

/* Of scripts: within `<!--`, and there within `<script`. */
typedef enum escape { ESCAPE_NONE, ESCAPE_ONCE, ESCAPE_TWICE } escape;

/* Whether the letters at `at` are `script`, and end as a name of a tag does. */
static bool is_script_name(pdx_html *html, size_t at) {
    return pdx_html_has_word(html, at, "SCRIPT") && ends_name(pdx_html_byte(html, at + 6));
}

/* What the `<` at `at` makes of it. */
static escape after_less_than(pdx_html *html, escape state, size_t at) {
    if (state == ESCAPE_NONE) return pdx_html_has_word(html, at + 1, "!--") ? ESCAPE_ONCE : ESCAPE_NONE;
    if (state == ESCAPE_ONCE) return is_script_name(html, at + 1) ? ESCAPE_TWICE : ESCAPE_ONCE;
    return pdx_html_byte(html, at + 1) == '/' && is_script_name(html, at + 2) ? ESCAPE_ONCE : ESCAPE_TWICE;
}

/* Where the script's end tag begins. Two dashes and `>` end what is escaped; they may be those of `<!--`. */
static size_t script_end(pdx_html *html) {
    static const pdx_stops angles = {'<', {'>', '<', '<'}};
    const uint8_t *const bytes = html->input.bytes.data;
    escape state = ESCAPE_NONE;
    size_t at = html->at, escaped = 0; /* behind `<!` of what is escaped */
    for (;; at++) {
        at += pdx_stops_any(pdx_markup_rest(&html->input, at), angles);
        if (pdx_html_byte(html, at) == PDX_MARKUP_NONE) break;
        if (bytes[at] == '<') {
            const escape before = state;
            if (state != ESCAPE_TWICE && is_end_tag(html, at)) return at;
            state = after_less_than(html, state, at);
            if (before == ESCAPE_NONE) escaped = at + 2;
        } else if (state != ESCAPE_NONE && at >= escaped + 2 && bytes[at - 1] == '-' && bytes[at - 2] == '-') {
            state = ESCAPE_NONE;
        }
    }
    if (state != ESCAPE_NONE) pdx_html_tell(html, PDX_EOF_IN_SCRIPT_COMMENT, at);
    return at;
}

static size_t read_script(pdx_html *html, pdx_html_token *token) {
    static const pdx_stops odd = {'\r', {0, 0, 0}};
    const size_t end = script_end(html);
    const pdx_span text = pdx_span_slice(html->input.bytes, html->at, end);
    return take_text(html, token, end, pdx_stops_any(text, odd) < text.len);
}

static size_t read_plaintext(pdx_html *html, pdx_html_token *token) {
    static const pdx_stops odd = {'\r', {0, 0, 0}};
    const pdx_span rest = pdx_markup_rest(&html->input, html->at);
    html->input.met_end = true;
    return take_text(html, token, html->input.bytes.len, pdx_stops_any(rest, odd) < rest.len);
}

size_t pdx_html_read_cdata(pdx_html *html, pdx_html_token *token, size_t content) {
    static const pdx_stops stops = {']', {'\r', '\r', '\r'}};
    size_t at = content;
    bool odd = false;
    token->model = PDX_HTML_CDATA;
    for (;; at++) {
        at += pdx_stops_find(pdx_markup_rest(&html->input, at), stops, &odd);
        if (pdx_html_byte(html, at) == PDX_MARKUP_NONE) break;
        if (pdx_html_byte(html, at + 1) == ']' && pdx_html_byte(html, at + 2) == '>') break;
    }
    (void)take_text(html, token, at, odd);
    token->content = pdx_markup_range(&html->input, content, at);
    if (at < html->input.bytes.len) return at + 3;
    pdx_html_tell(html, PDX_EOF_IN_CDATA, at);
    return at;
}

size_t pdx_html_read_raw(pdx_html *html, pdx_html_token *token) {
    static const pdx_stops rcdata = {'<', {'&', '\r', 0}}, rawtext = {'<', {'\r', 0, 0}};
    if (html->model == PDX_HTML_PLAINTEXT) return read_plaintext(html, token);
    if (html->model == PDX_HTML_CDATA) return pdx_html_read_cdata(html, token, html->at);
    if (html->input.bytes.data[html->at] == '<' && is_end_tag(html, html->at)) {
        token->kind = PDX_HTML_CLOSE;
        return pdx_html_read_tag(html, token, html->at + 2);
    }
    if (html->model == PDX_HTML_SCRIPT) return read_script(html, token);
    return read_to_end_tag(html, token, html->model == PDX_HTML_RCDATA ? rcdata : rawtext);
}
