#include "archive/join.h"

#include "archive/contents.h"
#include "base/alloc.h"

/* The numbers that posts have afterwards, in their order; those that are taken out have none. */
static uint32_t *numbers_make(const pdx_archive *base, const pdx_bitmap *out, uint32_t *n) {
    const uint32_t all = (uint32_t)base->posts.len;
    uint32_t *numbers = pdx_resize_array(NULL, all, sizeof *numbers);
    *n = 0;
    for (uint32_t i = 0; numbers != NULL && i < all; i++) numbers[i] = pdx_bitmap_has(out, i) ? PDX_NONE : (*n)++;
    return numbers;
}

static pdx_status room_make(pdx_archive *archive, const pdx_archive *base, const pdx_archive *added, pdx_error *err) {
    const uint64_t n_pages = (uint64_t)base->pages.len + added->pages.len, n_sources = (uint64_t)base->sources.len + added->sources.len;
    const uint64_t n_appearances = (uint64_t)base->appearances.len + added->appearances.len;
    if (n_pages >= PDX_NONE || n_sources >= PDX_NONE || n_appearances >= PDX_NONE) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more than 2^32 pages or posts");
    if (PDX_VEC_RESERVE(&archive->sources, n_sources) && PDX_VEC_RESERVE(&archive->pages, n_pages) && PDX_VEC_RESERVE(&archive->layers, n_pages) &&
        PDX_VEC_RESERVE(&archive->appearances, n_appearances)) {
        return PDX_OK;
    }
    return pdx_fail_memory(err);
}

/* What `from` has behind what is there. `numbers`: of its posts, or NULL where they are not decided. */
static pdx_status contents_append(pdx_archive *archive, const pdx_archive *from, const uint32_t *numbers, const pdx_tick *tick, pdx_error *err) {
    const uint32_t source = (uint32_t)archive->sources.len, page = (uint32_t)archive->pages.len, appearance = (uint32_t)archive->appearances.len;
    for (uint32_t i = 0; i < from->sources.len; i++) {
        archive_source *to = &archive->sources.data[archive->sources.len++];
        *to = *archive_source_at(from, i);
        to->first_page += page;
    }
    for (uint32_t i = 0; i < from->pages.len; i++) {
        archive_page *to = &archive->pages.data[archive->pages.len++];
        archive_layer *layer = &archive->layers.data[archive->layers.len++];
        *to = *archive_page_at(from, i);
        *layer = *archive_layer_at(from, i);
        to->source += source;
        to->layer = page + i;
        layer->source = to->source;
        to->first_appearance += appearance;
        to->said = PDX_NONE; /* its dates are read */
        if (i % 1024 == 0) PDX_TRY(pdx_tick_step(tick, i, from->pages.len, err));
    }
    for (uint32_t i = 0; i < from->appearances.len; i++) {
        archive_appearance *to = &archive->appearances.data[archive->appearances.len++];
        *to = *archive_appearance_at(from, i);
        to->page += page;
        if (numbers != NULL && to->post != PDX_NONE) to->post = numbers[to->post];
    }
    return archive_sound(from, err);
}

static pdx_status archive_fill(pdx_archive *archive, const pdx_bitmap *out, const pdx_tick *tick, pdx_error *err) {
    const pdx_archive *base = archive->of[0];
    uint32_t *numbers = numbers_make(base, out, &archive->n_settled_posts);
    pdx_status status = numbers == NULL ? pdx_fail_memory(err) : room_make(archive, base, archive->of[1], err);
    if (status == PDX_OK) status = contents_append(archive, base, numbers, tick, err);
    archive->n_settled = (uint32_t)archive->appearances.len;
    if (status == PDX_OK) status = contents_append(archive, archive->of[1], NULL, tick, err);
    pdx_free(numbers);
    return status;
}

pdx_status archive_join(pdx_archive *base, const pdx_bitmap *out_of_it, pdx_archive *added, const pdx_tick *tick, pdx_archive **out, pdx_error *err) {
    pdx_archive *archive = archive_new(added->language);
    pdx_status status;
    *out = NULL;
    if (archive == NULL) return pdx_fail_memory(err);
    pdx_archive_retain(base);
    pdx_archive_retain(added);
    archive->of[0] = base;
    archive->of[1] = added;
    status = archive_fill(archive, out_of_it, tick, err);
    if (status == PDX_OK) {
        *out = archive;
        return PDX_OK;
    }
    pdx_archive_release(archive);
    return status;
}
