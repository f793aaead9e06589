#include "archive/read/bodies.h"

#include <string.h>

#include "archive/model/steps.h"
#include "base/alloc.h"

/* Digits and marks alone, as ISO 8601 has it, say the same day in every language. */
static bool is_plain_date(pdx_span text) {
    static const char plain[] = "0123456789-:T .Z+";
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '\0' || strchr(plain, text.data[i]) == NULL) return false;
    }
    return text.len >= 10 && text.data[4] == '-' && text.data[7] == '-';
}

bool archive_body_may_wait(const pdx_archive *archive, const pdx_record *record) {
    if (record->parts.len == 0) return false;
    if (archive->language != PDX_LANG_NONE || record->language != PDX_LANG_NONE) return true;
    for (size_t i = 0; i < record->parts.len; i++) {
        const pdx_range range = record->parts.data[i].range;
        if (record->parts.data[i].role == PDX_ROLE_DATE && !is_plain_date(pdx_span_slice(pdx_buf_view(&record->text), (size_t)range.begin, (size_t)range.end))) return false;
    }
    return true;
}

/* Its places become those in the stretch that was read, as the record's have. */
static void map_move(pdx_offsets *map, uint64_t by) {
    for (size_t i = 0; i < map->list.len; i++) {
        pdx_offset *one = &map->list.data[i];
        one->source = one->source > by ? one->source - by : 0;
    }
    map->source_end = map->source_end > by ? map->source_end - by : 0;
}

pdx_status archive_body_keep(const pdx_record *record, archive_row_room *room, const archive_body **out, pdx_error *err) {
    const pdx_entry *entry = record->waiting;
    pdx_arena *texts = &room->kinds[ARCHIVE_ROW_TEXTS];
    archive_body *body = pdx_arena_alloc(texts, sizeof *body);
    pdx_entry_value *values = pdx_arena_array(texts, entry->values.len, sizeof *values);
    *out = body;
    if (body == NULL || values == NULL) return pdx_fail_memory(err);
    memset(body, 0, sizeof *body);
    if (entry->values.len > 0) memcpy(values, entry->values.data, entry->values.len * sizeof *values);
    body->values = values;
    body->n_values = entry->values.len;
    body->language = record->language;
    body->breaks_lines = entry->breaks_lines;
    body->is_summary = entry->is_summary;
    if (!pdx_arena_copy(texts, pdx_buf_view(entry->text), &body->text) || !pdx_arena_copy(texts, entry->base, &body->base) ||
        !pdx_offsets_copy(entry->map, &room->kinds[ARCHIVE_ROW_MAPS], &body->map)) {
        return pdx_fail_memory(err);
    }
    body->map.text = body->text.data;
    map_move(&body->map, record->moved);
    return PDX_OK;
}

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
