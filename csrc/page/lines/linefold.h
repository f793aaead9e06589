/* A line's words in comparable form: small letters, plain quotes and hyphens, ASCII digits, single spaces, no marks without width, Arabic and
 * Persian letters unified. Called where lines are compared: facts and echoes. Promises: reads at most the room's worth. */
#ifndef PDX_PAGE_LINEFOLD_H
#define PDX_PAGE_LINEFOLD_H

#include "base/ascii.h"
#include "base/bits.h"
#include "base/hash.h"
#include "base/le.h"
#include "kernels/plain.h"

enum { PDX_FOLD_ROOM = 320 };

typedef struct pdx_fold {
    uint8_t text[PDX_FOLD_ROOM + PDX_PLAIN_SLACK]; /* with spaces behind it */
    uint16_t len;
    uint16_t mark_begin, mark_end; /* where the marked bytes of the source went */
    bool digits;                   /* there is a digit */
} pdx_fold;

/* `mark` is a range of the source, in bytes, whose place in the folded text is wanted: a date. Empty: none. */
void pdx_fold_init(pdx_fold *fold, pdx_span source, pdx_range mark);
/* The same of a stretch of a text in which nothing is marked. */
static inline void pdx_fold_of(pdx_fold *fold, pdx_span text, pdx_range range) {
    pdx_fold_init(fold, pdx_span_slice(text, (size_t)range.begin, (size_t)range.end), pdx_range_of(0, 0));
}

/* Where in the text the first `folded` bytes end that `range` of it has when it is folded. */
uint64_t pdx_fold_source(pdx_span text, pdx_range range, size_t folded);

/* The hash of folded text, never 0. */
static inline uint64_t pdx_fold_hash(const pdx_fold *fold, uint64_t key) {
    const uint64_t hash = pdx_hash_padded(fold->text, fold->len, key);
    return hash + (hash == 0);
}

/* Letters, digits and anything beyond ASCII, in folded text. */
static inline bool pdx_fold_is_word(uint8_t c) {
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The next space at or after `at` in text with at least eight spaces behind it. */
static inline size_t pdx_fold_space(const uint8_t *text, size_t at) {
    const uint64_t every = UINT64_C(0x0101010101010101);
    for (;; at += 8) {
        const uint64_t other = pdx_le64(text + at) ^ ' ' * every, spaces = (other - every) & ~other & 0x80 * every;
        if (spaces != 0) return at + pdx_trailing_zeros(spaces) / 8; /* the lowest is told right */
    }
}

#endif
