#include "archive/model/contents.h"
#include "archive/model/stored.h"
#include "base/bits.h"

/* Everything that readers take for granted because a builder made it so: numbers are of things that there are, ranges lie in their
 * texts. Bytes from a disk, or from a stranger, must say it before anybody reads them. What a row says of rows of other stretches is only that
 * there is such a number: whoever goes there asks again (contents.c). */

static bool is_stretch(uint64_t first, uint64_t n, uint64_t all) { return n <= all && first <= all - n; }
static bool is_number(uint32_t number, uint64_t all) { return number == PDX_NONE || number < all; }
static_assert(PDX_PAGE_NO_PART == PDX_NONE && PDX_PAGE_NO_ENTRY == PDX_NONE, "is_number takes both");

bool stored_language_holds(uint64_t language) {
    const uint64_t first = language >> 8, second = language & 0xFF;
    return language == PDX_LANG_NONE || (first >= 'a' && first <= 'z' && second >= 'a' && second <= 'z');
}

bool stored_source_holds(const stored_part *part, const archive_source *source) {
    const uint32_t first = part->first[STORED_BASE_PAGES];
    return source->first_page >= first && is_stretch(source->first_page - first, source->n_pages, part->head[STORED_N_PAGES]);
}

/* Stretches ascend and end with the text; each lies in its source. */
bool stored_layer_holds(const pdx_archive *archive, const archive_layer *layer) {
    const uint64_t source_len = archive_source_at(archive, layer->source)->bytes.len;
    const pdx_offsets *map = &layer->map;
    if (!layer->decoded) return true;
    for (size_t k = 0; k < map->list.len; k++) {
        const pdx_offset *each = &map->list.data[k];
        const uint64_t end = k + 1 < map->list.len ? each[1].text : map->text_end;
        if (each->text > end || each->source > source_len || each->source_len > source_len - each->source) return false;
        if (each->linear && each->source_len < end - each->text) return false;
    }
    return map->text_end == layer->text.len;
}

static bool part_holds(const pdx_page *cut, const pdx_page_part *part) {
    bool roles = part->role < PDX_ROLE_COUNT;
    for (unsigned k = 0; k < PDX_PAGE_READINGS; k++) roles = roles && part->others[k].role < PDX_ROLE_COUNT;
    return roles && stored_is_within(part->range, cut->text.len) && is_number(part->entry, cut->n_entries);
}

static bool entry_holds(const pdx_page *cut, const pdx_page_entry *entry) {
    return stored_is_within(entry->range, cut->text.len) && stored_is_within(entry->date_printed, cut->text.len) &&
           stored_is_within(entry->author, cut->text.len) && is_stretch(entry->first_part, entry->n_parts, cut->n_parts) &&
           is_stretch(entry->first_item, entry->n_items, cut->n_items) && is_number(entry->title, cut->n_parts) &&
           is_number(entry->byline, cut->n_parts) && is_number(entry->date, cut->n_parts);
}

static bool evidence_holds(const pdx_page *cut, const pdx_bound_evidence *evidence) {
    return evidence->reason < PDX_BOUND_REASON_COUNT && stored_is_within(evidence->range, cut->text.len) &&
           is_number(evidence->entry, cut->n_entries);
}

/* Its parts cover the text, one behind the other. */
static bool parts_cover(const pdx_page *cut) {
    uint64_t at = 0;
    for (size_t k = 0; k < cut->n_parts; k++) {
        if (cut->parts[k].range.begin != at) return false;
        at = cut->parts[k].range.end;
    }
    return at == cut->text.len;
}

bool stored_page_holds(const pdx_archive *archive, const archive_page *page, const archive_layer *layer) {
    const pdx_page *cut = &page->cut;
    bool holds = stored_is_within(page->record, archive_source_at(archive, page->source)->bytes.len) && stored_language_holds(cut->language) &&
                 page->order <= PDX_ORDERED_OLDEST_FIRST && cut->kind < PDX_PAGE_KIND_COUNT && is_number(cut->heading, cut->n_parts) &&
                 stored_is_within(cut->label, cut->text.len) && stored_is_within(cut->site_name, cut->text.len);
    for (size_t k = 0; holds && k < cut->n_parts; k++) holds = part_holds(cut, &cut->parts[k]);
    for (size_t k = 0; holds && k < cut->n_entries; k++) holds = entry_holds(cut, &cut->entries[k]);
    for (size_t k = 0; holds && k < cut->n_items; k++) {
        holds = stored_is_within(cut->items[k].range, cut->text.len) && cut->items[k].part < cut->n_parts && cut->items[k].entry < cut->n_entries;
    }
    for (size_t k = 0; holds && k < page->bound_evidence.len; k++) holds = evidence_holds(cut, &page->bound_evidence.data[k]);
    return holds && (layer->decoded || parts_cover(cut));
}

static bool date_holds(const pdx_date *date) {
    return date->year >= -9999 && date->year <= 9999 && date->month <= 12 && date->day <= 31 && date->hour <= 24 && date->minute <= 60 &&
           date->second <= 61 && date->weekday <= 7 && date->precision <= PDX_PRECISION_SECOND && date->calendar <= PDX_BUDDHIST;
}

bool stored_appearance_holds(const pdx_archive *archive, const archive_page *page, const archive_appearance *a) {
    return is_number(a->post, archive->posts.len) && a->entry < page->cut.n_entries && date_holds(&a->published) &&
           is_stretch(a->bounds.first_evidence, a->bounds.n_evidence, page->bound_evidence.len);
}

bool stored_post_holds(const pdx_archive *archive, const archive_post *post, const uint32_t *appearances, const archive_item *items,
                       const archive_bound_ref *refs) {
    const uint64_t n = archive->appearances.len;
    bool holds = post->n_appearances > 0 && post->main < n && is_number(post->published, n) && is_number(post->bounds_upper, n) &&
                 is_number(post->bounds_lower, n) && stored_language_holds(post->language);
    for (uint32_t i = 0; holds && i < post->n_appearances; i++) holds = appearances[i] < n;
    for (uint32_t i = 0; holds && i < post->n_tags + post->n_categories; i++) {
        holds = items[i].page < archive->pages.len && items[i].label < archive->label_items.len;
    }
    for (uint32_t i = 0; holds && i < post->n_bounds; i++) holds = refs[i].page < archive->pages.len;
    return holds;
}
