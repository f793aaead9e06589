#include "text/wordbegins.h"

#include <string.h>

void pdx_word_begins_load(pdx_word_begins *self, size_t block) {
    const uint8_t *at = self->text.data + block * PDX_ASCII_BLOCK;
    const size_t left = self->text.len - block * PDX_ASCII_BLOCK, whole = pdx_min_size(left / PDX_ASCII_BLOCK, PDX_WORD_BEGINS_ROOM);
    self->first = block;
    self->n = whole;
    pdx_ascii_masks(at, whole, self->masks);
    if (whole == PDX_WORD_BEGINS_ROOM || left % PDX_ASCII_BLOCK == 0) return;
    uint8_t end[PDX_ASCII_BLOCK] = {0};
    memcpy(end, at + whole * PDX_ASCII_BLOCK, left % PDX_ASCII_BLOCK);
    pdx_ascii_masks(end, 1, &self->masks[self->n++]);
}
