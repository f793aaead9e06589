#include "source/htmlattributes.h"

#include "source/htmlflow.h"
#include "source/htmltext.h"
#include "text/unicode.h"
#include "text/utf8.h"

static uint8_t small(uint8_t c) { return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c; }

bool pdx_html_has_words(pdx_span bytes) {
    const uint8_t *at = bytes.data, *const end = bytes.data + bytes.len;
    while (at < end) {
        size_t n;
        const uint32_t code = pdx_utf8_decode(at, end, &n);
        const pdx_char *c = pdx_unicode_char(code);
        if ((c->flags & (PDX_CHAR_WORD | PDX_CHAR_DIGIT)) != 0 && c->word != PDX_WB_EXTEND && (c->flags & PDX_CHAR_PICTOGRAPHIC) == 0) return true;
        at += n;
    }
    return false;
}

/* The next word of a value that is a list of words. False: there is none. */
static bool next_word(pdx_span value, size_t *at, pdx_span *word) {
    size_t begin = *at;
    while (begin < value.len && pdx_html_is_space(value.data[begin])) begin++;
    *at = begin;
    while (*at < value.len && !pdx_html_is_space(value.data[*at])) (*at)++;
    *word = pdx_span_slice(value, begin, *at);
    return word->len > 0;
}

static unsigned rel_of(pdx_span value) {
    static const struct { const char *word; unsigned rel; } rels[] = {
        {"tag", PDX_HTML_REL_TAG},       {"category", PDX_HTML_REL_CATEGORY}, {"bookmark", PDX_HTML_REL_BOOKMARK},
        {"author", PDX_HTML_REL_AUTHOR}, {"next", PDX_HTML_REL_NEXT},         {"prev", PDX_HTML_REL_PREV},
    };
    pdx_span word;
    size_t at = 0;
    unsigned rel = 0;
    while (next_word(value, &at, &word)) {
        for (size_t i = 0; i < PDX_COUNTOF(rels); i++) {
            if (pdx_unescape_name_is(word, rels[i].word)) rel |= rels[i].rel;
        }
    }
    return rel;
}

/* Whether a class says that it is a caption: `caption`, or a word of several that ends or goes on so. */
static bool has_caption(pdx_span value) {
    static const char caption[] = "caption";
    const size_t n = sizeof caption - 1;
    for (size_t i = 0; i + n <= value.len; i++) {
        if (small(value.data[i]) == 'c' && pdx_unescape_name_is(pdx_span_slice(value, i, i + n), caption)) return true;
    }
    return false;
}

/* Whether a style says `display: none` or `visibility: hidden`. */
static bool hides(pdx_span style) {
    static const char *const sayings[] = {"display:none", "visibility:hidden"};
    for (size_t k = 0; k < PDX_COUNTOF(sayings); k++) {
        const char *const saying = sayings[k];
        size_t matched = 0;
        for (size_t i = 0; i < style.len; i++) {
            const uint8_t c = small(style.data[i]);
            if (pdx_html_is_space(c)) continue;
            matched = c == (uint8_t)saying[matched] ? matched + 1 : c == (uint8_t)saying[0] ? 1 : 0;
            if (saying[matched] == '\0') return true;
        }
    }
    return false;
}

void pdx_html_known_read(pdx_html_known *known, const pdx_markup_input *input, const pdx_html_token *token) {
    memset(known, 0, sizeof *known);
    for (size_t i = 0; i < token->n_attributes; i++) {
        const pdx_attribute *one = &token->attributes[i];
        const pdx_span name = pdx_markup_view(input, one->name);
        const pdx_span value = one->value.begin < one->value.end ? pdx_markup_view(input, one->value) : pdx_span_of(NULL, 0);
        switch (name.len) {
        case 3:
            if (pdx_unescape_name_is(name, "src")) known->src = one;
            if (pdx_unescape_name_is(name, "alt")) known->alt = one;
            if (pdx_unescape_name_is(name, "rel")) known->rel = rel_of(value);
            break;
        case 4: if (pdx_unescape_name_is(name, "href")) known->href = one; break;
        case 5:
            if (pdx_unescape_name_is(name, "class")) known->classes = one, known->is_caption = has_caption(value);
            if (pdx_unescape_name_is(name, "style") && hides(value)) known->is_hidden = true;
            break;
        case 6: if (pdx_unescape_name_is(name, "hidden")) known->is_hidden = true; break;
        case 8: if (pdx_unescape_name_is(name, "datetime")) known->datetime = one; break;
        default: break;
        }
    }
}
