#include <string.h>

#include "archive/builder.h"
#include "archive/dropped.h"
#include "archive/html_said.h"
#include "archive/join.h"
#include "archive/part_keys.h"
#include "archive/saver.h"
#include "archive/steps.h"
#include "archive/stored.h"
#include "base/alloc.h"
#include "base/stages.h"
#include "os/thread.h"
#include "source/quote.h"

static void source_deinit(archive_source *source) {
    pdx_free((void *)(uintptr_t)source->bytes.data);
    archive_source_undecode(source);
    archive_html_said_free(source->says);
    PDX_VEC_DEINIT(&source->boxes);
    PDX_VEC_DEINIT(&source->asides);
    PDX_VEC_DEINIT(&source->times);
    PDX_VEC_DEINIT(&source->terms);
    PDX_VEC_DEINIT(&source->blocks);
    PDX_VEC_DEINIT(&source->comments);
    PDX_VEC_DEINIT(&source->fixes);
    PDX_VEC_DEINIT(&source->fields);
    PDX_VEC_DEINIT(&source->rows);
    for (size_t i = 0; i < ARCHIVE_ROW_KINDS; i++) pdx_arena_deinit(&source->room.kinds[i]);
}

static void contents_free(pdx_archive *archive) {
    for (size_t i = 0; i < archive->pages.len; i++) {
        archive_page *page = &archive->pages.data[i];
        if (!archive_is_record(archive, page)) pdx_page_deinit(&page->cut);
        PDX_VEC_DEINIT(&page->bound_evidence);
    }
    for (size_t i = 0; i < archive->sources.len; i++) source_deinit(&archive->sources.data[i]);
}

static void archive_free(pdx_archive *archive) {
    if (archive->stored == NULL && archive->of[0] == NULL) contents_free(archive);
    PDX_VEC_DEINIT(&archive->sources);
    PDX_VEC_DEINIT(&archive->layers);
    PDX_VEC_DEINIT(&archive->pages);
    PDX_VEC_DEINIT(&archive->said);
    PDX_VEC_DEINIT(&archive->appearances);
    PDX_VEC_DEINIT(&archive->posts);
    PDX_VEC_DEINIT(&archive->post_appearances);
    PDX_VEC_DEINIT(&archive->items);
    PDX_VEC_DEINIT(&archive->bound_refs);
    PDX_VEC_DEINIT(&archive->remainders);
    PDX_VEC_DEINIT(&archive->label_items);
    archive_post_tables_deinit(&archive->tables);
    pdx_stem_memory_free(archive->stems);
    pdx_map_deinit(&archive->labels);
    archive_titles_free(archive->titles);
    archive_copies_free(archive->copies);
    pdx_running_free(archive->running);
    pdx_arena_deinit(&archive->arena);
    if (archive->snapshot != NULL) pdx_snapshot_release(archive->snapshot);
    archive_stored_free(archive->stored); /* last: the snapshot reads its bytes */
    PDX_VEC_DEINIT(&archive->whole.pages);
    PDX_VEC_DEINIT(&archive->whole.chosen);
    pdx_bitmap_deinit(&archive->whole.replaced);
    PDX_VEC_DEINIT(&archive->whole.ordinals);
    for (size_t i = 0; i < PDX_COUNTOF(archive->of); i++) pdx_archive_release(archive->of[i]);
    pdx_free(archive);
}

pdx_archive *archive_new(pdx_lang language) {
    pdx_archive *archive = pdx_alloc_zero(1, sizeof *archive);
    if (archive == NULL) return NULL;
    pdx_atomic_store(&archive->references, 1);
    pdx_arena_init(&archive->arena);
    pdx_map_init(&archive->labels);
    archive->analyzer = pdx_analyzer_default();
    archive->language = language;
    archive->n_threads = 1;
    return archive;
}

void pdx_archive_retain(pdx_archive *archive) { (void)pdx_atomic_add(&archive->references, 1); }

void pdx_archive_release(pdx_archive *archive) {
    if (archive != NULL && pdx_atomic_add(&archive->references, -1) == 1) archive_free(archive);
}

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
    *out = builder;
    return PDX_OK;
}

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
    archive_builder_drop(builder);
    pdx_free(builder);
}

