#include "page/splitparts.h"

#include "base/alloc.h"

/* The number that part `part` has afterwards: each split before it adds two, the blank between and the second half. */
typedef struct renumber {
    const pdx_part_split *splits;
    size_t n;
} renumber;

static uint32_t number_of(const renumber *r, uint32_t part) {
    size_t low = 0, high = r->n;
    if (part == PDX_PAGE_NO_PART) return part;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (r->splits[middle].part < part) low = middle + 1;
        else high = middle;
    }
    return part + 2 * (uint32_t)low;
}

static void part_write(pdx_page_part *to, const pdx_page_part *from, const pdx_part_split *split) {
    to[0] = to[1] = to[2] = *from;
    to[0].range.end = split->end;
    to[0].role = split->first_role;
    to[1].range = pdx_range_of(split->end, split->begin);
    to[1].role = PDX_ROLE_BLANK;
    to[1].probability = 1;
    to[1].why = 0;
    to[1].witness = 0;
    to[2].range.begin = split->begin;
    to[2].role = split->second_role;
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
        item->part = number_of(r, item->part) + (second ? 2 : 0);
    }
}

pdx_status pdx_page_split_parts(pdx_page *page, const pdx_part_split *splits, size_t n, pdx_error *err) {
    const renumber r = {splits, n};
    pdx_page_part *parts;
    size_t at = 0, next = 0;
    if (n == 0) return PDX_OK;
    parts = pdx_resize_array(NULL, page->n_parts + 2 * n, sizeof *parts);
    if (parts == NULL) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < page->n_parts; i++) {
        if (next < n && splits[next].part == i) {
            part_write(parts + at, &page->parts[i], &splits[next++]);
            at += 3;
        } else {
            parts[at++] = page->parts[i];
        }
    }
    pdx_free(page->parts);
    page->parts = parts;
    page->n_parts = at;
    entries_renumber(page, &r);
    items_renumber(page, &r);
    return PDX_OK;
}
