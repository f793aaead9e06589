/* Where runs of ASCII letters and digits begin in a text, 64 bytes to a word of bits: for who looks at few of all words. Called by post/.
 * Promises: any bytes are accepted; reads nothing beyond the text; what is beyond ASCII is told, not judged. */
#ifndef PDX_TEXT_WORDBEGINS_H
#define PDX_TEXT_WORDBEGINS_H

#include "base/span.h"
#include "kernels/ascii_words.h"

enum { PDX_WORD_BEGINS_BLOCK = PDX_ASCII_BLOCK, PDX_WORD_BEGINS_ROOM = PDX_LIMIT(16, 2) };

typedef struct pdx_word_begins {
    pdx_span text;    /* borrowed */
    size_t first, n;  /* blocks that `masks` are of */
    pdx_ascii_mask masks[PDX_WORD_BEGINS_ROOM];
} pdx_word_begins;

static inline void pdx_word_begins_start(pdx_word_begins *self, pdx_span text) {
    self->text = text;
    self->first = self->n = 0;
}
void pdx_word_begins_load(pdx_word_begins *self, size_t block);

/* Of block number `block`, which begins within the text: a bit where a run begins, whatever the block before ends with, and where `_` or a byte beyond ASCII stands. */
static inline uint64_t pdx_word_begins_of(pdx_word_begins *self, size_t block) {
    if (block - self->first >= self->n) pdx_word_begins_load(self, block);
    const pdx_ascii_mask *mask = &self->masks[block - self->first];
    return (mask->alnum & ~(mask->alnum << 1)) | mask->rest;
}

#endif
