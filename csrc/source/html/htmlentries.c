#include "source/html/htmlentries.h"

#include "source/html/htmlentrylines.h"
#include "source/html/htmlentrytitles.h"

void pdx_html_entries_init(pdx_html_entries *entries) { memset(entries, 0, sizeof *entries); }
void pdx_html_entries_deinit(pdx_html_entries *entries) {
    PDX_VEC_DEINIT(&entries->list);
    PDX_VEC_DEINIT(&entries->asides);
}

/* A choice of boxes as entries. */
typedef struct group {
    size_t n, headed, linked, titled, full; /* boxes; those with a title or a link; those that link; those with a title and that; those that say more */
    uint64_t prose, end; /* of them all; of the last */
    bool rows; /* they do not stand in one box */
} group;

static void group_add(const pdx_html_finder *f, group *g, const pdx_html_box *box) {
    bool links;
    const pdx_range title = pdx_html_finder_title(f, box->range, &links);
    g->n++;
    g->headed += links || title.end > title.begin;
    g->linked += links;
    g->titled += links && title.end > title.begin;
    g->full += pdx_html_finder_prose(f, box->range) >= PDX_HTML_LEAST_PROSE;
    g->prose += pdx_html_finder_prose(f, box->range);
    if (box->range.end > g->end) g->end = box->range.end;
}

/* What of `title` stands in `range`: a block may end behind the element that it began in. */
static pdx_range title_in(pdx_range title, pdx_range range) {
    const uint64_t begin = title.begin > range.begin ? title.begin : range.begin, end = title.end < range.end ? title.end : range.end;
    return begin < end ? pdx_range_of(begin, end) : pdx_range_of(0, 0);
}

static pdx_status entry_add(pdx_html_entries *entries, const pdx_html_finder *f, pdx_range range, pdx_error *err) {
    pdx_html_entry entry;
    bool links;
    entry.range = range;
    entry.title = title_in(pdx_html_finder_title(f, range, &links), range);
    return PDX_VEC_PUSH(&entries->list, entry) ? PDX_OK : pdx_fail_memory(err);
}

/* Boxes from order[from] on that are neighbours of one form. */
static size_t group_read(const pdx_html_finder *f, size_t from, group *g) {
    const pdx_html_box *boxes = f->read->boxes.data;
    size_t to = from;
    memset(g, 0, sizeof *g);
    for (; to < f->n && pdx_html_rows_alike(&f->rows, from, to); to++) {
        if (!pdx_html_finder_has(f, f->rows.order[to])) continue;
        group_add(f, g, &boxes[f->rows.order[to]]);
        g->rows = g->rows || boxes[f->rows.order[to]].parent != boxes[f->rows.order[from]].parent;
    }
    return to;
}

/* Whether so many of them are titled, and so much of what the page says stands in them, that they are what it lists. */
static bool is_listing(const pdx_html_finder *f, const group *g) {
    return g->n >= 2 && g->titled == g->n && g->full >= 2 && g->full * 2 >= g->n && g->prose * 2 >= f->prose;
}

/* Whether they are what the page is about: they say as much as what stands before and between them, where a post would be to which they are
 * related. What a page has below its entries says nothing against them. */
static bool is_main(const pdx_html_finder *f, const group *g) {
    return g->prose * 2 >= f->prose || g->prose * 2 + PDX_HTML_LEAST_PROSE > pdx_html_finder_prose_beside(f, g->end);
}

/* Who calls something a post titles it; a crawler may have taken the link away from one title. */
static bool is_titled(const group *g) { return g->headed == g->n && g->linked * 2 > g->n; }

