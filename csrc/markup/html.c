#include "markup/html.h"

#include "kernels/stops.h"
#include "markup/html_scan.h"

static const pdx_stops text_stops = {'<', {'&', '\r', '\r'}};

void pdx_html_init(pdx_html *html) {
    memset(html, 0, sizeof *html);
    pdx_attributes_init(&html->attributes);
}

void pdx_html_deinit(pdx_html *html) {
    pdx_attributes_deinit(&html->attributes);
    pdx_html_init(html);
}

void pdx_html_feed(pdx_html *html, pdx_span bytes, bool is_last) { pdx_markup_feed(&html->input, &html->at, bytes, is_last); }

/* Whether the `<` at `at` begins something else than text. */
static bool opens_markup(pdx_html *html, size_t at) {
    int c = pdx_html_byte(html, at + 1);
    if (pdx_html_is_letter(c) || c == '!' || c == '?') return true;
    if (c == '/') {
        c = pdx_html_byte(html, at + 2);
        if (c != PDX_MARKUP_NONE) return true;
        at++;
    } else if (c != PDX_MARKUP_NONE) {
        pdx_html_tell(html, PDX_INVALID_FIRST_OF_TAG_NAME, at + 1);
        return false;
    }
    pdx_html_tell(html, PDX_EOF_BEFORE_TAG_NAME, at + 1);
    return false;
}

/* From `at` on there is text at least to there. */
static size_t read_text(pdx_html *html, pdx_html_token *token, size_t at) {
    bool odd = false;
    for (;; at++) {
        at += pdx_stops_find(pdx_markup_rest(&html->input, at), text_stops, &odd);
        if (pdx_html_byte(html, at) == PDX_MARKUP_NONE || opens_markup(html, at)) break;
    }
    token->kind = PDX_HTML_TEXT;
    token->content = pdx_markup_range(&html->input, html->at, at);
    token->plain = !odd;
    return at;
}

static size_t read_close(pdx_html *html, pdx_html_token *token) {
    const size_t name = html->at + 2;
    const int c = pdx_html_byte(html, name);
    token->kind = PDX_HTML_CLOSE;
    if (pdx_html_is_letter(c)) return pdx_html_read_tag(html, token, name);
    if (c == '>') {
        pdx_html_tell(html, PDX_MISSING_END_TAG_NAME, name);
        token->kind = PDX_HTML_NOTHING;
        return name + 1;
    }
    pdx_html_tell(html, PDX_INVALID_FIRST_OF_TAG_NAME, name);
    return pdx_html_read_bogus(html, token, name);
}

static size_t read_data(pdx_html *html, pdx_html_token *token) {
    const size_t at = html->at;
    if (html->input.bytes.data[at] != '<') return read_text(html, token, at);
    if (!opens_markup(html, at)) return read_text(html, token, at + 1);
    switch (pdx_html_byte(html, at + 1)) {
    case '/': return read_close(html, token);
    case '!': return pdx_html_read_declaration(html, token);
    case '?':
        pdx_html_tell(html, PDX_UNEXPECTED_QUESTION_MARK, at + 1);
        return pdx_html_read_bogus(html, token, at + 1);
    default:
        token->kind = PDX_HTML_OPEN;
        return pdx_html_read_tag(html, token, at + 1);
    }
}

/* The elements behind whose start tag something else than markup comes. */
static const struct { const char *name; pdx_html_model model; } models[] = {
    {"script", PDX_HTML_SCRIPT},   {"style", PDX_HTML_RAWTEXT},    {"title", PDX_HTML_RCDATA},
    {"textarea", PDX_HTML_RCDATA}, {"iframe", PDX_HTML_RAWTEXT},   {"noframes", PDX_HTML_RAWTEXT},
    {"noembed", PDX_HTML_RAWTEXT}, {"xmp", PDX_HTML_RAWTEXT},      {"plaintext", PDX_HTML_PLAINTEXT},
};

static void change_model(pdx_html *html, const pdx_html_token *token) {
    const pdx_span name = pdx_markup_view(&html->input, token->name);
    if (strchr("sStTiInNxXpP", name.data[0]) == NULL) return; /* most do not */
    for (size_t i = 0; i < PDX_COUNTOF(models); i++) {
        if (!pdx_unescape_name_is(name, models[i].name)) continue;
        html->model = models[i].model;
        html->end_name = pdx_span_str(models[i].name);
    }
}

