#include "page/roles/splitparts.h"

#include "base/alloc.h"

/* The number that part `part` has afterwards: each split before it adds the second half, and the blank between if there is one. */
typedef struct renumber {
    const pdx_part_split *splits;
    size_t n;
    uint32_t *added; /* owned; parts that the first 0, 1, ... splits add */
} renumber;

static uint32_t adds(const pdx_part_split *split) { return split->begin > split->end ? 2 : 1; }

static uint32_t number_of(const renumber *r, uint32_t part) {
    size_t low = 0, high = r->n;
    if (part == PDX_PAGE_NO_PART) return part;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (r->splits[middle].part < part) low = middle + 1;
        else high = middle;
    }
    return part + r->added[low];
}

static void part_write(pdx_page_part *to, const pdx_page_part *from, const pdx_part_split *split) {
    pdx_page_part *second = to + adds(split);
    to[0] = to[1] = *second = *from;
    to[0].range.end = split->end;
    to[0].role = split->first_role;
    second->range.begin = split->begin;
    second->role = split->second_role;
    if (second == to + 1) return;
    to[1].range = pdx_range_of(split->end, split->begin);
    to[1].role = PDX_ROLE_BLANK;
    to[1].probability = 1;
    to[1].why = 0;
    to[1].witness = 0;
    memset(to[1].others, 0, sizeof to[1].others);
}

static void entries_renumber(pdx_page *page, const renumber *r) {
    for (size_t k = 0; k < page->n_entries; k++) {
        pdx_page_entry *entry = &page->entries[k];
        const uint32_t first = number_of(r, entry->first_part), end = number_of(r, entry->first_part + entry->n_parts);
        entry->first_part = first;
        entry->n_parts = end - first;
        entry->title = number_of(r, entry->title);
        entry->byline = number_of(r, entry->byline);
        entry->date = number_of(r, entry->date);
    }
    page->heading = number_of(r, page->heading);
}

static void items_renumber(pdx_page *page, const renumber *r) {
    size_t at = 0;
    for (size_t i = 0; i < page->n_items; i++) {
        pdx_page_item *item = &page->items[i];
        while (at < r->n && r->splits[at].part < item->part) at++;
        const bool second = at < r->n && r->splits[at].part == item->part && item->range.begin >= r->splits[at].begin;
        item->part = number_of(r, item->part) + (second ? adds(&r->splits[at]) : 0);
    }
}

pdx_status pdx_page_split_parts(pdx_page *page, const pdx_part_split *splits, size_t n, pdx_error *err) {
    renumber r = {splits, n, NULL};
    pdx_page_part *parts;
    size_t at = 0, next = 0;
    if (n == 0) return PDX_OK;
    parts = pdx_resize_array(NULL, page->n_parts + 2 * n, sizeof *parts);
    r.added = pdx_alloc_zero(n + 1, sizeof *r.added);
    if (parts == NULL || r.added == NULL) {
        pdx_free(parts);
        pdx_free(r.added);
        return pdx_fail_memory(err);
    }
    for (size_t i = 0; i < n; i++) r.added[i + 1] = r.added[i] + adds(&splits[i]);
    for (uint32_t i = 0; i < page->n_parts; i++) {
        if (next < n && splits[next].part == i) {
            part_write(parts + at, &page->parts[i], &splits[next]);
            at += 1 + adds(&splits[next++]);
        } else {
            parts[at++] = page->parts[i];
        }
    }
    pdx_free(page->parts);
    page->parts = parts;
    page->n_parts = at;
    entries_renumber(page, &r);
    items_renumber(page, &r);
    pdx_free(r.added);
    return PDX_OK;
}
