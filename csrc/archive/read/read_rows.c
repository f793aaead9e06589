#include <string.h>

#include "archive/model/steps.h"
#include "archive/read/own_addresses.h"
#include "archive/read/row_feed.h"
#include "source/forms/reader.h"

/* Records of a source become pages, or rows that wait where pages of text, which are still to be cut, stand before them. */

/* THREAD_BYTES: fewer lines are not worth another thread. */
enum { THREAD_BYTES = PDX_LIMIT(2 << 20, 128), SMALL = PDX_LIMIT(1 << 16, 64) };

typedef struct row_reader {
    archive_row_maker maker;
    pdx_archive *archive;
    archive_rows *rows; /* where they wait; NULL: they become pages at once */
    archive_row_counts counts;
} row_reader;

static row_reader reader_of(pdx_archive *archive, archive_source *source) {
    row_reader reader;
    memset(&reader, 0, sizeof reader);
    reader.archive = archive;
    reader.maker.language = archive->language;
    reader.maker.source = (uint32_t)archive->sources.len;
    reader.maker.room = &source->room;
    reader.maker.said = &archive->said;
    return reader;
}

static pdx_status add_row(row_reader *reader, const pdx_record *record, pdx_error *err) {
    archive_rows *rows = reader->rows;
    if (!PDX_VEC_RESERVE(rows, rows->len + 1)) return pdx_fail_memory(err);
    PDX_TRY(archive_row_make(&reader->maker, record, &rows->data[rows->len].layer, &rows->data[rows->len].page, err));
    rows->len++;
    return PDX_OK;
}

static pdx_status add_page(row_reader *reader, const pdx_record *record, pdx_error *err) {
    pdx_archive *archive = reader->archive;
    const size_t n = archive->pages.len;
    if (!PDX_VEC_RESERVE(&archive->layers, n + 1) || !PDX_VEC_RESERVE(&archive->pages, n + 1)) return pdx_fail_memory(err);
    PDX_TRY(archive_row_make(&reader->maker, record, &archive->layers.data[n], &archive->pages.data[n], err));
    archive->pages.data[n].layer = (uint32_t)n;
    archive->layers.len = archive->pages.len = n + 1;
    return PDX_OK;
}

static pdx_status take_any(void *context, const pdx_record *record, pdx_error *err) {
    row_reader *reader = context;
    reader->counts.n_taken++;
    reader->counts.n_empty += record->parts.len == 0;
    return reader->rows != NULL ? add_row(reader, record, err) : add_page(reader, record, err);
}

static pdx_status refuse_any(void *context, uint64_t at, const pdx_error *error, pdx_error *err) {
    row_reader *reader = context;
    (void)at, (void)err;
    archive_row_refuse(&reader->counts, error);
    return PDX_OK;
}

void archive_reading_deinit(archive_reading *reading) {
    pdx_record_deinit(&reading->record);
    pdx_reader_free(reading->reader);
    memset(reading, 0, sizeof *reading);
}

/* A post that is a file of its own: making room for each takes as long as reading it. */
static pdx_status read_small(row_reader *rows, archive_reading *reading, pdx_source_form form, pdx_span bytes, const pdx_tick *tick, pdx_error *err) {
    pdx_status status;
    if (reading->reader == NULL) {
        PDX_TRY(pdx_reader_new(form, &reading->reader, err));
        pdx_record_init(&reading->record);
    }
    pdx_reader_again(reading->reader);
    pdx_reader_feed(reading->reader, bytes, true);
    status = pdx_reader_each(reading->reader, &reading->record, bytes.len, take_any, refuse_any, rows, tick, err);
    if (status != PDX_OK) archive_reading_deinit(reading);
    return status;
}

/* Records of any other form: by one thread, since where one begins is known only to who has read what stands before it. */
static pdx_status read_by_form(row_reader *rows, pdx_source_form form, pdx_span bytes, const pdx_tick *tick, pdx_error *err) {
    const size_t n_pages = rows->archive->pages.len;
    archive_addresses met;
    pdx_record record;
    pdx_reader *reader;
    pdx_status status;
    PDX_TRY(pdx_reader_new(form, &reader, err));
    pdx_record_init(&record);
    archive_addresses_init(&met);
    pdx_reader_feed(reader, bytes, true);
    status = pdx_reader_each(reader, &record, bytes.len, take_any, refuse_any, rows, tick, err);
    pdx_record_deinit(&record);
    pdx_reader_free(reader);
    if (status == PDX_OK) status = archive_own_addresses(rows->archive, form, rows->rows, n_pages, &met, err);
    archive_addresses_deinit(&met);
    return status;
}

/* A source of which no record can be read is none of records. */
static pdx_status check_refused(pdx_archive *archive, const archive_row_counts *counts, pdx_error *err) {
    archive->n_refused += counts->n_refused + counts->n_empty;
    if (counts->n_taken > 0 || counts->n_refused == 0) return PDX_OK;
    if (err != NULL) *err = counts->refusal;
    return counts->refusal.status;
}

pdx_status archive_add_record(pdx_archive *archive, archive_source *source, const pdx_record *record, const pdx_offsets *origin, pdx_error *err) {
    row_reader reader = reader_of(archive, source);
    pdx_status status;
    reader.rows = archive->has_texts ? &source->rows : NULL;
    reader.maker.origin = origin;
    assert(!archive->has_texts || record->waiting == NULL);
    status = take_any(&reader, record, err);
    archive->n_waiting += status == PDX_OK && record->waiting != NULL;
    archive->has_waited = archive->n_waiting > 0;
    archive_row_maker_deinit(&reader.maker);
    return status;
}