/* The token has been read to its end: it counts from now on. */
static void take_token(pdx_html *html, pdx_html_token *token, size_t end) {
    token->source = pdx_markup_range(&html->input, html->at, end);
    token->attributes = html->attributes.list.data;
    token->n_attributes = html->attributes.list.len;
    if (html->problems != NULL) pdx_html_tell_characters(html, token);
    if (token->kind == PDX_HTML_OPEN && !html->keeps_model && !html->foreign) change_model(html, token);
    if (token->kind == PDX_HTML_CLOSE || token->model == PDX_HTML_CDATA) html->model = PDX_HTML_DATA;
    html->at = end;
}

/* One by one: what a compiler makes of a memset takes longer than reading a short token. */
static void clear_token(pdx_html_token *token, pdx_html_model model, uint64_t at) {
    const pdx_range none = {0, 0};
    token->kind = PDX_HTML_END;
    token->model = model;
    token->plain = token->self_closing = token->force_quirks = token->has_public = token->has_system = false;
    token->source = pdx_range_of(at, at);
    token->name = token->content = token->public_id = token->system_id = none;
    token->attributes = NULL;
    token->n_attributes = 0;
}

pdx_status pdx_html_next(pdx_html *html, pdx_html_token *token, pdx_error *err) {
    const pdx_problems_mark mark = pdx_problems_mark_of(html->problems);
    size_t end = html->at;
    clear_token(token, html->model, pdx_html_at(html));
    pdx_attributes_reset(&html->attributes);
    html->input.met_end = false;
    if (pdx_html_byte(html, html->at) != PDX_MARKUP_NONE) {
        end = html->model == PDX_HTML_DATA ? read_data(html, token) : pdx_html_read_raw(html, token);
    } else if (html->model == PDX_HTML_CDATA) {
        pdx_html_tell(html, PDX_EOF_IN_CDATA, end);
    }
    if (html->attributes.failed || (html->problems != NULL && html->problems->failed)) {
        pdx_problems_back(html->problems, mark);
        if (html->problems != NULL) html->problems->failed = false;
        return pdx_fail_memory(err);
    }
    if (html->input.met_end && !html->input.is_last) {
        pdx_problems_back(html->problems, mark);
        token->kind = PDX_HTML_MORE;
        return PDX_OK;
    }
    if (token->kind != PDX_HTML_END) take_token(html, token, end);
    if (token->kind == PDX_HTML_END && html->model == PDX_HTML_CDATA) html->model = PDX_HTML_DATA; /* told once */
    return PDX_OK;
}

static pdx_status unescape(const pdx_html *html, pdx_range range, bool plain, pdx_unescape how, pdx_buf *out, pdx_offsets *map, pdx_error *err) {
    const pdx_span bytes = pdx_markup_view(&html->input, range);
    const bool done = plain ? pdx_unescape_plain(bytes, range.begin, out, map) : pdx_unescape_append(bytes, range.begin, how, out, map);
    return done ? PDX_OK : pdx_fail_memory(err);
}

pdx_status pdx_html_text(const pdx_html *html, const pdx_html_token *token, pdx_buf *out, pdx_offsets *map, pdx_error *err) {
    pdx_unescape how = {0};
    how.references = token->model == PDX_HTML_DATA || token->model == PDX_HTML_RCDATA;
    how.nul = token->model != PDX_HTML_DATA && token->model != PDX_HTML_CDATA;
    how.kind = PDX_REFERENCE_HTML;
    return unescape(html, token->content, token->plain, how, out, map, err);
}

pdx_status pdx_html_value(const pdx_html *html, const pdx_attribute *attribute, pdx_buf *out, pdx_offsets *map, pdx_error *err) {
    pdx_unescape how = {0};
    how.references = how.nul = true;
    how.kind = PDX_REFERENCE_ATTRIBUTE;
    return unescape(html, attribute->value, attribute->plain, how, out, map, err);
}

pdx_status pdx_html_verbatim(const pdx_html *html, pdx_range range, pdx_buf *out, pdx_offsets *map, pdx_error *err) {
    pdx_unescape how = {0};
    how.nul = true;
    return unescape(html, range, false, how, out, map, err);
}
