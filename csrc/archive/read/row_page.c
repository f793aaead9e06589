#include "archive/read/row_page.h"

#include <string.h>

#include "archive/read/bodies.h"
#include "archive/model/steps.h"
#include "base/alloc.h"

enum { FEW_PARTS = PDX_LIMIT(16, 1), TELLING = 4096 /* bytes, as many as are looked at for a language */ };

static void part_init(pdx_page_part *part, pdx_range range, uint8_t role, uint32_t line) {
    memset(part, 0, sizeof *part);
    part->range = range;
    part->role = role;
    part->line = line;
    part->entry = role == PDX_ROLE_BLANK ? PDX_PAGE_NO_ENTRY : 0;
    part->probability = 1.0f;
}

/* How many parts fill_parts makes. */
static size_t count_parts(const pdx_record *record) {
    size_t n = record->parts.len, i;
    uint64_t at = 0;
    for (i = 0; i < record->parts.len; i++) {
        n += record->parts.data[i].range.begin > at;
        at = record->parts.data[i].range.end;
    }
    return n + (record->text.len > at);
}

/* The record's parts with the newlines between them as blanks, so that parts cover the text. */
static void fill_parts(pdx_page *cut, const pdx_record *record, uint32_t *numbers) {
    uint64_t at = 0;
    size_t i;
    for (i = 0; i <= record->parts.len; i++) {
        const bool last = i == record->parts.len;
        const pdx_range range = last ? pdx_range_of(cut->text.len, cut->text.len) : record->parts.data[i].range;
        if (range.begin > at) part_init(&cut->parts[cut->n_parts++], pdx_range_of(at, range.begin), PDX_ROLE_BLANK, record->line_number);
        if (last) break;
        numbers[i] = (uint32_t)cut->n_parts;
        part_init(&cut->parts[cut->n_parts++], range, record->parts.data[i].role, record->line_number);
        at = range.end;
    }
}

static void fill_entry(pdx_page *cut) {
    pdx_page_entry *entry = &cut->entries[0];
    uint32_t i, last = 0;
    memset(entry, 0, sizeof *entry);
    entry->title = entry->byline = entry->date = PDX_PAGE_NO_PART;
    entry->first_part = PDX_PAGE_NO_PART;
    for (i = 0; i < cut->n_parts; i++) {
        const pdx_page_part *part = &cut->parts[i];
        if (part->role == PDX_ROLE_BLANK) continue;
        if (entry->first_part == PDX_PAGE_NO_PART) entry->first_part = i;
        if (part->role == PDX_ROLE_TITLE && entry->title == PDX_PAGE_NO_PART) entry->title = i;
        if (part->role == PDX_ROLE_BYLINE && entry->byline == PDX_PAGE_NO_PART) {
            entry->byline = i;
            entry->author = part->range;
        }
        if (part->role == PDX_ROLE_DATE && entry->date == PDX_PAGE_NO_PART) {
            entry->date = i;
            entry->date_printed = part->range;
        }
        last = i;
    }
    entry->n_parts = last + 1 - entry->first_part;
    entry->range = pdx_range_of(cut->parts[entry->first_part].range.begin, cut->parts[last].range.end);
    entry->probability = entry->title_probability = 1.0f;
    for (i = entry->first_part; i <= last; i++) cut->parts[i].entry = 0;
}

static bool tells_language(uint8_t role) {
    return role == PDX_ROLE_TITLE || role == PDX_ROLE_SUMMARY || pdx_role_group((pdx_role)role) == PDX_GROUP_BODY;
}

/* What of a row's text tells its language: not who wrote it, its address and what stands in no field, wherever these are among the others. `room` is
 * for TELLING bytes. */
static pdx_span telling_text(const pdx_page *cut, const pdx_record *record, uint8_t *room) {
    size_t n = 0;
    for (size_t i = 0; i < record->parts.len && n < TELLING; i++) {
        const pdx_range range = record->parts.data[i].range;
        if (range.end == range.begin || !tells_language(record->parts.data[i].role)) continue;
        const size_t len = pdx_min_size((size_t)(range.end - range.begin), TELLING - n);
        memcpy(room + n, cut->text.data + range.begin, len);
        n += len;
        if (n < TELLING) room[n++] = '\n';
    }
    return n == 0 ? cut->text : pdx_span_of(room, n);
}

/* As was given, or as the form says, or as the text tells, once all of it is there: a row has no page whose other entries could tell more. */
static pdx_lang language_of(pdx_lang given, const pdx_page *cut, const pdx_record *record) {
    uint8_t room[TELLING];
    if (given != PDX_LANG_NONE) return given;
    if (record->language != PDX_LANG_NONE || record->waiting != NULL) return record->language;
    const pdx_span text = telling_text(cut, record, room);
    return archive_text_language(text, pdx_lang_guess(text));
}