/* What building takes at its peak, measured on generated posts and pages: rows and cut pages, the index with eight bytes for each of its words, and what is written of both. */
enum { TEXT_TIMES = 6, LINE_BYTES = 64, ROWS_TIMES = 6, ROW_BYTES = 2000, MORE_TIMES = 8 };

static uint64_t lines_count(pdx_span text) {
    const uint8_t *at = text.data, *end = pdx_span_end(text);
    uint64_t n = 0;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        at++;
        n++;
    }
    return n;
}

/* Of a source that was taken, with so many rows. */
static uint64_t weight_of(const archive_source *source, size_t n_rows) {
    if (n_rows == 0) return TEXT_TIMES * (uint64_t)source->bytes.len + LINE_BYTES * lines_count(source->bytes);
    return ROWS_TIMES * (uint64_t)source->bytes.len + ROW_BYTES * (uint64_t)n_rows;
}

uint64_t pdx_builder_weight(const pdx_builder *builder, size_t more) { return builder->weight + MORE_TIMES * (uint64_t)more; }

static unsigned threads_of(const pdx_build_options *options) { return options->n_threads == 0 ? pdx_processors() : options->n_threads; }

pdx_status archive_builder_keep(pdx_builder *builder, archive_source *source, const pdx_source_facts *facts, size_t n_pages, pdx_error *err) {
    pdx_archive *archive = builder->archive;
    source->captured = facts->captured;
    if (!pdx_arena_copy(&archive->arena, facts->name, &source->name) || !pdx_arena_copy(&archive->arena, facts->url, &source->url) ||
        !PDX_VEC_RESERVE(&archive->sources, archive->sources.len + 1)) {
        return pdx_fail_memory(err);
    }
    if (builder->base != NULL) PDX_TRY(known_sources_add(&builder->known, facts, source->bytes.len, err));
    archive->sources.data[archive->sources.len++] = *source;
    builder->weight += weight_of(source, source->rows.len + (archive->pages.len - n_pages));
    return PDX_OK;
}

void archive_builder_forget(pdx_builder *builder, archive_source *source) {
    builder->archive->pages.len = builder->archive->layers.len = 0;
    builder->archive->said.len = 0;
    source_deinit(source);
}

/* The source with these bytes, which it owns from now on. */
static pdx_status source_push(pdx_builder *builder, archive_source *source, const pdx_source_facts *facts, const pdx_decoding *decoding, const pdx_tick *tick,
                              pdx_error *err) {
    pdx_archive *archive = builder->archive;
    const size_t n_pages = archive->pages.len;
    if (decoding != NULL) PDX_TRY(archive_source_decode(source, decoding, err));
    PDX_TRY(pdx_source_form_sniff(archive_source_utf8(source), &source->form, err));
    if (archive->sources.len >= PDX_NONE) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more than 2^32 sources");
    if (pdx_source_form_is_records(source->form)) PDX_TRY(archive_read_rows(archive, source, threads_of(&builder->options), tick, err));
    else archive->has_texts = true;
    if (source->form == PDX_SOURCE_HTML) PDX_TRY(archive_read_html(source, (uint32_t)archive->sources.len, facts->url, tick, err));
    if (source->form == PDX_SOURCE_TEXT) archive_read_decoded(source, (uint32_t)archive->sources.len);
    else archive_source_undecode(source);
    return archive_builder_keep(builder, source, facts, n_pages, err);
}

static pdx_status source_take(pdx_builder *builder, const pdx_source_facts *facts, pdx_buf *bytes, const pdx_decoding *decoding, const pdx_tick *tick, pdx_error *err) {
    pdx_archive *archive = builder->archive;
    const size_t n_pages = archive->pages.len, n_said = archive->said.len;
    archive_source source;
    pdx_status status;
    size_t len;
    memset(&source, 0, sizeof source);
    source.bytes.data = pdx_buf_take(bytes, &len);
    source.bytes.len = len;
    if (source.bytes.data == NULL) return pdx_fail_memory(err);
    status = source_push(builder, &source, facts, decoding, tick, err);
    if (status != PDX_OK) {
        archive->pages.len = archive->layers.len = n_pages;
        archive->said.len = n_said;
        source_deinit(&source);
    }
    return status;
}

