#include "archive/build/builder.h"
#include "archive/model/contents.h"
#include "archive/build/dropped.h"
#include "archive/build/part_keys.h"
#include "archive/store/saver.h"

/* What a builder continues: which sources are there already, and what of it is taken out. */

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
    if (!pdx_bitmap_init(&builder->replaced, (uint32_t)base->sources.len, false) ||
        !pdx_bitmap_init(&builder->replaced_posts, (uint32_t)base->posts.len, false)) {
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

/* Whether the base, on disk, has the source: one of which no post is left, with those in `out` taken out, may be left out by any merge, and is not
 * there before either. */
static pdx_status stored_knows(const pdx_archive *base, const pdx_bitmap *out, const pdx_source_facts *facts, pdx_span bytes, bool *known,
                               pdx_error *err) {
    archive_numbers found = {0};
    uint64_t key;
    pdx_status status = archive_source_key(facts, bytes.len, &key, err);
    if (status == PDX_OK) status = archive_sources_find(base, key, &found, err);
    for (size_t i = 0; status == PDX_OK && !*known && i < found.len; i++) {
        const archive_source *source = archive_source_at(base, found.data[i]);
        *known = source->captured == facts->captured && pdx_span_equal(source->name, facts->name) && pdx_span_equal(source->url, facts->url) &&
                 pdx_span_equal(archive_source_bytes(base, found.data[i]), bytes) &&
                 !archive_source_is_left(base, found.data[i], source->first_page, out);
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
        *known = source->captured == facts->captured && pdx_span_equal(source->url, facts->url) &&
                 pdx_span_equal(archive_source_bytes(builder->base, named.data[named.len - 1]), bytes) &&
                 (builder->base->stored == NULL ||
                  !archive_source_is_left(builder->base, named.data[named.len - 1], source->first_page, &builder->out_of_it));
    }
    PDX_VEC_DEINIT(&named);
    return status == PDX_OK ? archive_sound(builder->base, err) : status;
}

/* Those that may have these facts, and more: by the key of all of them where that is on disk. */
static pdx_status alike_find(const pdx_archive *base, const pdx_source_facts *facts, uint64_t n_bytes, archive_numbers *out, pdx_error *err) {
    uint64_t key;
    if (base->stored == NULL) return named_find(base, facts->name, out, err);
    PDX_TRY(archive_source_key(facts, n_bytes, &key, err));
    return archive_sources_find(base, key, out, err);
}

pdx_status pdx_builder_alike(const pdx_builder *builder, const pdx_source_facts *facts, uint64_t n_bytes, pdx_buf *out, pdx_error *err) {
    const pdx_archive *base = builder->base;
    archive_numbers found = {0};
    pdx_status status = base == NULL ? PDX_OK : alike_find(base, facts, n_bytes, &found, err);
    for (size_t i = 0; status == PDX_OK && i < found.len; i++) {
        const archive_source *source = archive_source_at(base, found.data[i]);
        if (source->captured != facts->captured || source->bytes.len != n_bytes || !pdx_span_equal(source->name, facts->name) ||
            !pdx_span_equal(source->url, facts->url)) {
            continue;
        }
        if (base->stored != NULL && archive_source_is_left(base, found.data[i], source->first_page, &builder->out_of_it)) continue;
        pdx_buf_append(out, &found.data[i], sizeof found.data[i]);
        if (out->failed) status = pdx_fail_memory(err);
    }
    PDX_VEC_DEINIT(&found);
    return status == PDX_OK && base != NULL ? archive_sound(base, err) : status;
}

pdx_status pdx_builder_last_named(const pdx_builder *builder, pdx_span name, uint32_t *out, pdx_error *err) {
    archive_numbers named = {0};
    const pdx_status status = builder->base == NULL ? PDX_OK : named_find(builder->base, name, &named, err);
    *out = named.len == 0 ? PDX_NONE : named.data[named.len - 1];
    PDX_VEC_DEINIT(&named);
    return status;
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

static void source_take_out(pdx_builder *builder, uint32_t number) {
    const pdx_archive *base = builder->base;
    const archive_source *source = archive_source_at(base, number);
    pdx_bitmap_set(&builder->replaced, number);
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
    for (size_t i = 0; status == PDX_OK && i < named.len; i++) source_take_out(builder, named.data[i]);
    PDX_VEC_DEINIT(&named);
    *count = pdx_bitmap_count(&builder->out_of_it) - before;
    return status == PDX_OK ? archive_sound(builder->base, err) : status;
}

pdx_status pdx_builder_take_out_last(pdx_builder *builder, pdx_span name, pdx_error *err) {
    archive_numbers named = {0};
    pdx_status status;
    assert(builder->base != NULL);
    status = named_find(builder->base, name, &named, err);
    if (status == PDX_OK && named.len > 0) source_take_out(builder, named.data[named.len - 1]);
    PDX_VEC_DEINIT(&named);
    return status == PDX_OK ? archive_sound(builder->base, err) : status;
}
