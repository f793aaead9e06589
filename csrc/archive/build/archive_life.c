/* How an archive begins and ends, whoever made it. */
#include "archive/build/builder.h"
#include "archive/model/stored.h"
#include "archive/read/bodies.h"
#include "archive/read/html_said.h"
#include "base/alloc.h"

void archive_source_deinit(archive_source *source) {
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
        if (page->source >= archive->sources.len) break; /* of a source that is open, whose scanner has what they have */
        if (!archive_is_record(archive, page)) pdx_page_deinit(&page->cut);
        PDX_VEC_DEINIT(&page->bound_evidence);
    }
    for (size_t i = 0; i < archive->sources.len; i++) archive_source_deinit(&archive->sources.data[i]);
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
    pdx_free(archive->title_ranks);
    pdx_free(archive->post_days);
    archive_copies_free(archive->copies);
    pdx_running_free(archive->running);
    pdx_running_free(archive->outline);
    archive_bodies_free(archive->bodies);
    pdx_arena_deinit(&archive->arena);
    if (archive->snapshot != NULL) pdx_snapshot_release(archive->snapshot);
    archive_stored_free(archive->stored); /* last: the snapshot reads its bytes */
    PDX_VEC_DEINIT(&archive->whole.pages);
    PDX_VEC_DEINIT(&archive->whole.chosen);
    pdx_bitmap_deinit(&archive->whole.replaced);
    PDX_VEC_DEINIT(&archive->whole.ordinals);
    if (archive->of[0] != NULL && archive->of[0]->stored != NULL) (void)pdx_atomic_add(&archive->of[0]->stored->n_joined, -1);
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
