#include "archive/model/steps.h"
#include "archive/read/html_parts.h"
#include "base/alloc.h"
#include "page/evidence.h"

/* Links that markup calls tags or categories, or that lead to lists of posts with one, are these, whatever the line in which they stand looks
 * like. */

typedef struct term_page {
    const archive_source *source;
    pdx_page *cut;
    uint32_t *parts;   /* owned; of each term: the part that it is an item of, or PDX_NONE */
    uint32_t *linked;  /* owned; of each part: bytes of terms in it */
    uint32_t *links;   /* owned; of each part: bytes of links in it */
    uint8_t *kinds;    /* owned; of each entry: TAGS, CATEGORIES of its markup */
    uint8_t *held;     /* owned; of each part: the same of terms in it */
    bool *categories;  /* owned; of each term: whether it is one */
} term_page;

enum { TAGS = 1, CATEGORIES = 2, BY_REL = 4, PLAIN = 8 /* one of them has no `#` before it */ };

static bool is_list(const pdx_page_part *part) { return part->role == PDX_ROLE_TAGS || part->role == PDX_ROLE_CATEGORIES; }

/* A part may be a list of terms when it is one already, when terms are most of it, or when hardly anything in it does not link and markup calls
 * some of that so, or it is a line beside the text, in which the day links too. */
static bool may_be_list(const term_page *t, uint32_t number) {
    const pdx_page_part *part = &t->cut->parts[number];
    if (part->entry == PDX_PAGE_NO_ENTRY || (part->why & PDX_WHY(PDX_RULE_CORRECTED)) != 0 || part->role == PDX_ROLE_TITLE) return false;
    if (is_list(part) || 2 * (uint64_t)t->linked[number] >= part->range.end - part->range.begin) return true;
    if ((t->held[number] & BY_REL) == 0 && part->role != PDX_ROLE_DATE && part->role != PDX_ROLE_OTHER) return false;
    return 5 * (uint64_t)t->links[number] >= 4 * (part->range.end - part->range.begin);
}

static void parts_find(term_page *t) {
    for (size_t i = 0; i < t->source->terms.len; i++) {
        const pdx_range range = t->source->terms.data[i].range;
        const uint32_t part = archive_html_part(t->cut, range);
        t->parts[i] = part;
        t->categories[i] = t->source->terms.data[i].category;
        if (part == PDX_NONE) continue;
        t->linked[part] += (uint32_t)(range.end - range.begin);
        t->held[part] |= t->categories[i] ? CATEGORIES : TAGS;
        if (!t->source->terms.data[i].by_address) t->held[part] |= BY_REL;
        if (t->cut->text.data[range.begin] != '#' || range.end - range.begin == 1) t->held[part] |= PLAIN;
    }
}

/* Whether words in front of a list say that it is one of tags. */
static bool is_told(const pdx_page_part *part) {
    const bool label = (part->why & PDX_WHY(PDX_RULE_LABEL)) != 0 && (part->why & PDX_WHY(PDX_RULE_SAME_SHAPE)) == 0;
    return part->role == PDX_ROLE_TAGS && (label || (part->why & PDX_WHY(PDX_RULE_LEXICON)) != 0);
}

/* Themes print categories as the tags of a post: what readers are told counts. Of a line that holds both kinds markup tells which is which. */
static void words_hear(term_page *t) {
    for (size_t i = 0; i < t->source->terms.len; i++) {
        const uint32_t part = t->parts[i];
        if (part != PDX_NONE && (t->held[part] & (TAGS | CATEGORIES)) == CATEGORIES && is_told(&t->cut->parts[part])) t->categories[i] = false;
    }
}

/* Roles of the lists, which are those of their terms: tags where there are both. */
static void roles_set(term_page *t) {
    for (size_t i = 0; i < t->source->terms.len; i++) {
        const uint32_t number = t->parts[i];
        pdx_page_part *part;
        if (number == PDX_NONE || !may_be_list(t, number)) {
            t->parts[i] = PDX_NONE;
            continue;
        }
        part = &t->cut->parts[number];
        if (t->categories[i] && (i > 0 && t->parts[i - 1] == number)) continue; /* the first has told */
        part->role = t->categories[i] ? PDX_ROLE_CATEGORIES : PDX_ROLE_TAGS;
        part->probability = 0.97f;
        part->others[0].probability = part->others[1].probability = 0;
        part->why |= PDX_WHY(t->source->terms.data[i].by_address ? PDX_RULE_TERM_ADDRESS : PDX_RULE_REL);
    }
    for (size_t i = 0; i < t->source->terms.len; i++) {
        const uint32_t number = t->parts[i];
        if (number == PDX_NONE) continue;
        if (t->categories[i] != (t->cut->parts[number].role == PDX_ROLE_CATEGORIES)) {
            t->parts[i] = PDX_NONE;
            continue;
        }
        t->kinds[t->cut->parts[number].entry] |= t->categories[i] ? CATEGORIES : TAGS;
    }
}

/* Whether an element says that a line is a heading; blocks are looked at from the last one back. */
static bool is_heading(const archive_blocks *blocks, pdx_range line, size_t *n) {
    while (*n > 0 && blocks->data[*n - 1].range.begin > line.begin) --*n;
    return *n > 0 && blocks->data[*n - 1].range.end > line.begin && blocks->data[*n - 1].role == PDX_ROLE_HEADING;
}