pdx_status pdx_builder_take(pdx_builder *builder, const pdx_source_facts *facts, pdx_buf *bytes, const pdx_tick *tick, pdx_error *err) {
    return source_take(builder, facts, bytes, NULL, tick, err);
}

/* Asks between stretches. */
static pdx_status copy_large(pdx_buf *copy, pdx_span bytes, const pdx_tick *tick, pdx_error *err) {
    enum { STRETCH = PDX_LIMIT(8 << 20, 64) };
    for (;;) {
        const size_t n = pdx_min_size(STRETCH, bytes.len - copy->len);
        memcpy(copy->data + copy->len, bytes.data + copy->len, n);
        copy->len += n;
        if (copy->len == bytes.len) return PDX_OK;
        PDX_TRY(pdx_tick_step(tick, 0, 0, err)); /* reading begins at nothing again */
    }
}

pdx_status pdx_builder_add(pdx_builder *builder, const pdx_source_facts *facts, pdx_span bytes, const pdx_tick *tick, pdx_error *err) {
    return pdx_builder_add_decoded(builder, facts, bytes, NULL, tick, err);
}

pdx_status pdx_builder_add_decoded(pdx_builder *builder, const pdx_source_facts *facts, pdx_span bytes, const pdx_decoding *decoding, const pdx_tick *tick, pdx_error *err) {
    pdx_buf copy;
    pdx_status status = PDX_OK;
    pdx_buf_init(&copy);
    if (bytes.len > 0) {
        copy.data = pdx_alloc(bytes.len); /* of this size and no more: it stays */
        if (copy.data == NULL) return pdx_fail_memory(err);
        copy.capacity = bytes.len;
        status = copy_large(&copy, bytes, tick, err);
    }
    if (status != PDX_OK) {
        pdx_buf_deinit(&copy);
        return status;
    }
    return source_take(builder, facts, &copy, decoding, tick, err);
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

static pdx_status page_find(const pdx_builder *builder, pdx_span name, archive_source **out, pdx_error *err) {
    const pdx_archive *archive = builder->archive;
    for (size_t i = 0; i < archive->sources.len; i++) {
        *out = &archive->sources.data[i];
        if (!pdx_source_form_is_records((*out)->form) && pdx_span_equal((*out)->name, name)) return PDX_OK;
    }
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "no page called %.*s to correct", (int)pdx_min_size(name.len, 120), (const char *)name.data);
}

pdx_status pdx_builder_correct(pdx_builder *builder, pdx_span name, const pdx_fix *fixes, size_t n, pdx_error *err) {
    archive_source *source;
    PDX_TRY(page_find(builder, name, &source, err));
    for (size_t k = 0; k < n; k++) PDX_TRY(source_add_fix(source, fixes[k], err));
    return PDX_OK;
}

