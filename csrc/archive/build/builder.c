#include <string.h>

#include "archive/read/bodies.h"
#include "archive/build/builder.h"
#include "archive/read/html_said.h"
#include "archive/read/row_feed.h"
#include "archive/model/steps.h"
#include "archive/model/stored.h"
#include "base/alloc.h"
#include "source/syntax/quote.h"

pdx_status pdx_builder_new(const pdx_build_options *options, pdx_builder **out, pdx_error *err) {
    pdx_builder *builder = pdx_alloc_zero(1, sizeof *builder);
    *out = NULL;
    if (builder == NULL) return pdx_fail_memory(err);
    builder->options = *options;
    builder->archive = archive_new(options->language);
    if (builder->archive == NULL) {
        pdx_free(builder);
        return pdx_fail_memory(err);
    }
    pdx_map_init(&builder->page_names);
    *out = builder;
    return PDX_OK;
}

unsigned archive_n_threads(const pdx_build_options *options) { return options->n_threads == 0 ? pdx_processors() : options->n_threads; }

void archive_builder_drop(pdx_builder *builder) {
    if (builder->base == NULL) return;
    pdx_archive_release(builder->base);
    pdx_bitmap_deinit(&builder->out_of_it);
    pdx_bitmap_deinit(&builder->replaced);
    pdx_bitmap_deinit(&builder->replaced_posts);
    known_sources_deinit(&builder->known);
    builder->base = NULL;
}

void pdx_builder_free(pdx_builder *builder) {
    if (builder == NULL) return;
    pdx_archive_release(builder->archive);
    archive_reading_deinit(&builder->reading);
    archive_builder_drop(builder);
    pdx_map_deinit(&builder->page_names);
    PDX_VEC_DEINIT(&builder->named_pages);
    pdx_free(builder);
}

/* What building takes at its peak, measured on generated posts and pages: rows and cut pages, the index with eight bytes for each of its words,
 * and what is written of both. */
enum { TEXT_TIMES = 6, LINE_BYTES = 64, ROWS_TIMES = 6, ROW_BYTES = 4000, MORE_TIMES = 8 };

static uint64_t lines_count(pdx_span text) {
    const uint8_t *at = text.data, *end = pdx_span_end(text);
    uint64_t n = 0;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        at++;
        n++;
    }
    return n;
}

uint64_t archive_rows_weight(uint64_t n_bytes, uint64_t n_rows) { return ROWS_TIMES * n_bytes + ROW_BYTES * n_rows; }

/* Of a source that was taken, with so many rows. */
static uint64_t weight_of(const archive_source *source, size_t n_rows) {
    if (n_rows == 0) return TEXT_TIMES * (uint64_t)source->bytes.len + LINE_BYTES * lines_count(source->bytes);
    return archive_rows_weight(source->bytes.len, n_rows);
}

void pdx_builder_beside(pdx_builder *builder, uint32_t n) {
    assert(builder->base != NULL);
    builder->n_beside = n;
}

void pdx_builder_unite(pdx_builder *builder, uint32_t n_pieces) {
    assert(builder->base != NULL && n_pieces <= builder->base->sources.len + builder->archive->sources.len);
    builder->n_pieces = n_pieces;
}

void pdx_builder_prove(pdx_builder *builder, const pdx_builder *whole) {
    builder->proved = whole->proved;
    builder->is_proved = true;
}

uint64_t pdx_builder_refused(const pdx_builder *builder) { return builder->archive->n_refused; }

/* What comes is taken to weigh what has come did, byte for byte: short rows weigh many times their bytes. */
uint64_t pdx_builder_weight(const pdx_builder *builder, size_t more) {
    const uint64_t times = builder->weighed == 0 ? 0 : builder->weight / builder->weighed + 1;
    return builder->weight + (times < MORE_TIMES ? MORE_TIMES : times) * (uint64_t)more;
}

pdx_status archive_builder_keep(pdx_builder *builder, archive_source *source, const pdx_source_facts *facts, size_t n_pages, pdx_error *err) {
    pdx_archive *archive = builder->archive;
    source->captured = facts->captured;
    if (!pdx_arena_copy(&archive->arena, facts->name, &source->name) || !pdx_arena_copy(&archive->arena, facts->url, &source->url) ||
        !PDX_VEC_RESERVE(&archive->sources, archive->sources.len + 1)) {
        return pdx_fail_memory(err);
    }
    if (builder->base != NULL) PDX_TRY(known_sources_add(&builder->known, facts, source->bytes.len, err));
    archive->sources.data[archive->sources.len++] = *source;
    builder->weighed += source->bytes.len;
    builder->weight += weight_of(source, source->rows.len + (archive->pages.len - n_pages));
    return PDX_OK;
}

