#include "source/html/htmlclasses.h"

#include "base/once.h"
#include "source/html/htmltext.h"

typedef struct class_row {
    const char *word;
    uint8_t len;
    bool goes_on; /* its plural says the same, and so does what goes on behind it, or that, with a hyphen */
    pdx_class_says says;
} class_row;

#define CLASS(word, what) {word, sizeof word - 1, false, {PDX_HTML_SAYS_##what, 0, false}},
#define BOTH(word, what) {word, sizeof word - 1, false, {PDX_HTML_SAYS_##what, PDX_HTML_SAYS_##what, false}},
#define AROUND(word) {word, sizeof word - 1, true, {PDX_HTML_SAYS_ASIDE, PDX_HTML_SAYS_ASIDE, false}},
#define SPEAKS(word) {word, sizeof word - 1, false, {0, 0, true}},
#define PDX_SCHEMA_KEY(name, key)
#define PDX_META_KEY(name, key, by)
#define PDX_FORMAT_WORD(name, key, value, begins, kind, classic) SPEAKS(name)

static const class_row rows[] = {
    /* Microformats, and what themes of all kinds call posts. */
    CLASS("hentry", ENTRY) CLASS("h-entry", ENTRY) CLASS("entry-title", TITLE) CLASS("p-name", TITLE) CLASS("dt-published", TIME)
        CLASS("published", TIME) CLASS("post", POST) CLASS("entry", POST) CLASS("article", POST) CLASS("blogpost", POST) CLASS("blog-post", POST)
            CLASS("blogentry", POST)
    /* What comments are called, and what they say: as themes of all kinds have it, microformats, microdata and RDFa. Of what they say the name
     * means that within a comment alone. */
    CLASS("comment", COMMENT) CLASS("u-comment", COMMENT) CLASS("p-comment", COMMENT) CLASS("pingback", COMMENT) CLASS("trackback", COMMENT)
        CLASS("entry-content", COMMENT_TEXT) CLASS("e-content", COMMENT_TEXT) CLASS("p-content", COMMENT_TEXT) CLASS("content", COMMENT_TEXT)
            CLASS("text", COMMENT_TEXT) CLASS("message", COMMENT_TEXT)
    /* What is not for reading. */
    CLASS("noprint", APART) CLASS("no-print", APART) CLASS("d-print-none", APART) CLASS("hidden-print", APART) CLASS("print-hidden", APART)
    /* What they stand in, and what the form stands in to write one. */
    BOTH("comments", COMMENTS) BOTH("commentlist", COMMENTS) BOTH("comment-list", COMMENTS) BOTH("comments-list", COMMENTS)
        BOTH("commentslist", COMMENTS) BOTH("comment_list", COMMENTS) BOTH("comments-block", COMMENTS) BOTH("respond", FORM) BOTH("commentform", FORM)
            BOTH("comment-form", FORM) BOTH("comment_form", FORM) BOTH("add-comment", FORM)
    /* What goes around posts. */
    AROUND("comment") AROUND("respond") AROUND("sidebar") AROUND("widget") AROUND("footer") AROUND("related") AROUND("nav") AROUND("navigation")
        AROUND("menu") AROUND("breadcrumb") AROUND("pagination") AROUND("tagcloud") AROUND("tag-cloud") AROUND("tag_cloud")
            AROUND("toc") AROUND("table-of-contents")
#include "source/html/htmlkeys.def"
            SPEAKS("author")};

enum { ROWS = PDX_COUNTOF(rows), LETTERS = 26 };

/* Rows by their first letters: those of a letter stand from its start to the next one's. */
static uint8_t order[ROWS], starts[LETTERS + 1];
static pdx_once once;

static uint8_t small(uint8_t c) { return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c; }

static size_t letter_of(uint8_t c) { return (size_t)(uint8_t)(small(c) - 'a'); }

static void build(void) {
    size_t n = 0;
    for (size_t letter = 0; letter < LETTERS; letter++) {
        starts[letter] = (uint8_t)n;
        for (size_t i = 0; i < ROWS; i++) {
            if (letter_of((uint8_t)rows[i].word[0]) == letter) order[n++] = (uint8_t)i;
        }
    }
    starts[LETTERS] = (uint8_t)n;
}

