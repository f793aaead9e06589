#include "page/site/sitetails.h"

#include "page/evidence.h"
#include "page/lines/linefold.h"
#include "page/roles/splitparts.h"
#include "page/site/sitenames.h"
#include "page/site/siteplaces.h"

enum { LEAST = 3, NAME_BYTES = 3, ITEM_BYTES = 160 /* longer ones are no terms, and are not folded to their ends */ };

typedef PDX_VEC(pdx_part_split) tail_splits;

/* Nobody has fixed it. */
static bool is_list(const pdx_page_part *part) {
    const bool fixed = (part->why & (PDX_WHY(PDX_RULE_CORRECTED) | PDX_WHY(PDX_RULE_LIKE_CORRECTED))) != 0;
    return !fixed && (part->role == PDX_ROLE_TAGS || part->role == PDX_ROLE_CATEGORIES);
}

/* Where the longest name begins that an item ends with, in folded text; 0: with none, or it is all of the item, or a word of its own. */
static size_t name_at(const pdx_site_terms *t, const pdx_fold *fold) {
    for (size_t at = 1; at + NAME_BYTES <= fold->len; at++) {
        if (fold->text[at - 1] != ' ' && pdx_site_is_folded_name(t, pdx_span_of(fold->text + at, fold->len - at))) return at;
    }
    return 0;
}

/* Where in the page's text the name begins that the last item of part `part` ends with; the item's end: there is none. */
static uint64_t tail_of(const pdx_site_terms *t, const pdx_page *page, const pdx_page_item *last) {
    pdx_fold fold;
    size_t at;
    if (last->range.end != page->parts[last->part].range.end || last->range.end - last->range.begin > ITEM_BYTES) return last->range.end;
    pdx_fold_of(&fold, page->text, last->range);
    at = name_at(t, &fold);
    return at == 0 ? last->range.end : pdx_fold_source(page->text, last->range, at);
}

/* How many lists the page has, and the tails of those that have one. False when out of memory. */
static bool tails_read(tail_splits *splits, size_t *lists, const pdx_site_terms *t, const pdx_page *page) {
    for (size_t i = 0; i < page->n_items; i++) {
        const pdx_page_item *item = &page->items[i];
        pdx_part_split split = {item->part, 0, 0, page->parts[item->part].role, PDX_ROLE_BYLINE};
        if ((i + 1 < page->n_items && page->items[i + 1].part == item->part) || !is_list(&page->parts[item->part])) continue;
        ++*lists;
        split.end = split.begin = tail_of(t, page, item);
        if (split.end < item->range.end && !PDX_VEC_PUSH(splits, split)) return false;
    }
    return true;
}

/* The last item of each list ends where the name begins. */
static void items_cut(pdx_page *page, const tail_splits *splits) {
    for (size_t i = 0, k = 0; i < page->n_items; i++) {
        pdx_page_item *item = &page->items[i];
        while (k < splits->len && splits->data[k].part < item->part) k++;
        if (k == splits->len) return;
        if (splits->data[k].part == item->part && item->range.end > splits->data[k].end) item->range.end = splits->data[k].end;
    }
}

/* The new parts, one behind each list, are who wrote the entries that name nobody else. */
static void authors_set(pdx_page *page, const tail_splits *splits) {
    for (uint32_t k = 0; k < splits->len; k++) {
        const uint32_t i = splits->data[k].part + k + 1;
        const pdx_page_part *part = &page->parts[i];
        pdx_page_entry *entry = part->entry == PDX_PAGE_NO_ENTRY ? NULL : &page->entries[part->entry];
        if (entry == NULL) continue;
        if (entry->byline == PDX_PAGE_NO_PART) entry->byline = i;
        if (entry->author.end <= entry->author.begin) entry->author = part->range;
    }
}

pdx_status pdx_site_tails_note(pdx_site_terms *terms, const pdx_page *page, pdx_error *err) {
    return pdx_site_names_note(terms, page) ? PDX_OK : pdx_fail_memory(err);
}

pdx_status pdx_site_tails_cut(const pdx_site_terms *terms, pdx_page *page, pdx_error *err) {
    pdx_status status = PDX_OK;
    tail_splits splits;
    size_t lists = 0;
    if (terms->names.len == 0) return PDX_OK;
    PDX_VEC_INIT(&splits);
    if (!tails_read(&splits, &lists, terms, page)) status = pdx_fail_memory(err);
    if (status == PDX_OK && splits.len >= LEAST && 5 * splits.len >= 4 * lists) {
        items_cut(page, &splits);
        status = pdx_page_split_parts(page, splits.data, splits.len, err);
        if (status == PDX_OK) authors_set(page, &splits);
    }
    PDX_VEC_DEINIT(&splits);
    return status;
}
