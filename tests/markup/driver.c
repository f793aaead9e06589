/* The tokenizers as a program, for tests in Python: cases come on the standard input, tokens go out as lines.
 *
 *     html STATE END_NAME FOREIGN PIECE LENGTH\n and LENGTH bytes     (END_NAME `-`: none; PIECE 0: all bytes at once)
 *     xml PIECE LENGTH\n and LENGTH bytes
 *
 * A token is a line of its kind, where it begins and ends, and fields, bytes in hexadecimal; problems and what is wrong with the map from
 * a text to its source follow; `.` ends a case. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "markup/html.h"
#include "markup/feed.h"

static pdx_buf decoded;
static pdx_offsets decoded_map;

static void die(const char *why) {
    fprintf(stderr, "driver: %s\n", why);
    exit(2);
}

static void print_hex(pdx_span bytes) {
    putchar(' ');
    putchar('x');
    for (size_t i = 0; i < bytes.len; i++) printf("%02x", bytes.data[i]);
}

static void print_range(pdx_range range) { printf(" %" PRIu64 " %" PRIu64, range.begin, range.end); }

static void begin_text(void) {
    pdx_buf_reset(&decoded);
    pdx_offsets_deinit(&decoded_map);
}

/* What has been decoded; every byte that is the same in its source must be found there. */
static void print_text(pdx_range range, bool plain, pdx_span raw) {
    const pdx_span text = pdx_buf_view(&decoded);
    print_hex(text);
    if (plain && !pdx_span_equal(text, raw)) die("a text that should be plain is not");
    if (text.len == 0) return;
    if (decoded_map.text_end != text.len) die("the map has another length than the text");
    if (pdx_offsets_source(&decoded_map, pdx_range_of(0, text.len)).begin != range.begin) die("the map begins elsewhere");
    if (pdx_offsets_source(&decoded_map, pdx_range_of(0, text.len)).end != range.end) die("the map ends elsewhere");
    for (size_t i = 0; i < text.len; i++) {
        const pdx_range from = pdx_offsets_source(&decoded_map, pdx_range_of(i, i + 1));
        if (from.begin < range.begin || from.end > range.end || from.begin >= from.end) die("the map leaves the text");
        if (from.end - from.begin == 1 && raw.data[from.begin - range.begin] != text.data[i] && text.data[i] != '\n' &&
            text.data[i] != ' ' && raw.data[from.begin - range.begin] != 0) die("the map points to another byte");
    }
}

static void print_problems(const pdx_problems *problems) {
    for (size_t i = 0; i < problems->list.len; i++) {
        printf("problem %" PRIu64 " %s\n", problems->list.data[i].at, pdx_problem_name(problems->list.data[i].what));
    }
    printf("problems %" PRIu64 "\n", problems->n);
}

/* ---- HTML */

static void must(pdx_status status) {
    if (status != PDX_OK) die(pdx_status_text(status));
}

static void print_html_name(const pdx_html *html, pdx_range range) {
    begin_text();
    pdx_unescape_name(pdx_markup_view(&html->input, range), &decoded);
    print_hex(pdx_buf_view(&decoded));
}

static void print_html_text(const pdx_html *html, const pdx_html_token *token) {
    begin_text();
    if (token->kind == PDX_HTML_TEXT) {
        must(pdx_html_text(html, token, &decoded, &decoded_map, NULL));
    } else {
        must(pdx_html_verbatim(html, token->content, &decoded, &decoded_map, NULL));
    }
    print_text(token->content, token->plain, pdx_markup_view(&html->input, token->content));
}

static void print_html_id(const pdx_html *html, bool has, pdx_range range) {
    if (!has) {
        printf(" -");
        return;
    }
    begin_text();
    must(pdx_html_verbatim(html, range, &decoded, &decoded_map, NULL));
    print_hex(pdx_buf_view(&decoded));
}

