#include "archive/stored.h"
#include "base/bits.h"

/* Everything that readers take for granted because a builder made it so: numbers are of things that there are, ranges lie in their
 * texts. Bytes from a disk, or from a stranger, must say it before anybody reads them. */

static pdx_status damage(pdx_error *err, const char *what, size_t number) {
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: %s %llu says what cannot be", what, (unsigned long long)number);
}

static bool is_stretch(uint64_t first, uint64_t n, uint64_t all) { return n <= all && first <= all - n; }
static bool is_number(uint32_t number, uint64_t all) { return number == PDX_NONE || number < all; }
static_assert(PDX_PAGE_NO_PART == PDX_NONE && PDX_PAGE_NO_ENTRY == PDX_NONE, "is_number takes both");

static bool is_language(pdx_lang language) {
    const unsigned first = language >> 8, second = language & 0xFF;
    return language == PDX_LANG_NONE || (first >= 'a' && first <= 'z' && second >= 'a' && second <= 'z');
}

/* Each bit is of a rule. */
static bool are_rules(pdx_rule_set why) {
    for (; why != 0; why &= why - 1) {
        if (pdx_rule_text(pdx_trailing_zeros(why)) == NULL) return false;
    }
    return true;
}

static bool source_holds(const pdx_archive *archive, size_t i) {
    const archive_source *source = &archive->sources.data[i];
    return is_stretch(source->first_page, source->n_pages, archive->pages.len);
}

/* Stretches ascend and end with the text; each lies in its source. */
static bool layer_holds(const pdx_archive *archive, size_t i) {
    const archive_layer *layer = &archive->layers.data[i];
    const uint64_t source_len = archive->sources.data[layer->source].bytes.len;
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
    return roles && are_rules(part->why) && stored_is_within(part->range, cut->text.len) && is_number(part->entry, cut->n_entries);
}

static bool entry_holds(const pdx_page *cut, const pdx_page_entry *entry) {
    return are_rules(entry->why) && stored_is_within(entry->range, cut->text.len) && stored_is_within(entry->date_printed, cut->text.len) && stored_is_within(entry->author, cut->text.len) &&
           is_stretch(entry->first_part, entry->n_parts, cut->n_parts) && is_stretch(entry->first_item, entry->n_items, cut->n_items) &&
           is_number(entry->title, cut->n_parts) && is_number(entry->byline, cut->n_parts) && is_number(entry->date, cut->n_parts);
}

