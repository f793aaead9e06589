#include "source/html/htmlentries.h"

#include "base/ascii.h"
#include "source/html/htmlheadline.h"
#include "source/html/htmlrows.h"
#include "text/utf8.h"

void pdx_html_entries_init(pdx_html_entries *entries) { memset(entries, 0, sizeof *entries); }
void pdx_html_entries_deinit(pdx_html_entries *entries) {
    PDX_VEC_DEINIT(&entries->list);
    PDX_VEC_DEINIT(&entries->asides);
}

/* What is known of each block beside what it says. */
typedef struct block_facts {
    uint64_t prose;  /* bytes of text that does not link, of blocks before it that do not link for the most part */
    pdx_range title; /* words in it that could be a title; empty: none */
    bool said;       /* the markup says that they are one */
    uint32_t next_said, next_heading, next_link; /* the first block from it on that says so, else that is a heading, else that links; the number of blocks: there is none */
} block_facts;

enum { ASIDE = 1, IN_ENTRY, LEVELS = 3 };

typedef struct finder {
    const pdx_htmltext *read;
    block_facts *blocks; /* owned; one per block, and one more */
    uint8_t *asides;     /* owned; per box: ASIDE, IN_ENTRY (it is an entry, or in one), or neither */
    uint8_t *levels;     /* owned; per box that is said to be an entry: one more than how many others it stands in; else 0 */
    pdx_html_rows rows;  /* owned */
    size_t n;            /* boxes */
    uint64_t prose;      /* of the page, but for asides */
    bool cards;          /* nothing else is told: lists of titles may be cards */
} finder;

static bool is_prose(const pdx_html_block *block) {
    return block->role == PDX_ROLE_PARAGRAPH || block->role == PDX_ROLE_QUOTE || block->role == PDX_ROLE_LIST || block->role == PDX_ROLE_CODE ||
           block->role == PDX_ROLE_TABLE;
}

static uint64_t prose_of(const finder *f, pdx_range range) {
    return range.end <= range.begin
               ? 0
               : f->blocks[pdx_html_block_at(f->read, range.end)].prose - f->blocks[pdx_html_block_at(f->read, range.begin)].prose;
}

static uint64_t len_of(pdx_range range) { return range.end - range.begin; }

static pdx_span value_of(const finder *f, const pdx_html_mark *mark) {
    return pdx_span_slice(pdx_buf_view(&f->read->values), (size_t)mark->value.begin, (size_t)mark->value.end);
}

/* Links and titles of a block; *mark goes on to the first mark behind it. */
static uint64_t read_marks(const finder *f, const pdx_html_block *block, block_facts *facts, size_t *mark) {
    uint64_t linked = 0, at = block->range.begin;
    for (; *mark < f->read->marks.len && f->read->marks.data[*mark].range.begin < block->range.end; ++*mark) {
        const pdx_html_mark *each = &f->read->marks.data[*mark];
        const pdx_range range =
            pdx_range_of(each->range.begin > at ? each->range.begin : at, each->range.end < block->range.end ? each->range.end : block->range.end);
        if (range.end <= range.begin) continue;
        if (each->kind == PDX_HTML_TITLE && range.begin >= block->range.begin) facts->title = range, facts->said = true;
        if (each->kind != PDX_HTML_LINK) continue;
        linked += len_of(range);
        at = range.end;
    }
    return linked;
}

/* From the last block back, so that what stands in a range is known without going through it: boxes stand in each other. */
static void read_nexts(finder *f) {
    size_t said = f->read->blocks.len, heading = said, link = said;
    for (size_t i = f->read->blocks.len + 1; i-- > 0;) {
        block_facts *facts = &f->blocks[i];
        if (i < f->read->blocks.len) {
            const uint8_t role = f->read->blocks.data[i].role;
            if (facts->said) said = i;
            else if (role == PDX_ROLE_HEADING) heading = i;
            else if (role != PDX_ROLE_IMAGE_ALT && facts->title.end > facts->title.begin) link = i;
        }
        facts->next_said = (uint32_t)said;
        facts->next_heading = (uint32_t)heading;
        facts->next_link = (uint32_t)link;
    }
}

