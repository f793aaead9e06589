#include "archive/read/bodies.h"
#include "archive/build/builder.h"
#include "archive/build/open_source.h"
#include "archive/read/scanned_origin.h"
#include "archive/model/steps.h"
#include "base/alloc.h"
#include "source/forms/reader.h"
#include "source/records/records.h"

/* A source of records that is read in pieces, as many at a time as a piece holds: each time they are a source of their own, which a builder takes.
 * Or they go into one source that is open, and closed when it has grown too large (open_source.h). */

struct pdx_scanner {
    pdx_source_form form;
    pdx_reader *reader;    /* owned; NULL for JSON lines, of which a line that is too long can be passed over */
    pdx_records rows;
    pdx_record record;
    pdx_buf kept;          /* from kept_begin on: what the reader has not passed, and what a record that it is in began with */
    uint64_t kept_begin;
    uint64_t done;         /* behind the last record that was given or told of */
    scanned_origin origin; /* of what is kept, where that is no source's own */
    uint64_t done_source;  /* what `done` is in the source, */
    uint64_t most, from;   /* of which this is one place */
    uint64_t failed_at;    /* one more than where the reader could not go on */
    uint64_t long_begin;   /* of a line that is passed over, in the source */
    bool is_last, in_long, is_over;
    bool keeps;            /* what is fed goes into a source that is: */
    open_source open;
    bool has_problem;      /* to be told of next */
    pdx_scanned problem;
};

pdx_status pdx_scanner_new(pdx_span head, uint64_t most, uint64_t from, pdx_scanner **out, pdx_error *err) {
    pdx_source_form form;
    pdx_scanner *scanner;
    *out = NULL;
    PDX_TRY(pdx_source_form_sniff(head, &form, err));
    if (!pdx_source_form_is_records(form) || form == PDX_SOURCE_MARKDOWN) return PDX_OK;
    scanner = pdx_alloc_zero(1, sizeof *scanner);
    if (scanner == NULL) return pdx_fail_memory(err);
    scanner->form = form;
    scanner->most = most;
    scanner->from = from;
    pdx_buf_init(&scanner->kept);
    scanned_origin_init(&scanner->origin);
    open_source_init(&scanner->open);
    pdx_record_init(&scanner->record);
    pdx_records_init(&scanner->rows, pdx_span_slice(head, 0, pdx_min_size(head.len, 3)));
    if (form != PDX_SOURCE_JSONL && pdx_reader_new(form, &scanner->reader, err) != PDX_OK) {
        pdx_scanner_free(scanner);
        return pdx_fail_memory(err);
    }
    *out = scanner;
    return PDX_OK;
}

bool pdx_scanner_is_one(pdx_span head) {
    pdx_source_form form;
    return pdx_source_form_sniff(head, &form, NULL) == PDX_OK && form == PDX_SOURCE_MARKDOWN;
}

void pdx_scanner_free(pdx_scanner *scanner) {
    if (scanner == NULL) return;
    pdx_reader_free(scanner->reader);
    pdx_record_deinit(&scanner->record);
    pdx_buf_deinit(&scanner->kept);
    scanned_origin_deinit(&scanner->origin);
    open_source_deinit(&scanner->open);
    pdx_free(scanner);
}

static uint64_t reader_at(const pdx_scanner *scanner) {
    return scanner->reader != NULL ? pdx_reader_at(scanner->reader) : scanner->rows.base + scanner->rows.at;
}

static uint64_t kept_end(const pdx_scanner *scanner) { return scanner->kept_begin + scanner->kept.len; }

/* Where a range of what was read stands in the source: what is kept no more is behind what is done. */
static pdx_range in_source(const pdx_scanner *scanner, pdx_range range) {
    const scanned_origin *origin = &scanner->origin;
    const uint64_t base = scanner->kept_begin;
    if (!origin->is_there) return range;
    if (range.begin >= base) return scanned_origin_range(origin, pdx_range_of(range.begin - base, range.end - base));
    return pdx_range_of(scanner->done_source, range.end > base ? scanned_origin_behind(origin, range.end - base) : scanner->done_source);
}

static void be_done(pdx_scanner *scanner, uint64_t at) {
    scanner->done = at;
    scanner->done_source = in_source(scanner, pdx_range_of(at, at)).begin;
}

