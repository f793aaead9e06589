#include "source/html/htmlbeside.h"

#include "base/alloc.h"

enum { SMALL = 600, SMALL_SHARE = 3 /* of the page */, SHORT = 200 };

typedef struct beside_reader {
    const pdx_htmltext *read;
    uint64_t *linked; /* owned; of each mark: bytes of links before it */
    uint8_t *roles;
} beside_reader;

static uint64_t len_of(pdx_range range) { return range.end - range.begin; }

static bool links_read(beside_reader *b) {
    uint64_t linked = 0;
    b->linked = pdx_resize_array(NULL, b->read->marks.len + 1, sizeof *b->linked);
    if (b->linked == NULL) return false;
    for (size_t i = 0; i < b->read->marks.len; i++) {
        b->linked[i] = linked;
        if (b->read->marks.data[i].kind == PDX_HTML_LINK) linked += len_of(b->read->marks.data[i].range);
    }
    b->linked[b->read->marks.len] = linked;
    return true;
}

static bool is_links(const beside_reader *b, pdx_range range) {
    const uint64_t linked = b->linked[pdx_html_mark_at(b->read, range.end)] - b->linked[pdx_html_mark_at(b->read, range.begin)];
    return linked * 2 >= len_of(range);
}

/* Somebody named it, and may have named anything so. */
static bool is_small(const beside_reader *b, pdx_range range) { return len_of(range) <= SMALL && len_of(range) * SMALL_SHARE <= b->read->text.len; }

static uint8_t role_of(const beside_reader *b, const pdx_html_box *box, bool in_entry) {
    const unsigned is = PDX_HTML_SAYS_ENTRY | PDX_HTML_SAYS_COMMENT | PDX_HTML_SAYS_POST | PDX_HTML_SAYS_PAGE;
    if ((box->says & PDX_HTML_SAYS_FOOTER) != 0) return in_entry ? PDX_ROLE_FOOTER : PDX_ROLE_BLANK;
    if ((box->says & is) != 0 || len_of(box->range) == 0) return PDX_ROLE_BLANK;
    if ((box->says & PDX_HTML_SAYS_SHARE) != 0 && is_small(b, box->range) && (len_of(box->range) <= SHORT || is_links(b, box->range))) {
        return PDX_ROLE_SHARE;
    }
    if ((box->says & PDX_HTML_SAYS_APART) != 0 && is_small(b, box->range)) return PDX_ROLE_NAV;
    if ((box->says & PDX_HTML_SAYS_FORM) != 0) return is_small(b, box->range) ? PDX_ROLE_NAV : PDX_ROLE_BLANK;
    if ((box->says & PDX_HTML_SAYS_AROUND) != 0 && is_links(b, box->range)) return PDX_ROLE_NAV;
    if ((box->says & PDX_HTML_SAYS_ASIDE) == 0 || len_of(box->range) * SMALL_SHARE > b->read->text.len) return PDX_ROLE_BLANK;
    return is_links(b, box->range) ? PDX_ROLE_NAV : PDX_ROLE_BLANK;
}

/* A box stands behind the one that holds it. */
static void boxes_read(beside_reader *b, uint8_t *in_entry) {
    for (size_t i = 0; i < b->read->boxes.len; i++) {
        const pdx_html_box *box = &b->read->boxes.data[i];
        const bool outer = box->parent != PDX_HTML_NO_BOX;
        b->roles[i] = outer ? b->roles[box->parent] : (uint8_t)PDX_ROLE_BLANK;
        in_entry[i] = (uint8_t)((outer && in_entry[box->parent] != 0) || (box->says & PDX_HTML_SAYS_ENTRY) != 0);
        if (b->roles[i] == PDX_ROLE_BLANK) b->roles[i] = role_of(b, box, outer && in_entry[box->parent] != 0);
    }
}

uint8_t *pdx_html_beside(const pdx_htmltext *read) {
    beside_reader b = {read, NULL, pdx_alloc_zero(read->boxes.len + 1, 1)};
    uint8_t *in_entry = pdx_alloc_zero(read->boxes.len + 1, 1);
    const bool done = b.roles != NULL && in_entry != NULL && links_read(&b);
    if (done) boxes_read(&b, in_entry);
    pdx_free(b.linked);
    pdx_free(in_entry);
    if (done) return b.roles;
    pdx_free(b.roles);
    return NULL;
}

uint8_t pdx_html_beside_role(const uint8_t *beside, const pdx_html_block *block) {
    const uint32_t texts = PDX_ROLE_BIT(PDX_ROLE_PARAGRAPH) | PDX_ROLE_BIT(PDX_ROLE_HEADING);
    const uint8_t role = block->box == PDX_HTML_NO_BOX ? (uint8_t)PDX_ROLE_BLANK : beside[block->box];
    if (role == PDX_ROLE_BLANK) return block->role;
    if ((texts & PDX_ROLE_BIT(block->role)) != 0) return role;
    return role != PDX_ROLE_FOOTER && (block->role == PDX_ROLE_LIST || block->role == PDX_ROLE_TABLE) ? role : block->role;
}