static void print_html(const pdx_html *html, const pdx_html_token *token) {
    static const char *const kinds[] = {"more", "end", "text", "open", "close", "comment", "doctype", "nothing"};
    printf("%s", kinds[token->kind]);
    print_range(token->source);
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
            begin_text();
            must(pdx_html_value(html, one, &decoded, &decoded_map, NULL));
            print_text(one->value, one->plain, pdx_markup_view(&html->input, one->value));
        }
        break;
    default: break;
    }
    putchar('\n');
}

/* Prints the tokens that the bytes hold; false: it wants more of them. */
static bool print_html_tokens(pdx_html *html, pdx_span bytes, bool is_last) {
    pdx_html_feed(html, bytes, is_last);
    for (;;) {
        pdx_html_token token;
        must(pdx_html_next(html, &token, NULL));
        if (token.kind == PDX_HTML_MORE && is_last) die("more is wanted although there is none");
        if (token.kind == PDX_HTML_MORE || token.kind == PDX_HTML_END) return token.kind == PDX_HTML_END;
        print_html(html, &token);
    }
}

static void run_html(pdx_html *html, pdx_span text, size_t piece) {
    pdx_feed feed;
    bool done = false;
    if (piece == 0) {
        done = print_html_tokens(html, text, true);
        if (!done) die("no end");
        return;
    }
    pdx_feed_init(&feed);
    for (size_t at = 0; !done; at += pdx_min_size(piece, text.len - at)) {
        const bool is_last = at + piece >= text.len;
        if (!pdx_feed_add(&feed, pdx_span_slice(text, at, pdx_min_size(at + piece, text.len)))) die("out of memory");
        if (!is_last && !pdx_feed_is_due(&feed)) continue;
        done = print_html_tokens(html, pdx_feed_view(&feed), is_last);
        pdx_feed_drop(&feed, html->at);
    }
    pdx_feed_deinit(&feed);
}

static pdx_html_model model_of(const char *name) {
    static const char *const names[] = {"data", "rcdata", "rawtext", "script", "plaintext", "cdata"};
    for (size_t i = 0; i < PDX_COUNTOF(names); i++) {
        if (strcmp(name, names[i]) == 0) return (pdx_html_model)i;
    }
    die("no such state");
    return PDX_HTML_DATA;
}

static void html_case(const char *state, const char *end_name, bool foreign, bool keeps, pdx_span text, size_t piece) {
    pdx_problems problems;
    pdx_html html;
    pdx_problems_init(&problems);
    pdx_html_init(&html);
    html.model = model_of(state);
    html.keeps_model = keeps;
    html.foreign = foreign;
    html.problems = &problems;
    if (strcmp(end_name, "-") != 0) html.end_name = pdx_span_str(end_name);
    run_html(&html, text, piece);
    print_problems(&problems);
    pdx_html_deinit(&html);
    pdx_problems_deinit(&problems);
}

int main(void) {
    char line[512];
    pdx_buf_init(&decoded);
    pdx_offsets_init(&decoded_map);
    while (fgets(line, sizeof line, stdin) != NULL) {
        char form[8], state[16] = "", end_name[64] = "";
        int foreign = 0, keeps = 0;
        size_t piece, len;
        uint8_t *bytes;
        if (sscanf(line, "%7s %15s %63s %d %d %zu %zu", form, state, end_name, &foreign, &keeps, &piece, &len) != 7) die("not a case");
        bytes = pdx_alloc(len);
        if (bytes == NULL || fread(bytes, 1, len, stdin) != len) die("the case is cut off");
        html_case(state, end_name, foreign != 0, keeps != 0, pdx_span_of(bytes, len), piece);
        pdx_free(bytes);
        printf(".\n");
        if (fflush(stdout) != 0) die("cannot write");
    }
    pdx_buf_deinit(&decoded);
    pdx_offsets_deinit(&decoded_map);
    return 0;
}