/* A heading that links, or a whole line that does, is what entries of a listing begin with. */
static void read_blocks(finder *f) {
    enum { LONG_TITLE = 300 };
    uint64_t prose = 0;
    size_t mark = 0;
    for (size_t i = 0; i < f->read->blocks.len; i++) {
        const pdx_html_block *block = &f->read->blocks.data[i];
        block_facts *facts = &f->blocks[i];
        const uint64_t linked = read_marks(f, block, facts, &mark), len = len_of(block->range);
        const bool links = linked * 10 >= len * (block->role == PDX_ROLE_HEADING ? 5 : 9);
        if (!facts->said && links && len <= LONG_TITLE && block->role != PDX_ROLE_IMAGE_ALT) facts->title = block->range;
        facts->prose = prose;
        if (is_prose(block) && linked * 2 < len) prose += len - linked;
    }
    f->blocks[f->read->blocks.len].prose = prose;
    read_nexts(f);
}

/* A comment may be an article too. */
static bool is_entry(const pdx_html_box *box) {
    return (box->says & PDX_HTML_SAYS_ENTRY) != 0 && (box->says & (PDX_HTML_SAYS_ASIDE | PDX_HTML_SAYS_AROUND | PDX_HTML_SAYS_COMMENT)) == 0;
}

/* Marks what holds an entry that is said to be one; whether there is any. */
static bool read_holders(const finder *f, uint8_t *holds) {
    bool any = false;
    for (size_t i = 0; i < f->n; i++) {
        if (!is_entry(&f->read->boxes.data[i])) continue;
        any = true;
        for (uint32_t at = f->read->boxes.data[i].parent; at != PDX_HTML_NO_BOX && !holds[at]; at = f->read->boxes.data[at].parent) holds[at] = 1;
    }
    return any;
}

/* What is named as if it stood around the posts does not hold most of what the page says, but where others are said to be these; and what is of an
 * entry does not stand around it. */
static void read_asides(finder *f, uint8_t *inner, uint8_t *holds) {
    const uint64_t all = f->blocks[f->read->blocks.len].prose;
    const bool said = read_holders(f, holds);
    for (size_t i = 0; i < f->n; i++) {
        const pdx_html_box *box = &f->read->boxes.data[i];
        f->asides[i] = box->parent == PDX_HTML_NO_BOX ? 0 : f->asides[box->parent];
        inner[i] = box->parent == PDX_HTML_NO_BOX ? 0 : inner[box->parent];
        if (is_entry(box) && f->asides[i] != ASIDE && inner[i] < LEVELS) f->levels[i] = ++inner[i];
        if ((box->says & PDX_HTML_SAYS_COMMENT) != 0 && prose_of(f, box->range) * 2 <= all) f->asides[i] = ASIDE; /* of an entry, too */
        if (f->asides[i] != 0) continue;
        if (is_entry(box)) f->asides[i] = IN_ENTRY;
        else if ((box->says & PDX_HTML_SAYS_AROUND) != 0 ||
                 ((box->says & PDX_HTML_SAYS_ASIDE) != 0 && ((said && !holds[i]) || prose_of(f, box->range) * 2 <= all))) {
            f->asides[i] = ASIDE;
        }
    }
}

/* What the page says before `end` beside its outermost asides, which do not overlap. */
static uint64_t prose_beside(const finder *f, uint64_t end) {
    uint64_t prose = prose_of(f, pdx_range_of(0, end));
    for (size_t i = 0; i < f->n && f->read->boxes.data[i].range.begin < end; i++) {
        const pdx_html_box *box = &f->read->boxes.data[i];
        const pdx_range range = pdx_range_of(box->range.begin, box->range.end < end ? box->range.end : end);
        if (f->asides[i] == ASIDE && (box->parent == PDX_HTML_NO_BOX || f->asides[box->parent] != ASIDE)) prose -= prose_of(f, range);
    }
    return prose;
}