static bool may_leave(const pdx_page_part *heading) {
    enum { HEADING_MOST = 60 };
    return heading->range.end - heading->range.begin <= HEADING_MOST &&
           (heading->why & (PDX_WHY(PDX_RULE_CORRECTED) | PDX_WHY(PDX_RULE_LIKE_CORRECTED))) == 0;
}

/* A heading over a list of terms says what it lists, where no text is below it. From the last line back. */
static void headings_leave(const term_page *t) {
    const uint32_t texts = PDX_ROLE_BIT(PDX_ROLE_PARAGRAPH) | PDX_ROLE_BIT(PDX_ROLE_QUOTE) | PDX_ROLE_BIT(PDX_ROLE_LIST) |
                           PDX_ROLE_BIT(PDX_ROLE_CODE) | PDX_ROLE_BIT(PDX_ROLE_TABLE);
    size_t block = t->source->blocks.len;
    bool text = false, list = false; /* there is text below, before another heading; the next line is a list of terms, as markup has it */
    for (size_t i = t->cut->n_parts; i-- > 0;) {
        pdx_page_part *part = &t->cut->parts[i];
        if (i + 1 < t->cut->n_parts && part->entry != t->cut->parts[i + 1].entry) text = list = false;
        if (part->role == PDX_ROLE_BLANK) continue;
        if (part->role == PDX_ROLE_HEADING) {
            if (list && !text && may_leave(part) && is_heading(&t->source->blocks, part->range, &block)) archive_html_part_set(part, PDX_ROLE_NAV);
            text = false;
        }
        text = text || (texts & PDX_ROLE_BIT(part->role)) != 0;
        list = is_list(part) && (part->why & (PDX_WHY(PDX_RULE_REL) | PDX_WHY(PDX_RULE_TERM_ADDRESS))) != 0;
    }
}

/* An item that was read of a line stays where markup says nothing of its kind. */
static bool is_kept(const term_page *t, const pdx_page_item *item) {
    const pdx_page_part *part = &t->cut->parts[item->part];
    if ((part->why & PDX_WHY(PDX_RULE_CORRECTED)) != 0) return true;
    return (t->kinds[item->entry] & (part->role == PDX_ROLE_CATEGORIES ? CATEGORIES : TAGS)) == 0;
}

/* What stands before all terms of a line is none of their names. */
static pdx_range name_of(const term_page *t, size_t term) {
    const pdx_range range = t->source->terms.data[term].range;
    return pdx_range_of(range.begin + ((t->held[t->parts[term]] & PLAIN) == 0), range.end);
}

/* Both the items that stay and the terms come in the order of the text. */
static void items_join(const term_page *t, pdx_page_item *out, size_t *n) {
    size_t term = 0;
    *n = 0;
    for (uint32_t k = 0; k < t->cut->n_entries; k++) {
        pdx_page_entry *entry = &t->cut->entries[k];
        const uint32_t first = entry->first_item, end = first + entry->n_items;
        entry->first_item = (uint32_t)*n;
        for (uint32_t i = first; i < end; i++) {
            if (is_kept(t, &t->cut->items[i])) out[(*n)++] = t->cut->items[i];
        }
        for (; term < t->source->terms.len && t->source->terms.data[term].range.begin < entry->range.end; term++) {
            if (t->parts[term] == PDX_NONE || t->cut->parts[t->parts[term]].entry != k) continue;
            out[(*n)++] = (pdx_page_item){name_of(t, term), t->parts[term], k};
        }
        entry->n_items = (uint32_t)*n - entry->first_item;
    }
}

static pdx_status page_tell(term_page *t, pdx_error *err) {
    pdx_page_item *items = pdx_resize_array(NULL, t->cut->n_items + t->source->terms.len, sizeof *items);
    const archive_times none = {NULL, 0, 0};
    size_t n;
    t->parts = pdx_resize_array(NULL, t->source->terms.len, sizeof *t->parts);
    t->linked = pdx_alloc_zero(t->cut->n_parts + 1, sizeof *t->linked);
    t->links = pdx_alloc_zero(t->cut->n_parts + 1, sizeof *t->links);
    t->kinds = pdx_alloc_zero(t->cut->n_entries + 1, sizeof *t->kinds);
    t->held = pdx_alloc_zero(t->cut->n_parts + 1, sizeof *t->held);
    t->categories = pdx_alloc_zero(t->source->terms.len, sizeof *t->categories);
    if (items == NULL || t->parts == NULL || t->linked == NULL || t->links == NULL || t->kinds == NULL || t->held == NULL || t->categories == NULL) {
        pdx_free(items);
        return pdx_fail_memory(err);
    }
    parts_find(t);
    archive_html_links(t->source, t->cut, &none, t->links);
    words_hear(t);
    roles_set(t);
    headings_leave(t);
    items_join(t, items, &n);
    pdx_free(t->cut->items);
    t->cut->items = items;
    t->cut->n_items = n;
    return PDX_OK;
}

pdx_status archive_html_terms(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    for (size_t i = 0; i < archive->pages.len; i++) {
        archive_page *page = &archive->pages.data[i];
        term_page t = {.source = &archive->sources.data[page->source], .cut = &page->cut};
        pdx_status status;
        if (t.source->terms.len == 0) continue;
        status = page_tell(&t, err);
        pdx_free(t.parts);
        pdx_free(t.linked);
        pdx_free(t.links);
        pdx_free(t.kinds);
        pdx_free(t.held);
        pdx_free(t.categories);
        if (status != PDX_OK) return status;
        PDX_TRY(pdx_tick_step(tick, 0, 0, err));
    }
    return PDX_OK;
}