static pdx_status fill_cut(pdx_lang language, pdx_page *cut, const pdx_record *record, archive_row_room *room, pdx_error *err) {
    uint32_t few[FEW_PARTS], *numbers = record->parts.len <= FEW_PARTS ? few : pdx_resize_array(NULL, record->parts.len, sizeof *numbers);
    size_t i;
    cut->heading = PDX_PAGE_NO_PART;
    cut->kind = PDX_PAGE_SINGLE;
    cut->n_lines = 1;
    cut->probability = 1.0f;
    cut->language = language_of(language, cut, record);
    cut->parts = pdx_arena_array(&room->kinds[ARCHIVE_ROW_PARTS], count_parts(record), sizeof *cut->parts);
    cut->entries = pdx_arena_array(&room->kinds[ARCHIVE_ROW_ENTRIES], 1, sizeof *cut->entries);
    cut->items = pdx_arena_array(&room->kinds[ARCHIVE_ROW_ENTRIES], record->items.len, sizeof *cut->items);
    if (numbers == NULL || cut->parts == NULL || cut->entries == NULL || cut->items == NULL) {
        if (numbers != few) pdx_free(numbers);
        return pdx_fail_memory(err);
    }
    fill_parts(cut, record, numbers);
    if (record->parts.len > 0) {
        fill_entry(cut);
        cut->n_entries = 1;
        cut->entries[0].n_items = (uint32_t)record->items.len;
        cut->entries[0].excerpt = record->is_excerpt;
        if (record->says_author) cut->entries[0].author = record->author;
        if (record->says_date) cut->entries[0].date_printed = record->date;
    }
    for (i = 0; i < record->items.len; i++) {
        cut->items[i].range = record->items.data[i].range;
        cut->items[i].part = numbers[record->items.data[i].part];
        cut->items[i].entry = 0;
    }
    cut->n_items = record->items.len;
    if (numbers != few) pdx_free(numbers);
    return PDX_OK;
}

static void date_keep(archive_page *page) {
    const pdx_range printed = page->cut.n_entries == 0 ? pdx_range_of(0, 0) : page->cut.entries[0].date_printed;
    const size_t len = (size_t)(printed.end - printed.begin);
    page->date.len = 0;
    if (len == 0 || len > sizeof page->date.bytes) return;
    memcpy(page->date.bytes, page->cut.text.data + printed.begin, len);
    page->date.len = (uint8_t)len;
}

/* Where a range of what was read stands in the source's own bytes. */
static pdx_range in_source(const archive_row_maker *maker, pdx_range range) {
    return maker->origin == NULL ? range : pdx_offsets_source(maker->origin, range);
}

/* The record's map, back to the source's own bytes. */
static const pdx_offsets *map_to_source(archive_row_maker *maker, const pdx_record *record) {
    const pdx_offsets *map = &record->map;
    if (maker->origin == NULL) return map;
    pdx_offsets_reset(&maker->through);
    for (size_t i = 0; i < map->list.len; i++) {
        const pdx_offset *from = &map->list.data[i];
        const uint64_t end = i + 1 < map->list.len ? from[1].text : map->text_end;
        if (!pdx_offsets_add_through(&maker->through, end - from->text, from->source, from->source_len, from->linear, maker->origin)) return NULL;
    }
    return &maker->through;
}

/* The number of what the record says of its dates. */
static pdx_status add_said(const archive_row_maker *maker, const pdx_record *record, uint32_t *number, pdx_error *err) {
    archive_saids *all = maker->said;
    archive_said said;
    *number = PDX_NONE;
    if (!record->says_date && !record->says_bounds) return PDX_OK;
    said.date = record->says_date;
    said.bounds = record->says_bounds;
    said.published = in_source(maker, record->published);
    said.not_before = in_source(maker, record->not_before);
    said.before = in_source(maker, record->before);
    *number = (uint32_t)all->len;
    return PDX_VEC_PUSH(all, said) ? PDX_OK : pdx_fail_memory(err);
}

pdx_status archive_row_make(archive_row_maker *maker, const pdx_record *record, archive_layer *layer, archive_page *page, pdx_error *err) {
    const pdx_offsets *map = map_to_source(maker, record);
    memset(layer, 0, sizeof *layer);
    memset(page, 0, sizeof *page);
    layer->source = page->source = maker->source;
    layer->decoded = true;
    /* Copies of the size they need: they stay, and the record is used again. */
    if (map == NULL || !pdx_offsets_copy(map, &maker->room->kinds[ARCHIVE_ROW_MAPS], &layer->map)) return pdx_fail_memory(err);
    if (!pdx_arena_copy(&maker->room->kinds[ARCHIVE_ROW_TEXTS], pdx_buf_view(&record->text), &layer->text)) return pdx_fail_memory(err);
    layer->map.text = layer->text.data;
    page->cut.text = layer->text;
    layer->first_line = record->line_number;
    page->record = in_source(maker, record->source);
    PDX_TRY(add_said(maker, record, &page->said, err));
    if (record->waiting != NULL) PDX_TRY(archive_body_keep(record, maker->room, &page->body, err));
    PDX_TRY(fill_cut(maker->language, &page->cut, record, maker->room, err));
    date_keep(page);
    return PDX_OK;
}

void archive_row_maker_deinit(archive_row_maker *maker) { pdx_offsets_deinit(&maker->through); }

pdx_status archive_record_page_again(pdx_archive *archive, uint32_t number, const pdx_record *record, pdx_error *err) {
    archive_page *page = &archive->pages.data[number];
    archive_layer *layer = &archive->layers.data[page->layer];
    archive_row_room *room = &archive->sources.data[page->source].room;
    pdx_page cut;
    pdx_offsets map;
    memset(&cut, 0, sizeof cut);
    if (!pdx_arena_copy(&room->kinds[ARCHIVE_ROW_TEXTS], pdx_buf_view(&record->text), &cut.text) ||
        !pdx_offsets_copy(&record->map, &room->kinds[ARCHIVE_ROW_MAPS], &map)) {
        return pdx_fail_memory(err);
    }
    PDX_TRY(fill_cut(archive->language, &cut, record, room, err));
    page->cut = cut;
    date_keep(page);
    layer->map = map;
    layer->map.text = cut.text.data;
    layer->text = cut.text;
    pdx_atomic_store(&layer->form, ARCHIVE_TEXT_UNKNOWN);
    return PDX_OK;
}
