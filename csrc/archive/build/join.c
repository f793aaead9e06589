#include "archive/build/join.h"

#include "archive/model/contents.h"
#include "archive/model/stored.h"

/* ---- numbers */

/* The number that a chosen post has afterwards; none has one that was not chosen. */
static uint32_t number_of(const archive_whole *whole, uint32_t post) {
    size_t low = 0, high = whole->chosen.len;
    if (post < high && whole->chosen.data[post] == post) return post; /* none before it was left out */
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (whole->chosen.data[middle] == post) return (uint32_t)middle;
        if (whole->chosen.data[middle] < post) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return PDX_NONE;
}

static pdx_status room_make(pdx_archive *archive, const pdx_archive *added, const archive_choice *choice, pdx_error *err) {
    const archive_whole *whole = &archive->whole;
    const uint64_t n_pages = (uint64_t)whole->n_pages + choice->n_pages + added->pages.len;
    const uint64_t n_sources = (uint64_t)whole->n_sources + choice->n_sources + added->sources.len;
    if ((uint64_t)archive->of[0]->sources.len + added->sources.len >= PDX_NONE ||
        (uint64_t)archive->of[0]->pages.len + added->pages.len >= PDX_NONE ||
        (uint64_t)archive->of[0]->appearances.len + added->appearances.len >= PDX_NONE) {
        return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more than 2^32 pages or posts");
    }
    if (PDX_VEC_RESERVE(&archive->sources, n_sources) && PDX_VEC_RESERVE(&archive->pages, n_pages) && PDX_VEC_RESERVE(&archive->layers, n_pages)) {
        return PDX_OK;
    }
    return pdx_fail_memory(err);
}

/* ---- rows */

static void source_append(pdx_archive *archive, const archive_source *from, uint32_t first_page) {
    archive_source *to = &archive->sources.data[archive->sources.len++];
    *to = *from;
    to->first_page = first_page;
}

/* Page `number` of `from` behind what is there, as a page of source `source`, with its appearances. `settled`: its posts are decided. */
static pdx_status page_append(pdx_archive *archive, const pdx_archive *from, uint32_t number, uint32_t source, bool settled, pdx_error *err) {
    const archive_page *page = archive_page_at(from, number);
    archive_page *to = &archive->pages.data[archive->pages.len];
    archive_layer *layer = &archive->layers.data[archive->layers.len++];
    *to = *page;
    *layer = *archive_layer_at(from, number);
    to->source = layer->source = source;
    to->layer = (uint32_t)archive->pages.len++;
    to->first_appearance = (uint32_t)archive->appearances.len;
    to->said = PDX_NONE; /* its dates are read */
    if (!PDX_VEC_RESERVE(&archive->appearances, archive->appearances.len + page->cut.n_entries)) return pdx_fail_memory(err);
    for (uint32_t k = 0; k < page->cut.n_entries; k++) {
        archive_appearance *a = &archive->appearances.data[archive->appearances.len++];
        *a = *archive_appearance_at(from, page->first_appearance + k);
        a->page = to->layer;
        a->post = settled && a->post != PDX_NONE ? number_of(&archive->whole, a->post) : PDX_NONE;
    }
    return PDX_OK;
}

/* A source with its pages. */
static pdx_status source_with_pages(pdx_archive *archive, const pdx_archive *from, uint32_t i, const pdx_bitmap *lost_pages, bool settled,
                                    const pdx_tick *tick, pdx_error *err) {
    const archive_source *source = archive_source_at(from, i);
    const uint32_t number = (uint32_t)archive->sources.len, first_page = (uint32_t)archive->pages.len;
    (void)archive_source_bytes(from, i); /* what is written again is what was written */
    source_append(archive, source, first_page);
    for (uint32_t p = source->first_page; p < source->first_page + source->n_pages; p++) {
        if (lost_pages != NULL && pdx_bitmap_has(lost_pages, p)) continue;
        if (archive_page_at(from, p)->source != i) { /* there is room for each page once */
            if (lost_pages != NULL) continue;
            PDX_TRY(archive_sound(from, err));
            return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: a source has a page that is of another one");
        }
        PDX_TRY(page_append(archive, from, p, number, settled, err));
        if (p % 1024 == 0) PDX_TRY(pdx_tick_step(tick, i, (uint32_t)from->sources.len, err));
    }
    archive->sources.data[number].n_pages = (uint32_t)archive->pages.len - first_page;
    return PDX_OK;
}

