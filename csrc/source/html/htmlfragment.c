#include "source/html/htmlfragment.h"

#include "source/html/htmlnames.h"

enum { PARAGRAPHS_FEWEST = 2 };

/* A tag of the text; comments and declarations are none. */
typedef struct tag {
    pdx_span name;
    size_t end; /* behind it */
    bool closes;
} tag;

static size_t behind(pdx_span html, size_t at, uint8_t c) {
    const uint8_t *found = at < html.len ? memchr(html.data + at, c, html.len - at) : NULL;
    return found == NULL ? html.len : (size_t)(found - html.data) + 1;
}

static size_t comment_end(pdx_span html, size_t at) {
    while ((at = behind(html, at, '>')) < html.len && !(html.data[at - 2] == '-' && html.data[at - 3] == '-')) continue;
    return at;
}

/* The next tag from `at` on. False: there is none. */
static bool next_tag(pdx_span html, size_t at, tag *out) {
    for (;;) {
        size_t begin = behind(html, at, '<'), end;
        if (begin == html.len) return false;
        if (pdx_span_starts(pdx_span_slice(html, begin, html.len), pdx_span_str("!--"))) {
            at = comment_end(html, begin + 3);
            continue;
        }
        out->closes = html.data[begin] == '/';
        begin += out->closes;
        for (end = begin; end < html.len && html.data[end] > ' ' && html.data[end] != '>' && html.data[end] != '/'; end++) continue;
        out->name = pdx_span_slice(html, begin, end);
        out->end = behind(html, end, '>');
        if (out->name.len > 0) return true;
        at = out->end;
    }
}

static bool is_heading(pdx_html_name name) { return name >= PDX_TAG_H1 && name <= PDX_TAG_H6; }

static bool is_one_of(pdx_html_name name, const uint8_t *names, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (names[i] == (uint8_t)name) return true;
    }
    return false;
}

bool pdx_html_is_fragment(pdx_span html) {
    /* What pages and lists of posts have, and texts of posts do not; what holds other elements, so that a paragraph in it stands by itself no
     * more. */
    static const uint8_t of_pages[] = {PDX_TAG_HTML, PDX_TAG_HEAD,   PDX_TAG_BODY,   PDX_TAG_TITLE, PDX_TAG_H1,    PDX_TAG_ARTICLE,
                                       PDX_TAG_NAV,  PDX_TAG_HEADER, PDX_TAG_FOOTER, PDX_TAG_MAIN,  PDX_TAG_ASIDE, PDX_TAG_TIME};
    static const uint8_t holders[] = {PDX_TAG_DIV, PDX_TAG_SECTION, PDX_TAG_UL, PDX_TAG_OL, PDX_TAG_TABLE, PDX_TAG_BLOCKQUOTE, PDX_TAG_FIGURE};
    size_t at = 0, depth = 0, paragraphs = 0;
    bool in_heading = false;
    tag next;
    while (at < html.len && (html.data[at] == ' ' || html.data[at] == '\n' || html.data[at] == '\r' || html.data[at] == '\t')) at++;
    if (at == html.len || html.data[at] != '<' || (at + 1 < html.len && (html.data[at + 1] == '!' || html.data[at + 1] == '?'))) return false;
    while (next_tag(html, at, &next)) {
        const pdx_html_name name = pdx_html_name_of(next.name);
        at = next.end;
        if (is_one_of(name, of_pages, sizeof of_pages)) return false;
        if (is_heading(name)) in_heading = !next.closes;
        if (name == PDX_TAG_A && in_heading && !next.closes) return false;
        if (is_one_of(name, holders, sizeof holders)) depth = next.closes ? depth - (depth > 0) : depth + 1;
        paragraphs += name == PDX_TAG_P && !next.closes && depth == 0;
    }
    return paragraphs >= PARAGRAPHS_FEWEST;
}
