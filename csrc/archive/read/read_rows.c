#include <string.h>

#include "archive/read/bodies.h"
#include "archive/model/steps.h"
#include "base/alloc.h"
#include "os/helper.h"
#include "source/forms/reader.h"
#include "source/records/records.h"
#include "text/lang.h"

/* A record becomes a page of one entry: its fields are given, so nothing is inferred and nothing doubted. */

/* THREAD_BYTES: fewer lines are not worth another thread. */
enum { FEW_PARTS = PDX_LIMIT(16, 1), THREAD_BYTES = PDX_LIMIT(1 << 20, 64) };

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

/* As was given, or as the form says, or as the text tells, once all of it is there. */
static pdx_lang language_of(const pdx_archive *archive, const pdx_page *cut, const pdx_record *record) {
    if (archive->language != PDX_LANG_NONE) return archive->language;
    return record->language != PDX_LANG_NONE || record->waiting != NULL ? record->language : archive_language(archive, cut->text, PDX_LANG_NONE);
}

static pdx_status fill_cut(const pdx_archive *archive, pdx_page *cut, const pdx_record *record, archive_row_room *room, pdx_error *err) {
    uint32_t few[FEW_PARTS], *numbers = record->parts.len <= FEW_PARTS ? few : pdx_resize_array(NULL, record->parts.len, sizeof *numbers);
    size_t i;
    cut->heading = PDX_PAGE_NO_PART;
    cut->kind = PDX_PAGE_SINGLE;
    cut->n_lines = 1;
    cut->probability = 1.0f;
    cut->language = language_of(archive, cut, record);
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

/* Reads lines of a source: all of them, or half of them in a thread of its own. */
typedef struct row_reader {
    pdx_archive *archive;
    uint32_t source;      /* its number */
    archive_row_room *room; /* borrowed, as are the arrays */
    archive_saids *said;
    const pdx_offsets *origin; /* of what was decoded from another encoding; NULL: it was not */
    pdx_offsets through;  /* owned: the map of a row, through that */
    archive_rows *rows;   /* where they wait; NULL: they become pages at once */
    pdx_records records;
    pdx_status status;    /* of a half, so that of two failures the first line's is told of */
    pdx_error err;
    uint64_t n_taken, n_refused, n_empty; /* records: that are rows, that are none, that are rows of which nothing is read */
    pdx_error refusal;    /* of the first that is none */
} row_reader;

/* Where a range of what was read stands in the source's own bytes. */
static pdx_range in_source(const row_reader *reader, pdx_range range) { return reader->origin == NULL ? range : pdx_offsets_source(reader->origin, range); }

/* The record's map, back to the source's own bytes. */
static const pdx_offsets *map_to_source(row_reader *reader, const pdx_record *record) {
    const pdx_offsets *map = &record->map;
    if (reader->origin == NULL) return map;
    pdx_offsets_reset(&reader->through);
    for (size_t i = 0; i < map->list.len; i++) {
        const pdx_offset *from = &map->list.data[i];
        const uint64_t end = i + 1 < map->list.len ? from[1].text : map->text_end;
        if (!pdx_offsets_add_through(&reader->through, end - from->text, from->source, from->source_len, from->linear, reader->origin)) return NULL;
    }
    return &reader->through;
}

/* The number of what the record says of its dates. */
static pdx_status add_said(const row_reader *reader, const pdx_record *record, uint32_t *number, pdx_error *err) {
    archive_saids *all = reader->said;
    archive_said said;
    *number = PDX_NONE;
    if (!record->says_date && !record->says_bounds) return PDX_OK;
    said.date = record->says_date;
    said.bounds = record->says_bounds;
    said.published = in_source(reader, record->published);
    said.not_before = in_source(reader, record->not_before);
    said.before = in_source(reader, record->before);
    *number = (uint32_t)all->len;
    return PDX_VEC_PUSH(all, said) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status fill_row(row_reader *reader, archive_layer *layer, archive_page *page, const pdx_record *record, pdx_error *err) {
    const pdx_offsets *map = map_to_source(reader, record);
    memset(layer, 0, sizeof *layer);
    memset(page, 0, sizeof *page);
    layer->source = page->source = reader->source;
    layer->decoded = true;
    /* Copies of the size they need: they stay, and the record is used again. */
    if (map == NULL || !pdx_offsets_copy(map, &reader->room->kinds[ARCHIVE_ROW_MAPS], &layer->map)) return pdx_fail_memory(err);
    if (!pdx_arena_copy(&reader->room->kinds[ARCHIVE_ROW_TEXTS], pdx_buf_view(&record->text), &layer->text)) return pdx_fail_memory(err);
    layer->map.text = layer->text.data;
    page->cut.text = layer->text;
    layer->first_line = record->line_number;
    page->record = in_source(reader, record->source);
    PDX_TRY(add_said(reader, record, &page->said, err));
    if (record->waiting != NULL) PDX_TRY(archive_body_keep(record, reader->room, &page->body, err));
    return fill_cut(reader->archive, &page->cut, record, reader->room, err);
}

static pdx_status add_row(row_reader *reader, const pdx_record *record, pdx_error *err) {
    archive_rows *rows = reader->rows;
    if (!PDX_VEC_RESERVE(rows, rows->len + 1)) return pdx_fail_memory(err);
    PDX_TRY(fill_row(reader, &rows->data[rows->len].layer, &rows->data[rows->len].page, record, err));
    rows->len++;
    return PDX_OK;
}

static pdx_status add_page(row_reader *reader, const pdx_record *record, pdx_error *err) {
    pdx_archive *archive = reader->archive;
    const size_t n = archive->pages.len;
    if (!PDX_VEC_RESERVE(&archive->layers, n + 1) || !PDX_VEC_RESERVE(&archive->pages, n + 1)) return pdx_fail_memory(err);
    PDX_TRY(fill_row(reader, &archive->layers.data[n], &archive->pages.data[n], record, err));
    archive->pages.data[n].layer = (uint32_t)n;
    archive->layers.len = archive->pages.len = n + 1;
    return PDX_OK;
}

static pdx_status take_record(row_reader *reader, const pdx_record *record, pdx_error *err) {
    reader->n_taken++;
    reader->n_empty += record->parts.len == 0;
    return reader->rows != NULL ? add_row(reader, record, err) : add_page(reader, record, err);
}

/* After so many rows, room for as many as will come if they are as long as these, so that what is there is not moved again and again; not for more than
 * there can be of a usual length. */
enum { ROWS_TO_GUESS_BY = PDX_LIMIT(512, 2), ROW_BYTES_LEAST = 256 };

static bool rows_expect(row_reader *reader, size_t bytes_read, size_t bytes_left) {
    pdx_archive *archive = reader->archive;
    const size_t n = bytes_left / pdx_max_size(bytes_read / ROWS_TO_GUESS_BY, ROW_BYTES_LEAST);
    if (reader->rows != NULL) return PDX_VEC_RESERVE(reader->rows, reader->rows->len + n);
    return PDX_VEC_RESERVE(&archive->layers, archive->layers.len + n) && PDX_VEC_RESERVE(&archive->pages, archive->pages.len + n);
}

/* One bad record never ends a source. */
static void refuse(row_reader *reader, const pdx_error *error) {
    if (reader->n_refused++ == 0) reader->refusal = *error;
}

static bool is_refusal(pdx_status status) { return status == PDX_EFORMAT || status == PDX_ELIMIT; }

static pdx_status next_row(row_reader *reader, pdx_record *record, bool *more, pdx_error *err) {
    for (;;) {
        pdx_error own = {0};
        const pdx_status status = pdx_records_next(&reader->records, record, more, &own);
        if (is_refusal(status)) {
            refuse(reader, &own);
            continue;
        }
        if (status != PDX_OK && err != NULL) *err = own;
        return status;
    }
}

/* A source of which no record can be read is none of records. */
static pdx_status check_refused(row_reader *reader, pdx_error *err) {
    reader->archive->n_refused += reader->n_refused + reader->n_empty;
    if (reader->n_taken > 0 || reader->n_refused == 0) return PDX_OK;
    if (err != NULL) *err = reader->refusal;
    return reader->refusal.status;
}

static pdx_status rows_read(row_reader *reader, const pdx_tick *tick, pdx_error *err) {
    pdx_records *records = &reader->records;
    pdx_pace pace = pdx_pace_of(tick, records->source.len);
    const size_t begin = records->at;
    pdx_record record;
    pdx_status status;
    size_t n = 0;
    bool more = true;
    pdx_record_init(&record);
    do {
        status = next_row(reader, &record, &more, err);
        if (status == PDX_OK && more) status = take_record(reader, &record, err);
        if (++n == ROWS_TO_GUESS_BY && !rows_expect(reader, records->at - begin, records->source.len - records->at)) status = pdx_fail_memory(err);
        if (status == PDX_OK && more) status = pdx_pace_step(&pace, record.source.end - record.source.begin, records->at, err);
    } while (status == PDX_OK && more);
    pdx_record_deinit(&record);
    return status;
}

static pdx_status take_any(void *context, const pdx_record *record, pdx_error *err) { return take_record(context, record, err); }

static pdx_status refuse_any(void *context, uint64_t at, const pdx_error *error, pdx_error *err) {
    (void)at, (void)err;
    refuse(context, error);
    return PDX_OK;
}

/* Records of any other form: by one thread, since where one begins is known only to who has read what stands before it. */
static pdx_status read_by_form(row_reader *rows, pdx_source_form form, pdx_span bytes, const pdx_tick *tick, pdx_error *err) {
    pdx_record record;
    pdx_reader *reader;
    pdx_status status;
    PDX_TRY(pdx_reader_new(form, &reader, err));
    pdx_record_init(&record);
    pdx_reader_feed(reader, bytes, true);
    status = pdx_reader_each(reader, &record, bytes.len, take_any, refuse_any, rows, tick, err);
    pdx_record_deinit(&record);
    pdx_reader_free(reader);
    return status;
}

/* A failure is kept, but for the one that everybody must hear of. */
static pdx_status half_read(void *context, const pdx_tick *tick, pdx_error *err) {
    row_reader *reader = context;
    reader->status = rows_read(reader, tick, &reader->err);
    if (reader->status != PDX_EINTERRUPTED) return PDX_OK;
    if (err != NULL) *err = reader->err;
    return reader->status;
}

static pdx_status halves_read(row_reader *first, row_reader *second, const pdx_tick *tick, pdx_error *err) {
    pdx_helper helper;
    const row_reader *failed;
    if (pdx_helper_start(&helper, half_read, second)) {
        const pdx_status status = half_read(first, tick, err);
        PDX_TRY(pdx_helper_end(&helper, status, tick, err));
    } else {
        PDX_TRY(half_read(first, tick, err));
        PDX_TRY(half_read(second, tick, err));
    }
    failed = first->status != PDX_OK ? first : second;
    if (failed->status != PDX_OK && err != NULL) *err = failed->err;
    return failed->status;
}

/* What the second half has read, behind the first. */
static pdx_status halves_join(row_reader *first, const row_reader *second, pdx_error *err) {
    pdx_archive *archive = first->archive;
    const size_t n_said = first->said->len, n_rows = second->rows->len;
    size_t i;
    for (i = 0; i < second->said->len; i++) {
        if (!PDX_VEC_PUSH(first->said, second->said->data[i])) return pdx_fail_memory(err);
    }
    if (first->rows != NULL && !PDX_VEC_RESERVE(first->rows, first->rows->len + n_rows)) return pdx_fail_memory(err);
    if (first->rows == NULL && (!PDX_VEC_RESERVE(&archive->layers, archive->layers.len + n_rows) ||
                                !PDX_VEC_RESERVE(&archive->pages, archive->pages.len + n_rows))) {
        return pdx_fail_memory(err);
    }
    for (i = 0; i < n_rows; i++) {
        archive_row *row = &second->rows->data[i];
        if (row->page.said != PDX_NONE) row->page.said += (uint32_t)n_said;
        if (first->rows != NULL) {
            first->rows->data[first->rows->len++] = *row;
            continue;
        }
        row->page.layer = (uint32_t)archive->layers.len;
        archive->layers.data[archive->layers.len++] = row->layer;
        archive->pages.data[archive->pages.len++] = row->page;
    }
    for (i = 0; i < ARCHIVE_ROW_KINDS; i++) pdx_arena_join(&first->room->kinds[i], &second->room->kinds[i]);
    return PDX_OK;
}

/* Where the second half of the lines begins; the end where there is none. */
static size_t lines_middle(pdx_span bytes) {
    const uint8_t *from = bytes.data + bytes.len / 2, *newline = memchr(from, '\n', bytes.len - bytes.len / 2);
    return newline == NULL ? bytes.len : (size_t)(newline - bytes.data) + 1;
}

static uint32_t count_lines(pdx_span bytes) {
    const uint8_t *at = bytes.data, *const end = bytes.data + bytes.len;
    uint32_t n = 0;
    for (; at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++) n++;
    return n;
}

static pdx_status read_by_two(row_reader *first, pdx_span bytes, const pdx_tick *tick, pdx_error *err) {
    const size_t middle = lines_middle(bytes);
    row_reader second = *first;
    archive_saids said = {NULL, 0, 0};
    archive_rows rows = {NULL, 0, 0};
    archive_row_room room;
    pdx_status status;
    memset(&room, 0, sizeof room); /* empty arenas */
    second.room = &room;
    second.said = &said;
    second.rows = &rows;
    pdx_offsets_init(&second.through);
    second.records.at = middle;
    first->records.source = pdx_span_slice(bytes, 0, middle);
    second.records.line_number = 1 + count_lines(first->records.source);
    status = halves_read(first, &second, tick, err);
    if (status == PDX_OK) status = halves_join(first, &second, err);
    if (first->n_refused == 0) first->refusal = second.refusal;
    first->n_refused += second.n_refused;
    first->n_taken += second.n_taken;
    first->n_empty += second.n_empty;
    PDX_VEC_DEINIT(&said);
    PDX_VEC_DEINIT(&rows);
    pdx_offsets_deinit(&second.through);
    for (size_t i = 0; i < ARCHIVE_ROW_KINDS; i++) pdx_arena_deinit(&room.kinds[i]);
    return status;
}

pdx_status archive_record_page_again(pdx_archive *archive, uint32_t number, const pdx_record *record, pdx_error *err) {
    archive_page *page = &archive->pages.data[number];
    archive_layer *layer = &archive->layers.data[page->layer];
    archive_row_room *room = &archive->sources.data[page->source].room;
    pdx_page cut;
    pdx_offsets map;
    memset(&cut, 0, sizeof cut);
    if (!pdx_arena_copy(&room->kinds[ARCHIVE_ROW_TEXTS], pdx_buf_view(&record->text), &cut.text) || !pdx_offsets_copy(&record->map, &room->kinds[ARCHIVE_ROW_MAPS], &map)) {
        return pdx_fail_memory(err);
    }
    PDX_TRY(fill_cut(archive, &cut, record, room, err));
    page->cut = cut;
    layer->map = map;
    layer->map.text = cut.text.data;
    layer->text = cut.text;
    pdx_atomic_store(&layer->form, ARCHIVE_TEXT_UNKNOWN);
    return PDX_OK;
}

pdx_status archive_add_record(pdx_archive *archive, archive_source *source, const pdx_record *record, const pdx_offsets *origin, pdx_error *err) {
    row_reader reader;
    pdx_status status;
    memset(&reader, 0, sizeof reader);
    reader.archive = archive;
    reader.source = (uint32_t)archive->sources.len;
    reader.room = &source->room;
    reader.said = &archive->said;
    reader.rows = archive->has_texts ? &source->rows : NULL;
    reader.origin = origin;
    assert(!archive->has_texts || record->waiting == NULL);
    status = take_record(&reader, record, err);
    archive->n_waiting += status == PDX_OK && record->waiting != NULL;
    archive->has_waited = archive->n_waiting > 0;
    pdx_offsets_deinit(&reader.through);
    return status;
}

static pdx_status rows_read_all(row_reader *reader, const archive_source *source, unsigned n_threads, const pdx_tick *tick, pdx_error *err) {
    const pdx_span bytes = archive_source_utf8(source);
    const size_t n_pages = reader->archive->pages.len;
    if (source->form != PDX_SOURCE_JSONL) {
        PDX_TRY(read_by_form(reader, source->form, bytes, tick, err));
        return archive_own_addresses(reader->archive, source->form, reader->rows, n_pages, err);
    }
    return n_threads < 2 || bytes.len < THREAD_BYTES ? rows_read(reader, tick, err) : read_by_two(reader, bytes, tick, err);
}

/* A row becomes a page at once where nothing that must be cut stands before it. */
pdx_status archive_read_rows(pdx_archive *archive, archive_source *source, unsigned n_threads, const pdx_tick *tick, pdx_error *err) {
    const size_t n_pages = archive->pages.len;
    pdx_status status;
    row_reader reader;
    memset(&reader, 0, sizeof reader);
    reader.archive = archive;
    reader.source = (uint32_t)archive->sources.len;
    reader.room = &source->room;
    reader.said = &archive->said;
    reader.rows = archive->has_texts ? &source->rows : NULL;
    reader.origin = archive_source_origin(source);
    pdx_records_init(&reader.records, archive_source_utf8(source));
    status = rows_read_all(&reader, source, n_threads, tick, err);
    if (status == PDX_OK) status = check_refused(&reader, err);
    pdx_offsets_deinit(&reader.through);
    PDX_TRY(status);
    source->n_pages = (uint32_t)(archive->pages.len - n_pages);
    return PDX_OK;
}
