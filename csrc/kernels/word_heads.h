/* Where in a text words begin that may be some of few, as their first three letters tell: most words are passed over 64 bytes at a time. Called by
 * word_heads_set.c, post/mentions/mention_lex.c, post/mentions/mentions.c and text/word_begins.h.
 * Promises: any bytes are accepted, and none is read beyond the text; every level gives the same bits, the generic one is the oracle. */
#ifndef PDX_KERNELS_WORD_HEADS_H
#define PDX_KERNELS_WORD_HEADS_H

#include "base/span.h"

enum { PDX_HEAD_LETTERS = 3, PDX_HEADS_BLOCK = 64 };

typedef struct pdx_word_heads {
    /* By the lowest five bits of the first byte of a word, and of the second: the lowest five bits of the third, a bit each. None of them is 0. */
    uint32_t thirds[32 * 32];
    /* The same as eight sets of words, a bit each, for vectors: by place in the word and by the lowest five bits of a byte, which sets have a word
     * with that letter there. A set lets some others through. */
    uint8_t sets[PDX_HEAD_LETTERS][32];
} pdx_word_heads;

/* Makes sets, of which `thirds` says what they have. */
void pdx_word_heads_set(pdx_word_heads *heads);

static inline bool pdx_word_heads_have(const pdx_word_heads *heads, uint8_t first, uint8_t second, uint8_t third) {
    return (heads->thirds[(first & 31u) << 5 | (second & 31u)] >> (third & 31u) & 1) != 0;
}

/* Of n blocks from number `block` on, or as many as the text still has, which is what is returned: bit i speaks of byte i of its block. It is set
 * where a byte is beyond ASCII; or where it is a letter or digit of ASCII before which in its block stands none, and a letter only when words that
 * begin with it and the next two bytes are meant. */
size_t pdx_word_heads_find(pdx_span text, size_t block, size_t n, const pdx_word_heads *heads, uint64_t *out);

/* One level each, for tests: false when this processor or build does not have it. */
size_t pdx_word_heads_find_generic(pdx_span text, size_t block, size_t n, const pdx_word_heads *heads, uint64_t *out);
bool pdx_word_heads_find_vector(pdx_span text, size_t block, size_t n, const pdx_word_heads *heads, uint64_t *out, size_t *found);
bool pdx_word_heads_find_wide(pdx_span text, size_t block, size_t n, const pdx_word_heads *heads, uint64_t *out, size_t *found);

#endif