/* The most neighbours of one form that somebody called posts. */
static size_t find_called(const pdx_html_finder *f, size_t *from, size_t *to) {
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
static bool find_neighbours(const pdx_html_finder *f, size_t *from, size_t *to) {
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
static group said_read(const pdx_html_finder *f, unsigned level) {
    group g;
    memset(&g, 0, sizeof g);
    for (size_t i = 0; i < f->n; i++) {
        if (f->levels[i] == level + 1 && pdx_html_finder_has(f, (uint32_t)i)) group_add(f, &g, &f->read->boxes.data[i]);
    }
    return g;
}

static pdx_status said_add(const pdx_html_finder *f, unsigned level, pdx_html_entries *entries, pdx_error *err) {
    for (size_t i = 0; i < f->n; i++) {
        if (f->levels[i] == level + 1 && pdx_html_finder_has(f, (uint32_t)i)) PDX_TRY(entry_add(entries, f, f->read->boxes.data[i].range, err));
    }
    return PDX_OK;
}

static pdx_status find_said(const pdx_html_finder *f, pdx_html_entries *entries, pdx_error *err) {
    unsigned one = PDX_HTML_LEVELS; /* the innermost that is alone */
    for (unsigned level = 0; level < PDX_HTML_LEVELS; level++) {
        const group g = said_read(f, level);
        if (g.n >= 2 && is_titled(&g) && is_main(f, &g)) return said_add(f, level, entries, err); /* lines alone will do */
        if (g.n == 1 && g.full == 1 && g.prose * 2 >= f->prose && (level == 0 || g.titled == 1)) one = level;
        if (g.n == 1 && g.titled == 1 && f->prose < PDX_HTML_LEAST_PROSE) one = level; /* of a page that says nothing else */
    }
    return one < PDX_HTML_LEVELS ? said_add(f, one, entries, err) : PDX_OK;
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

static pdx_status find_asides(const pdx_html_finder *f, pdx_html_entries *entries, pdx_error *err) {
    for (size_t i = 0; i < f->n; i++) {
        const pdx_html_box *box = &f->read->boxes.data[i];
        if (f->asides[i] != PDX_HTML_ASIDE || box->range.end <= box->range.begin) continue;
        if (box->parent != PDX_HTML_NO_BOX && f->asides[box->parent] == PDX_HTML_ASIDE) continue;
        if (is_within(entries, box->range)) continue;
        if (!PDX_VEC_PUSH(&entries->asides, box->range)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status group_take(const pdx_html_finder *f, size_t from, size_t to, pdx_html_entries *entries, pdx_error *err) {
    entries->list.len = 0;
    for (size_t i = from; i < to; i++) {
        if (pdx_html_finder_has(f, f->rows.order[i])) PDX_TRY(entry_add(entries, f, f->read->boxes.data[f->rows.order[i]].range, err));
    }
    return PDX_OK;
}

/* Whether several headings in it link: then it holds entries, and is none. */
static bool holds_several(const pdx_html_finder *f, pdx_range range) {
    size_t n = 0;
    for (size_t i = pdx_html_block_at(f->read, range.begin), end = pdx_html_block_at(f->read, range.end); i < end; i++) {
        n += f->read->blocks.data[i].role == PDX_ROLE_HEADING && pdx_html_len(f->blocks[i].title) > 0;
    }
    return n > 1;
}

static pdx_range range_of(const pdx_html_finder *f, size_t in_order) { return f->read->boxes.data[f->rows.order[in_order]].range; }

/* What is said to be entries; else what is called so, several of it; else neighbours, but for those below one that is called so; else that one. */
static pdx_status find_boxes(const pdx_html_finder *f, pdx_html_entries *entries, pdx_error *err) {
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

static pdx_status find_entries(pdx_html_finder *f, pdx_html_entries *entries, pdx_error *err) {
    pdx_html_finder_read(f);
    pdx_html_rows_read(&f->rows);
    PDX_TRY(find_boxes(f, entries, err));
    pdx_html_headings_take(f, entries);
    if (entries->list.len < 2) {
        const size_t title = pdx_html_headline_find(f);
        if (title < f->read->blocks.len && entries->list.len == 1) pdx_html_headline_before(f, title, &entries->list.data[0]);
        else if (title < f->read->blocks.len) PDX_TRY(pdx_html_headline_take(f, title, entries, err));
    }
    f->cards = entries->list.len == 0;
    return entries->list.len < 2 ? pdx_html_lines_find(f, entries, err) : PDX_OK;
}

static pdx_status find_all(pdx_html_finder *f, pdx_html_entries *entries, pdx_error *err) {
    PDX_TRY(find_entries(f, entries, err));
    return find_asides(f, entries, err);
}

pdx_status pdx_html_entries_find(pdx_html_entries *entries, const pdx_htmltext *read, pdx_error *err) {
    pdx_html_finder f;
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
