#include "source/html/htmlentrytitles.h"

#include "source/html/htmlheadline.h"
#include "text/utf8.h"

enum { HEADING_WITHIN = 8 }; /* blocks before it, in which dates and names may stand too */

/* The heading that links before block `at` and not before `least`; at where there is none. */
static size_t heading_before(const pdx_html_finder *f, size_t at, size_t least) {
    for (size_t i = at; i > least && at - i < HEADING_WITHIN;) {
        const pdx_html_block *block = &f->read->blocks.data[--i];
        if (block->role == PDX_ROLE_HEADING && pdx_html_len(f->blocks[i].title) > 0) return i; /* others may be dates */
    }
    return at;
}

static bool has_heading(const pdx_html_finder *f, pdx_range range) {
    for (size_t i = pdx_html_block_at(f->read, range.begin), end = pdx_html_block_at(f->read, range.end); i < end; i++) {
        if (f->read->blocks.data[i].role == PDX_ROLE_HEADING || f->blocks[i].said) return true;
    }
    return false;
}

void pdx_html_headings_take(const pdx_html_finder *f, pdx_html_entries *entries) {
    const pdx_html_block *blocks = f->read->blocks.data;
    const size_t n = entries->list.len;
    size_t least = 0, behind = n > 1 ? SIZE_MAX : 0;
    for (size_t i = 0; i < n; i++) {
        const pdx_range range = entries->list.data[i].range;
        const size_t at = pdx_html_block_at(f->read, range.begin), heading = heading_before(f, at, least);
        if (heading == at || has_heading(f, range)) return;
        if (i > 0 && heading - least < behind) behind = heading - least;
        least = pdx_html_block_at(f->read, range.end);
    }
    least = 0;
    for (size_t i = 0; i < n; i++) {
        pdx_html_entry *entry = &entries->list.data[i];
        const size_t heading = heading_before(f, pdx_html_block_at(f->read, entry->range.begin), least);
        if (i > 0 && heading > least) entries->list.data[i - 1].range.end = blocks[heading - 1].range.end;
        entry->range.begin = blocks[heading].range.begin;
        entry->title = f->blocks[heading].title;
        least = pdx_html_block_at(f->read, entry->range.end);
    }
    if (n > 0 && behind > 0) entries->list.data[n - 1].range.end = blocks[pdx_min_size(least + behind, f->read->blocks.len) - 1].range.end;
}

/* How far a block says it: not where it stands beside what the page is about, nor where it links and may be the site's name. */
static unsigned is_headline(const pdx_html_finder *f, const pdx_html_headlines *headlines, size_t i) {
    const pdx_html_block *block = &f->read->blocks.data[i];
    unsigned is;
    if (block->role != PDX_ROLE_HEADING || pdx_html_finder_is_beside(f, block)) return 0;
    is = pdx_html_is_headline(headlines, pdx_span_slice(pdx_buf_view(&f->read->text), (size_t)block->range.begin, (size_t)block->range.end));
    return is > 0 && pdx_html_len(f->blocks[i].title) > 0 && !f->blocks[i].said ? is - 1 : is;
}

size_t pdx_html_headline_find(const pdx_html_finder *f) {
    const size_t n = f->read->blocks.len;
    size_t best = n, last = n;
    unsigned how = 0, last_how = 0;
    uint64_t most = 0;
    pdx_html_headlines headlines;
    pdx_html_headlines_read(&headlines, f->read);
    for (size_t i = 0; i <= n; i++) {
        const unsigned is = i < n ? is_headline(f, &headlines, i) : 0;
        const uint64_t prose = last < n ? f->blocks[i].prose - f->blocks[last].prose : 0;
        if (is == 0 && i < n) continue;
        if (last < n && (last_how > how || (last_how == how && prose > most))) best = last, how = last_how, most = prose;
        last = i;
        last_how = is;
    }
    return best;
}

/* The innermost box round a block that holds most of what the page says; PDX_HTML_NO_BOX: none, or the page. */
static uint32_t holder_of(const pdx_html_finder *f, size_t block) {
    uint32_t at = f->read->blocks.data[block].box;
    while (at != PDX_HTML_NO_BOX && pdx_html_finder_prose(f, f->read->boxes.data[at].range) * 5 < f->prose * 4) at = f->read->boxes.data[at].parent;
    return at == PDX_HTML_NO_BOX || (f->read->boxes.data[at].says & PDX_HTML_SAYS_PAGE) != 0 ? PDX_HTML_NO_BOX : at;
}

/* Whether what stands from a heading on is one post: most of it is said before another heading links, and hardly a line is a link, unless the head
 * says when it was published. */