static void drop(pdx_scanner *scanner, uint64_t to) {
    const size_t n = (size_t)(to - scanner->kept_begin);
    if (scanner->origin.is_there) scanned_origin_drop(&scanner->origin, n);
    if (n < scanner->kept.len) memmove(scanner->kept.data, scanner->kept.data + n, scanner->kept.len - n);
    scanner->kept.len -= n;
    scanner->kept_begin = to;
}

/* Of a line that is too long, to its end. */
static void pass_line(pdx_scanner *scanner) {
    pdx_records *rows = &scanner->rows;
    const uint8_t *newline = rows->source.len > 0 ? memchr(rows->source.data, '\n', rows->source.len) : NULL;
    rows->at = newline == NULL ? rows->source.len : (size_t)(newline - rows->source.data) + 1;
    if (newline == NULL && !scanner->is_last) return;
    rows->line_number++;
    scanner->in_long = false;
    be_done(scanner, reader_at(scanner));
    scanner->has_problem = true;
    scanner->problem.range = pdx_range_of(scanner->long_begin, scanner->done_source);
    (void)pdx_fail(&scanner->problem.error, PDX_ELIMIT, scanner->long_begin,
                   "this line is larger than records may be: Limits(record=...) says how large");
}

static pdx_status feed(pdx_scanner *scanner, pdx_span bytes, const pdx_decoding *decoding, pdx_span source, bool is_last, pdx_error *err) {
    const uint64_t at = reader_at(scanner);
    uint64_t keep = scanner->done < at ? scanner->done : at;
    pdx_span rest;
    if (scanner->keeps) PDX_TRY(open_source_bytes(&scanner->open, decoding == NULL ? bytes : source, err));
    if (scanner->keeps && scanner->is_over) return PDX_OK;
    if (kept_end(scanner) - keep > scanner->most) keep = at; /* a record that began before is too large */
    if (keep > scanner->kept_begin) drop(scanner, keep);
    pdx_buf_span(&scanner->kept, bytes);
    if (scanner->kept.failed) return pdx_fail_memory(err);
    if (decoding != NULL) PDX_TRY(scanned_origin_add(&scanner->origin, decoding, source, pdx_buf_view(&scanner->kept), err));
    scanner->is_last = is_last;
    rest = pdx_span_slice(pdx_buf_view(&scanner->kept), (size_t)(at - scanner->kept_begin), scanner->kept.len);
    if (scanner->reader != NULL) pdx_reader_feed(scanner->reader, rest, is_last);
    else pdx_records_feed(&scanner->rows, rest, is_last);
    if (scanner->in_long) pass_line(scanner);
    return PDX_OK;
}

pdx_status pdx_scanner_feed(pdx_scanner *scanner, pdx_span bytes, bool is_last, pdx_error *err) {
    return feed(scanner, bytes, NULL, pdx_span_of(NULL, 0), is_last, err);
}

pdx_status pdx_scanner_feed_decoded(pdx_scanner *scanner, const pdx_decoding *decoding, pdx_span source, bool is_last, pdx_error *err) {
    return feed(scanner, decoding->text, decoding, source, is_last, err);
}

static pdx_status next_record(pdx_scanner *scanner, pdx_reader_found *found, pdx_error *err) {
    bool more;
    if (scanner->reader != NULL) return pdx_reader_next(scanner->reader, &scanner->record, found, err);
    PDX_TRY(pdx_records_next(&scanner->rows, &scanner->record, &more, err));
    *found = more ? PDX_READER_RECORD : scanner->rows.is_last ? PDX_READER_END : PDX_READER_MORE;
    return PDX_OK;
}

static void tell(pdx_scanner *scanner, pdx_range range, const pdx_error *error) {
    scanner->has_problem = true;
    scanner->problem.range = in_source(scanner, range);
    scanner->problem.error = *error;
    be_done(scanner, range.end);
}

static void rebase(pdx_range *range, uint64_t base) {
    if (range->end == range->begin) return;
    range->begin -= base;
    range->end -= base;
}

/* The record as it stands in a source that begins at `base`. */
static void move(pdx_record *record, uint64_t base) {
    record->moved = base;
    for (size_t i = 0; i < record->map.list.len; i++) {
        pdx_offset *one = &record->map.list.data[i];
        one->source = one->source > base ? one->source - base : 0;
    }
    record->map.source_end = record->map.source_end > base ? record->map.source_end - base : 0;
    rebase(&record->source, base);
    rebase(&record->published, base);
    rebase(&record->not_before, base);
    rebase(&record->before, base);
}

