#include "source/markdown/markdownpage.h"

#include "source/markdown/markdownblocks.h"

/* ---- whether it is one */

/* What a page in Markdown has and a text has not. */
typedef struct page_signs {
    size_t n_headings, n_links, n_lines; /* lines that are headings, have links, are there */
    bool is_deep; /* a heading is of the second level or below: a number sign may be all that a program shows where it waits */
} page_signs;

/* Whether `[words](address)` stands in a line, or it is `[label]: address`. */
static bool has_link(pdx_span bytes, const pdx_block_line *line) {
    const uint8_t *at = bytes.data + line->begin, *const end = bytes.data + line->end;
    for (; at < end && (at = memchr(at, ']', (size_t)(end - at))) != NULL; at++) {
        if (end - at > 3 && at[1] == '(' && at[2] > ' ' && at[2] != ')' && memchr(at + 3, ')', (size_t)(end - at) - 3) != NULL) return true;
    }
    return pdx_markdown_definition_is(bytes, line->begin, line->end);
}

/* The level of `## Words`, which may be an item's; 0: it is none. */
static size_t heading_level(pdx_span bytes, const pdx_block_line *line) {
    const size_t marker = pdx_block_marker(bytes, line), begin = line->begin + marker;
    size_t n = 0;
    while (begin + n < line->end && bytes.data[begin + n] == '#') n++;
    return (line->indent == 0 || marker > 0) && n <= 6 && begin + n < line->end && bytes.data[begin + n] == ' ' ? n : 0;
}

/* Whether a heading may go on in the next line, which a program broke. */
static bool is_long(pdx_span bytes, const pdx_block_line *line) {
    enum { LONG = 60 };
    return pdx_markdown_width(bytes, line->begin, line->end) >= LONG;
}

static void signs_read(pdx_span bytes, page_signs *out) {
    bool was_blank = true, may_head = false; /* of the line before: it was, and a heading unless text stands below it */
    for (size_t at = 0; at < bytes.len;) {
        const pdx_block_line line = pdx_block_line_of(bytes, at);
        const bool is_blank = line.begin == line.end;
        size_t level;
        out->n_headings += may_head && is_blank;
        level = was_blank && !is_blank ? heading_level(bytes, &line) : 0;
        may_head = level > 0;
        out->is_deep = out->is_deep || level > 1;
        if (may_head && is_long(bytes, &line)) out->n_headings++, may_head = false;
        out->n_lines += !is_blank;
        out->n_links += !is_blank && has_link(bytes, &line);
        was_blank = is_blank;
        at = line.next;
    }
    out->n_headings += may_head;
}

bool pdx_markdown_is_page(pdx_span bytes) {
    enum { LINKS_FEW = 4, HEADINGS_FEW = 3, BOTH_FEW = 2, LINES_LINK = 10, LINES_HEADING = 250 };
    page_signs signs = {0, 0, 0, false};
    signs_read(bytes, &signs);
    if (!signs.is_deep && signs.n_links < BOTH_FEW) return false;
    if (signs.n_links < LINKS_FEW && signs.n_headings < HEADINGS_FEW && (signs.n_links < BOTH_FEW || signs.n_headings < BOTH_FEW)) return false;
    return signs.n_links * LINES_LINK + signs.n_headings * LINES_HEADING >= signs.n_lines;
}

/* ---- how its lines end */

/* Whether a line is one of a text that goes on in the next: no item, heading, quotation or row. */
static bool is_prose(pdx_span bytes, const pdx_block_line *line) {
    return line->begin < line->end && line->indent < PDX_BLOCK_TAB && strchr("#>|", bytes.data[line->begin]) == NULL &&
           pdx_block_marker(bytes, line) == 0;
}

/* Whether nothing but the line's width made it end. */
static bool is_soft(pdx_span bytes, const pdx_block_line *line, const pdx_block_line *next) {
    const bool is_said = line->end + 2 <= bytes.len && bytes.data[line->end] == ' ' && bytes.data[line->end + 1] == ' ';
    return !is_said && bytes.data[line->end - 1] != '\\' && is_prose(bytes, line) && is_prose(bytes, next);
}