static bool begins(pdx_span word, const class_row *row) {
    for (size_t i = 1; i < row->len; i++) {
        if (small(word.data[i]) != (uint8_t)row->word[i]) return false;
    }
    return true;
}

static bool is(pdx_span word, const class_row *row) {
    size_t n = row->len;
    if (word.len < n || (word.len > n && !row->goes_on) || !begins(word, row)) return false;
    n += n < word.len && (word.data[n] == 's' || word.data[n] == 'S');
    return n == word.len || (row->goes_on && (word.data[n] == '-' || word.data[n] == '_'));
}

typedef struct class_part {
    const char *word;
    uint16_t says;
} class_part;

/* What one of these says, in whatever capitals; the table is short. */
static unsigned part_says(pdx_span part, const class_part *parts, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const char *with = parts[i].word;
        size_t k = 0;
        while (k < part.len && with[k] != '\0' && small(part.data[k]) == (uint8_t)with[k]) k++;
        if (k == part.len && with[k] == '\0') return parts[i].says;
    }
    return 0;
}

static bool is_hyphen(uint8_t c) { return c == '-' || c == '_'; }

/* `comment-content`, `comment__author`, `commenttext`: what a word says behind the one for a comment. */
static unsigned of_comment(pdx_span word) {
    static const class_row comment = {"comment", 7, false, {0, 0, false}};
    static const class_part parts[] = {
        {"content", PDX_HTML_SAYS_COMMENT_TEXT}, {"text", PDX_HTML_SAYS_COMMENT_TEXT},  {"entry", PDX_HTML_SAYS_COMMENT_TEXT},
        {"message", PDX_HTML_SAYS_COMMENT_TEXT}, {"author", PDX_HTML_SAYS_COMMENT_BY},  {"meta", PDX_HTML_SAYS_COMMENT_BY},
        {"date", PDX_HTML_SAYS_COMMENT_BY},      {"time", PDX_HTML_SAYS_COMMENT_BY},    {"timestamp", PDX_HTML_SAYS_COMMENT_BY},
        {"by", PDX_HTML_SAYS_COMMENT_BY},        {"metadata", PDX_HTML_SAYS_COMMENT_BY}};
    size_t at = comment.len;
    if (word.len <= at || small(word.data[0]) != 'c' || !begins(word, &comment)) return 0;
    while (at < word.len && is_hyphen(word.data[at])) at++;
    return part_says(pdx_span_slice(word, at, word.len), parts, PDX_COUNTOF(parts));
}

/* `post-share-buttons`, `td-social-sharing`: what any part of a word says. */
static unsigned of_parts(pdx_span word) {
    static const class_part parts[] = {
        {"share", PDX_HTML_SAYS_SHARE},      {"shares", PDX_HTML_SAYS_SHARE},       {"sharing", PDX_HTML_SAYS_SHARE},
        {"sharedaddy", PDX_HTML_SAYS_SHARE}, {"social", PDX_HTML_SAYS_SHARE},       {"socials", PDX_HTML_SAYS_SHARE},
        {"subscribe", PDX_HTML_SAYS_APART},  {"subscription", PDX_HTML_SAYS_APART}, {"newsletter", PDX_HTML_SAYS_APART}};
    unsigned says = 0;
    for (size_t begin = 0, end; begin < word.len; begin = end + 1) {
        for (end = begin; end < word.len && !is_hyphen(word.data[end]); end++) {}
        if (end > begin && (small(word.data[begin]) == 's' || small(word.data[begin]) == 'n')) {
            says |= part_says(pdx_span_slice(word, begin, end), parts, PDX_COUNTOF(parts));
        }
    }
    return says;
}

pdx_class_says pdx_class_says_of(pdx_span word) {
    pdx_class_says says = {0, 0, false};
    const size_t letter = word.len == 0 ? LETTERS : letter_of(word.data[0]);
    pdx_once_run(&once, build);
    for (size_t i = letter < LETTERS ? starts[letter] : 0; letter < LETTERS && i < starts[letter + 1]; i++) {
        const class_row *row = &rows[order[i]];
        if (!is(word, row)) continue;
        says.by_class |= row->says.by_class;
        says.by_id |= row->says.by_id;
        says.speaks = says.speaks || row->says.speaks;
    }
    says.by_class = (uint16_t)(says.by_class | of_comment(word) | of_parts(word));
    return says;
}