/* A body that cannot wait is read: a record may be nothing but its body. */
static pdx_status body_settle(pdx_scanner *scanner, const pdx_builder *builder, pdx_error *err) {
    if (scanner->record.waiting == NULL || archive_body_may_wait(builder->archive, &scanner->record)) return PDX_OK;
    return pdx_entry_rest(&scanner->record, err);
}

/* The record goes into the builder's archive, as one of a source that begins at `begin` of what was read, or with the one that is open. */
static pdx_status take_record(pdx_scanner *scanner, pdx_builder *builder, archive_source *source, uint64_t begin, pdx_error *err) {
    scanned_origin *origin = &scanner->origin;
    uint64_t by;
    pdx_status status;
    if (!origin->is_there) {
        move(&scanner->record, scanner->keeps ? scanner->open.begin : begin);
        return archive_add_record(builder->archive, source, &scanner->record, NULL, err);
    }
    by = (scanner->keeps ? scanner->open.begin : in_source(scanner, pdx_range_of(begin, begin + 1)).begin) - origin->begin;
    move(&scanner->record, scanner->kept_begin);
    scanned_origin_shift(origin, by);
    status = archive_add_record(builder->archive, source, &scanner->record, &origin->map, err);
    scanned_origin_shift(origin, 0 - by);
    return status;
}

/* Some forms say that they cannot be read to their end, and then that they have ended: of a source that is kept that is asked. */
static bool may_go_on(pdx_scanner *scanner, uint64_t at) {
    const bool is_new = scanner->keeps && scanner->failed_at != at + 1;
    scanner->failed_at = at + 1;
    return is_new;
}

/* Records go into the builder's archive until there are no more, or one is a problem. */
static pdx_status take_records(pdx_scanner *scanner, pdx_builder *builder, archive_source *source, pdx_range *batch, pdx_reader_found *found,
                               pdx_error *err) {
    while (!scanner->has_problem) {
        const uint64_t before = reader_at(scanner);
        pdx_error inner = {0};
        const pdx_status status = next_record(scanner, found, &inner);
        const pdx_range range = scanner->record.source;
        if (status == PDX_ENOMEM) return pdx_fail_memory(err);
        if (status != PDX_OK && reader_at(scanner) == before && !may_go_on(scanner, before)) {
            tell(scanner, pdx_range_of(before, kept_end(scanner)), &inner);
            scanner->is_over = true;
            return PDX_OK;
        }
        if (status != PDX_OK) {
            tell(scanner, pdx_range_of(before, reader_at(scanner)), &inner);
        } else if (*found != PDX_READER_RECORD) {
            return PDX_OK;
        } else if (range.begin < scanner->kept_begin) {
            (void)pdx_fail(&inner, PDX_ELIMIT, range.begin, "this record is larger than records may be: Limits(record=...) says how large");
            tell(scanner, range, &inner);
        } else {
            be_done(scanner, range.end);
            if (in_source(scanner, range).begin < scanner->from) continue;
            PDX_TRY(body_settle(scanner, builder, err));
            if (scanner->record.parts.len == 0) {
                (void)pdx_fail(&inner, PDX_EFORMAT, range.begin, "line %u: %s", scanner->record.line_number, PDX_RECORD_EMPTY);
                tell(scanner, range, &inner);
                if (!scanner->keeps) continue; /* of a source that is kept it is a page, of no entry */
            }
            if (batch->end == 0) batch->begin = range.begin;
            batch->end = range.end;
            PDX_TRY(take_record(scanner, builder, source, batch->begin, err));
        }
    }
    return PDX_OK;
}

static pdx_status take_source(pdx_scanner *scanner, pdx_builder *builder, archive_source *source, pdx_range batch, const pdx_source_facts *facts,
                              pdx_error *err) {
    const bool is_decoded = scanner->origin.is_there;
    const uint64_t base = is_decoded ? scanner->origin.begin : scanner->kept_begin; /* the batch stands in the source */
    const pdx_span bytes =
        pdx_span_slice(pdx_buf_view(is_decoded ? &scanner->origin.bytes : &scanner->kept), (size_t)(batch.begin - base), (size_t)(batch.end - base));
    uint8_t *copy = pdx_alloc(bytes.len + 1);
    if (copy == NULL) return pdx_fail_memory(err);
    if (bytes.len > 0) memcpy(copy, bytes.data, bytes.len);
    source->bytes = pdx_span_of(copy, bytes.len);
    source->form = scanner->form;
    source->n_pages = (uint32_t)builder->archive->pages.len;
    return archive_builder_keep(builder, source, facts, 0, err);
}