void archive_builder_forget(pdx_builder *builder, archive_source *source) {
    builder->archive->pages.len = builder->archive->layers.len = 0;
    builder->archive->said.len = 0;
    archive_source_deinit(source);
}

/* The source with these bytes, which it owns from now on, and whose form is known. */
static pdx_status source_push_as(pdx_builder *builder, archive_source *source, const pdx_source_facts *facts, const archive_given *given,
                                 const pdx_tick *tick, pdx_error *err) {
    pdx_archive *archive = builder->archive;
    const size_t n_pages = archive->pages.len;
    if (archive->sources.len >= PDX_NONE) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more than 2^32 sources");
    if (pdx_source_form_is_records(source->form)) PDX_TRY(archive_read_rows(archive, source, given, archive_n_threads(&builder->options), tick, err));
    else archive->has_texts = true;
    if (pdx_source_form_is_marked_up(source->form)) PDX_TRY(archive_read_html(source, (uint32_t)archive->sources.len, facts->url, tick, err));
    if (source->form == PDX_SOURCE_TEXT)
        PDX_TRY(archive_read_text(source, (uint32_t)archive->sources.len, builder->options.use_lexicon, tick, err));
    else archive_source_undecode(source);
    return archive_builder_keep(builder, source, facts, n_pages, err);
}

/* Asks between stretches. */
static pdx_status copy_large(pdx_span to, const uint8_t *from, const pdx_tick *tick, pdx_error *err) {
    enum { STRETCH = PDX_LIMIT(8 << 20, 64) };
    for (size_t at = 0; at < to.len; at += STRETCH) {
        if (at > 0) PDX_TRY(pdx_tick_step(tick, 0, 0, err)); /* reading begins at nothing again */
        memcpy((uint8_t *)(uintptr_t)to.data + at, from + at, pdx_min_size(STRETCH, to.len - at));
    }
    return PDX_OK;
}

/* Lines of JSON are copied as they are read: they are still at hand then, and each by who reads it. */
static pdx_status source_push(pdx_builder *builder, archive_source *source, const pdx_source_facts *facts, archive_given given, const pdx_tick *tick,
                              pdx_error *err) {
    const pdx_span bytes = given.copied == NULL ? source->bytes : pdx_span_of(given.copied, source->bytes.len);
    source->form = PDX_SOURCE_MARKDOWN;
    given.reading = &builder->reading;
    if (given.decoding == NULL && !given.is_post) PDX_TRY(pdx_source_form_sniff(bytes, &source->form, err));
    if (given.copied != NULL && source->form != PDX_SOURCE_JSONL) {
        PDX_TRY(copy_large(source->bytes, given.copied, tick, err));
        given.copied = NULL;
    }
    if (given.decoding != NULL) {
        PDX_TRY(archive_source_decode(source, given.decoding, err));
        PDX_TRY(pdx_source_form_sniff(archive_source_utf8(source), &source->form, err));
    }
    return source_push_as(builder, source, facts, &given, tick, err);
}

static pdx_status source_take(pdx_builder *builder, const pdx_source_facts *facts, pdx_buf *bytes, archive_given given, const pdx_tick *tick,
                              pdx_error *err) {
    pdx_archive *archive = builder->archive;
    const size_t n_pages = archive->pages.len, n_said = archive->said.len;
    archive_source source;
    pdx_status status;
    size_t len;
    memset(&source, 0, sizeof source);
    source.bytes.data = pdx_buf_take(bytes, &len);
    source.bytes.len = len;
    if (source.bytes.data == NULL) return pdx_fail_memory(err);
    status = source_push(builder, &source, facts, given, tick, err);
    if (status != PDX_OK) {
        archive->pages.len = archive->layers.len = n_pages;
        archive->said.len = n_said;
        archive_source_deinit(&source);
    }
    return status;
}

pdx_status pdx_builder_take_post(pdx_builder *builder, const pdx_source_facts *facts, pdx_buf *bytes, const pdx_tick *tick, pdx_error *err) {
    return source_take(builder, facts, bytes, (archive_given){.is_post = true}, tick, err);
}

pdx_status pdx_row_feed_new(const pdx_builder *builder, pdx_row_feed **out, pdx_error *err) {
    return archive_row_feed_new(builder->archive->language, archive_n_threads(&builder->options), out, err);
}

pdx_status pdx_builder_take_rows(pdx_builder *builder, const pdx_source_facts *facts, pdx_row_feed *feed, const pdx_tick *tick, pdx_error *err) {
    PDX_TRY(archive_row_feed_rest(feed, tick, err));
    return source_take(builder, facts, &feed->bytes, (archive_given){.feed = feed}, tick, err);
}

