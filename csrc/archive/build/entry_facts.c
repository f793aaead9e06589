/* What an entry says that posts are told apart by. */
#include <string.h>

#include "archive/build/unite_fields.h"
#include "archive/model/steps.h"

static bool is_body(uint8_t role) { return pdx_role_group((pdx_role)role) == PDX_GROUP_BODY; }

/* From the first body part to the last, as it stands. */
static pdx_span body_of(const pdx_page *cut, const pdx_page_entry *entry) {
    uint64_t begin = UINT64_MAX, end = 0;
    uint32_t i;
    for (i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        if (!is_body(cut->parts[i].role)) continue;
        if (begin == UINT64_MAX) begin = cut->parts[i].range.begin;
        end = cut->parts[i].range.end;
    }
    return begin == UINT64_MAX ? pdx_span_of(NULL, 0) : pdx_span_slice(cut->text, (size_t)begin, (size_t)end);
}

static bool is_whole_address(pdx_span text) {
    const uint8_t *colon = text.len == 0 ? NULL : memchr(text.data, ':', text.len);
    return colon != NULL && pdx_span_starts(pdx_span_slice(text, (size_t)(colon - text.data), text.len), pdx_span_str("://"));
}

/* What an item of an export or a feed says that its address is: under it the same post comes again. Rows of JSON lines are each a post. Addresses
 * that are relative say nothing beside another site's. */
static pdx_span address_of(const pdx_archive *archive, const archive_page *page, const pdx_page_entry *entry) {
    if (archive_is_row(archive, page)) return pdx_span_of(NULL, 0);
    for (uint32_t i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        pdx_span text;
        if (archive_page_part(page, i)->role != PDX_ROLE_ADDRESS) continue;
        text = archive_part_text(page, i);
        return is_whole_address(text) ? text : pdx_span_of(NULL, 0);
    }
    return pdx_span_of(NULL, 0);
}

pdx_span archive_entry_body(const archive_page *page, uint32_t entry) { return body_of(&page->cut, archive_entry_of(page, entry)); }

pdx_appearance_facts archive_facts_of(const pdx_archive *archive, uint32_t number) {
    const archive_appearance *appearance = archive_appearance_at(archive, number);
    const archive_page *page = archive_page_at(archive, appearance->page);
    const pdx_page_entry *entry;
    pdx_appearance_facts facts;
    memset(&facts, 0, sizeof facts);
    facts.page = appearance->page;
    entry = archive_entry_of(page, appearance->entry);
    if (archive_is_record(archive, page)) {
        facts.address = address_of(archive, page, entry);
        facts.record = facts.address.len == 0;
        if (facts.record) return facts; /* is compared with nothing */
    }
    if (entry->title != PDX_PAGE_NO_PART) facts.title = archive_part_text(page, entry->title);
    facts.body = body_of(&page->cut, entry);
    facts.published = appearance->published;
    facts.excerpt = entry->excerpt;
    return facts;
}

pdx_appearance_facts archive_facts_now(const pdx_archive *archive, uint32_t number) {
    pdx_appearance_facts facts = {.page = archive->appearances.data[number].page, .record = true};
    if (number < archive->n_settled && archive->appearances.data[number].post == PDX_NONE) return facts;
    return archive_facts_of(archive, number);
}