/* Called with each two lines of prose of which one follows the other. */
typedef void (*pair_take)(void *context, pdx_span bytes, const pdx_block_line *line, const pdx_block_line *next);

static void pairs_each(pdx_span bytes, pair_take take, void *context) {
    pdx_block_line line = {0, 0, 0, 0};
    for (size_t at = 0; at < bytes.len;) {
        const pdx_block_line next = pdx_block_line_of(bytes, at);
        if (line.end > line.begin && next.end > next.begin && is_soft(bytes, &line, &next)) take(context, bytes, &line, &next);
        line = next;
        at = next.next;
    }
}

enum { WIDTH_MOST = 120, WIDTH_LEAST = 40 };

typedef struct line_ends {
    size_t n[WIDTH_MOST + 2]; /* lines of each width that have another below them; in the last place the wider ones */
    size_t n_all, n_full;     /* all of them; those behind which the first word of the next had no room */
    size_t width;             /* that of nearly all */
    bool is_wide;             /* one of them all is wider than what programs break lines to */
} line_ends;

static size_t first_word(pdx_span bytes, const pdx_block_line *line) {
    size_t end = line->begin;
    while (end < line->end && !pdx_markdown_is_space(bytes.data[end])) end++;
    return pdx_markdown_width(bytes, line->begin, end);
}

/* Whether a word of a line is longer than words are: an address, which is not broken. */
static bool has_long_word(pdx_span bytes, const pdx_block_line *line) {
    enum { WORD_MOST = 30 };
    size_t n = 0;
    for (size_t at = line->begin; at < line->end && n <= WORD_MOST; at++) n = pdx_markdown_is_space(bytes.data[at]) ? 0 : n + 1;
    return n > WORD_MOST;
}

static void width_take(void *context, pdx_span bytes, const pdx_block_line *line, const pdx_block_line *next) {
    line_ends *ends = context;
    const size_t width = pdx_markdown_width(bytes, line->begin, line->end);
    (void)next;
    ends->is_wide = ends->is_wide || (width > WIDTH_MOST && memchr(bytes.data + line->begin, ' ', line->end - line->begin) != NULL);
    if (has_long_word(bytes, line)) return;
    ends->n[pdx_min_size(width, WIDTH_MOST + 1)]++;
    ends->n_all++;
}

static size_t width_of(const line_ends *ends) {
    size_t width = 0, n = ends->n[0];
    while (width <= WIDTH_MOST && n * 50 < ends->n_all * 49) n += ends->n[++width];
    return width;
}

static void full_take(void *context, pdx_span bytes, const pdx_block_line *line, const pdx_block_line *next) {
    line_ends *ends = context;
    if (!has_long_word(bytes, line)) ends->n_full += pdx_markdown_width(bytes, line->begin, line->end) + 1 + first_word(bytes, next) > ends->width;
}

static pdx_markdown_lines lines_of(pdx_span bytes) {
    pdx_markdown_lines lines = {0, false};
    line_ends ends;
    memset(&ends, 0, sizeof ends);
    pairs_each(bytes, width_take, &ends);
    ends.width = width_of(&ends);
    pairs_each(bytes, full_take, &ends);
    if (ends.width >= WIDTH_LEAST && ends.width <= WIDTH_MOST && ends.n_full * 2 > ends.n_all) lines.width = ends.width;
    lines.are_blocks = lines.width == 0 && ends.is_wide;
    return lines;
}

/* ---- reading */

pdx_status pdx_markdown_page(pdx_span bytes, size_t begin, pdx_markdown_out *out, const pdx_tick *tick, pdx_error *err) {
    pdx_markdown markdown;
    pdx_status status;
    pdx_markdown_init(&markdown);
    markdown.bytes = bytes;
    markdown.front.body = begin;
    markdown.out = out;
    out->lines = lines_of(bytes);
    status = pdx_markdown_blocks(&markdown, NULL, true, tick, err);
    pdx_markdown_out_end(out);
    if (status == PDX_OK && out->html.failed) status = pdx_fail_memory(err);
    pdx_markdown_deinit(&markdown);
    return status;
}
