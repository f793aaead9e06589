#include "archive/model/steps.h"
#include "base/map.h"

/* Items of a feed that have different titles may all give one address, that of the site. It is that of none of them then: it becomes one that they link to. */

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
    return title == PDX_PAGE_NO_PART ? pdx_span_of(NULL, 0) : pdx_span_slice(page->text, (size_t)page->parts[title].range.begin, (size_t)page->parts[title].range.end);
}

static void give_up(const items *self, size_t i) {
    pdx_page_part *address = address_of(page_at(self, i));
    if (address != NULL) address->role = PDX_ROLE_LINK;
}

/* `first` has the item that each address was met in. */
static pdx_status look(const items *self, pdx_map *map, archive_numbers *first, pdx_error *err) {
    const size_t n = count(self);
    for (size_t i = 0; i < n; i++) {
        const pdx_page *page = page_at(self, i);
        pdx_page_part *address = address_of(page);
        uint32_t number;
        if (address == NULL) continue;
        number = pdx_map_intern(map, pdx_span_slice(page->text, (size_t)address->range.begin, (size_t)address->range.end));
        if (number == PDX_MAP_NONE) return pdx_fail_memory(err);
        if (number == first->len) {
            if (!PDX_VEC_PUSH(first, (uint32_t)i)) return pdx_fail_memory(err);
            continue;
        }
        if (!self->is_export && title_of(page).len > 0 && pdx_span_equal(title_of(page), title_of(page_at(self, first->data[number])))) continue; /* it comes twice */
        if (!self->is_export) give_up(self, first->data[number]);
        address->role = PDX_ROLE_LINK;
    }
    return PDX_OK;
}

pdx_status archive_own_addresses(pdx_archive *archive, pdx_source_form form, archive_rows *rows, size_t first_page, pdx_error *err) {
    const items self = {archive, rows, first_page, form == PDX_SOURCE_WXR};
    archive_numbers first = {0};
    pdx_map map;
    pdx_status status;
    pdx_map_init(&map);
    status = look(&self, &map, &first, err);
    pdx_map_deinit(&map);
    PDX_VEC_DEINIT(&first);
    return status;
}