/* All that was chosen of a stretch of sources. */
static pdx_status chosen_append(pdx_archive *archive, const pdx_archive *base, const archive_choice *choice, const pdx_tick *tick, pdx_error *err) {
    for (uint32_t i = choice->first_source; i < choice->first_source + choice->n_sources; i++) {
        if (choice->lost_sources != NULL && pdx_bitmap_has(choice->lost_sources, i)) continue;
        PDX_TRY(source_with_pages(archive, base, i, choice->lost_pages, true, tick, err));
    }
    return choice->lost_sources == NULL ? archive_sound(base, err) : PDX_OK;
}

/* All of an archive whose posts are not decided. */
static pdx_status added_append(pdx_archive *archive, const pdx_archive *added, const pdx_tick *tick, pdx_error *err) {
    for (uint32_t i = 0; i < added->sources.len; i++) PDX_TRY(source_with_pages(archive, added, i, NULL, false, tick, err));
    return archive_sound(added, err);
}

/* Pages that other parts have, each with a source of its own. */
static pdx_status others_append(pdx_archive *archive, const pdx_archive *base, const pdx_bitmap *replaced, const pdx_tick *tick, pdx_error *err) {
    archive_whole *whole = &archive->whole;
    if (!pdx_bitmap_init(&whole->replaced, whole->n_pages, false)) return pdx_fail_memory(err);
    for (uint32_t i = 0; i < whole->n_pages; i++) {
        const uint32_t page = whole->pages.data[i], source = archive_page_at(base, page)->source;
        if (replaced != NULL && pdx_bitmap_has(replaced, source)) pdx_bitmap_set(&whole->replaced, i);
        source_append(archive, archive_source_at(base, source), i);
        PDX_TRY(page_append(archive, base, page, i, true, err));
        if (i % 1024 == 0) PDX_TRY(pdx_tick_step(tick, i, whole->n_pages, err));
    }
    archive->whole.n_appearances = (uint32_t)archive->appearances.len;
    return whole->n_pages == 0 ? PDX_OK : archive_sound(base, err);
}

static pdx_status archive_fill(pdx_archive *archive, const archive_choice *choice, const pdx_tick *tick, pdx_error *err) {
    const pdx_archive *base = archive->of[0], *added = archive->of[1];
    PDX_TRY(room_make(archive, added, choice, err));
    PDX_TRY(others_append(archive, base, choice->replaced, tick, err));
    PDX_TRY(chosen_append(archive, base, choice, tick, err));
    archive->n_settled = (uint32_t)archive->appearances.len;
    return added_append(archive, added, tick, err);
}

pdx_status archive_join(pdx_archive *base, archive_choice *choice, pdx_archive *added, const pdx_tick *tick, pdx_archive **out, pdx_error *err) {
    pdx_archive *archive = archive_new(base->language);
    pdx_status status;
    *out = NULL;
    if (archive == NULL) return pdx_fail_memory(err);
    pdx_archive_retain(base);
    pdx_archive_retain(added);
    archive->of[0] = base;
    archive->of[1] = added;
    if (base->stored != NULL) (void)pdx_atomic_add(&base->stored->n_joined, 1);
    archive->whole = (archive_whole){.n_sources = (uint32_t)choice->pages.len,
                                     .n_pages = (uint32_t)choice->pages.len,
                                     .first_source = choice->first_source,
                                     .first_page = choice->first_page,
                                     .first_appearance = choice->first_appearance,
                                     .first_row = choice->first_row};
    archive->whole.pages = choice->pages;
    archive->whole.chosen = choice->posts;
    PDX_VEC_INIT(&choice->pages);
    PDX_VEC_INIT(&choice->posts);
    status = archive_fill(archive, choice, tick, err);
    if (status == PDX_OK) {
        *out = archive;
        return PDX_OK;
    }
    pdx_archive_release(archive);
    return status;
}
