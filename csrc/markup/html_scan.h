/* What the files of the HTML tokenizer share. Private to them. */
#ifndef PDX_MARKUP_HTML_SCAN_H
#define PDX_MARKUP_HTML_SCAN_H

#include "markup/html.h"

static inline bool pdx_html_is_space(int c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
static inline bool pdx_html_is_letter(int c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

static inline int pdx_html_byte(pdx_html *html, size_t at) { return pdx_markup_byte(&html->input, at); }

static inline void pdx_html_tell(pdx_html *html, pdx_problem what, size_t at) {
    if (PDX_UNLIKELY(html->problems != NULL)) pdx_problems_add(html->problems, what, html->input.base + at);
}

/* Whether `word` (capitals) stands at `at`, in capitals or not. */
static inline bool pdx_html_has_word(pdx_html *html, size_t at, const char *word) {
    for (; *word != 0; word++, at++) {
        int c = pdx_html_byte(html, at);
        if (c >= 'a' && c <= 'z') c -= 'a' - 'A';
        if (c != *word) return false;
    }
    return true;
}

/* Each reads the token that begins at html->at, fills it but for its source, and gives where it ends. */
size_t pdx_html_read_tag(pdx_html *html, pdx_html_token *token, size_t name);
size_t pdx_html_read_declaration(pdx_html *html, pdx_html_token *token);      /* behind `<!` */
size_t pdx_html_read_bogus(pdx_html *html, pdx_html_token *token, size_t at); /* a comment to the next `>`, from `at` on */
size_t pdx_html_read_doctype(pdx_html *html, pdx_html_token *token, size_t at);
size_t pdx_html_read_raw(pdx_html *html, pdx_html_token *token);              /* where the model is not PDX_HTML_DATA */
size_t pdx_html_read_cdata(pdx_html *html, pdx_html_token *token, size_t content);

/* Problems of single characters and references of a token, which are looked for only if somebody wants to know. */
void pdx_html_tell_characters(pdx_html *html, const pdx_html_token *token);

#endif
