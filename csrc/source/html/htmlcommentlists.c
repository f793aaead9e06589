#include "source/html/htmlcommentlists.h"

#include "base/alloc.h"

/* HEADS: lines that may say who and when; LISTS: so many boxes are tried as the list of all. */
enum { HEADS = 4, HEAD_MOST = 120, COLON_MOST = 60, SHORT_LINK = 40, LISTS = 8 };

typedef struct lister {
    const pdx_htmltext *read;
    uint8_t *out;         /* owned; per box: in a form, or what is none of them */
    uint32_t *children;   /* owned; per box: its children of the form that the first of them has */
    uint32_t *first;      /* owned; per box: its first child; PDX_HTML_NO_BOX */
    uint32_t place;       /* where comments stand */
} lister;

static bool says(const lister *l, uint32_t box, unsigned what) { return (l->read->boxes.data[box].says & what) != 0; }

static uint64_t len_of(pdx_range range) { return range.end - range.begin; }

static bool has_digit(const lister *l, pdx_range line) {
    for (uint64_t i = line.begin; i < line.end; i++) {
        if (l->read->text.data[i] >= '0' && l->read->text.data[i] <= '9') return true;
    }
    return false;
}

static bool has_mark(const lister *l, pdx_range line, pdx_html_mark_kind kind) {
    for (size_t i = pdx_html_mark_at(l->read, line.begin); i < l->read->marks.len && l->read->marks.data[i].range.begin < line.end; i++) {
        if (l->read->marks.data[i].kind == kind && len_of(l->read->marks.data[i].range) > 0) return true;
    }
    return false;
}

/* A line that is a link, all of it. */
static bool is_link(const lister *l, pdx_range line) {
    const size_t i = pdx_html_mark_at(l->read, line.begin);
    return i < l->read->marks.len && l->read->marks.data[i].kind == PDX_HTML_LINK && l->read->marks.data[i].range.begin == line.begin &&
           l->read->marks.data[i].range.end >= line.end;
}

static bool ends_in_colon(const lister *l, pdx_range line) {
    return len_of(line) > 0 && len_of(line) <= COLON_MOST && l->read->text.data[line.end - 1] == ':';
}

/* Whether the markup calls it what says who wrote one, or when. */
static bool is_by(const lister *l, const pdx_html_block *block) {
    enum { LEVELS = 4 };
    uint32_t at = block->box;
    for (unsigned level = 0; level < LEVELS && at != PDX_HTML_NO_BOX && at > l->place; level++, at = l->read->boxes.data[at].parent) {
        if (says(l, at, PDX_HTML_SAYS_COMMENT_BY)) return true;
    }
    return false;
}

/* Who wrote a comment, or when: "Ann says:", a name that links, a time, a short line with a day in it. */
static bool is_head(const lister *l, const pdx_html_block *block) {
    const pdx_range line = block->range;
    if (is_by(l, block)) return true;
    if (ends_in_colon(l, line) || has_mark(l, line, PDX_HTML_TIME)) return true;
    return len_of(line) <= HEAD_MOST && (has_digit(l, line) || has_mark(l, line, PDX_HTML_LINK));
}

/* Behind the first, what only says when. */
static bool is_more_head(const lister *l, const pdx_html_block *block) {
    return is_by(l, block) || has_mark(l, block->range, PDX_HTML_TIME) || (is_link(l, block->range) && has_digit(l, block->range));
}

static bool is_line(const lister *l, const pdx_html_block *block) {
    return block->role != PDX_ROLE_IMAGE_ALT && (block->box == PDX_HTML_NO_BOX || l->out[block->box] == 0);
}

/* ---- where they stand */

/* Forms to write one are none of them, whatever their labels look like. */
static void read_out(lister *l) {
    for (uint32_t i = 0; i < l->read->boxes.len; i++) {
        const uint32_t parent = l->read->boxes.data[i].parent;
        l->out[i] = (uint8_t)(says(l, i, PDX_HTML_SAYS_FORM) || (parent != PDX_HTML_NO_BOX && l->out[parent] != 0));
    }
}

/* Counts children by the form of the first: boxes stand behind the one that they are in. */
static void count_children(lister *l) {
    const pdx_html_box *boxes = l->read->boxes.data;
    for (uint32_t i = 0; i < l->read->boxes.len; i++) l->first[i] = PDX_HTML_NO_BOX;
    for (uint32_t i = 0; i < l->read->boxes.len; i++) {
        const uint32_t parent = boxes[i].parent;
        if (parent == PDX_HTML_NO_BOX || l->out[i] != 0 || len_of(boxes[i].range) == 0) continue;
        if (l->first[parent] == PDX_HTML_NO_BOX) l->first[parent] = i;
        l->children[parent] += boxes[i].form == boxes[l->first[parent]].form;
    }
}

static bool is_within(const lister *l, uint32_t box, uint32_t outer) {
    const pdx_range *a = &l->read->boxes.data[box].range, *b = &l->read->boxes.data[outer].range;
    return box >= outer && a->begin >= b->begin && a->end <= b->end;
}