static bool is_alone(const pdx_html_finder *f, size_t from, size_t to) {
    enum { LINES_MOST = 2 };
    const bool published = f->read->published.end > f->read->published.begin;
    const uint64_t all = f->blocks[to].prose - f->blocks[from].prose;
    size_t lines = 0, i = from + 1;
    for (; i < to; i++) {
        const pdx_html_block *block = &f->read->blocks.data[i];
        if (pdx_html_len(f->blocks[i].title) == 0 || pdx_html_finder_is_beside(f, block) || block->role == PDX_ROLE_IMAGE_ALT) continue;
        if (block->role == PDX_ROLE_HEADING) break;
        lines += (f->blocks[i].prose - f->blocks[from].prose) * 5 < all * 4; /* below what it says terms and other posts are listed */
    }
    if (all < PDX_HTML_LEAST_PROSE || (!published && lines > LINES_MOST)) return false;
    return (f->blocks[i].prose - f->blocks[from].prose) * 5 >= all * (published ? 2 : 3);
}

/* Of a digit of ASCII, or of those that Arabic and Persian have; otherwise -1. */
static int digit_of(uint32_t code) {
    const uint32_t zeros[] = {'0', 0x660, 0x6F0};
    for (size_t i = 0; i < PDX_COUNTOF(zeros); i++) {
        if (code >= zeros[i] && code < zeros[i] + 10) return (int)(code - zeros[i]);
    }
    return -1;
}

/* Whether a line has a year in it: of the Gregorian calendar, or of those of Iran and Islam. */
static bool has_year(pdx_span text) {
    int n = 0, year = 0;
    for (size_t at = 0, len = 1; at <= text.len; at += len) {
        const int digit = at < text.len ? digit_of(pdx_utf8_decode(text.data + at, pdx_span_end(text), &len)) : -1;
        if (digit < 0 && n == 4 && (year / 100 == 19 || year / 100 == 20 || year / 100 == 13 || year / 100 == 14)) return true;
        year = digit < 0 || n >= 4 ? 0 : year * 10 + digit; /* longer ones are none */
        n = digit < 0 ? 0 : n + 1;
    }
    return false;
}

/* Where a post begins whose title is known: its day may stand in the lines before it. */
static uint64_t begin_of(const pdx_html_finder *f, pdx_range holder, size_t title) {
    enum { BLOCKS_BEFORE = 4, LINE_MOST = 120 };
    const size_t first = pdx_html_block_at(f->read, holder.begin);
    uint64_t begin = f->read->blocks.data[title].range.begin;
    for (size_t i = title; i > first && title - i < BLOCKS_BEFORE;) {
        const pdx_html_block *block = &f->read->blocks.data[--i];
        if (pdx_html_finder_is_beside(f, block) || block->role == PDX_ROLE_HEADING) break;
        if (pdx_html_len(f->blocks[i].title) > 0 || pdx_html_len(block->range) > LINE_MOST) break;
        if (has_year(pdx_span_slice(pdx_buf_view(&f->read->text), (size_t)block->range.begin, (size_t)block->range.end))) begin = block->range.begin;
    }
    return begin;
}

pdx_status pdx_html_headline_take(const pdx_html_finder *f, size_t title, pdx_html_entries *entries, pdx_error *err) {
    const uint32_t holder = holder_of(f, title);
    const pdx_range heading = f->read->blocks.data[title].range;
    pdx_html_entry entry = {pdx_range_of(heading.begin, f->read->text.len), heading};
    if (holder != PDX_HTML_NO_BOX) entry.range = f->read->boxes.data[holder].range;
    if (entry.range.begin > heading.begin || !is_alone(f, title, pdx_html_block_at(f->read, entry.range.end))) return PDX_OK;
    entry.range.begin = holder == PDX_HTML_NO_BOX ? heading.begin : begin_of(f, entry.range, title);
    return PDX_VEC_PUSH(&entries->list, entry) ? PDX_OK : pdx_fail_memory(err);
}

static bool is_said(const pdx_html_finder *f, pdx_range title) {
    const size_t at = pdx_html_block_at(f->read, title.begin + 1);
    return title.end > title.begin && at > 0 && f->blocks[at - 1].said;
}

void pdx_html_headline_before(const pdx_html_finder *f, size_t title, pdx_html_entry *entry) {
    const pdx_range heading = f->read->blocks.data[title].range;
    const size_t first = pdx_html_block_at(f->read, entry->range.begin), at = pdx_html_block_at(f->read, entry->title.begin);
    const bool links = pdx_html_len(entry->title) > 0 && at < f->read->blocks.len && pdx_html_len(f->blocks[at].title) > 0;
    if ((links && f->read->published.end <= f->read->published.begin) || is_said(f, entry->title)) return;
    if (heading.end > entry->range.end || (title < first && first - title > HEADING_WITHIN)) return;
    if (heading.begin < entry->range.begin) entry->range.begin = heading.begin;
    entry->title = heading;
}