pdx_status pdx_builder_add(pdx_builder *builder, const pdx_source_facts *facts, pdx_span bytes, const pdx_tick *tick, pdx_error *err) {
    return pdx_builder_add_decoded(builder, facts, bytes, NULL, tick, err);
}

pdx_status pdx_builder_add_decoded(pdx_builder *builder, const pdx_source_facts *facts, pdx_span bytes, const pdx_decoding *decoding,
                                   const pdx_tick *tick, pdx_error *err) {
    pdx_buf copy;
    pdx_buf_init(&copy);
    if (bytes.len > 0) {
        copy.data = pdx_alloc(bytes.len); /* of this size and no more: it stays */
        if (copy.data == NULL) return pdx_fail_memory(err);
        copy.capacity = copy.len = bytes.len;
    }
    return source_take(builder, facts, &copy, (archive_given){.decoding = decoding, .copied = bytes.len == 0 ? NULL : bytes.data}, tick, err);
}

void pdx_json_string(pdx_span text, pdx_buf *out) { pdx_json_quote(text, out); }

/* Keeps the fixes of a source sorted by line, which is how the cutter wants them. */
static pdx_status source_add_fix(archive_source *source, pdx_fix fix, pdx_error *err) {
    size_t at = source->fixes.len;
    if (!PDX_VEC_PUSH(&source->fixes, fix)) return pdx_fail_memory(err);
    for (; at > 0 && source->fixes.data[at - 1].line > fix.line; at--) source->fixes.data[at] = source->fixes.data[at - 1];
    source->fixes.data[at] = fix;
    return PDX_OK;
}

void archive_builder_unname(pdx_builder *builder) {
    pdx_map_reset(&builder->page_names);
    builder->named_pages.len = builder->n_named = 0;
}

/* Profiles may say something of each page of an archive: the names of all are looked through once. */
static pdx_status pages_name(pdx_builder *builder, pdx_error *err) {
    for (; builder->n_named < builder->archive->sources.len; builder->n_named++) {
        const archive_source *source = &builder->archive->sources.data[builder->n_named];
        uint32_t id;
        if (pdx_source_form_is_records(source->form)) continue;
        id = pdx_map_intern(&builder->page_names, source->name);
        if (id == PDX_MAP_NONE) return pdx_fail_memory(err);
        if (id == builder->named_pages.len && !PDX_VEC_PUSH(&builder->named_pages, (uint32_t)builder->n_named)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status page_find(pdx_builder *builder, pdx_span name, archive_source **out, pdx_error *err) {
    uint32_t id;
    PDX_TRY(pages_name(builder, err));
    id = pdx_map_find(&builder->page_names, name);
    if (id < builder->named_pages.len) {
        *out = &builder->archive->sources.data[builder->named_pages.data[id]];
        return PDX_OK;
    }
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "no page called %.*s to correct", (int)pdx_min_size(name.len, 120), (const char *)name.data);
}

pdx_status pdx_builder_correct(pdx_builder *builder, pdx_span name, const pdx_fix *fixes, size_t n, pdx_error *err) {
    archive_source *source;
    PDX_TRY(page_find(builder, name, &source, err));
    for (size_t k = 0; k < n; k++) PDX_TRY(source_add_fix(source, fixes[k], err));
    return PDX_OK;
}

pdx_status pdx_builder_correct_fields(pdx_builder *builder, pdx_span name, const pdx_fix_field *fields, size_t n, pdx_fix_meaning meaning,
                                      pdx_error *err) {
    archive_source *source;
    uint64_t at = 0;
    PDX_TRY(page_find(builder, name, &source, err));
    source->meaning = meaning;
    for (size_t k = 0; k < n; k++) {
        const pdx_page_field field = {fields[k].range, fields[k].line, fields[k].role};
        if (field.range.begin < at || field.range.end <= field.range.begin || field.range.end > archive_source_text(source).len) {
            return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "fields of line %u are not in the order of the text, or not in it", (unsigned)field.line);
        }
        if (!PDX_VEC_PUSH(&source->fields, field)) return pdx_fail_memory(err);
        at = field.range.end;
    }
    return PDX_OK;
}

bool pdx_builder_page(const pdx_builder *builder, size_t i, pdx_source_facts *facts, pdx_span *text) {
    const archive_source *source;
    if (i >= builder->archive->sources.len) return false;
    source = &builder->archive->sources.data[i];
    *facts = (pdx_source_facts){source->name, source->url, source->captured};
    *text = pdx_source_form_is_records(source->form) ? pdx_span_of(NULL, 0) : archive_source_text(source);
    return true;
}