static bool evidence_holds(const pdx_page *cut, const pdx_bound_evidence *evidence) {
    return evidence->reason < PDX_BOUND_REASON_COUNT && stored_is_within(evidence->range, cut->text.len) && is_number(evidence->entry, cut->n_entries);
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

/* What its record says of dates stands in its source. */
static bool said_holds(const pdx_archive *archive, const archive_page *page, uint64_t len) {
    const archive_said *said = &archive->said.data[page->said];
    if (page->said == PDX_NONE) return true;
    return page->said < archive->said.len && stored_is_within(said->published, len) && stored_is_within(said->not_before, len) && stored_is_within(said->before, len);
}

static bool page_holds(const pdx_archive *archive, size_t i) {
    const archive_page *page = &archive->pages.data[i];
    const pdx_page *cut = &page->cut;
    const uint64_t len = archive->sources.data[page->source].bytes.len;
    bool holds = stored_is_within(page->record, len) && page->layer == i && archive->layers.data[i].source == page->source && said_holds(archive, page, len) &&
                 is_language(cut->language) && are_rules(cut->why) && is_stretch(page->first_appearance, cut->n_entries, archive->appearances.len) &&
                 page->order <= PDX_ORDERED_OLDEST_FIRST && cut->kind < PDX_PAGE_KIND_COUNT && is_number(cut->heading, cut->n_parts) &&
                 stored_is_within(cut->label, cut->text.len) && stored_is_within(cut->site_name, cut->text.len);
    for (size_t k = 0; holds && k < cut->n_parts; k++) holds = part_holds(cut, &cut->parts[k]);
    for (size_t k = 0; holds && k < cut->n_entries; k++) holds = entry_holds(cut, &cut->entries[k]);
    for (size_t k = 0; holds && k < cut->n_items; k++) {
        holds = stored_is_within(cut->items[k].range, cut->text.len) && cut->items[k].part < cut->n_parts && cut->items[k].entry < cut->n_entries;
    }
    for (size_t k = 0; holds && k < page->bound_evidence.len; k++) holds = evidence_holds(cut, &page->bound_evidence.data[k]);
    return holds && (archive->layers.data[page->layer].decoded || parts_cover(cut));
}

static bool date_holds(const pdx_date *date) {
    return date->year >= -9999 && date->year <= 9999 && date->month <= 12 && date->day <= 31 && date->hour <= 24 && date->minute <= 60 && date->second <= 61 && date->weekday <= 7 &&
           date->precision <= PDX_PRECISION_SECOND && date->calendar <= PDX_HIJRI;
}

static bool appearance_holds(const pdx_archive *archive, size_t i) {
    const archive_appearance *a = &archive->appearances.data[i];
    if (a->page >= archive->pages.len || a->post >= archive->posts.len) return false;
    return a->entry < archive->pages.data[a->page].cut.n_entries && archive->pages.data[a->page].first_appearance + a->entry == i && date_holds(&a->published) &&
           is_stretch(a->bounds.first_evidence, a->bounds.n_evidence, archive->pages.data[a->page].bound_evidence.len);
}

static bool post_holds(const pdx_archive *archive, size_t i) {
    const archive_post *post = &archive->posts.data[i];
    const uint64_t n = archive->appearances.len;
    return post->n_appearances > 0 && is_stretch(post->first_appearance, post->n_appearances, archive->post_appearances.len) && post->main < n &&
           is_stretch(post->first_item, (uint64_t)post->n_tags + post->n_categories, archive->items.len) && is_number(post->published, n) &&
           is_number(post->bounds_upper, n) && is_number(post->bounds_lower, n) && is_stretch(post->first_bound, post->n_bounds, archive->bound_refs.len) &&
           is_language(post->language);
}

static bool item_holds(const pdx_archive *archive, size_t i) {
    const archive_item *item = &archive->items.data[i];
    return item->page < archive->pages.len && item->item < archive->pages.data[item->page].cut.n_items && item->label < archive->label_items.len;
}

static bool bound_ref_holds(const pdx_archive *archive, size_t i) {
    const archive_bound_ref *ref = &archive->bound_refs.data[i];
    return ref->page < archive->pages.len && ref->evidence < archive->pages.data[ref->page].bound_evidence.len;
}

static bool post_appearance_holds(const pdx_archive *archive, size_t i) { return archive->post_appearances.data[i] < archive->appearances.len; }
static bool remainder_holds(const pdx_archive *archive, size_t i) { return archive->remainders.data[i] < archive->pages.len; }
static bool label_holds(const pdx_archive *archive, size_t i) { return archive->label_items.data[i] < archive->items.len; }

/* Each tag and category is of one post, and they stand in the order of posts: tables by label are made by going through both. */
static pdx_status items_check(const pdx_archive *archive, pdx_error *err) {
    uint64_t next = 0;
    for (size_t i = 0; i < archive->posts.len; i++) {
        const archive_post *post = &archive->posts.data[i];
        if (post->first_item != next) return damage(err, "post", i);
        next += (uint64_t)post->n_tags + post->n_categories;
    }
    return next == archive->items.len ? PDX_OK : damage(err, "post's item", (size_t)next);
}

/* The index is of these posts and pages. */
static pdx_status index_check(const pdx_archive *archive, pdx_error *err) {
    if (pdx_snapshot_n_posts(archive->snapshot) == archive->posts.len && pdx_snapshot_n_remainders(archive->snapshot) == archive->remainders.len) return PDX_OK;
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged archive: its words are of other posts than it has");
}

pdx_status archive_store_check(const pdx_archive *archive, pdx_error *err) {
    const struct {
        const char *what;
        bool (*holds)(const pdx_archive *archive, size_t i);
        size_t n;
    } checks[] = { /* those that others rely on come first */
        {"source", source_holds, archive->sources.len},
        {"layer", layer_holds, archive->layers.len},
        {"page", page_holds, archive->pages.len},
        {"appearance", appearance_holds, archive->appearances.len},
        {"post's item", item_holds, archive->items.len},
        {"reason", bound_ref_holds, archive->bound_refs.len},
        {"post's appearance", post_appearance_holds, archive->post_appearances.len},
        {"post", post_holds, archive->posts.len},
        {"remainder", remainder_holds, archive->remainders.len},
        {"label", label_holds, archive->label_items.len},
    };
    if (!is_language(archive->language)) return damage(err, "language", archive->language);
    if (archive->layers.len != archive->pages.len) return damage(err, "layer", archive->layers.len);
    for (size_t k = 0; k < PDX_COUNTOF(checks); k++) {
        for (size_t i = 0; i < checks[k].n; i++) {
            if (!checks[k].holds(archive, i)) return damage(err, checks[k].what, i);
        }
    }
    if (pdx_map_count(&archive->labels) != archive->label_items.len) return damage(err, "label", archive->label_items.len);
    PDX_TRY(items_check(archive, err));
    return index_check(archive, err);
}