enum { LEAST_PROSE = 60 };

/* Whether all that links in a range links to one place: a heading in it is then of what stands there. */
static bool links_to_one(const finder *f, pdx_range range) {
    const pdx_html_mark *first = NULL;
    for (size_t i = pdx_html_mark_at(f->read, range.begin); i < f->read->marks.len && f->read->marks.data[i].range.begin < range.end; i++) {
        const pdx_html_mark *mark = &f->read->marks.data[i];
        if (mark->kind != PDX_HTML_LINK || len_of(mark->value) == 0) continue;
        if (first != NULL && !pdx_span_equal(value_of(f, mark), value_of(f, first))) return false;
        first = mark;
    }
    return first != NULL;
}

/* The title of what stands in a range: the words that are said to be one, else those of the first heading, else of the first line that links. One
 * that comes behind its text leads on, and is no title, but tells that there is one. */
static pdx_range title_of(const finder *f, pdx_range range, bool *links) {
    const size_t begin = pdx_html_block_at(f->read, range.begin), end = pdx_html_block_at(f->read, range.end);
    const block_facts *at = &f->blocks[begin];
    *links = at->next_said < end || at->next_link < end;
    if (at->next_said < end) return f->blocks[at->next_said].title;
    if (at->next_heading < end) {
        const pdx_range title = f->blocks[at->next_heading].title;
        *links = title.end > title.begin || links_to_one(f, range);
        return f->read->blocks.data[at->next_heading].range;
    }
    if (!*links || f->blocks[at->next_link].prose - at->prose >= LEAST_PROSE) return pdx_range_of(0, 0);
    return f->blocks[at->next_link].title;
}

/* A choice of boxes as entries. */
typedef struct group {
    size_t n, headed, linked, titled, full; /* boxes; those with a title or a link; those that link; those with a title and that; those that say more */
    uint64_t prose, end; /* of them all; of the last */
    bool rows; /* they do not stand in one box */
} group;

static void group_add(const finder *f, group *g, const pdx_html_box *box) {
    bool links;
    const pdx_range title = title_of(f, box->range, &links);
    g->n++;
    g->headed += links || title.end > title.begin;
    g->linked += links;
    g->titled += links && title.end > title.begin;
    g->full += prose_of(f, box->range) >= LEAST_PROSE;
    g->prose += prose_of(f, box->range);
    if (box->range.end > g->end) g->end = box->range.end;
}

/* What of `title` stands in `range`: a block may end behind the element that it began in. */
static pdx_range title_in(pdx_range title, pdx_range range) {
    const uint64_t begin = title.begin > range.begin ? title.begin : range.begin, end = title.end < range.end ? title.end : range.end;
    return begin < end ? pdx_range_of(begin, end) : pdx_range_of(0, 0);
}

static pdx_status entry_add(pdx_html_entries *entries, const finder *f, pdx_range range, pdx_error *err) {
    pdx_html_entry entry;
    bool links;
    entry.range = range;
    entry.title = title_in(title_of(f, range, &links), range);
    return PDX_VEC_PUSH(&entries->list, entry) ? PDX_OK : pdx_fail_memory(err);
}

static bool is_there(const finder *f, uint32_t box) {
    return f->asides[box] != ASIDE && f->read->boxes.data[box].range.end > f->read->boxes.data[box].range.begin;
}

/* Boxes from order[from] on that are neighbours of one form. */
static size_t group_read(const finder *f, size_t from, group *g) {
    const pdx_html_box *boxes = f->read->boxes.data;
    size_t to = from;
    memset(g, 0, sizeof *g);
    for (; to < f->n && pdx_html_rows_alike(&f->rows, from, to); to++) {
        if (!is_there(f, f->rows.order[to])) continue;
        group_add(f, g, &boxes[f->rows.order[to]]);
        g->rows = g->rows || boxes[f->rows.order[to]].parent != boxes[f->rows.order[from]].parent;
    }
    return to;
}

