/* What is wrong with single characters and references of a token of HTML. */
#include "kernels/stops.h"
#include "markup/html_scan.h"
#include "text/utf8.h"

/* What the standard says of a character of the input, whatever it stands in. */
static pdx_problem character_problem(uint32_t code) {
    if (code < 0x20) return code == 0 || pdx_html_is_space((int)code) ? PDX_PROBLEM_NONE : PDX_CONTROL_IN_INPUT;
    if (code >= 0x7F && code <= 0x9F) return PDX_CONTROL_IN_INPUT;
    return (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE ? PDX_NONCHARACTER_IN_INPUT : PDX_PROBLEM_NONE;
}

/* UTF-8 has no surrogates; bytes that would be some are told as such. */
static bool is_surrogate(pdx_span text, size_t at) { return text.len - at >= 3 && text.data[at] == 0xED && text.data[at + 1] >= 0xA0; }

static void tell_input(pdx_html *html, size_t begin, size_t end) {
    const pdx_span text = pdx_span_slice(html->input.bytes, begin, end);
    size_t at = 0, len;
    for (; at < text.len; at += len) {
        pdx_problem what;
        if (text.data[at] >= 0x20 && text.data[at] < 0x7F) {
            len = 1;
            continue;
        }
        if (is_surrogate(text, at)) {
            len = 3;
            what = PDX_SURROGATE_IN_INPUT;
        } else {
            what = character_problem(pdx_utf8_decode(text.data + at, text.data + text.len, &len));
        }
        if (what != PDX_PROBLEM_NONE) pdx_html_tell(html, what, begin + at);
    }
}

static void tell_reference(pdx_html *html, pdx_span text, size_t at, pdx_reference_kind kind, size_t begin) {
    const pdx_reference found = pdx_reference_read(pdx_span_slice(text, at, text.len), kind);
    if (found.first_problem != PDX_PROBLEM_NONE) pdx_html_tell(html, (pdx_problem)found.first_problem, begin + at + found.first_problem_at);
    if (found.problem != PDX_PROBLEM_NONE) pdx_html_tell(html, (pdx_problem)found.problem, begin + at + found.problem_at);
}

static void tell_text(pdx_html *html, pdx_range range, bool nul, bool references, pdx_reference_kind kind) {
    static const pdx_stops stops = {'&', {0, 0, 0}};
    const size_t begin = (size_t)(range.begin - html->input.base);
    const pdx_span text = pdx_markup_view(&html->input, range);
    size_t at = 0;
    for (; (at += pdx_stops_any(pdx_span_slice(text, at, text.len), stops)) < text.len; at++) {
        if (text.data[at] == 0 && nul) pdx_html_tell(html, PDX_UNEXPECTED_NULL, begin + at);
        if (text.data[at] == '&' && references) tell_reference(html, text, at, kind, begin);
    }
}

void pdx_html_tell_characters(pdx_html *html, const pdx_html_token *token) {
    const bool references = token->model == PDX_HTML_DATA || token->model == PDX_HTML_RCDATA;
    tell_input(html, (size_t)(token->source.begin - html->input.base), (size_t)(token->source.end - html->input.base));
    if (token->kind == PDX_HTML_TEXT) tell_text(html, token->content, token->model != PDX_HTML_CDATA, references, PDX_REFERENCE_HTML);
    if (token->kind == PDX_HTML_COMMENT) tell_text(html, token->content, true, false, PDX_REFERENCE_HTML);
    for (size_t i = 0; i < token->n_attributes; i++) tell_text(html, token->attributes[i].value, true, true, PDX_REFERENCE_ATTRIBUTE);
}
