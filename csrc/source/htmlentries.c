#include "source/htmlentries.h"

#include <stdlib.h>

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
} block_facts;

enum { ASIDE = 1, IN_ENTRY, LEVELS = 3 };

typedef struct finder {
    const pdx_htmltext *read;
    block_facts *blocks; /* owned; one per block, and one more */
    uint8_t *asides;     /* owned; per box: ASIDE, IN_ENTRY (it is an entry, or in one), or neither */
    uint8_t *levels;     /* owned; per box that is said to be an entry: one more than how many others it stands in; else 0 */
    uint32_t *order;     /* owned; boxes by parent and form */
    uint32_t *ends;      /* owned; where those of each parent begin in it */
    size_t n;            /* boxes */
    uint64_t prose;      /* of the page, but for asides */
} finder;

static bool is_prose(const pdx_html_block *block) {
    return block->role == PDX_ROLE_PARAGRAPH || block->role == PDX_ROLE_QUOTE || block->role == PDX_ROLE_LIST || block->role == PDX_ROLE_CODE || block->role == PDX_ROLE_TABLE;
}

/* The block that begins at or behind `at`. */
static size_t block_at(const finder *f, uint64_t at) {
    size_t low = 0, high = f->read->blocks.len;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (f->read->blocks.data[middle].range.begin < at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static uint64_t prose_of(const finder *f, pdx_range range) {
    return range.end <= range.begin ? 0 : f->blocks[block_at(f, range.end)].prose - f->blocks[block_at(f, range.begin)].prose;
}

static uint64_t len_of(pdx_range range) { return range.end - range.begin; }

/* Links and titles of a block; *mark goes on to the first mark behind it. */
static uint64_t read_marks(const finder *f, const pdx_html_block *block, block_facts *facts, size_t *mark) {
    uint64_t linked = 0, at = block->range.begin;
    for (; *mark < f->read->marks.len && f->read->marks.data[*mark].range.begin < block->range.end; ++*mark) {
        const pdx_html_mark *each = &f->read->marks.data[*mark];
        const pdx_range range = pdx_range_of(each->range.begin > at ? each->range.begin : at, each->range.end < block->range.end ? each->range.end : block->range.end);
        if (range.end <= range.begin) continue;
        if (each->kind == PDX_HTML_TITLE && range.begin >= block->range.begin) facts->title = range, facts->said = true;
        if (each->kind != PDX_HTML_LINK) continue;
        linked += len_of(range);
        at = range.end;
    }
    return linked;
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
}

/* A comment may be an article too. */
static bool is_entry(const pdx_html_box *box) { return (box->says & PDX_HTML_SAYS_ENTRY) != 0 && (box->says & (PDX_HTML_SAYS_ASIDE | PDX_HTML_SAYS_AROUND | PDX_HTML_SAYS_COMMENT)) == 0; }

/* What is named as if it stood around the posts does not hold most of what the page says; and what is of an entry does not stand around it. */
static void read_asides(finder *f, uint8_t *inner) {
    const uint64_t all = f->blocks[f->read->blocks.len].prose;
    for (size_t i = 0; i < f->n; i++) {
        const pdx_html_box *box = &f->read->boxes.data[i];
        f->asides[i] = box->parent == PDX_HTML_NO_BOX ? 0 : f->asides[box->parent];
        inner[i] = box->parent == PDX_HTML_NO_BOX ? 0 : inner[box->parent];
        if (is_entry(box) && f->asides[i] != ASIDE && inner[i] < LEVELS) f->levels[i] = ++inner[i];
        if ((box->says & PDX_HTML_SAYS_COMMENT) != 0 && prose_of(f, box->range) * 2 <= all) f->asides[i] = ASIDE; /* of an entry, too */
        if (f->asides[i] != 0) continue;
        if (is_entry(box)) f->asides[i] = IN_ENTRY;
        else if ((box->says & PDX_HTML_SAYS_AROUND) != 0 || ((box->says & PDX_HTML_SAYS_ASIDE) != 0 && prose_of(f, box->range) * 2 <= all)) f->asides[i] = ASIDE;
    }
}

/* What the page says beside its outermost asides, which do not overlap. */
static uint64_t prose_beside(const finder *f) {
    uint64_t prose = f->blocks[f->read->blocks.len].prose;
    for (size_t i = 0; i < f->n; i++) {
        const pdx_html_box *box = &f->read->boxes.data[i];
        if (f->asides[i] == ASIDE && (box->parent == PDX_HTML_NO_BOX || f->asides[box->parent] != ASIDE)) prose -= prose_of(f, box->range);
    }
    return prose;
}

/* The title of what stands in a range: the words that are said to be one, else those of the first heading, else of the first line that links. */
static pdx_range title_of(const finder *f, pdx_range range, bool *links) {
    pdx_range first = {0, 0};
    const size_t end = block_at(f, range.end);
    bool heading = false;
    *links = false;
    for (size_t i = block_at(f, range.begin); i < end; i++) {
        const pdx_html_block *block = &f->read->blocks.data[i];
        const pdx_range title = f->blocks[i].title;
        if (f->blocks[i].said) {
            *links = true;
            return title;
        }
        if (heading || block->role == PDX_ROLE_IMAGE_ALT) continue;
        if (block->role == PDX_ROLE_HEADING) {
            heading = true;
            *links = title.end > title.begin;
            first = block->range;
        } else if (first.end == first.begin && title.end > title.begin) {
            *links = true;
            first = title;
        }
    }
    return first;
}

/* A choice of boxes as entries. */
typedef struct group {
    size_t n, titled, full; /* boxes; those with a title; those that say more than that */
    uint64_t prose;
} group;

enum { LEAST_PROSE = 60 };

static void group_add(const finder *f, group *g, const pdx_html_box *box) {
    bool links;
    const pdx_range title = title_of(f, box->range, &links);
    g->n++;
    g->titled += links && title.end > title.begin;
    g->full += prose_of(f, box->range) >= LEAST_PROSE;
    g->prose += prose_of(f, box->range);
}

static pdx_status entry_add(pdx_html_entries *entries, const finder *f, pdx_range range, pdx_error *err) {
    pdx_html_entry entry;
    bool links;
    entry.range = range;
    entry.title = title_of(f, range, &links);
    return PDX_VEC_PUSH(&entries->list, entry) ? PDX_OK : pdx_fail_memory(err);
}

static bool is_behind(const pdx_html_box *boxes, uint32_t i, uint32_t j) { return boxes[i].form != boxes[j].form ? boxes[i].form > boxes[j].form : i > j; }

static void sift(const pdx_html_box *boxes, uint32_t *order, size_t at, size_t n) {
    for (size_t child = 2 * at + 1; child < n; at = child, child = 2 * at + 1) {
        const uint32_t moved = order[at];
        if (child + 1 < n && is_behind(boxes, order[child + 1], order[child])) child++;
        if (is_behind(boxes, moved, order[child])) return;
        order[at] = order[child];
        order[child] = moved;
    }
}

/* Children of one box, by form and then as they come: what qsort compares knows nothing of the boxes. */
static void order_children(const pdx_html_box *boxes, uint32_t *order, size_t n) {
    size_t sorted = 1;
    while (sorted < n && !is_behind(boxes, order[sorted - 1], order[sorted])) sorted++;
    if (sorted >= n) return;
    for (size_t i = n / 2; i-- > 0;) sift(boxes, order, i, n);
    while (n-- > 1) {
        const uint32_t last = order[n];
        order[n] = order[0];
        order[0] = last;
        sift(boxes, order, 0, n);
    }
}

/* By parent, of which each has a place of its own; those without one first. */
static void order_boxes(finder *f) {
    const pdx_html_box *boxes = f->read->boxes.data;
    uint32_t *const ends = f->ends;
    for (size_t i = 0; i < f->n; i++) ends[boxes[i].parent + 1]++; /* PDX_HTML_NO_BOX and one are 0 */
    for (size_t i = 1; i <= f->n; i++) ends[i] += ends[i - 1];
    for (size_t i = f->n; i-- > 0;) f->order[--ends[boxes[i].parent + 1]] = (uint32_t)i;
    for (size_t i = 0; i <= f->n; i++) {
        const size_t end = i < f->n ? ends[i + 1] : f->n;
        if (end > ends[i]) order_children(boxes, f->order + ends[i], end - ends[i]);
    }
}

static bool is_there(const finder *f, uint32_t box) { return f->asides[box] != ASIDE && f->read->boxes.data[box].range.end > f->read->boxes.data[box].range.begin; }

/* Boxes from order[from] on that are neighbours of one form. */
static size_t group_read(const finder *f, size_t from, group *g) {
    const pdx_html_box *boxes = f->read->boxes.data, *first = &boxes[f->order[from]];
    size_t to = from;
    memset(g, 0, sizeof *g);
    for (; to < f->n && boxes[f->order[to]].parent == first->parent && boxes[f->order[to]].form == first->form; to++) {
        if (is_there(f, f->order[to])) group_add(f, g, &boxes[f->order[to]]);
    }
    return to;
}

/* Whether so many of them are titled, and so much of what the page says stands in them, that they are what it lists. */
static bool is_listing(const finder *f, const group *g) {
    return g->n >= 2 && g->titled == g->n && g->full >= 2 && g->full * 2 >= g->n && g->prose * 2 >= f->prose;
}

/* The most neighbours of one form, the innermost of those; *to - *from of them in the order. */
static bool find_neighbours(const finder *f, size_t *from, size_t *to) {
    size_t most = 0;
    for (size_t i = 0, next; i < f->n; i = next) {
        group g;
        next = group_read(f, i, &g);
        if (!is_listing(f, &g) || g.n < most) continue;
        most = g.n;
        *from = i;
        *to = next;
    }
    return most > 0;
}

/* Entries that are said, those in `level` others: a list may be one itself, as far as its element goes. */
static group said_read(const finder *f, unsigned level) {
    group g = {0, 0, 0, 0};
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
        if (g.n >= 2 && g.titled == g.n && g.prose * 2 >= f->prose) return said_add(f, level, entries, err); /* lines alone will do */
        if (g.n == 1 && g.full == 1 && g.prose * 2 >= f->prose && (level == 0 || g.titled == 1)) one = level;
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
        if (f->asides[i] != ASIDE || (box->parent != PDX_HTML_NO_BOX && f->asides[box->parent] == ASIDE) || box->range.end <= box->range.begin) continue;
        if (is_within(entries, box->range)) continue;
        if (!PDX_VEC_PUSH(&entries->asides, box->range)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status find_entries(finder *f, pdx_html_entries *entries, pdx_error *err) {
    size_t from = 0, to = 0;
    read_blocks(f);
    read_asides(f, f->levels + f->n);
    f->prose = prose_beside(f);
    order_boxes(f);
    PDX_TRY(find_said(f, entries, err));
    if (entries->list.len >= 2 || !find_neighbours(f, &from, &to)) return PDX_OK;
    if (entries->list.len == 1 && to - from < 3) return PDX_OK; /* one that is said, rather than two of a form */
    entries->list.len = 0;
    for (size_t i = from; i < to; i++) {
        if (is_there(f, f->order[i])) PDX_TRY(entry_add(entries, f, f->read->boxes.data[f->order[i]].range, err));
    }
    return PDX_OK;
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
    f.levels = pdx_alloc_zero(2 * f.n + 1, sizeof *f.levels); /* and how many entries each box is in */
    f.order = pdx_alloc_zero(f.n + 1, sizeof *f.order);
    f.ends = pdx_alloc_zero(f.n + 2, sizeof *f.ends);
    status = f.blocks == NULL || f.asides == NULL || f.levels == NULL || f.order == NULL || f.ends == NULL ? pdx_fail_memory(err) : find_all(&f, entries, err);
    pdx_free(f.blocks);
    pdx_free(f.asides);
    pdx_free(f.levels);
    pdx_free(f.order);
    pdx_free(f.ends);
    return status;
}
