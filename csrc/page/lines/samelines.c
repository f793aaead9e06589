#include "page/lines/samelines.h"

bool pdx_same_lines_init(pdx_same_lines *same, size_t lines) {
    size_t room = 16;
    while (room < 2 * lines) room *= 2;
    same->mask = room - 1;
    same->slots = pdx_alloc_zero(room, sizeof *same->slots);
    return same->slots != NULL;
}

void pdx_same_lines_deinit(pdx_same_lines *same) { pdx_free(same->slots); }

static pdx_span bytes_of(pdx_span text, const pdx_line *line) { return pdx_span_slice(text, (size_t)line->begin, (size_t)line->end); }

size_t pdx_same_lines_find(pdx_same_lines *same, pdx_span text, const pdx_line *lines, size_t i, uint64_t hash) {
    const uint32_t upper = (uint32_t)(hash >> 32);
    pdx_same_line *slot;
    for (size_t at = (size_t)hash & same->mask; (slot = &same->slots[at])->line != 0; at = (at + 1) & same->mask) {
        if (slot->hash == upper && pdx_span_equal(bytes_of(text, &lines[slot->line - 1]), bytes_of(text, &lines[i]))) return slot->line - 1;
    }
    *slot = (pdx_same_line){upper, (uint32_t)i + 1};
    return i;
}
