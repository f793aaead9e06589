#include <string.h>

#include "archive/model/steps.h"
#include "archive/read/html_parts.h"
#include "page/evidence.h"

/* Text that stands in a quotation, a list, program text or a table is that: its element says so, whatever the line looks like. Lines that were
 * read as no text stay so: the same page without its markup would have the same text. */

#define TEXT_ROLES                                                                                                                 \
    (PDX_ROLE_BIT(PDX_ROLE_PARAGRAPH) | PDX_ROLE_BIT(PDX_ROLE_QUOTE) | PDX_ROLE_BIT(PDX_ROLE_LIST) | PDX_ROLE_BIT(PDX_ROLE_CODE) | \
     PDX_ROLE_BIT(PDX_ROLE_TABLE) | PDX_ROLE_BIT(PDX_ROLE_HEADING))

/* Program text has no tags, either, and is no furniture; and what stands for a picture, or below it, may look like anything, and like nothing. Of a
 * paragraph nothing is known but what it is not. */
static uint32_t roles_in(const archive_block *block) {
    const uint32_t terms = PDX_ROLE_BIT(PDX_ROLE_TAGS) | PDX_ROLE_BIT(PDX_ROLE_CATEGORIES);
    const uint32_t beside = PDX_ROLE_BIT(PDX_ROLE_OTHER) | PDX_ROLE_BIT(PDX_ROLE_CAPTION) | PDX_ROLE_BIT(PDX_ROLE_IMAGE_ALT);
    if (block->role == PDX_ROLE_PARAGRAPH) return 0;
    if (block->role == PDX_ROLE_CODE) return TEXT_ROLES | terms | beside | PDX_ROLE_BIT(PDX_ROLE_RELATED) | PDX_ROLE_BIT(PDX_ROLE_READ_MORE);
    return block->role == PDX_ROLE_CAPTION || block->role == PDX_ROLE_IMAGE_ALT ? TEXT_ROLES | beside : TEXT_ROLES;
}

/* What a line of text was taken for by its looks or its place alone, and is not: what stands for a picture, or, where none is above it, its words; a
 * list of terms, which would link. */
static uint32_t guesses_in(const pdx_page_part *part, const archive_block *block) {
    const uint32_t terms = PDX_ROLE_BIT(PDX_ROLE_TAGS) | PDX_ROLE_BIT(PDX_ROLE_CATEGORIES);
    const bool by_place = (part->why & PDX_WHY(PDX_RULE_SLOT)) != 0 && (part->why & (PDX_WHY(PDX_RULE_LABEL) | PDX_WHY(PDX_RULE_LEXICON))) == 0;
    if (by_place && !block->links && (PDX_ROLE_BIT(part->role) & terms) != 0 && (PDX_ROLE_BIT(block->role) & TEXT_ROLES) != 0) return terms;
    if ((part->why & (PDX_WHY(PDX_RULE_SLOT) | PDX_WHY(PDX_RULE_LOOK))) == 0 || (PDX_ROLE_BIT(block->role) & TEXT_ROLES) == 0) return 0;
    return PDX_ROLE_BIT(PDX_ROLE_IMAGE_ALT) | (block->below_picture ? 0 : PDX_ROLE_BIT(PDX_ROLE_CAPTION));
}

/* What a person has said stays. */
static bool may_change(const pdx_page_part *part, const archive_block *block) {
    return part->entry != PDX_PAGE_NO_ENTRY && ((roles_in(block) | guesses_in(part, block)) & PDX_ROLE_BIT(part->role)) != 0 &&
           (part->why & (PDX_WHY(PDX_RULE_CORRECTED) | PDX_WHY(PDX_RULE_LIKE_CORRECTED))) == 0;
}

/* Items of lines that are no lists of terms any more go. */
static void items_drop(pdx_page *cut) {
    uint32_t n = 0;
    for (uint32_t k = 0; k < cut->n_entries; k++) {
        pdx_page_entry *entry = &cut->entries[k];
        const uint32_t first = entry->first_item, end = first + entry->n_items;
        entry->first_item = n;
        for (uint32_t i = first; i < end; i++) {
            if ((PDX_ROLE_BIT(cut->parts[cut->items[i].part].role) & TEXT_ROLES) == 0) cut->items[n++] = cut->items[i];
        }
        entry->n_items = n - entry->first_item;
    }
    cut->n_items = n;
}

static bool is_in(pdx_range range, pdx_range of) { return of.begin <= range.begin && range.end <= of.end; }

/* Whether a list of terms is one: a page that stands in `<pre>` as a whole has its titles there, too. */
static bool is_list_of_page(const pdx_page *cut, const pdx_page_part *part, const archive_block *block) {
    const uint32_t title = cut->entries[part->entry].title;
    return (part->role == PDX_ROLE_TAGS || part->role == PDX_ROLE_CATEGORIES) &&
           (title == PDX_PAGE_NO_PART || is_in(cut->parts[title].range, block->range));
}

/* A heading of an entry that says what its title says: its text was exported with it. */
static bool is_title_again(const pdx_page *cut, const pdx_page_part *part, const archive_block *block) {
    const uint32_t title = cut->entries[part->entry].title;
    const pdx_page_part *first = title == PDX_PAGE_NO_PART ? NULL : &cut->parts[title];
    const uint64_t len = part->range.end - part->range.begin;
    if (first == NULL || first == part || block->role != PDX_ROLE_HEADING || first->range.end - first->range.begin != len) return false;
    return memcmp(cut->text.data + first->range.begin, cut->text.data + part->range.begin, (size_t)len) == 0;
}

/* Parts and blocks both ascend. */
static void page_set(pdx_page *cut, const archive_source *source) {
    size_t b = 0;
    for (size_t i = 0; i < cut->n_parts; i++) {
        pdx_page_part *part = &cut->parts[i];
        const archive_block *block;
        while (b < source->blocks.len && source->blocks.data[b].range.end <= part->range.begin) b++;
        if (b == source->blocks.len) break;
        block = &source->blocks.data[b];
        if (may_change(part, block) && is_in(part->range, block->range) && !is_list_of_page(cut, part, block)) {
            archive_html_part_set(part, is_title_again(cut, part, block) ? (uint8_t)PDX_ROLE_TITLE : block->role);
        }
    }
    items_drop(cut);
}

pdx_status archive_html_roles(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    for (size_t i = 0; i < archive->pages.len; i++) {
        const archive_source *source = &archive->sources.data[archive->pages.data[i].source];
        if (source->blocks.len == 0) continue;
        page_set(&archive->pages.data[i].cut, source);
        PDX_TRY(pdx_tick_step(tick, 0, 0, err));
    }
    return PDX_OK;
}
