#include "source/html/htmlfinder.h"

static bool is_prose(const pdx_html_block *block) {
    return block->role == PDX_ROLE_PARAGRAPH || block->role == PDX_ROLE_QUOTE || block->role == PDX_ROLE_LIST || block->role == PDX_ROLE_CODE ||
           block->role == PDX_ROLE_TABLE;
}

static pdx_span value_of(const pdx_html_finder *f, const pdx_html_mark *mark) {
    return pdx_span_slice(pdx_buf_view(&f->read->values), (size_t)mark->value.begin, (size_t)mark->value.end);
}

/* Links and titles of a block; *mark goes on to the first mark behind it. */
static uint64_t read_marks(const pdx_html_finder *f, const pdx_html_block *block, pdx_html_block_facts *facts, size_t *mark) {
    uint64_t linked = 0, at = block->range.begin;
    for (; *mark < f->read->marks.len && f->read->marks.data[*mark].range.begin < block->range.end; ++*mark) {
        const pdx_html_mark *each = &f->read->marks.data[*mark];
        const pdx_range range =
            pdx_range_of(each->range.begin > at ? each->range.begin : at, each->range.end < block->range.end ? each->range.end : block->range.end);
        if (range.end <= range.begin) continue;
        if (each->kind == PDX_HTML_TITLE && range.begin >= block->range.begin) facts->title = range, facts->said = true;
        if (each->kind != PDX_HTML_LINK) continue;
        linked += pdx_html_len(range);
        at = range.end;
    }
    return linked;
}

/* From the last block back, so that what stands in a range is known without going through it: boxes stand in each other. */
static void read_nexts(pdx_html_finder *f) {
    size_t said = f->read->blocks.len, heading = said, link = said;
    for (size_t i = f->read->blocks.len + 1; i-- > 0;) {
        pdx_html_block_facts *facts = &f->blocks[i];
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
static void read_blocks(pdx_html_finder *f) {
    enum { LONG_TITLE = 300 };
    uint64_t prose = 0;
    size_t mark = 0;
    for (size_t i = 0; i < f->read->blocks.len; i++) {
        const pdx_html_block *block = &f->read->blocks.data[i];
        pdx_html_block_facts *facts = &f->blocks[i];
        const uint64_t linked = read_marks(f, block, facts, &mark), len = pdx_html_len(block->range);
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
static bool read_holders(const pdx_html_finder *f, uint8_t *holds) {
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
static void read_asides(pdx_html_finder *f, uint8_t *inner, uint8_t *holds) {
    const uint64_t all = f->blocks[f->read->blocks.len].prose;
    const bool said = read_holders(f, holds);
    for (size_t i = 0; i < f->n; i++) {
        const pdx_html_box *box = &f->read->boxes.data[i];
        f->asides[i] = box->parent == PDX_HTML_NO_BOX ? 0 : f->asides[box->parent];
        inner[i] = box->parent == PDX_HTML_NO_BOX ? 0 : inner[box->parent];
        if (is_entry(box) && f->asides[i] != PDX_HTML_ASIDE && inner[i] < PDX_HTML_LEVELS) f->levels[i] = ++inner[i];
        if ((box->says & PDX_HTML_SAYS_COMMENT) != 0 && pdx_html_finder_prose(f, box->range) * 2 <= all) f->asides[i] = PDX_HTML_ASIDE; /* of an entry, too */
        if (f->asides[i] != 0) continue;
        if (is_entry(box)) f->asides[i] = PDX_HTML_IN_ENTRY;
        else if ((box->says & PDX_HTML_SAYS_AROUND) != 0 ||
                 ((box->says & PDX_HTML_SAYS_ASIDE) != 0 && ((said && !holds[i]) || pdx_html_finder_prose(f, box->range) * 2 <= all))) {
            f->asides[i] = PDX_HTML_ASIDE;
        }
    }
}

uint64_t pdx_html_finder_prose_beside(const pdx_html_finder *f, uint64_t end) {
    uint64_t prose = pdx_html_finder_prose(f, pdx_range_of(0, end));
    for (size_t i = 0; i < f->n && f->read->boxes.data[i].range.begin < end; i++) {
        const pdx_html_box *box = &f->read->boxes.data[i];
        const pdx_range range = pdx_range_of(box->range.begin, box->range.end < end ? box->range.end : end);
        const bool is_outermost = box->parent == PDX_HTML_NO_BOX || f->asides[box->parent] != PDX_HTML_ASIDE;
        if (f->asides[i] == PDX_HTML_ASIDE && is_outermost) prose -= pdx_html_finder_prose(f, range);
    }
    return prose;
}

/* Whether all that links in a range links to one place: a heading in it is then of what stands there. */
static bool links_to_one(const pdx_html_finder *f, pdx_range range) {
    const pdx_html_mark *first = NULL;
    for (size_t i = pdx_html_mark_at(f->read, range.begin); i < f->read->marks.len && f->read->marks.data[i].range.begin < range.end; i++) {
        const pdx_html_mark *mark = &f->read->marks.data[i];
        if (mark->kind != PDX_HTML_LINK || pdx_html_len(mark->value) == 0) continue;
        if (first != NULL && !pdx_span_equal(value_of(f, mark), value_of(f, first))) return false;
        first = mark;
    }
    return first != NULL;
}

pdx_range pdx_html_finder_title(const pdx_html_finder *f, pdx_range range, bool *links) {
    const size_t begin = pdx_html_block_at(f->read, range.begin), end = pdx_html_block_at(f->read, range.end);
    const pdx_html_block_facts *at = &f->blocks[begin];
    *links = at->next_said < end || at->next_link < end;
    if (at->next_said < end) return f->blocks[at->next_said].title;
    if (at->next_heading < end) {
        const pdx_range title = f->blocks[at->next_heading].title;
        *links = title.end > title.begin || links_to_one(f, range);
        return f->read->blocks.data[at->next_heading].range;
    }
    if (!*links || f->blocks[at->next_link].prose - at->prose >= PDX_HTML_LEAST_PROSE) return pdx_range_of(0, 0);
    return f->blocks[at->next_link].title;
}

void pdx_html_finder_read(pdx_html_finder *f) {
    read_blocks(f);
    read_asides(f, f->levels + f->n, f->levels + 2 * f->n);
    f->prose = pdx_html_finder_prose_beside(f, f->read->text.len);
}
