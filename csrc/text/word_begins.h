/* Where in a text runs of ASCII letters and digits begin, 64 bytes to a word of bits: for who looks at few of all words. Called by post/.
 * Promises: any bytes are accepted; reads nothing beyond the text; what is beyond ASCII is told, not judged. */
#ifndef PDX_TEXT_WORD_BEGINS_H
#define PDX_TEXT_WORD_BEGINS_H

#include "kernels/word_heads.h"

enum { PDX_WORD_BEGINS_BLOCK = PDX_HEADS_BLOCK, PDX_WORD_BEGINS_ROOM = PDX_LIMIT(16, 2) };

typedef struct pdx_word_begins {
    pdx_span text;               /* borrowed, like the next */
    const pdx_word_heads *heads; /* of the words that are looked at */
    size_t first, n;             /* blocks that `bits` are of */
    uint64_t bits[PDX_WORD_BEGINS_ROOM];
} pdx_word_begins;

static inline void pdx_word_begins_start(pdx_word_begins *self, pdx_span text, const pdx_word_heads *heads) {
    self->text = text;
    self->heads = heads;
    self->first = self->n = 0;
}

/* Of block number `block`, which begins within the text: a bit where a run begins, whatever the block before ends with, but for those whose first
 * letters tell that they are none of the words; and where a byte beyond ASCII stands. */
static inline uint64_t pdx_word_begins_of(pdx_word_begins *self, size_t block) {
    if (block - self->first >= self->n) {
        self->n = pdx_word_heads_find(self->text, block, PDX_WORD_BEGINS_ROOM, self->heads, self->bits);
        self->first = block;
    }
    return self->bits[block - self->first];
}

#endif
