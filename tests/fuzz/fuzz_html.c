/* libFuzzer target: any bytes as HTML. The first byte chooses how they are begun and cut. The tokens cover them; in pieces they are the same as
 * whole, and whether problems are told or not; what they say maps back into them. */
#include "input.h"
#include "markup/html.h"
#include "pieces.h"
#include "said.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a reading has come to. */
typedef struct reading {
    pdx_html html;
    pdx_problems problems;
    said said;
    uint64_t at;
} reading;

static void reading_begin(reading *self, uint8_t how, bool tells) {
    memset(self, 0, sizeof *self);
    pdx_html_init(&self->html);
    pdx_problems_init(&self->problems);
    said_init(&self->said);
    if (tells) self->html.problems = &self->problems;
    self->html.foreign = (how & 1) != 0;
    self->html.model = (pdx_html_model)((how >> 1 & 7) % 6);
    self->html.end_name = pdx_span_str("script");
}

static void reading_end(reading *self) {
    pdx_html_deinit(&self->html);
    pdx_problems_deinit(&self->problems);
    said_deinit(&self->said);
}

static void check_said(reading *self, pdx_range range, bool plain) {
    said_check(&self->said, range, plain, pdx_markup_view(&self->html.input, range));
}

static void check_token(reading *self, const pdx_html_token *token) {
    MUST(token->source.begin == self->at && token->source.end > self->at);
    self->at = token->source.end;
    said_add(&self->said, self->at);
    said_add(&self->said, token->kind * 8 + token->self_closing * 4 + token->force_quirks);
    if (token->kind == PDX_HTML_TEXT) MUST(pdx_html_text(&self->html, token, &self->said.text, &self->said.map, NULL) == PDX_OK);
    if (token->kind == PDX_HTML_COMMENT) MUST(pdx_html_verbatim(&self->html, token->content, &self->said.text, &self->said.map, NULL) == PDX_OK);
    if (token->kind == PDX_HTML_TEXT || token->kind == PDX_HTML_COMMENT) check_said(self, token->content, token->plain);
    for (size_t i = 0; i < token->n_attributes; i++) {
        const pdx_attribute *one = &token->attributes[i];
        MUST(one->name.begin >= token->source.begin && one->name.end > one->name.begin && one->value.end <= token->source.end);
        MUST(pdx_html_value(&self->html, one, &self->said.text, &self->said.map, NULL) == PDX_OK);
        check_said(self, one->value, one->plain);
    }
}

static size_t read_tokens(void *context, pdx_span bytes, bool is_last) {
    reading *self = context;
    pdx_html_token token;
    pdx_html_feed(&self->html, bytes, is_last);
    for (;;) {
        MUST(pdx_html_next(&self->html, &token, NULL) == PDX_OK);
        if (token.kind <= PDX_HTML_END) break;
        check_token(self, &token);
    }
    MUST(token.kind == PDX_HTML_END || !is_last);
    return self->html.at;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    reading whole, pieces, silent;
    pdx_span text;
    if (size == 0) return 0;
    text = input_from(data, size, 1);
    reading_begin(&whole, data[0], true);
    reading_begin(&silent, data[0], false);
    reading_begin(&pieces, data[0], true);
    MUST(read_in_pieces(text, 0, read_tokens, &whole));
    MUST(read_in_pieces(text, 0, read_tokens, &silent));
    MUST(read_in_pieces(text, (size_t)(data[0] >> 4) + 1, read_tokens, &pieces));
    MUST(whole.at == text.len && silent.at == text.len && pieces.at == text.len);
    MUST(silent.said.sum == whole.said.sum && pieces.said.sum == whole.said.sum && pieces.problems.n == whole.problems.n);
    reading_end(&whole);
    reading_end(&silent);
    reading_end(&pieces);
    return 0;
}
