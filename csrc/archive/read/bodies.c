#include "archive/read/bodies.h"

#include "archive/model/steps.h"
#include "base/alloc.h"

void archive_bodies_free(archive_bodies *bodies) {
    if (bodies == NULL) return;
    pdx_entry_deinit(&bodies->entry);
    pdx_record_deinit(&bodies->record);
    pdx_free(bodies);
}

static archive_bodies *bodies_of(pdx_archive *archive) {
    archive_bodies *bodies = archive->bodies;
    if (bodies != NULL) return bodies;
    bodies = pdx_alloc_zero(1, sizeof *bodies);
    if (bodies == NULL) return NULL;
    pdx_entry_init(&bodies->entry);
    pdx_record_init(&bodies->record);
    archive->bodies = bodies;
    return bodies;
}

/* The whole record of what was kept. */
static pdx_status read_record(archive_bodies *bodies, const archive_body *body, pdx_error *err) {
    const pdx_buf text = {.data = (uint8_t *)(uintptr_t)body->text.data, .len = body->text.len, .capacity = body->text.len}; /* it is read, and no more */
    pdx_entry *entry = &bodies->entry;
    pdx_status status;
    pdx_entry_begin(entry, &text, &body->map);
    entry->breaks_lines = body->breaks_lines;
    entry->is_summary = body->is_summary;
    entry->base = body->base;
    for (size_t i = 0; i < body->n_values; i++) {
        if (!PDX_VEC_PUSH(&entry->values, body->values[i])) return pdx_fail_memory(err);
    }
    status = pdx_entry_record(entry, &bodies->record, err);
    bodies->record.language = body->language;
    entry->text = NULL;
    return status;
}

/* What fails is begun anew by who asks again. */
static pdx_status page_take(pdx_archive *archive, uint32_t number, uint32_t post, pdx_error *err) {
    archive_page *page = &archive->pages.data[number];
    archive_bodies *bodies = bodies_of(archive);
    if (bodies == NULL) return pdx_fail_memory(err);
    PDX_TRY(read_record(bodies, page->body, err));
    bodies->record.line_number = archive->layers.data[page->layer].first_line;
    PDX_TRY(archive_record_page_again(archive, number, &bodies->record, err));
    PDX_TRY(archive_bound_page_again(archive, number, err));
    PDX_TRY(archive_unite_again(archive, post, err));
    page->body = NULL;
    archive->n_waiting--;
    return PDX_OK;
}

pdx_status pdx_archive_body(pdx_archive *archive, uint32_t post, pdx_error *err) {
    const archive_post *p;
    if (archive->n_waiting == 0) return PDX_OK;
    p = &archive->posts.data[post];
    for (uint32_t i = 0; i < p->n_appearances; i++) {
        const uint32_t page = archive->appearances.data[archive->post_appearances.data[p->first_appearance + i]].page;
        if (archive->pages.data[page].body != NULL) PDX_TRY(page_take(archive, page, post, err));
    }
    return PDX_OK;
}

uint32_t pdx_archive_waiting(const pdx_archive *archive) { return archive->n_waiting; }

pdx_status pdx_archive_bodies(pdx_archive *archive, pdx_error *err) {
    if (!archive->has_waited) return PDX_OK;
    for (uint32_t i = 0; i < archive->posts.len; i++) PDX_TRY(pdx_archive_body(archive, i, err));
    archive_post_tables_deinit(&archive->tables); /* they were made of heads */
    PDX_TRY(archive_make_post_tables(archive, NULL, err));
    archive->has_waited = false;
    return PDX_OK;
}
