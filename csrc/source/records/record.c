#include "source/records/record.h"

void pdx_record_init(pdx_record *record) {
    memset(record, 0, sizeof *record);
    pdx_buf_init(&record->text);
    pdx_offsets_init(&record->map);
}

void pdx_record_deinit(pdx_record *record) {
    pdx_buf_deinit(&record->text);
    pdx_offsets_deinit(&record->map);
    PDX_VEC_DEINIT(&record->parts);
    PDX_VEC_DEINIT(&record->items);
    if (record->room != NULL) record->room->free(record->room);
    record->room = NULL;
}

void pdx_record_reset(pdx_record *record) {
    pdx_buf_reset(&record->text);
    pdx_offsets_reset(&record->map);
    record->parts.len = record->items.len = 0;
    record->author = record->date = pdx_range_of(0, 0);
    record->published = record->not_before = record->before = pdx_range_of(0, 0);
    record->says_author = record->says_date = record->says_bounds = false;
    record->language = PDX_LANG_NONE;
    record->is_excerpt = record->is_cut_off = record->is_cut_short = false;
    record->waiting = NULL;
    record->moved = 0;
}
