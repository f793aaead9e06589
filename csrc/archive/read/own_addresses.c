#include "archive/read/own_addresses.h"

#include "base/hash.h"

/* Items of a feed that have different titles may all give one address, that of the site. It is that of none of them then: it becomes one that they
 * link to. */

typedef struct items {
    pdx_archive *archive;
    archive_rows *rows; /* NULL: they are pages from `first` on */
    size_t first;
    bool is_export; /* every item is one of its own, and the first with an address has it */
} items;

static size_t count(const items *self) { return self->rows != NULL ? self->rows->len : self->archive->pages.len - self->first; }
static pdx_page *page_at(const items *self, size_t i) {
    return self->rows != NULL ? &self->rows->data[i].page.cut : &self->archive->pages.data[self->first + i].cut;
}

static pdx_page_part *address_of(const pdx_page *page) {
    for (size_t i = 0; i < page->n_parts; i++) {
        if (page->parts[i].role == PDX_ROLE_ADDRESS) return &page->parts[i];
    }
    return NULL;
}

static pdx_span title_of(const pdx_page *page) {
    const uint32_t title = page->n_entries == 0 ? PDX_PAGE_NO_PART : page->entries[0].title;
    return title == PDX_PAGE_NO_PART ? pdx_span_of(NULL, 0)
                                     : pdx_span_slice(page->text, (size_t)page->parts[title].range.begin, (size_t)page->parts[title].range.end);
}

static void give_up(const items *self, size_t i) {
    pdx_page_part *address = address_of(page_at(self, i));
    if (address != NULL) address->role = PDX_ROLE_LINK;
}

static uint64_t title_hash(const items *self, size_t i) {
    const pdx_span title = title_of(page_at(self, i));
    return title.len == 0 || self->is_export ? 0 : pdx_hash(title, pdx_hash_key()) | 1;
}

/* Whether item `i` and the first that gave its address have one title: it comes twice. */
static bool comes_twice(const items *self, size_t i, const archive_addresses *met, uint32_t number) {
    const pdx_span title = title_of(page_at(self, i));
    const uint32_t first = met->first.data[number];
    if (title.len == 0) return false;
    return first == PDX_NONE ? met->titles.data[number] == title_hash(self, i) : pdx_span_equal(title, title_of(page_at(self, first)));
}

static pdx_status look(const items *self, archive_addresses *met, pdx_error *err) {
    const size_t n = count(self);
    for (size_t i = 0; i < n; i++) {
        const pdx_page *page = page_at(self, i);
        pdx_page_part *address = address_of(page);
        uint32_t number;
        if (address == NULL) continue;
        number = pdx_map_intern(&met->map, pdx_span_slice(page->text, (size_t)address->range.begin, (size_t)address->range.end));
        if (number == PDX_MAP_NONE) return pdx_fail_memory(err);
        if (number == met->first.len) {
            if (!PDX_VEC_PUSH(&met->first, (uint32_t)i)) return pdx_fail_memory(err);
            continue;
        }
        if (!self->is_export && comes_twice(self, i, met, number)) continue;
        if (!self->is_export && met->first.data[number] != PDX_NONE) give_up(self, met->first.data[number]);
        address->role = PDX_ROLE_LINK;
    }
    return PDX_OK;
}

/* What of these items those behind them are compared with, when they are there no more. */
static bool firsts_keep(const items *self, archive_addresses *met) {
    for (size_t number = met->titles.len; number < met->first.len; number++) {
        if (!PDX_VEC_PUSH(&met->titles, title_hash(self, met->first.data[number]))) return false;
        met->first.data[number] = PDX_NONE;
    }
    return true;
}

void archive_addresses_init(archive_addresses *met) {
    *met = (archive_addresses){.first = {0}};
    pdx_map_init(&met->map);
}

void archive_addresses_deinit(archive_addresses *met) {
    pdx_map_deinit(&met->map);
    PDX_VEC_DEINIT(&met->first);
    PDX_VEC_DEINIT(&met->titles);
}

pdx_status archive_own_addresses(pdx_archive *archive, pdx_source_form form, archive_rows *rows, size_t first_page, archive_addresses *met,
                                 pdx_error *err) {
    const items self = {archive, rows, first_page, form == PDX_SOURCE_WXR};
    PDX_TRY(look(&self, met, err));
    return firsts_keep(&self, met) ? PDX_OK : pdx_fail_memory(err);
}