/* Whether so many of them are titled, and so much of what the page says stands in them, that they are what it lists. */
static bool is_listing(const finder *f, const group *g) {
    return g->n >= 2 && g->titled == g->n && g->full >= 2 && g->full * 2 >= g->n && g->prose * 2 >= f->prose;
}

/* Whether they are what the page is about: they say as much as what stands before and between them, where a post would be to which they are
 * related. What a page has below its entries says nothing against them. */
static bool is_main(const finder *f, const group *g) { return g->prose * 2 >= f->prose || g->prose * 2 + LEAST_PROSE > prose_beside(f, g->end); }

/* Who calls something a post titles it; a crawler may have taken the link away from one title. */
static bool is_titled(const group *g) { return g->headed == g->n && g->linked * 2 > g->n; }

/* The most neighbours of one form that somebody called posts. */
static size_t find_called(const finder *f, size_t *from, size_t *to) {
    size_t most = 0;
    for (size_t i = 0, next; i < f->n; i = next) {
        group g;
        next = group_read(f, i, &g);
        if ((f->read->boxes.data[f->rows.order[i]].says & PDX_HTML_SAYS_POST) == 0 || g.n <= most || !is_titled(&g) || g.full * 2 < g.n ||
            !is_main(f, &g)) {
            continue;
        }
        most = g.n;
        *from = i;
        *to = next;
    }
    return most;
}

/* The most neighbours of one form, the innermost of those; *to - *from of them in the order. */
static bool find_neighbours(const finder *f, size_t *from, size_t *to) {
    size_t most = 0;
    for (size_t i = 0, next; i < f->n; i = next) {
        group g;
        next = group_read(f, i, &g);
        if (!is_listing(f, &g) || g.n < most || (g.rows && g.n == most)) continue;
        most = g.n;
        *from = i;
        *to = next;
    }
    return most > 0;
}

/* Entries that are said, those in `level` others: a list may be one itself, as far as its element goes. */
static group said_read(const finder *f, unsigned level) {
    group g;
    memset(&g, 0, sizeof g);
    for (size_t i = 0; i < f->n; i++) {
        if (f->levels[i] == level + 1 && is_there(f, (uint32_t)i)) group_add(f, &g, &f->read->boxes.data[i]);
    }
    return g;
}

static pdx_status said_add(const finder *f, unsigned level, pdx_html_entries *entries, pdx_error *err) {
    for (size_t i = 0; i < f->n; i++) {
        if (f->levels[i] == level + 1 && is_there(f, (uint32_t)i)) PDX_TRY(entry_add(entries, f, f->read->boxes.data[i].range, err));
    }
    return PDX_OK;
}

static pdx_status find_said(const finder *f, pdx_html_entries *entries, pdx_error *err) {
    unsigned one = LEVELS; /* the innermost that is alone */
    for (unsigned level = 0; level < LEVELS; level++) {
        const group g = said_read(f, level);
        if (g.n >= 2 && is_titled(&g) && is_main(f, &g)) return said_add(f, level, entries, err); /* lines alone will do */
        if (g.n == 1 && g.full == 1 && g.prose * 2 >= f->prose && (level == 0 || g.titled == 1)) one = level;
        if (g.n == 1 && g.titled == 1 && f->prose < LEAST_PROSE) one = level; /* of a page that says nothing else */
    }
    return one < LEVELS ? said_add(f, one, entries, err) : PDX_OK;
}

/* Whether it is a part of an entry. */
static bool is_within(const pdx_html_entries *entries, pdx_range range) {
    size_t low = 0, high = entries->list.len;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (entries->list.data[middle].range.end < range.end) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < entries->list.len && entries->list.data[low].range.begin <= range.begin;
}

