#include "source/records/linedrecords.h"

void pdx_lined_init(pdx_lined *from) {
    memset(from, 0, sizeof *from);
    from->line_number = 1;
    pdx_buf_init(&from->text);
    pdx_offsets_init(&from->map);
    pdx_entry_init(&from->entry);
}

void pdx_lined_deinit(pdx_lined *from) {
    pdx_buf_deinit(&from->text);
    pdx_offsets_deinit(&from->map);
    pdx_entry_deinit(&from->entry);
}

void pdx_lined_feed(pdx_lined *from, pdx_span bytes, bool is_last) {
    from->base += from->at;
    from->at = 0;
    from->source = bytes;
    from->is_last = is_last;
}

pdx_status pdx_lined_begin(pdx_lined *from, pdx_span text, pdx_error *err) {
    pdx_buf_reset(&from->text);
    pdx_offsets_reset(&from->map);
    pdx_buf_span(&from->text, text);
    if (from->text.failed || !pdx_offsets_add(&from->map, text.len, from->range.begin, text.len, true)) return pdx_fail_memory(err);
    pdx_entry_begin(&from->entry, &from->text, &from->map);
    from->entry.breaks_lines = true;
    return PDX_OK;
}

size_t pdx_lined_next_line(pdx_span text, size_t at) {
    const uint8_t *newline = at < text.len ? memchr(text.data + at, '\n', text.len - at) : NULL;
    return newline == NULL ? text.len : (size_t)(newline - text.data) + 1;
}
