#include "source/html/htmlbeside.h"

#include "base/alloc.h"

enum { SMALL = 600, SMALL_SHARE = 3 /* of the page, or the entry */, LABEL = 60, BUTTON = 100 };

typedef struct beside_reader {
    const pdx_htmltext *read;
    const pdx_html_entries *entries;
    uint64_t *linked; /* owned; of each mark: bytes of links before it */
    uint64_t *named;  /* owned; of each entry, and behind them of what stands in none: bytes that nothing but a name takes from its text */
    bool counts;      /* that is still being counted */
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

/* ---- entries */

/* The first entry that ends behind `at`; how many there are where none does. */
static size_t entry_behind(const beside_reader *b, uint64_t at) {
    size_t low = 0, high = b->entries->list.len;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (b->entries->list.data[middle].range.end <= at) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* Whether a box is an entry, or has one or its title in it: then it does not stand beside the text of one. */
static bool holds_entry(const beside_reader *b, pdx_range box) {
    for (size_t i = entry_behind(b, box.begin); i < b->entries->list.len && b->entries->list.data[i].range.begin < box.end; i++) {
        const pdx_html_entry *entry = &b->entries->list.data[i];
        if (entry->range.begin >= box.begin && entry->range.end <= box.end) return true;
        if (len_of(entry->title) > 0 && entry->title.begin >= box.begin && entry->title.begin < box.end) return true;
        if (entry->range.end > box.end) return false;
    }
    return false;
}

/* The entry that a box stands in; how many there are where it stands in none. */
static size_t place_of(const beside_reader *b, pdx_range box) {
    const size_t i = entry_behind(b, box.begin), n = b->entries->list.len;
    return i < n && b->entries->list.data[i].range.begin <= box.begin && b->entries->list.data[i].range.end >= box.end ? i : n;
}

/* ---- what only a name says */

/* Words over buttons that have none themselves, as pictures have: no sentence, and no number. */
static bool is_label(const beside_reader *b, pdx_range range) {
    static const char *const stops[] = {".", "!", "?", "\xE3\x80\x82" /* ideographic */, "\xD8\x9F" /* Arabic question mark */, "\xDB\x94" /* Urdu */,
                                        "\xE0\xA5\xA4" /* danda */};
    const pdx_span text = pdx_span_slice(pdx_buf_view(&b->read->text), (size_t)range.begin, (size_t)range.end);
    if (text.len > LABEL) return false;
    for (size_t i = 0; i < PDX_COUNTOF(stops); i++) {
        if (pdx_span_ends(text, pdx_span_str(stops[i]))) return false;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] >= '0' && text.data[i] <= '9') return false;
    }
    return true;
}

/* Somebody named it, and may have named anything so: it is small. */
static uint8_t named_role(const beside_reader *b, const pdx_html_box *box) {
    if (len_of(box->range) > SMALL || len_of(box->range) * SMALL_SHARE > b->read->text.len) return PDX_ROLE_BLANK;
    if ((box->says & PDX_HTML_SAYS_SHARE) != 0 && is_label(b, box->range)) return PDX_ROLE_SHARE;
    return (box->says & (PDX_HTML_SAYS_APART | PDX_HTML_SAYS_FORM)) != 0 ? PDX_ROLE_NAV : PDX_ROLE_BLANK;
}

/* All that is named so in an entry is small together, or what is named so is its text. */
static uint8_t named_take(const beside_reader *b, const pdx_html_box *box) {
    const uint8_t role = named_role(b, box);
    const size_t place = role == PDX_ROLE_BLANK ? 0 : place_of(b, box->range);
    if (role == PDX_ROLE_BLANK) return role;
    if (b->counts) b->named[place] += len_of(box->range);
    return b->named[place] * SMALL_SHARE <= (place < b->entries->list.len ? len_of(b->entries->list.data[place].range) : b->read->text.len)
               ? role
               : (uint8_t)PDX_ROLE_BLANK;
}

/* ---- all boxes */

static uint8_t role_of(const beside_reader *b, const pdx_html_box *box, bool in_entry) {
    const unsigned is = PDX_HTML_SAYS_ENTRY | PDX_HTML_SAYS_COMMENT | PDX_HTML_SAYS_POST | PDX_HTML_SAYS_PAGE;
    const unsigned beside = PDX_HTML_SAYS_SHARE | PDX_HTML_SAYS_APART | PDX_HTML_SAYS_FORM | PDX_HTML_SAYS_AROUND | PDX_HTML_SAYS_ASIDE;
    const bool is_part = len_of(box->range) * SMALL_SHARE <= b->read->text.len;
    if ((box->says & PDX_HTML_SAYS_FOOTER) != 0) return in_entry ? PDX_ROLE_FOOTER : PDX_ROLE_BLANK;
    if ((box->says & is) != 0 || (box->says & beside) == 0 || len_of(box->range) == 0 || holds_entry(b, box->range)) return PDX_ROLE_BLANK;
    if ((box->says & PDX_HTML_SAYS_FORM) == 0 && is_links(b, box->range)) {
        if ((box->says & PDX_HTML_SAYS_SHARE) != 0 && is_part && len_of(box->range) <= SMALL) return PDX_ROLE_SHARE;
        if ((box->says & PDX_HTML_SAYS_AROUND) != 0 || ((box->says & PDX_HTML_SAYS_ASIDE) != 0 && is_part)) return PDX_ROLE_NAV;
    }
    return named_take(b, box);
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

uint8_t *pdx_html_beside(const pdx_htmltext *read, const pdx_html_entries *entries) {
    beside_reader b = {.read = read, .entries = entries, .counts = true};
    uint8_t *in_entry = pdx_alloc_zero(read->boxes.len + 1, 1);
    bool done;
    b.roles = pdx_alloc_zero(read->boxes.len + 1, 1);
    b.named = pdx_alloc_zero(entries->list.len + 1, sizeof *b.named);
    done = b.roles != NULL && b.named != NULL && in_entry != NULL && links_read(&b);
    if (done) {
        boxes_read(&b, in_entry);
        b.counts = false;
        boxes_read(&b, in_entry);
    }
    pdx_free(b.linked);
    pdx_free(b.named);
    pdx_free(in_entry);
    if (done) return b.roles;
    pdx_free(b.roles);
    return NULL;
}

uint8_t pdx_html_beside_role(const uint8_t *beside, const pdx_html_block *block) {
    const uint32_t texts = PDX_ROLE_BIT(PDX_ROLE_PARAGRAPH) | PDX_ROLE_BIT(PDX_ROLE_HEADING);
    const uint8_t role = block->box == PDX_HTML_NO_BOX ? (uint8_t)PDX_ROLE_BLANK : beside[block->box];
    if (block->role == PDX_ROLE_NAV && len_of(block->range) > BUTTON) return PDX_ROLE_PARAGRAPH; /* of a button whose end was left out */
    if (role == PDX_ROLE_BLANK) return block->role;
    if ((texts & PDX_ROLE_BIT(block->role)) != 0) return role;
    return role != PDX_ROLE_FOOTER && (block->role == PDX_ROLE_LIST || block->role == PDX_ROLE_TABLE) ? role : block->role;
}