/* ---- one of them */

/* The lines from block `from` on, before `to`, as one comment; false: it does not say whose it is, or says nothing. */
static bool comment_read(const lister *l, size_t from, size_t to, pdx_html_comments *comments, bool *failed) {
    const size_t before = comments->list.len;
    uint32_t n = 0;
    bool in_head = true, speaks = false;
    for (size_t i = from; i < to; i++) {
        const pdx_html_block *block = &l->read->blocks.data[i];
        pdx_html_comment_line line = {block->range, l->place, PDX_ROLE_COMMENTS};
        if (!is_line(l, block)) continue;
        n++;
        in_head = in_head && n <= HEADS && (n == 1 ? is_head(l, block) : is_more_head(l, block));
        if (n == 1 && !in_head) break;
        if (in_head || is_by(l, block)) line.role = PDX_ROLE_COMMENT_BY;
        else if (is_link(l, block->range) && len_of(block->range) <= SHORT_LINK) continue; /* something to be done */
        speaks = speaks || line.role == PDX_ROLE_COMMENTS;
        if (!PDX_VEC_PUSH(&comments->list, line)) *failed = true;
    }
    if (!speaks) comments->list.len = before;
    return speaks;
}

/* ---- all of them */

/* Each child of the first one's form begins one, and what follows it is its. All must be signed and say something, or none is a comment. */
static bool list_read(const lister *l, uint32_t list, pdx_html_comments *comments, bool *failed) {
    const pdx_html_box *boxes = l->read->boxes.data;
    const size_t before = comments->list.len, end = pdx_html_block_at(l->read, boxes[list].range.end);
    size_t from = SIZE_MAX;
    for (uint32_t i = l->first[list]; i <= l->read->boxes.len; i++) {
        const bool last = i == l->read->boxes.len || !is_within(l, i, list);
        size_t at = end;
        if (!last && (boxes[i].parent != list || boxes[i].form != boxes[l->first[list]].form || l->out[i] != 0 || len_of(boxes[i].range) == 0)) {
            continue;
        }
        if (!last) at = pdx_html_block_at(l->read, boxes[i].range.begin);
        if (from != SIZE_MAX && !comment_read(l, from, at, comments, failed)) {
            comments->list.len = before;
            return false;
        }
        if (last) break;
        from = at;
    }
    return true;
}

/* The outermost box in the place that has several children of one form, all of which are comments; else the innermost that has one. */
static bool lists_read(const lister *l, pdx_html_comments *comments, bool *failed) {
    unsigned tries = LISTS;
    uint32_t end = l->place;
    for (; end < l->read->boxes.len && is_within(l, end, l->place); end++) {
        if (l->children[end] < 2 || tries == 0) continue;
        tries--;
        if (list_read(l, end, comments, failed)) return true;
    }
    for (tries = LISTS; end > l->place && tries > 0; end--) {
        if (l->children[end - 1] != 1) continue;
        tries--;
        if (list_read(l, end - 1, comments, failed)) return true;
    }
    return false;
}

/* Lines that end in a colon begin one each, where nothing holds them. */
static void colons_read(const lister *l, pdx_html_comments *comments, bool *failed) {
    const pdx_range range = l->read->boxes.data[l->place].range;
    const size_t end = pdx_html_block_at(l->read, range.end);
    size_t from = SIZE_MAX;
    for (size_t i = pdx_html_block_at(l->read, range.begin); i <= end; i++) {
        if (i < end && (!is_line(l, &l->read->blocks.data[i]) || !ends_in_colon(l, l->read->blocks.data[i].range))) continue;
        if (from != SIZE_MAX) (void)comment_read(l, from, i, comments, failed);
        from = i;
    }
}

static void place_read(lister *l, pdx_html_comments *comments, bool *failed) {
    if (!lists_read(l, comments, failed)) colons_read(l, comments, failed);
}

static bool all_read(lister *l, pdx_html_comments *comments) {
    bool failed = false;
    uint64_t at = 0;
    read_out(l);
    count_children(l);
    for (uint32_t i = 0; i < l->read->boxes.len; i++) {
        const pdx_range range = l->read->boxes.data[i].range;
        if (!says(l, i, PDX_HTML_SAYS_COMMENTS) || range.begin < at || len_of(range) == 0) continue;
        l->place = i;
        place_read(l, comments, &failed);
        at = range.end;
    }
    return !failed;
}

pdx_status pdx_html_comment_lists_find(pdx_html_comments *comments, const pdx_htmltext *read, pdx_error *err) {
    const size_t n = read->boxes.len;
    lister l = {read, pdx_alloc_zero(n + 1, sizeof *l.out), pdx_alloc_zero(n + 1, sizeof *l.children), pdx_alloc_zero(n + 1, sizeof *l.first), 0};
    const bool done = l.out != NULL && l.children != NULL && l.first != NULL && all_read(&l, comments);
    pdx_free(l.out);
    pdx_free(l.children);
    pdx_free(l.first);
    return done ? PDX_OK : pdx_fail_memory(err);
}
