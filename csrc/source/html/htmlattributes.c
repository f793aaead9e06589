#include "source/html/htmlattributes.h"

#include "source/html/htmlflow.h"
#include "source/html/htmlclasses.h"
#include "source/html/htmlopen.h"
#include "source/html/htmltext.h"
#include "text/unicode.h"
#include "text/utf8.h"

static uint8_t small(uint8_t c) { return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c; }

bool pdx_html_has_words(pdx_span bytes) {
    const uint8_t *at = bytes.data, *const end = pdx_span_end(bytes);
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

static bool ends_with(pdx_span word, const char *end, size_t *left) {
    const size_t n = strlen(end);
    if (word.len < n || !pdx_unescape_name_is(pdx_span_slice(word, word.len - n, word.len), end)) return false;
    *left = word.len - n;
    return true;
}

/* `caption`, `wp-caption-text`, `imageCaption`: what is called so. Not what only has one (`has-caption`), or holds more than that
 * (`captioned-image`). */
static bool is_caption_word(pdx_span word) {
    static const char *const ends[] = {"caption", "caption-text", "caption_text", "captiontext"}, *const has[] = {"has-",  "has_",  "no-",
                                                                                                                  "no_",   "with-", "with_",
                                                                                                                  "-has-", "-no-",  "-with-"};
    const uint8_t last = word.len == 0 ? 0 : small(word.data[word.len - 1]);
    size_t left, rest;
    if (last != 'n' && last != 't') return false;
    for (size_t i = 0; i < PDX_COUNTOF(ends); i++) {
        if (!ends_with(word, ends[i], &left)) continue;
        for (size_t k = 0; k < PDX_COUNTOF(has); k++) {
            if (ends_with(pdx_span_slice(word, 0, left), has[k], &rest) && (rest == 0 || has[k][0] == '-')) return false;
        }
        return true;
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

static bool is_any(pdx_span word, const char *const *of, size_t n) {
    const uint8_t first = word.len > 0 ? small(word.data[0]) : 0;
    for (size_t i = 0; i < n; i++) {
        if ((uint8_t)of[i][0] == first && pdx_unescape_name_is(word, of[i])) return true;
    }
    return false;
}

/* Microformats, and what themes call so: the text of an entry, or of what is shown of it. */
static bool is_text_word(pdx_span word) {
    static const char *const names[] = {"entry-summary", "entry-content", "entry-excerpt", "e-content", "p-summary", "post-content", "post-excerpt"};
    const uint8_t first = word.len == 0 ? 0 : small(word.data[0]);
    return (first == 'e' || first == 'p') && is_any(word, names, PDX_COUNTOF(names));
}

/* What themes and forums call a link with the name of who wrote the post that it stands in. */
static bool is_author_word(pdx_span word) {
    static const char *const names[] = {"username", "username-coloured", "post-author", "author-link", "wp-block-post-author-name__link"};
    const uint8_t first = word.len == 0 ? 0 : small(word.data[0]);
    return (first == 'u' || first == 'p' || first == 'a' || first == 'w') && is_any(word, names, PDX_COUNTOF(names));
}

/* What wikis and manuals call the links beside their headings: to change what stands below, or to itself. */
static bool is_beside_heading(pdx_span word) {
    static const char *const names[] = {"mw-editsection", "headerlink"};
    const uint8_t first = word.len == 0 ? 0 : small(word.data[0]);
    return (first == 'm' || first == 'h') && is_any(word, names, PDX_COUNTOF(names));
}

/* `comment-12`, `comment12`. */
static bool is_comment_id(pdx_span word) {
    static const char name[] = "comment";
    size_t at = sizeof name - 1;
    if (word.len <= at || !pdx_unescape_name_is(pdx_span_slice(word, 0, at), name)) return false;
    if (word.data[at] == '-') at++;
    for (size_t i = at; i < word.len; i++) {
        if (word.data[i] < '0' || word.data[i] > '9') return false;
    }
    return at < word.len;
}

static bool ends_in(pdx_span word, const char *end) {
    const size_t n = strlen(end);
    return word.len >= n && memcmp(word.data + word.len - n, end, n) == 0;
}

/* Types of microdata and RDFa: `https://schema.org/Comment`, `sioct:Comment`. */
static unsigned said_by_comment_type(pdx_span value) {
    pdx_span word;
    size_t at = 0;
    while (next_word(value, &at, &word)) {
        if (ends_in(word, "Comment") || ends_in(word, "UserComments")) return PDX_HTML_SAYS_COMMENT;
    }
    return 0;
}

static unsigned said_by_property(pdx_span value) {
    static const char *const texts[] = {"text", "commentText", "schema:text", "content:encoded", "description"};
    if (pdx_unescape_name_is(value, "comment")) return PDX_HTML_SAYS_COMMENT;
    return is_any(value, texts, PDX_COUNTOF(texts)) ? PDX_HTML_SAYS_COMMENT_TEXT : 0;
}

/* The words of a class, or of an id. */
static void take_words(pdx_html_known *known, pdx_span value, bool is_id) {
    pdx_span word;
    size_t at = 0;
    unsigned says = 0;
    while (next_word(value, &at, &word)) {
        const pdx_class_says found = pdx_class_says_of(word);
        says |= is_id ? found.by_id : found.by_class;
        if (is_id && is_comment_id(word)) says |= PDX_HTML_SAYS_COMMENT;
        if (is_id) continue;
        known->is_caption = known->is_caption || is_caption_word(word);
        known->is_text = known->is_text || is_text_word(word);
        if (is_author_word(word)) known->rel |= PDX_HTML_REL_AUTHOR;
        if (is_beside_heading(word)) known->is_hidden = true;
        known->speaks = known->speaks || found.speaks;
    }
    if ((says & (PDX_HTML_SAYS_ENTRY | PDX_HTML_SAYS_COMMENT)) == PDX_HTML_SAYS_ENTRY) says &= ~(unsigned)PDX_HTML_SAYS_ASIDE; /* `hentry comments-closed` */
    known->says |= says;
}

/* What a role of ARIA says. */
static unsigned said_by_role(pdx_span value) {
    static const char *const around[] = {"navigation", "complementary", "contentinfo", "search"};
    for (size_t i = 0; i < PDX_COUNTOF(around); i++) {
        if (pdx_unescape_name_is(value, around[i])) return PDX_HTML_SAYS_AROUND;
    }
    if (pdx_unescape_name_is(value, "comment")) return PDX_HTML_SAYS_COMMENT;
    return pdx_unescape_name_is(value, "article") ? PDX_HTML_SAYS_ENTRY : 0;
}

/* What Drupal calls its posts in RDFa. */
static unsigned said_by_typeof(pdx_span value) {
    static const char *const types[] = {"sioc:item", "sioct:blogpost"};
    pdx_span word;
    size_t at = 0;
    while (next_word(value, &at, &word)) {
        if (is_any(word, types, PDX_COUNTOF(types))) return PDX_HTML_SAYS_ENTRY;
    }
    return 0;
}

/* A type of microdata: an address that ends in an article's name. */
static unsigned said_by_type(pdx_span value) {
    static const char *const types[] = {"Article", "BlogPosting", "Posting", "Report"};
    for (size_t i = 0; i < PDX_COUNTOF(types); i++) {
        const size_t n = strlen(types[i]);
        if (value.len >= n && memcmp(value.data + value.len - n, types[i], n) == 0) return PDX_HTML_SAYS_ENTRY;
    }
    return 0;
}

static unsigned said_by_name(pdx_html_name name) {
    switch (name) {
    case PDX_TAG_ARTICLE: return PDX_HTML_SAYS_ENTRY;
    case PDX_TAG_FOOTER: return PDX_HTML_SAYS_AROUND | PDX_HTML_SAYS_FOOTER;
    case PDX_TAG_NAV: case PDX_TAG_ASIDE: return PDX_HTML_SAYS_AROUND;
    case PDX_TAG_FORM: return PDX_HTML_SAYS_ASIDE | PDX_HTML_SAYS_FORM;
    case PDX_TAG_HTML: case PDX_TAG_BODY: return PDX_HTML_SAYS_PAGE;
    default: return 0;
    }
}

/* Most names differ in their first letters. */
static bool is(pdx_span name, const char *with) { return small(name.data[0]) == (uint8_t)with[0] && pdx_unescape_name_is(name, with); }

static void take_attribute(pdx_html_known *known, const pdx_attribute *one, pdx_span name, pdx_span value) {
    switch (name.len) {
    case 2: if (is(name, "id")) take_words(known, value, true); break;
    case 3:
        if (is(name, "src")) known->src = one;
        if (is(name, "alt")) known->alt = one;
        if (is(name, "rel")) known->rel |= rel_of(value);
        break;
    case 4:
        if (is(name, "href")) known->href = one, known->links_here = value.len > 0 && value.data[0] == '#';
        if (is(name, "lang")) known->lang = one;
        if (is(name, "type") && pdx_unescape_name_is(value, "application/ld+json")) known->is_linked = true;
        if (is(name, "role")) known->says |= said_by_role(value);
        break;
    case 5:
        if (is(name, "title")) known->title = one;
        if (is(name, "class")) take_words(known, value, false);
        if (is(name, "style") && hides(value)) known->is_hidden = true;
        break;
    case 6:
        if (is(name, "hidden")) known->is_hidden = true;
        if (is(name, "typeof")) known->speaks = true, known->says |= said_by_comment_type(value) | said_by_typeof(value);
        break;
    case 7: if (is(name, "content")) known->content = one; break;
    case 8:
        if (is(name, "datetime")) known->datetime = one;
        if (is(name, "property") && pdx_unescape_name_is(value, "article:published_time")) known->is_published = true;
        if (is(name, "itemprop") || is(name, "property")) known->speaks = true, known->says |= said_by_property(value);
        if (is(name, "data-src")) known->later = one;
        if (is(name, "itemtype")) known->says |= said_by_type(value) | said_by_comment_type(value);
        if (is(name, "itemprop") && pdx_unescape_name_is(value, "headline")) known->says |= PDX_HTML_SAYS_TITLE;
        if (is(name, "itemprop") && pdx_span_equal(value, pdx_span_str("datePublished"))) known->says |= PDX_HTML_SAYS_TIME;
        break;
    case 9: if (is(name, "itemscope")) known->speaks = true; break;
    case 13: if (is(name, "data-lazy-src") || is(name, "data-original")) known->later = one; break;
    default: break;
    }
}

static pdx_span value_of(const pdx_markup_input *input, const pdx_attribute *one) {
    return one->value.begin < one->value.end ? pdx_markup_view(input, one->value) : pdx_span_of(NULL, 0);
}

void pdx_html_known_read(pdx_html_known *known, const pdx_markup_input *input, const pdx_html_token *token, pdx_html_name name) {
    memset(known, 0, sizeof *known);
    known->says = said_by_name(name);
    for (size_t i = 0; i < token->n_attributes; i++) {
        const pdx_attribute *one = &token->attributes[i];
        take_attribute(known, one, pdx_markup_view(input, one->name), value_of(input, one));
    }
    if (name == PDX_TAG_META || (name == PDX_TAG_LINK && known->href != NULL)) known->speaks = true;
    if (name == PDX_TAG_TIME && known->datetime != NULL) known->says |= PDX_HTML_SAYS_TIME;
    if ((known->says & PDX_HTML_SAYS_TIME) != 0 && known->datetime == NULL) known->datetime = known->content != NULL ? known->content : known->title; /* as microdata and microformats have it */
    if ((known->says & PDX_HTML_SAYS_PAGE) != 0) known->says = PDX_HTML_SAYS_PAGE; /* what it holds is said of it, not what it is */
}

/* What stands behind the last hyphen of a word, or the word. */
static pdx_span last_of(pdx_span word) {
    size_t at = word.len;
    while (at > 0 && word.data[at - 1] != '-' && word.data[at - 1] != '_') at--;
    return pdx_span_slice(word, at, word.len);
}

/* Words of classes that tell entries of a page from each other: `odd`, `views-row-odd`. */
static bool tells_apart(pdx_span word) {
    static const char *const lasts[] = {"first", "last", "odd", "even"}, *const words[] = {"alt", "sticky"};
    for (size_t i = word.len; i-- > 0;) {
        if (word.data[i] >= '0' && word.data[i] <= '9') return true; /* most of them end so */
    }
    return is_any(last_of(word), lasts, PDX_COUNTOF(lasts)) || is_any(word, words, PDX_COUNTOF(words));
}

uint32_t pdx_html_form_of(const pdx_markup_input *input, const pdx_html_token *token, uint32_t hash) {
    for (size_t i = 0; i < token->n_attributes; i++) {
        const pdx_span value = value_of(input, &token->attributes[i]);
        pdx_span word;
        size_t at = 0;
        const pdx_span name = pdx_markup_view(input, token->attributes[i].name);
        if ((name.len != 5 || !is(name, "class")) && (name.len != 2 || !is(name, "id"))) continue;
        while (next_word(value, &at, &word)) {
            if (!tells_apart(word)) hash += pdx_html_name_hash(word); /* in whatever order */
        }
    }
    return hash;
}