static pdx_status find_asides(const finder *f, pdx_html_entries *entries, pdx_error *err) {
    for (size_t i = 0; i < f->n; i++) {
        const pdx_html_box *box = &f->read->boxes.data[i];
        if (f->asides[i] != ASIDE || (box->parent != PDX_HTML_NO_BOX && f->asides[box->parent] == ASIDE) || box->range.end <= box->range.begin) {
            continue;
        }
        if (is_within(entries, box->range)) continue;
        if (!PDX_VEC_PUSH(&entries->asides, box->range)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* ---- titles that stand before what is said to be an entry */

enum { HEADING_WITHIN = 8 }; /* blocks before it, in which dates and names may stand too */

/* The heading that links before block `at` and not before `least`; at where there is none. */
static size_t heading_before(const finder *f, size_t at, size_t least) {
    for (size_t i = at; i > least && at - i < HEADING_WITHIN;) {
        const pdx_html_block *block = &f->read->blocks.data[--i];
        if (block->role == PDX_ROLE_HEADING && len_of(f->blocks[i].title) > 0) return i; /* others may be dates */
    }
    return at;
}

static bool has_heading(const finder *f, pdx_range range) {
    for (size_t i = pdx_html_block_at(f->read, range.begin), end = pdx_html_block_at(f->read, range.end); i < end; i++) {
        if (f->read->blocks.data[i].role == PDX_ROLE_HEADING || f->blocks[i].said) return true;
    }
    return false;
}

/* Themes without an element for the whole of a post have one for what it says, behind its title: each of them has no heading in it, and one that
 * links before it. Then entries begin at these, and go on to the next; the last has as many lines behind it as each of the others. */
static void headings_take(const finder *f, pdx_html_entries *entries) {
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

/* ---- the title that the page's head says */

static bool is_beside(const finder *f, const pdx_html_block *block) { return block->box != PDX_HTML_NO_BOX && f->asides[block->box] == ASIDE; }

/* How far a block says it: not where it stands beside what the page is about, nor where it links and may be the site's name. */
static unsigned is_headline(const finder *f, const pdx_html_headlines *headlines, size_t i) {
    const pdx_html_block *block = &f->read->blocks.data[i];
    unsigned is;
    if (block->role != PDX_ROLE_HEADING || is_beside(f, block)) return 0;
    is = pdx_html_is_headline(headlines, pdx_span_slice(pdx_buf_view(&f->read->text), (size_t)block->range.begin, (size_t)block->range.end));
    return is > 0 && len_of(f->blocks[i].title) > 0 && !f->blocks[i].said ? is - 1 : is;
}

/* The heading that says it best, and of several the one with more prose behind it. The number of blocks: none. */
static size_t headline_find(const finder *f) {
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
static uint32_t holder_of(const finder *f, size_t block) {
    uint32_t at = f->read->blocks.data[block].box;
    while (at != PDX_HTML_NO_BOX && prose_of(f, f->read->boxes.data[at].range) * 5 < f->prose * 4) at = f->read->boxes.data[at].parent;
    return at == PDX_HTML_NO_BOX || (f->read->boxes.data[at].says & PDX_HTML_SAYS_PAGE) != 0 ? PDX_HTML_NO_BOX : at;
}

/* Whether what stands from a heading on is one post: most of it is said before another heading links, and hardly a line is a link, unless the head
 * says when it was published. */
static bool is_alone(const finder *f, size_t from, size_t to) {
    enum { LINES_MOST = 2 };
    const bool published = f->read->published.end > f->read->published.begin;
    const uint64_t all = f->blocks[to].prose - f->blocks[from].prose;
    size_t lines = 0, i = from + 1;
    for (; i < to; i++) {
        const pdx_html_block *block = &f->read->blocks.data[i];
        if (len_of(f->blocks[i].title) == 0 || is_beside(f, block) || block->role == PDX_ROLE_IMAGE_ALT) continue;
        if (block->role == PDX_ROLE_HEADING) break;
        lines += (f->blocks[i].prose - f->blocks[from].prose) * 5 < all * 4; /* below what it says terms and other posts are listed */
    }
    return all >= LEAST_PROSE && (f->blocks[i].prose - f->blocks[from].prose) * 5 >= all * (published ? 2 : 3) && (published || lines <= LINES_MOST);
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
static uint64_t begin_of(const finder *f, pdx_range holder, size_t title) {
    enum { BLOCKS_BEFORE = 4, LINE_MOST = 120 };
    const size_t first = pdx_html_block_at(f->read, holder.begin);
    uint64_t begin = f->read->blocks.data[title].range.begin;
    for (size_t i = title; i > first && title - i < BLOCKS_BEFORE;) {
        const pdx_html_block *block = &f->read->blocks.data[--i];
        if (is_beside(f, block) || len_of(f->blocks[i].title) > 0 || block->role == PDX_ROLE_HEADING || len_of(block->range) > LINE_MOST) break;
        if (has_year(pdx_span_slice(pdx_buf_view(&f->read->text), (size_t)block->range.begin, (size_t)block->range.end))) begin = block->range.begin;
    }
    return begin;
}

/* Of a page of which nothing else tells: what holds that heading and what is said below it. */
static pdx_status headline_take(const finder *f, size_t title, pdx_html_entries *entries, pdx_error *err) {
    const uint32_t holder = holder_of(f, title);
    const pdx_range heading = f->read->blocks.data[title].range;
    pdx_html_entry entry = {pdx_range_of(heading.begin, f->read->text.len), heading};
    if (holder != PDX_HTML_NO_BOX) entry.range = f->read->boxes.data[holder].range;
    if (entry.range.begin > heading.begin || !is_alone(f, title, pdx_html_block_at(f->read, entry.range.end))) return PDX_OK;
    entry.range.begin = holder == PDX_HTML_NO_BOX ? heading.begin : begin_of(f, entry.range, title);
    return PDX_VEC_PUSH(&entries->list, entry) ? PDX_OK : pdx_fail_memory(err);
}

static bool is_said(const finder *f, pdx_range title) {
    const size_t at = pdx_html_block_at(f->read, title.begin + 1);
    return title.end > title.begin && at > 0 && f->blocks[at - 1].said;
}

/* Of one that is told, whose title may stand before it: templates print the title of a page in a place of its own. A list of one post has its own
 * name there, and the title of the post links. */
static void headline_before(const finder *f, size_t title, pdx_html_entry *entry) {
    const pdx_range heading = f->read->blocks.data[title].range;
    const size_t first = pdx_html_block_at(f->read, entry->range.begin), at = pdx_html_block_at(f->read, entry->title.begin);
    const bool links = len_of(entry->title) > 0 && at < f->read->blocks.len && len_of(f->blocks[at].title) > 0;
    if ((links && f->read->published.end <= f->read->published.begin) || is_said(f, entry->title)) return;
    if (heading.end > entry->range.end || (title < first && first - title > HEADING_WITHIN)) return;
    if (heading.begin < entry->range.begin) entry->range.begin = heading.begin;
    entry->title = heading;
}

/* ---- lists of titles, each with its date beside it */

enum { BESIDE_MOST = 80, CARD_MOST = 240, LINES_LEAST = 3 };

/* Whether a text has a year of four digits, or two numbers with a mark between them. */
static bool has_date(pdx_span text) {
    for (size_t i = 0, end; i < text.len; i = end + 1) {
        for (end = i; end < text.len && pdx_is_digit(text.data[end]); end++) {}
        if (end - i == 4 && ((text.data[i] == '1' && text.data[i + 1] == '9') || (text.data[i] == '2' && text.data[i + 1] == '0'))) return true;
        if ((end - i == 1 || end - i == 2) && end + 1 < text.len && (text.data[end] == '.' || text.data[end] == '-' || text.data[end] == '/') &&
            pdx_is_digit(text.data[end + 1])) {
            return true;
        }
    }
    return false;
}

/* Whether a box is one heading that links, and a date among other words and pictures: themes of magazines show their posts so. */
static bool is_dated_card(const finder *f, pdx_range range, pdx_range *title) {
    const size_t end = pdx_html_block_at(f->read, range.end);
    const pdx_span text = pdx_span_slice(pdx_buf_view(&f->read->text), (size_t)range.begin, (size_t)range.end);
    size_t n = 0;
    for (size_t i = pdx_html_block_at(f->read, range.begin); i < end; i++) {
        if (f->read->blocks.data[i].role != PDX_ROLE_HEADING) continue;
        *title = f->blocks[i].title;
        n++;
    }
    if (n != 1 || len_of(*title) == 0 || title->end > range.end || text.len - len_of(*title) > CARD_MOST) return false;
    return has_date(pdx_span_slice(text, 0, (size_t)(title->begin - range.begin))) ||
           has_date(pdx_span_slice(text, (size_t)(title->end - range.begin), text.len));
}

/* Whether a box is one link and a date, or a card. */
static bool is_dated_link(const finder *f, pdx_range range, pdx_range *link) {
    const pdx_span text = pdx_span_slice(pdx_buf_view(&f->read->text), (size_t)range.begin, (size_t)range.end);
    size_t n = 0;
    for (size_t i = pdx_html_mark_at(f->read, range.begin); i < f->read->marks.len && f->read->marks.data[i].range.begin < range.end; i++) {
        const pdx_html_mark *mark = &f->read->marks.data[i];
        if (mark->kind != PDX_HTML_LINK || len_of(mark->range) == 0) continue;
        *link = mark->range;
        if (++n > 1) break;
    }
    if (n != 1) return f->cards && is_dated_card(f, range, link);
    if (link->end > range.end || text.len - len_of(*link) > BESIDE_MOST) return false;
    return has_date(pdx_span_slice(text, 0, (size_t)(link->begin - range.begin))) ||
           has_date(pdx_span_slice(text, (size_t)(link->end - range.begin), text.len));
}

/* All boxes of a form that are dated links, wherever they stand: an archive has a list for each year. */
static pdx_status lines_take(const finder *f, uint32_t form, pdx_html_entries *entries, pdx_error *err) {
    uint64_t at = 0;
    entries->list.len = 0;
    for (size_t i = 0; i < f->n; i++) {
        const pdx_html_box *box = &f->read->boxes.data[i];
        pdx_html_entry entry = {box->range, {0, 0}};
        if (box->form != form || box->range.begin < at || !is_there(f, (uint32_t)i) || !is_dated_link(f, box->range, &entry.title)) continue;
        if (!PDX_VEC_PUSH(&entries->list, entry)) return pdx_fail_memory(err);
        at = box->range.end;
    }
    return PDX_OK;
}

/* A page that is a list of titles, and says less than these beside them: links in lists are no posts where there is one to read. */
static pdx_status find_lines(const finder *f, pdx_html_entries *entries, pdx_error *err) {
    size_t most = LINES_LEAST - 1;
    uint32_t form = 0;
    for (size_t i = 0, next; i < f->n; i = next) {
        size_t n = 0, dated = 0;
        uint64_t text = 0, prose = 0;
        for (next = i; next < f->n && pdx_html_rows_alike(&f->rows, i, next); next++) {
            const pdx_range range = f->read->boxes.data[f->rows.order[next]].range;
            pdx_range link;
            if (!is_there(f, f->rows.order[next])) continue;
            n++;
            dated += is_dated_link(f, range, &link);
            text += len_of(range);
            prose += prose_of(f, range);
        }
        if (dated * 10 < n * 9 || dated <= most || f->prose > prose + text) continue;
        most = dated;
        form = f->read->boxes.data[f->rows.order[i]].form;
    }
    return most >= LINES_LEAST ? lines_take(f, form, entries, err) : PDX_OK;
}

/* ---- all of them */

static pdx_status group_take(const finder *f, size_t from, size_t to, pdx_html_entries *entries, pdx_error *err) {
    entries->list.len = 0;
    for (size_t i = from; i < to; i++) {
        if (is_there(f, f->rows.order[i])) PDX_TRY(entry_add(entries, f, f->read->boxes.data[f->rows.order[i]].range, err));
    }
    return PDX_OK;
}

/* Whether several headings in it link: then it holds entries, and is none. */
static bool holds_several(const finder *f, pdx_range range) {
    size_t n = 0;
    for (size_t i = pdx_html_block_at(f->read, range.begin), end = pdx_html_block_at(f->read, range.end); i < end; i++) {
        n += f->read->blocks.data[i].role == PDX_ROLE_HEADING && len_of(f->blocks[i].title) > 0;
    }
    return n > 1;
}

static pdx_range range_of(const finder *f, size_t in_order) { return f->read->boxes.data[f->rows.order[in_order]].range; }

/* What is said to be entries; else what is called so, several of it; else neighbours, but for those below one that is called so; else that one. */
static pdx_status find_boxes(const finder *f, pdx_html_entries *entries, pdx_error *err) {
    size_t from = 0, to = 0, first = 0, last = 0, n;
    bool several;
    PDX_TRY(find_said(f, entries, err));
    if (entries->list.len >= 2) return PDX_OK;
    n = find_called(f, &first, &last);
    if (n >= 2) return group_take(f, first, last, entries, err);
    if (n == 1 && holds_several(f, range_of(f, last - 1))) n = 0;
    several = find_neighbours(f, &from, &to) && (entries->list.len == 0 || to - from >= 3); /* one that is said, rather than two of a form */
    if (several && n == 1 && range_of(f, from).begin >= range_of(f, last - 1).end) several = false;
    if (several) return group_take(f, from, to, entries, err);
    return n == 1 && entries->list.len == 0 ? group_take(f, first, last, entries, err) : PDX_OK;
}

static pdx_status find_entries(finder *f, pdx_html_entries *entries, pdx_error *err) {
    read_blocks(f);
    read_asides(f, f->levels + f->n, f->levels + 2 * f->n);
    f->prose = prose_beside(f, f->read->text.len);
    pdx_html_rows_read(&f->rows);
    PDX_TRY(find_boxes(f, entries, err));
    headings_take(f, entries);
    if (entries->list.len < 2) {
        const size_t title = headline_find(f);
        if (title < f->read->blocks.len && entries->list.len == 1) headline_before(f, title, &entries->list.data[0]);
        else if (title < f->read->blocks.len) PDX_TRY(headline_take(f, title, entries, err));
    }
    f->cards = entries->list.len == 0;
    return entries->list.len < 2 ? find_lines(f, entries, err) : PDX_OK;
}

static pdx_status find_all(finder *f, pdx_html_entries *entries, pdx_error *err) {
    PDX_TRY(find_entries(f, entries, err));
    return find_asides(f, entries, err);
}

pdx_status pdx_html_entries_find(pdx_html_entries *entries, const pdx_htmltext *read, pdx_error *err) {
    finder f;
    pdx_status status;
    memset(&f, 0, sizeof f);
    entries->list.len = entries->asides.len = 0;
    f.read = read;
    f.n = read->boxes.len;
    f.blocks = pdx_alloc_zero(read->blocks.len + 1, sizeof *f.blocks);
    f.asides = pdx_alloc_zero(f.n + 1, sizeof *f.asides);
    f.levels = pdx_alloc_zero(3 * f.n + 1, sizeof *f.levels); /* and how many entries each box is in, and whether it holds some */
    status = f.blocks == NULL || f.asides == NULL || f.levels == NULL || !pdx_html_rows_init(&f.rows, read) ? pdx_fail_memory(err)
                                                                                                            : find_all(&f, entries, err);
    pdx_free(f.blocks);
    pdx_free(f.asides);
    pdx_free(f.levels);
    pdx_html_rows_deinit(&f.rows);
    return status;
}