/* What cannot be held: a piece of markup, or a line, that is too large. */
static void check_size(pdx_scanner *scanner) {
    const uint64_t at = reader_at(scanner);
    pdx_error error = {0};
    if (kept_end(scanner) - at <= scanner->most || scanner->is_last) return;
    if (scanner->reader == NULL) {
        scanner->in_long = true;
        be_done(scanner, at);
        scanner->long_begin = scanner->done_source;
        scanner->rows.at = scanner->rows.source.len;
        return;
    }
    (void)pdx_fail(&error, PDX_ELIMIT, at,
                   "a piece of markup here is larger than records may be, and what follows is not read: Limits(record=...) says how large");
    tell(scanner, pdx_range_of(at, kept_end(scanner)), &error);
    scanner->is_over = true;
}

pdx_status pdx_scanner_take(pdx_scanner *scanner, pdx_builder *builder, const pdx_source_facts *facts, pdx_scanned *out, pdx_error *err) {
    pdx_reader_found found = PDX_READER_MORE;
    archive_source source;
    pdx_range batch = pdx_range_of(0, 0);
    memset(out, 0, sizeof *out);
    memset(&source, 0, sizeof source);
    /* what was decoded of another encoding is not kept, nor the map from there: its bodies cannot wait */
    if (scanner->reader != NULL) pdx_reader_wait(scanner->reader, builder->options.index_later && !scanner->origin.is_there);
    if (!scanner->has_problem && !scanner->is_over && !scanner->in_long) {
        pdx_status status = take_records(scanner, builder, &source, &batch, &found, err);
        if (batch.end > 0) batch = in_source(scanner, batch);
        if (status == PDX_OK && batch.end > 0) status = take_source(scanner, builder, &source, batch, facts, err);
        if (status != PDX_OK || batch.end > 0) {
            if (status != PDX_OK) archive_builder_forget(builder, &source);
            out->kind = PDX_SCANNED_POSTS;
            out->range = batch;
            return status;
        }
        if (!scanner->has_problem && found == PDX_READER_MORE) check_size(scanner);
    }
    if (scanner->has_problem) {
        scanner->has_problem = false;
        *out = scanner->problem;
        out->kind = PDX_SCANNED_PROBLEM;
    } else {
        out->kind = scanner->is_over || (found == PDX_READER_END && !scanner->in_long) ? PDX_SCANNED_END : PDX_SCANNED_MORE;
    }
    return PDX_OK;
}

/* ---- of a source that is kept */

void pdx_scanner_keep(pdx_scanner *scanner) { scanner->keeps = true; }

pdx_status pdx_scanner_add(pdx_scanner *scanner, pdx_builder *builder, pdx_scanned *out, pdx_error *err) {
    pdx_reader_found found = PDX_READER_MORE;
    pdx_range batch = pdx_range_of(0, 0);
    memset(out, 0, sizeof *out);
    open_source_begin(&scanner->open, builder->archive, scanner->form);
    if (!scanner->has_problem && !scanner->is_over) PDX_TRY(take_records(scanner, builder, &scanner->open.source, &batch, &found, err));
    if (scanner->has_problem) {
        scanner->has_problem = false;
        builder->archive->n_refused++;
        *out = scanner->problem;
        out->kind = PDX_SCANNED_PROBLEM;
        return PDX_OK;
    }
    if (found == PDX_READER_END) scanner->is_over = true;
    out->kind = scanner->is_over ? PDX_SCANNED_END : PDX_SCANNED_MORE;
    return PDX_OK;
}

uint64_t pdx_scanner_weight(const pdx_scanner *scanner) { return open_source_weight(&scanner->open); }

pdx_status pdx_scanner_close(pdx_scanner *scanner, pdx_builder *builder, const pdx_source_facts *facts, pdx_error *err) {
    return open_source_close(&scanner->open, builder, facts, scanner->is_over ? UINT64_MAX : scanner->done_source, err);
}

pdx_status pdx_scanner_prove(pdx_scanner *scanner, pdx_builder *builder, const pdx_tick *tick, pdx_error *err) {
    return open_source_prove(&scanner->open, builder, tick, err);
}

void pdx_scanner_drop(pdx_scanner *scanner, pdx_builder *builder) { open_source_drop(&scanner->open, builder->archive); }
