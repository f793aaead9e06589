/* A line's words in comparable form: small letters, plain quotes and hyphens, ASCII digits, single
 * spaces, no marks without width, Arabic and Persian letters unified; each byte knows where it came
 * from. Called by the lexicon, the date shapes and repeats. Promises: reads at most the room's worth. */
#ifndef PDX_PAGE_LINEFOLD_H
#define PDX_PAGE_LINEFOLD_H

#include "base/span.h"

enum { PDX_FOLD_ROOM = 320 };

typedef struct pdx_fold {
    uint8_t text[PDX_FOLD_ROOM];
    uint16_t at[PDX_FOLD_ROOM + 1]; /* text[i] came from the source's byte at[i]; at[len] is the end */
    uint16_t len;
    bool whole;   /* the source ended before the room did */
    bool digits;
    uint32_t begins[PDX_FOLD_ROOM / 32]; /* one bit per byte: a word or a sign begins here */
} pdx_fold;

void pdx_fold_init(pdx_fold *fold, pdx_span source);

static inline bool pdx_fold_begins(const pdx_fold *fold, unsigned i) { return fold->begins[i >> 5] >> (i & 31) & 1; }

/* Letters, digits and anything beyond ASCII, in folded text. */
static inline bool pdx_fold_is_word(uint8_t c) {
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
static inline bool pdx_fold_is_digit(uint8_t c) { return c >= '0' && c <= '9'; }

/* One step of the hash of folded text; a run of digits counts as one '#'. Begin with PDX_FOLD_HASH. */
#define PDX_FOLD_HASH UINT64_C(0xCBF29CE484222325)
static inline uint64_t pdx_fold_step(uint64_t hash, uint8_t c) {
    hash = (hash ^ c) * UINT64_C(0x100000001B3);
    return hash ^ hash >> 29;
}

#endif
