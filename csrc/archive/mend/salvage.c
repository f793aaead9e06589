#include "archive/mend/salvage.h"

#include "archive/build/builder.h"
#include "archive/model/contents.h"
#include "archive/build/join.h"
#include "archive/mend/salvage_steps.h"
#include "base/alloc.h"

/* What is whole of a damaged archive becomes one of its own. Pages say of which posts their entries are, so a post is kept when a page is whole on
 * which it stands: its fields are united anew, as they were at first, and the index is built anew. */

/* Whether a source has entries, and all of them are of posts that were deleted. */
static bool source_is_left(const salvager *s, uint32_t number) {
    const archive_source *source = archive_source_at(s->base, number);
    uint32_t n = 0;
    for (uint32_t p = source->first_page; p < source->first_page + source->n_pages; p++) {
        const archive_page *page;
        if (pdx_bitmap_has(&s->lost_pages, p)) return false; /* nobody knows what stood there */
        page = archive_page_at(s->base, p);
        for (uint32_t k = 0; k < page->cut.n_entries; k++) {
            const uint32_t post = archive_appearance_at(s->base, page->first_appearance + k)->post;
            if (post != PDX_NONE && s->n_found[post] > 0) return false;
        }
        n += (uint32_t)page->cut.n_entries;
    }
    return n > 0;
}

/* They are not taken along, as merges do not: what stands around their entries would be found again. */
static void sources_leave(salvager *s) {
    for (uint32_t i = 0; i < s->base->sources.len; i++) {
        if (!pdx_bitmap_has(&s->lost_sources, i) && source_is_left(s, i)) pdx_bitmap_set(&s->lost_sources, i);
    }
}

static pdx_status choice_make(const salvager *s, archive_choice *choice, pdx_error *err) {
    *choice = (archive_choice){.n_sources = (uint32_t)s->base->sources.len,
                               .n_pages = (uint32_t)s->base->pages.len,
                               .lost_sources = &s->lost_sources,
                               .lost_pages = &s->lost_pages};
    for (uint32_t i = 0; i < s->base->posts.len; i++) {
        if (s->n_found[i] > 0 && !PDX_VEC_PUSH(&choice->posts, i)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status kept_build(const salvager *s, const pdx_stem_callback *stemmer, pdx_archive **out, pdx_error *err) {
    const pdx_build_options options = {.use_lexicon = true, .language = s->base->language};
    archive_choice choice;
    pdx_archive *kept = NULL, *none = archive_new(s->base->language); /* nothing is added */
    pdx_status status = choice_make(s, &choice, err);
    if (status == PDX_OK && none == NULL) status = pdx_fail_memory(err);
    if (status == PDX_OK) status = archive_join(s->base, &choice, none, s->tick, &kept, err);
    pdx_archive_release(none);
    archive_choice_deinit(&choice);
    PDX_TRY(status);
    if (stemmer != NULL) status = archive_stemmer_set(kept, stemmer, err);
    if (status == PDX_OK) status = archive_posts_run(kept, &options, s->tick, err);
    if (status == PDX_OK) *out = kept;
    else pdx_archive_release(kept);
    /* Bytes that lie although their checksums hold: no builder makes such parts. */
    return status == PDX_EVALUE ? pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: what pages say contradicts itself") : status;
}

static pdx_status salvage_run(salvager *s, const pdx_stem_callback *stemmer, pdx_archive **out, pdx_error *err) {
    PDX_TRY(salvage_manifest_take(s, err));
    PDX_TRY(salvage_parts_open(s, err));
    if (salvage_stored(s)->n_parts == 0) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "nothing that a saved archive has can be read here");
    PDX_TRY(salvage_ordinals_take(s, err));
    PDX_TRY(salvage_whole_find(s, err));
    PDX_TRY(salvage_deleted_find(s, err));
    PDX_TRY(salvage_report_make(s, err));
    sources_leave(s);
    return kept_build(s, stemmer, out, err);
}

pdx_status archive_salvage(const pdx_os *os, const char *path, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out,
                           pdx_buf *report, pdx_error *err) {
    salvager s = {.os = os, .folder = path, .tick = tick, .base = archive_new(PDX_LANG_NONE), .report = report};
    pdx_status status;
    *out = NULL;
    if (s.base == NULL) return pdx_fail_memory(err);
    manifest_init(&s.m);
    pdx_buf_init(&s.damage);
    s.base->stored = pdx_alloc_zero(1, sizeof *s.base->stored);
    pdx_archive_keep_rows(s.base, PDX_MOST_ROWS);
    status = s.base->stored == NULL ? pdx_fail_memory(err) : salvage_run(&s, stemmer, out, err);
    pdx_archive_release(s.base);
    salvage_parts_free(&s);
    manifest_deinit(&s.m);
    PDX_VEC_DEINIT(&s.gone_files);
    pdx_free(s.n_found);
    pdx_bitmap_deinit(&s.lost_sources);
    pdx_bitmap_deinit(&s.damaged_sources);
    pdx_bitmap_deinit(&s.lost_pages);
    pdx_bitmap_deinit(&s.alive);
    pdx_buf_deinit(&s.damage);
    return status;
}

pdx_status pdx_archive_salvage(const char *path, const pdx_stem_callback *stemmer, const pdx_tick *tick, pdx_archive **out, pdx_buf *report,
                               pdx_error *err) {
    return archive_salvage(pdx_os_system(), path, stemmer, tick, out, report, err);
}
