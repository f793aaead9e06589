/* The HTML tokenizer at the end of the pipe. */
#include "driver.h"

#include "markup/html.h"
#include "pieces.h"

static void print_html_name(const pdx_html *html, pdx_range range) {
    driver_begin_text();
    pdx_unescape_name(pdx_markup_view(&html->input, range), &driver_decoded);
    driver_hex(pdx_buf_view(&driver_decoded));
}

static void print_html_text(const pdx_html *html, const pdx_html_token *token) {
    driver_begin_text();
    if (token->kind == PDX_HTML_TEXT) {
        driver_must(pdx_html_text(html, token, &driver_decoded, &driver_map, NULL));
    } else {
        driver_must(pdx_html_verbatim(html, token->content, &driver_decoded, &driver_map, NULL));
    }
    driver_text(token->content, token->plain, pdx_markup_view(&html->input, token->content));
}

static void print_html_id(const pdx_html *html, bool has, pdx_range range) {
    if (!has) {
        printf(" -");
        return;
    }
    driver_begin_text();
    driver_must(pdx_html_verbatim(html, range, &driver_decoded, &driver_map, NULL));
    driver_hex(pdx_buf_view(&driver_decoded));
}

static void print_html(const pdx_html *html, const pdx_html_token *token) {
    static const char *const kinds[] = {"more", "end", "text", "open", "close", "comment", "doctype", "nothing"};
    printf("%s", kinds[token->kind]);
    driver_range(token->source);
    switch (token->kind) {
    case PDX_HTML_TEXT: case PDX_HTML_COMMENT: print_html_text(html, token); break;
    case PDX_HTML_DOCTYPE:
        if (token->name.end > token->name.begin) {
            print_html_name(html, token->name);
        } else {
            printf(" -");
        }
        print_html_id(html, token->has_public, token->public_id);
        print_html_id(html, token->has_system, token->system_id);
        printf(" %d", token->force_quirks);
        break;
    case PDX_HTML_OPEN: case PDX_HTML_CLOSE:
        printf(" %d", token->self_closing);
        print_html_name(html, token->name);
        for (size_t i = 0; i < token->n_attributes; i++) {
            const pdx_attribute *one = &token->attributes[i];
            print_html_name(html, one->name);
            driver_begin_text();
            driver_must(pdx_html_value(html, one, &driver_decoded, &driver_map, NULL));
            driver_text(one->value, one->plain, pdx_markup_view(&html->input, one->value));
        }
        break;
    default: break;
    }
    putchar('\n');
}

/* Prints the tokens that the bytes hold. */
static size_t print_tokens(void *context, pdx_span bytes, bool is_last) {
    pdx_html *html = context;
    pdx_html_token token;
    pdx_html_feed(html, bytes, is_last);
    for (;;) {
        driver_must(pdx_html_next(html, &token, NULL));
        if (token.kind <= PDX_HTML_END) break;
        print_html(html, &token);
    }
    if (is_last && token.kind != PDX_HTML_END) driver_die("more is wanted although there is none");
    return html->at;
}

static pdx_html_model model_of(const char *name) {
    static const char *const names[] = {"data", "rcdata", "rawtext", "script", "plaintext", "cdata"};
    for (size_t i = 0; i < PDX_COUNTOF(names); i++) {
        if (strcmp(name, names[i]) == 0) return (pdx_html_model)i;
    }
    driver_die("no such state");
    return PDX_HTML_DATA;
}

void driver_html_case(const char *state, const char *end_name, bool foreign, bool keeps, pdx_span text, size_t piece) {
    pdx_problems problems;
    pdx_html html;
    pdx_problems_init(&problems);
    pdx_html_init(&html);
    html.model = model_of(state);
    html.keeps_model = keeps;
    html.foreign = foreign;
    html.problems = &problems;
    if (strcmp(end_name, "-") != 0) html.end_name = pdx_span_str(end_name);
    if (!read_in_pieces(text, piece, print_tokens, &html)) driver_die("out of memory");
    driver_problems(&problems);
    pdx_html_deinit(&html);
    pdx_problems_deinit(&problems);
}
