/* The doctype of HTML. */
#include "markup/html_scan.h"

static size_t skip_space(pdx_html *html, size_t at) {
    while (pdx_html_is_space(pdx_html_byte(html, at))) at++;
    return at;
}

/* Something that does not belong there: the doctype goes on to the next `>`. */
static size_t pass_rest(pdx_html *html, size_t at) {
    for (;; at++) {
        const int c = pdx_html_byte(html, at);
        if (c == PDX_MARKUP_NONE) return at;
        if (c == '>') return at + 1;
        if (c == 0) pdx_html_tell(html, PDX_UNEXPECTED_NULL, at);
    }
}

static size_t spoiled(pdx_html *html, pdx_html_token *token, pdx_problem what, size_t at) {
    pdx_html_tell(html, what, at);
    token->force_quirks = true;
    return pass_rest(html, at);
}

/* The doctype ends at `at` by the input's end or `>`, although more was to come. */
static size_t cut_off(pdx_html *html, pdx_html_token *token, pdx_problem what, size_t at) {
    const bool is_end = pdx_html_byte(html, at) == PDX_MARKUP_NONE;
    pdx_html_tell(html, is_end ? PDX_EOF_IN_DOCTYPE : what, at);
    token->force_quirks = true;
    return is_end ? at : at + 1;
}

static bool is_end(int c) { return c == PDX_MARKUP_NONE || c == '>'; }
static bool is_quote(int c) { return c == '"' || c == '\''; }

/* The identifier whose quote stands at `at`. *closed: whether it has its other quote, behind which we are then. */
static size_t read_identifier(pdx_html *html, pdx_range *range, size_t at, bool *closed) {
    const int quote = pdx_html_byte(html, at);
    const size_t begin = ++at;
    int c = pdx_html_byte(html, at);
    for (; c != quote && !is_end(c); c = pdx_html_byte(html, ++at)) {
        if (c == 0) pdx_html_tell(html, PDX_UNEXPECTED_NULL, at);
    }
    *range = pdx_markup_range(&html->input, begin, at);
    *closed = c == quote;
    return *closed ? at + 1 : at;
}

static size_t read_system(pdx_html *html, pdx_html_token *token, size_t at) {
    bool closed;
    token->has_system = true;
    at = read_identifier(html, &token->system_id, at, &closed);
    if (!closed) return cut_off(html, token, PDX_ABRUPT_DOCTYPE_SYSTEM_IDENTIFIER, at);
    at = skip_space(html, at);
    switch (pdx_html_byte(html, at)) {
    case '>': return at + 1;
    case PDX_MARKUP_NONE: return cut_off(html, token, PDX_PROBLEM_NONE, at);
    default: pdx_html_tell(html, PDX_UNEXPECTED_AFTER_SYSTEM_IDENTIFIER, at); return pass_rest(html, at);
    }
}

/* Behind the keyword SYSTEM. */
static size_t after_system(pdx_html *html, pdx_html_token *token, size_t at) {
    const size_t quote = skip_space(html, at);
    const int c = pdx_html_byte(html, quote);
    if (is_end(c)) return cut_off(html, token, PDX_MISSING_SYSTEM_IDENTIFIER, quote);
    if (!is_quote(c)) return spoiled(html, token, PDX_MISSING_QUOTE_BEFORE_SYSTEM, quote);
    if (quote == at) pdx_html_tell(html, PDX_MISSING_SPACE_AFTER_SYSTEM, quote);
    return read_system(html, token, quote);
}

/* Behind the keyword PUBLIC. */
static size_t after_public(pdx_html *html, pdx_html_token *token, size_t at) {
    size_t quote = skip_space(html, at);
    bool closed;
    int c = pdx_html_byte(html, quote);
    if (is_end(c)) return cut_off(html, token, PDX_MISSING_PUBLIC_IDENTIFIER, quote);
    if (!is_quote(c)) return spoiled(html, token, PDX_MISSING_QUOTE_BEFORE_PUBLIC, quote);
    if (quote == at) pdx_html_tell(html, PDX_MISSING_SPACE_AFTER_PUBLIC, quote);
    token->has_public = true;
    at = read_identifier(html, &token->public_id, quote, &closed);
    if (!closed) return cut_off(html, token, PDX_ABRUPT_DOCTYPE_PUBLIC_IDENTIFIER, at);
    quote = skip_space(html, at);
    c = pdx_html_byte(html, quote);
    if (c == '>') return quote + 1;
    if (c == PDX_MARKUP_NONE) return cut_off(html, token, PDX_PROBLEM_NONE, quote);
    if (!is_quote(c)) return spoiled(html, token, PDX_MISSING_QUOTE_BEFORE_SYSTEM, quote);
    if (quote == at) pdx_html_tell(html, PDX_MISSING_SPACE_BETWEEN_IDENTIFIERS, quote);
    return read_system(html, token, quote);
}

size_t pdx_html_read_doctype(pdx_html *html, pdx_html_token *token, size_t at) {
    size_t name = skip_space(html, at);
    int c = pdx_html_byte(html, name);
    token->kind = PDX_HTML_DOCTYPE;
    token->name = token->public_id = token->system_id = pdx_markup_range(&html->input, name, name);
    if (is_end(c)) return cut_off(html, token, PDX_MISSING_DOCTYPE_NAME, name);
    if (name == at) pdx_html_tell(html, PDX_MISSING_SPACE_BEFORE_DOCTYPE_NAME, at);
    for (at = name; !is_end(c) && !pdx_html_is_space(c); c = pdx_html_byte(html, ++at)) {
        if (c == 0) pdx_html_tell(html, PDX_UNEXPECTED_NULL, at);
    }
    token->name = pdx_markup_range(&html->input, name, at);
    at = skip_space(html, at);
    c = pdx_html_byte(html, at);
    if (c == '>') return at + 1;
    if (c == PDX_MARKUP_NONE) return cut_off(html, token, PDX_PROBLEM_NONE, at);
    if (pdx_html_has_word(html, at, "PUBLIC")) return after_public(html, token, at + 6);
    if (pdx_html_has_word(html, at, "SYSTEM")) return after_system(html, token, at + 6);
    return spoiled(html, token, PDX_INVALID_SEQUENCE_AFTER_DOCTYPE_NAME, at);
}
