#include <string.h>

#include "archive/steps.h"
#include "base/alloc.h"
#include "source/records.h"
#include "text/lang.h"

/* A record becomes a page of one entry: its fields are given, so nothing is inferred and nothing doubted. */

enum { FEW_PARTS = PDX_LIMIT(16, 1) };

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

static pdx_status fill_cut(const pdx_archive *archive, pdx_page *cut, const pdx_record *record, pdx_arena *arena, pdx_error *err) {
    uint32_t few[FEW_PARTS], *numbers = record->parts.len <= FEW_PARTS ? few : pdx_resize_array(NULL, record->parts.len, sizeof *numbers);
    size_t i;
    cut->heading = PDX_PAGE_NO_PART;
    cut->kind = PDX_PAGE_SINGLE;
    cut->n_lines = 1;
    cut->probability = 1.0f;
    cut->language = archive_language(archive, cut->text, PDX_LANG_NONE);
    cut->parts = pdx_arena_array(arena, count_parts(record), sizeof *cut->parts);
    cut->entries = pdx_arena_array(arena, 1, sizeof *cut->entries);
    cut->items = pdx_arena_array(arena, record->items.len, sizeof *cut->items);
    if (numbers == NULL || cut->parts == NULL || cut->entries == NULL || cut->items == NULL) {
        if (numbers != few) pdx_free(numbers);
        return pdx_fail_memory(err);
    }
    fill_parts(cut, record, numbers);
    if (record->parts.len > 0) {
        fill_entry(cut);
        cut->n_entries = 1;
        cut->entries[0].n_items = (uint32_t)record->items.len;
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

/* The number of what the record says of its dates. */
static pdx_status add_said(pdx_archive *archive, const pdx_record *record, uint32_t *number, pdx_error *err) {
    archive_said said;
    *number = PDX_NONE;
    if (!record->says_date && !record->says_bounds) return PDX_OK;
    said.date = record->says_date;
    said.bounds = record->says_bounds;
    said.published = record->published;
    said.not_before = record->not_before;
    said.before = record->before;
    *number = (uint32_t)archive->said.len;
    return PDX_VEC_PUSH(&archive->said, said) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status fill_row(pdx_archive *archive, archive_layer *layer, archive_page *page, const pdx_record *record, pdx_arena *arena, pdx_error *err) {
    memset(layer, 0, sizeof *layer);
    memset(page, 0, sizeof *page);
    layer->source = page->source = (uint32_t)archive->sources.len;
    layer->decoded = true;
    /* Copies of the size they need: they stay, and the record is used again. */
    if (!pdx_offsets_copy(&record->map, arena, &layer->map)) return pdx_fail_memory(err);
    if (!pdx_arena_copy(arena, pdx_buf_view(&record->text), &layer->text)) return pdx_fail_memory(err);
    page->cut.text = layer->text;
    layer->first_line = record->line_number;
    page->record = record->line;
    PDX_TRY(add_said(archive, record, &page->said, err));
    return fill_cut(archive, &page->cut, record, arena, err);
}

/* A row becomes a page at once where nothing that must be cut stands before it. */
static pdx_status add_row(pdx_archive *archive, archive_source *source, const pdx_record *record, pdx_error *err) {
    if (archive->has_texts) {
        archive_row *row;
        if (!PDX_VEC_RESERVE(&source->rows, source->rows.len + 1)) return pdx_fail_memory(err);
        row = &source->rows.data[source->rows.len];
        PDX_TRY(fill_row(archive, &row->layer, &row->page, record, &source->arena, err));
        source->rows.len++;
    } else {
        const size_t n = archive->pages.len;
        if (!PDX_VEC_RESERVE(&archive->layers, n + 1) || !PDX_VEC_RESERVE(&archive->pages, n + 1)) return pdx_fail_memory(err);
        PDX_TRY(fill_row(archive, &archive->layers.data[n], &archive->pages.data[n], record, &source->arena, err));
        archive->pages.data[n].layer = (uint32_t)n;
        archive->layers.len = archive->pages.len = n + 1;
        source->n_pages++;
    }
    return PDX_OK;
}

pdx_status archive_read_rows(pdx_archive *archive, archive_source *source, const pdx_tick *tick, pdx_error *err) {
    pdx_records records;
    pdx_record record;
    pdx_pace pace = pdx_pace_of(tick, source->bytes.len);
    pdx_status status;
    bool more = true;
    pdx_records_init(&records, source->bytes);
    pdx_record_init(&record);
    do {
        status = pdx_records_next(&records, &record, &more, err);
        if (status == PDX_OK && more) status = add_row(archive, source, &record, err);
        if (status == PDX_OK && more) status = pdx_pace_step(&pace, record.line.end - record.line.begin, records.at, err);
    } while (status == PDX_OK && more);
    pdx_record_deinit(&record);
    return status;
}
