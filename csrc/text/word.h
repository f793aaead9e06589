/* A token as tables want it: its key's first bytes in two numbers, so that most keys are hashed and compared without
 * being touched again. Made by tokens.c for index/. */
#ifndef PDX_TEXT_WORD_H
#define PDX_TEXT_WORD_H

#include "base/buf.h"
#include "base/le.h"

enum { PDX_WORD_HEAD = 16 };

typedef struct pdx_word {
    uint64_t head[2];  /* the first sixteen bytes of the key, little-endian, zeros behind a shorter one */
    size_t key_at;     /* of a longer one: where the whole key is, in the buffer of keys */
    uint32_t len;      /* of the key */
    uint32_t n_pieces; /* as in pdx_token */
} pdx_word;

/* False: the key is too long, or memory ran out, which the buffer tells. */
PDX_MUST static inline bool pdx_word_set(pdx_word *word, pdx_span key, uint32_t n_pieces, pdx_buf *keys) {
    uint8_t head[PDX_WORD_HEAD] = {0};
    if (key.len > UINT32_MAX) return false;
    if (key.len > 0) memcpy(head, key.data, pdx_min_size(key.len, sizeof head));
    word->head[0] = pdx_le64(head);
    word->head[1] = pdx_le64(head + 8);
    word->key_at = keys->len;
    word->len = (uint32_t)key.len;
    word->n_pieces = n_pieces;
    if (key.len > PDX_WORD_HEAD) pdx_buf_span(keys, key);
    return !keys->failed;
}

/* The key; a short one is written to `room`. */
static inline pdx_span pdx_word_key(const pdx_word *word, const pdx_buf *keys, uint8_t room[PDX_WORD_HEAD]) {
    if (word->len > PDX_WORD_HEAD) return pdx_span_slice(pdx_buf_view(keys), word->key_at, word->key_at + word->len);
    pdx_le64_put(room, word->head[0]);
    pdx_le64_put(room + 8, word->head[1]);
    return pdx_span_of(room, word->len);
}

#endif