/* ---- lines */

static bool rows_wait(archive_row_lines *lines, archive_source *source) {
    if (!PDX_VEC_RESERVE(&source->rows, lines->pages->len)) return false;
    for (size_t i = 0; i < lines->pages->len; i++) {
        source->rows.data[i] = (archive_row){.layer = lines->layers->data[i], .page = lines->pages->data[i]};
    }
    source->rows.len = lines->pages->len;
    return true;
}

/* Rows that were read into arrays of their own, as the archive's next. */
static bool rows_hand_over(pdx_archive *archive, const archive_row_lines *lines) {
    const size_t n = archive->pages.len;
    if (!PDX_VEC_RESERVE(&archive->layers, n + lines->layers->len) || !PDX_VEC_RESERVE(&archive->pages, n + lines->pages->len)) return false;
    for (size_t i = 0; i < lines->pages->len; i++) {
        archive->layers.data[n + i] = lines->layers->data[i];
        archive->pages.data[n + i] = lines->pages->data[i];
        archive->pages.data[n + i].layer = (uint32_t)(n + i);
    }
    archive->layers.len = archive->pages.len = n + lines->pages->len;
    return true;
}

/* The arrays themselves, where the archive has none. */
static void arrays_swap(pdx_archive *archive, archive_row_lines *lines) {
    const archive_layers layers = archive->layers;
    const archive_pages pages = archive->pages;
    archive->layers = *lines->layers;
    archive->pages = *lines->pages;
    *lines->layers = layers;
    *lines->pages = pages;
}

static void sources_number(const archive_row_lines *lines, uint32_t source) {
    for (size_t i = 0; lines->source != source && i < lines->pages->len; i++) lines->layers->data[i].source = lines->pages->data[i].source = source;
}

static pdx_status lines_take(pdx_archive *archive, archive_source *source, archive_row_lines *lines, archive_row_counts *counts, pdx_error *err) {
    PDX_TRY(archive_row_lines_end(lines, &source->room, &archive->said, counts, err));
    sources_number(lines, (uint32_t)archive->sources.len);
    if (archive->has_texts) return rows_wait(lines, source) ? PDX_OK : pdx_fail_memory(err);
    if (lines->pages == &archive->pages) return PDX_OK;
    if (archive->pages.len == 0) arrays_swap(archive, lines);
    else if (!rows_hand_over(archive, lines)) return pdx_fail_memory(err);
    return PDX_OK;
}

/* A row becomes a page at once where nothing that must be cut stands before it. */
static pdx_status read_lines(pdx_archive *archive, archive_source *source, const archive_given *given, unsigned n_threads, archive_row_counts *counts,
                             const pdx_tick *tick, pdx_error *err) {
    const pdx_span bytes = archive_source_utf8(source);
    archive_layers layers = {NULL, 0, 0};
    archive_pages pages = {NULL, 0, 0};
    archive_row_lines lines;
    pdx_status status;
    memset(&lines, 0, sizeof lines);
    lines.language = archive->language;
    lines.source = (uint32_t)archive->sources.len;
    lines.origin = archive_source_origin(source);
    lines.copied = given->copied;
    lines.layers = archive->has_texts ? &layers : &archive->layers;
    lines.pages = archive->has_texts ? &pages : &archive->pages;
    status = archive_row_lines_read(&lines, bytes, bytes.len < THREAD_BYTES ? 1 : n_threads, tick, err);
    if (status == PDX_OK) status = lines_take(archive, source, &lines, counts, err);
    archive_row_lines_deinit(&lines);
    PDX_VEC_DEINIT(&layers);
    PDX_VEC_DEINIT(&pages);
    return status;
}

static pdx_status read_records(pdx_archive *archive, archive_source *source, archive_reading *reading, archive_row_counts *counts,
                               const pdx_tick *tick, pdx_error *err) {
    const pdx_span bytes = archive_source_utf8(source);
    row_reader reader = reader_of(archive, source);
    pdx_status status;
    reader.rows = archive->has_texts ? &source->rows : NULL;
    reader.maker.origin = archive_source_origin(source);
    status = source->form == PDX_SOURCE_MARKDOWN && bytes.len <= SMALL ? read_small(&reader, reading, source->form, bytes, tick, err)
                                                                       : read_by_form(&reader, source->form, bytes, tick, err);
    *counts = reader.counts;
    archive_row_maker_deinit(&reader.maker);
    return status;
}

pdx_status archive_read_rows(pdx_archive *archive, archive_source *source, const archive_given *given, unsigned n_threads, const pdx_tick *tick,
                             pdx_error *err) {
    const size_t n_pages = archive->pages.len;
    archive_row_counts counts = {0};
    if (source->form != PDX_SOURCE_JSONL) {
        PDX_TRY(read_records(archive, source, given->reading, &counts, tick, err));
    } else if (given->feed == NULL) {
        PDX_TRY(read_lines(archive, source, given, n_threads, &counts, tick, err));
    } else {
        PDX_TRY(archive_row_feed_read(given->feed, source->bytes, tick, err));
        PDX_TRY(lines_take(archive, source, &given->feed->lines, &counts, err));
    }
    PDX_TRY(check_refused(archive, &counts, err));
    source->n_pages = (uint32_t)(archive->pages.len - n_pages);
    return PDX_OK;
}