pdx_status pdx_builder_correct_fields(pdx_builder *builder, pdx_span name, const pdx_fix_field *fields, size_t n, pdx_fix_meaning meaning, pdx_error *err) {
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

/* ---- what continues an archive */

static pdx_status base_know(pdx_builder *builder, pdx_error *err) {
    for (uint32_t i = 0; i < builder->n_base; i++) {
        const archive_source *source = archive_source_at(builder->base, i);
        const pdx_source_facts facts = {source->name, source->url, source->captured};
        PDX_TRY(known_sources_add(&builder->known, &facts, source->bytes.len, err));
    }
    return archive_sound(builder->base, err);
}

pdx_status pdx_builder_continue(pdx_builder *builder, pdx_archive *base, pdx_error *err) {
    pdx_status status;
    assert(builder->base == NULL && builder->archive->sources.len == 0);
    PDX_TRY(saver_may_write(base, err));
    if (!pdx_bitmap_init(&builder->out_of_it, (uint32_t)base->posts.len, false)) return pdx_fail_memory(err);
    if (!pdx_bitmap_init(&builder->replaced, (uint32_t)base->sources.len, false) || !pdx_bitmap_init(&builder->replaced_posts, (uint32_t)base->posts.len, false)) {
        pdx_bitmap_deinit(&builder->out_of_it);
        pdx_bitmap_deinit(&builder->replaced);
        return pdx_fail_memory(err);
    }
    builder->base = base;
    builder->n_base = base->stored == NULL ? (uint32_t)base->sources.len : 0;
    pdx_archive_retain(base);
    known_sources_init(&builder->known);
    status = base_know(builder, err);
    if (status != PDX_OK) archive_builder_drop(builder);
    return status;
}

static pdx_span known_bytes(const pdx_builder *builder, uint32_t number) {
    const uint32_t n = builder->n_base;
    return number < n ? archive_source_bytes(builder->base, number) : builder->archive->sources.data[number - n].bytes;
}

/* Whether the base, on disk, has the source: one of which no post is left, with those in `out` taken out, may be left out by any merge, and is not there before either. */
static pdx_status stored_knows(const pdx_archive *base, const pdx_bitmap *out, const pdx_source_facts *facts, pdx_span bytes, bool *known, pdx_error *err) {
    archive_numbers found = {0};
    uint64_t key;
    pdx_status status = archive_source_key(facts, bytes.len, &key, err);
    if (status == PDX_OK) status = archive_sources_find(base, key, &found, err);
    for (size_t i = 0; status == PDX_OK && !*known && i < found.len; i++) {
        const archive_source *source = archive_source_at(base, found.data[i]);
        *known = source->captured == facts->captured && pdx_span_equal(source->name, facts->name) && pdx_span_equal(source->url, facts->url) &&
                 pdx_span_equal(archive_source_bytes(base, found.data[i]), bytes) && !archive_source_is_left(base, found.data[i], source->first_page, out);
    }
    PDX_VEC_DEINIT(&found);
    return status;
}

pdx_status pdx_builder_knows(const pdx_builder *builder, const pdx_source_facts *facts, pdx_span bytes, bool *known, pdx_error *err) {
    uint32_t number;
    *known = false;
    if (builder->base == NULL) return PDX_OK;
    PDX_TRY(known_sources_find(&builder->known, facts, bytes.len, &number, err));
    for (; number != PDX_NONE && !*known; number = builder->known.before.data[number]) *known = pdx_span_equal(known_bytes(builder, number), bytes);
    if (!*known && builder->base->stored != NULL) PDX_TRY(stored_knows(builder->base, &builder->out_of_it, facts, bytes, known, err));
    return archive_sound(builder->base, err);
}

uint32_t pdx_builder_take_out(pdx_builder *builder, const uint32_t *posts, size_t n) {
    uint32_t count = 0;
    assert(builder->base != NULL);
    for (size_t i = 0; i < n; i++) {
        pdx_bitmap_clear(&builder->replaced_posts, posts[i]); /* whoever takes it out himself does not want it in another source */
        if (pdx_bitmap_has(&builder->out_of_it, posts[i])) continue;
        pdx_bitmap_set(&builder->out_of_it, posts[i]);
        count++;
    }
    return count;
}

uint32_t pdx_builder_taken_out(const pdx_builder *builder, uint32_t from) {
    const uint32_t found = builder->base == NULL || from >= builder->out_of_it.n ? PDX_NONE : pdx_bitmap_next(&builder->out_of_it, from);
    return found != PDX_NONE && found < builder->out_of_it.n ? found : PDX_NONE;
}

/* Sources of the base with this name, ascending. */
static pdx_status named_find(const pdx_archive *base, pdx_span name, archive_numbers *out, pdx_error *err) {
    archive_numbers found = {0};
    pdx_status status = base->stored == NULL ? PDX_OK : archive_sources_find(base, archive_name_key(name), &found, err);
    const size_t n = base->stored == NULL ? base->sources.len : found.len;
    for (size_t i = 0; status == PDX_OK && i < n; i++) {
        const uint32_t source = base->stored == NULL ? (uint32_t)i : found.data[i];
        if (pdx_span_equal(archive_source_at(base, source)->name, name) && !PDX_VEC_PUSH(out, source)) status = pdx_fail_memory(err);
    }
    PDX_VEC_DEINIT(&found);
    return status == PDX_OK ? archive_sound(base, err) : status;
}

pdx_status pdx_builder_has_last(const pdx_builder *builder, const pdx_source_facts *facts, pdx_span bytes, bool *known, pdx_error *err) {
    archive_numbers named = {0};
    pdx_status status;
    *known = false;
    if (builder->base == NULL) return PDX_OK;
    status = named_find(builder->base, facts->name, &named, err);
    if (status == PDX_OK && named.len > 0) {
        const archive_source *source = archive_source_at(builder->base, named.data[named.len - 1]);
        *known = source->captured == facts->captured && pdx_span_equal(source->url, facts->url) && pdx_span_equal(archive_source_bytes(builder->base, named.data[named.len - 1]), bytes) &&
                 (builder->base->stored == NULL || !archive_source_is_left(builder->base, named.data[named.len - 1], source->first_page, &builder->out_of_it));
    }
    PDX_VEC_DEINIT(&named);
    return status == PDX_OK ? archive_sound(builder->base, err) : status;
}

/* Whether a post has all its appearances in sources with this name. */
static bool stands_alone(const pdx_archive *base, uint32_t post, pdx_span name) {
    const uint32_t n = archive_post_at(base, post)->n_appearances;
    for (uint32_t i = 0; i < n; i++) {
        const archive_page *page = archive_page_of(base, archive_post_appearance(base, post, i));
        if (!pdx_span_equal(archive_source_at(base, page->source)->name, name)) return false;
    }
    return true;
}

static void source_take_out(pdx_builder *builder, const archive_source *source) {
    const pdx_archive *base = builder->base;
    for (uint32_t p = source->first_page; p < source->first_page + source->n_pages; p++) {
        const archive_page *page = archive_page_at(base, p);
        for (uint32_t k = 0; k < page->cut.n_entries; k++) {
            const uint32_t post = archive_appearance_at(base, page->first_appearance + k)->post;
            if (post == PDX_NONE || pdx_bitmap_has(&builder->out_of_it, post) || !stands_alone(base, post, source->name)) continue;
            pdx_bitmap_set(&builder->out_of_it, post);
            pdx_bitmap_set(&builder->replaced_posts, post);
        }
    }
}

pdx_status pdx_builder_take_out_named(pdx_builder *builder, pdx_span name, uint32_t *count, pdx_error *err) {
    archive_numbers named = {0};
    const uint32_t before = builder->base == NULL ? 0 : pdx_bitmap_count(&builder->out_of_it);
    pdx_status status;
    *count = 0;
    if (builder->base == NULL) return PDX_OK;
    status = named_find(builder->base, name, &named, err);
    for (size_t i = 0; status == PDX_OK && i < named.len; i++) {
        pdx_bitmap_set(&builder->replaced, named.data[i]);
        source_take_out(builder, archive_source_at(builder->base, named.data[i]));
    }
    PDX_VEC_DEINIT(&named);
    *count = pdx_bitmap_count(&builder->out_of_it) - before;
    return status == PDX_OK ? archive_sound(builder->base, err) : status;
}

/* How much of the time the steps take, as a rule. */
enum { SHARE_CUT = 250, SHARE_DATE = 50, SHARE_UNITE = 100, SHARE_INDEX = PDX_STAGES_ALL - SHARE_CUT - SHARE_DATE - SHARE_UNITE };

static pdx_status pages_run(pdx_archive *archive, const pdx_build_options *options, pdx_stages *stages, const pdx_tick *tick, pdx_error *err) {
    pdx_stages_next(stages, SHARE_CUT);
    PDX_TRY(archive_cut_pages(archive, options->use_lexicon, threads_of(options), tick, err));
    pdx_stages_next(stages, SHARE_DATE);
    return archive_date_pages(archive, threads_of(options), tick, err);
}

static pdx_status posts_run(pdx_archive *archive, const pdx_build_options *options, pdx_stages *stages, const pdx_tick *tick, pdx_error *err) {
    archive->n_threads = threads_of(options);
    pdx_stages_next(stages, SHARE_UNITE);
    PDX_TRY(archive_unite(archive, options->are_apart, tick, err));
    PDX_TRY(archive_make_post_tables(archive, err));
    if (options->index_later) return PDX_OK;
    pdx_stages_next(stages, SHARE_INDEX);
    PDX_TRY(pdx_tick_step(tick, 0, 1, err));
    return archive_build_index(archive, threads_of(options), tick, err);
}

pdx_status pdx_archive_index(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    if (archive->snapshot != NULL) return PDX_OK;
    archive->n_words = 0; /* an attempt may have failed */
    archive->remainders.len = 0;
    return archive_build_index(archive, archive->n_threads, tick, err);
}

pdx_status archive_posts_run(pdx_archive *archive, const pdx_build_options *options, const pdx_tick *outer, pdx_error *err) {
    pdx_stages stages;
    const pdx_tick tick = pdx_stages_begin(&stages, outer);
    return posts_run(archive, options, &stages, &tick, err);
}

/* *archive becomes one of all that it continues and of itself, or a part of that. */
static pdx_status base_join(pdx_builder *builder, pdx_archive **archive, bool part, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_error *err) {
    const archive_out out = {&builder->out_of_it, &builder->replaced, &builder->replaced_posts};
    archive_choice choice = {0};
    pdx_archive *both = NULL;
    pdx_status status = part ? archive_choose_part(builder->base, &out, *archive, tick, &choice, err)
                             : archive_choose_all(builder->base, &builder->out_of_it, &choice, err);
    if (status == PDX_OK) status = archive_join(builder->base, &choice, *archive, tick, &both, err);
    archive_choice_deinit(&choice);
    PDX_TRY(status);
    pdx_archive_release(*archive);
    *archive = both;
    return stemmer == NULL ? PDX_OK : archive_stemmer_set(both, stemmer, err);
}

/* Of what was added, and of what it continues. */
static pdx_status run_steps(pdx_builder *builder, pdx_archive **archive, bool part, const pdx_stem_callback *stemmer, const pdx_tick *outer, pdx_error *err) {
    pdx_stages stages;
    const pdx_tick tick = pdx_stages_begin(&stages, outer);
    PDX_TRY(pages_run(*archive, &builder->options, &stages, &tick, err));
    if (builder->base != NULL) PDX_TRY(base_join(builder, archive, part, stemmer, &tick, err));
    return posts_run(*archive, &builder->options, &stages, &tick, err);
}

pdx_status archive_stemmer_set(pdx_archive *archive, const pdx_stem_callback *stemmer, pdx_error *err) {
    archive->stemmer.stem = stemmer->stem;
    archive->stemmer.context = stemmer->context;
    if (archive->stems == NULL) archive->stems = pdx_stem_memory_new(archive->stemmer);
    return archive->stems == NULL ? pdx_fail_memory(err) : PDX_OK;
}

static pdx_status builder_run(pdx_builder *builder, bool part, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out, pdx_error *err) {
    pdx_archive *archive = builder->archive;
    pdx_status status;
    *out = NULL;
    builder->weight = 0;
    if (stemmer != NULL) PDX_TRY(archive_stemmer_set(archive, stemmer, err));
    builder->archive = archive_new(builder->options.language);
    if (builder->archive == NULL) {
        builder->archive = archive;
        return pdx_fail_memory(err);
    }
    status = run_steps(builder, &archive, part, stemmer, tick, err);
    if (status != PDX_OK) {
        pdx_archive_release(archive);
        return status;
    }
    *out = archive;
    return PDX_OK;
}

pdx_status archive_builder_part(pdx_builder *builder, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out, pdx_error *err) {
    return builder_run(builder, true, stemmer, tick, out, err);
}

pdx_status pdx_builder_finish(pdx_builder *builder, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out, pdx_error *err) {
    const pdx_status status = builder_run(builder, false, stemmer, tick, out, err);
    archive_builder_drop(builder);
    return status;
}
