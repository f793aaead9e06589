#include "source/html/htmlheadline.h"

#include "source/html/htmlattributes.h"
#include "source/html/htmlflow.h"

/* A word or a letter alone may stand in any title; and each heading is held against the whole of one, which may be nothing but white space. */
enum { SHORTEST = 4, LONGEST = 2000 };

static pdx_span value_of(const pdx_html_says *says, const pdx_says_statement *statement) {
    return pdx_span_slice(pdx_buf_view(&says->values), (size_t)statement->value.begin, (size_t)statement->value.end);
}

static pdx_span trimmed(pdx_span text) {
    while (text.len > 0 && pdx_html_is_space(text.data[0])) text = pdx_span_slice(text, 1, text.len);
    while (text.len > 0 && pdx_html_is_space(text.data[text.len - 1])) text = pdx_span_slice(text, 0, text.len - 1);
    return text;
}

/* Linked data may be of all posts that a page lists. */
static size_t n_linked(const pdx_html_says *says) {
    size_t n = 0;
    for (size_t i = 0; i < says->statements.len; i++) {
        n += says->statements.data[i].by == PDX_SAYS_LINKED && says->statements.data[i].key == PDX_KEY_HEADLINE;
    }
    return n;
}

static void add(pdx_html_headlines *headlines, pdx_span text) {
    text = trimmed(text);
    if (text.len > 0 && text.len <= LONGEST && headlines->n < PDX_HEADLINES_MOST) headlines->list[headlines->n++] = text;
}

void pdx_html_headlines_read(pdx_html_headlines *headlines, const pdx_htmltext *read) {
    const pdx_html_says *says = read->says;
    headlines->n = 0;
    add(headlines, pdx_span_slice(pdx_buf_view(&read->values), (size_t)read->title.begin, (size_t)read->title.end));
    if (says == NULL) return;
    for (size_t i = 0, linked = n_linked(says); i < says->statements.len; i++) {
        const pdx_says_statement *statement = &says->statements.data[i];
        if (statement->key != PDX_KEY_HEADLINE) continue;
        if (statement->by == PDX_SAYS_OPENGRAPH || (statement->by == PDX_SAYS_LINKED && linked == 1)) add(headlines, value_of(says, statement));
    }
}

/* The next byte of a text in which white space is one space; its end: 0. */
static uint8_t next_byte(pdx_span text, size_t *at) {
    const size_t begin = *at;
    while (*at < text.len && pdx_html_is_space(text.data[*at])) ++*at;
    if (*at > begin && *at < text.len) return ' ';
    return *at < text.len ? text.data[(*at)++] : 0;
}

/* How much of `text` says what `heading` does, from its beginning on; 0: it says something else. */
static size_t said_of(pdx_span heading, pdx_span text) {
    size_t a = 0, b = 0;
    for (;;) {
        const uint8_t want = next_byte(heading, &a);
        if (want == 0) return b;
        if (next_byte(text, &b) != want) return 0;
    }
}

/* Whether the first character of a text, or the last, is of no word. */
static bool begins_apart(pdx_span text) {
    size_t n = 1;
    while (n < text.len && (text.data[n] & 0xC0) == 0x80) n++;
    return text.len == 0 || !pdx_html_has_words(pdx_span_slice(text, 0, n));
}

static bool ends_apart(pdx_span text) {
    size_t n = 1;
    while (n < text.len && (text.data[text.len - n] & 0xC0) == 0x80) n++;
    return text.len == 0 || !pdx_html_has_words(pdx_span_slice(text, text.len - n, text.len));
}

/* `Title`, `Title - Site`, `Title | Site`; `Site: Title`, `Site » Title`. */
static unsigned is_in(pdx_span heading, pdx_span title) {
    const size_t n = said_of(heading, title);
    if (n > 0 && begins_apart(trimmed(pdx_span_slice(title, n, title.len)))) return 2;
    if (heading.len >= title.len || said_of(heading, pdx_span_slice(title, title.len - heading.len, title.len)) == 0) return 0;
    return pdx_html_is_space(title.data[title.len - heading.len - 1]) && ends_apart(trimmed(pdx_span_slice(title, 0, title.len - heading.len)));
}

unsigned pdx_html_is_headline(const pdx_html_headlines *headlines, pdx_span heading) {
    unsigned best = 0;
    heading = trimmed(heading);
    for (size_t i = 0; heading.len >= SHORTEST && i < headlines->n; i++) {
        const unsigned is = is_in(heading, headlines->list[i]);
        if (is > best) best = is;
    }
    return best;
}
