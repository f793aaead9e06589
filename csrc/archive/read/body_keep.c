#include <string.h>

#include "archive/read/bodies.h"

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
        if (record->parts.data[i].role == PDX_ROLE_DATE &&
            !is_plain_date(pdx_span_slice(pdx_buf_view(&record->text), (size_t)range.begin, (size_t)range.end))) {
            return false;
        }
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
