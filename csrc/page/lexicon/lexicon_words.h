/* The words of the lexicon by their hash, as the tokens of a line ask for them: one place to look at and nothing to decide, whether a word is one of
 * ours or not, since which of them are cannot be foreseen. Made by lexicon_index.c; asked by lexicon_tokens.c, after pdx_lex_make_ready alone.
 * Promises: never changes after it is made; the hash alone tells a word: that another one has the same place and the same 40 bits happens once in
 * the reading of many libraries. */
#ifndef PDX_PAGE_LEXICON_WORDS_H
#define PDX_PAGE_LEXICON_WORDS_H

#include "base/span.h"

/* The hash of a folded word, eight bytes (little-endian, zeros behind the last) at a time. Begin with 0. */
static inline uint64_t pdx_lex_hash_step(uint64_t hash, uint64_t bytes) {
    hash = (hash ^ bytes) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* What is known of a word of ours. */
typedef struct pdx_lex_known {
    uint32_t classes; /* a bit for each pdx_date_class of which it begins a name, PDX_DATE_LONG if one is of several words */
    uint16_t flags;   /* PDX_LEX_DATED and what follows it */
} pdx_lex_known;

/* A word on its way into the table. */
typedef struct pdx_lex_own_word {
    uint64_t hash;
    pdx_lex_known known;
} pdx_lex_own_word;

enum {
    PDX_LEX_WORD_ROOM = 14000,
    PDX_LEX_SLOT_BITS = 14, /* a word has a slot of its own, */
    PDX_LEX_TURN_BITS = 11, /* where the factor for the last bits of its hash sends it */
    PDX_LEX_NUMBER_BITS = 14,
    PDX_LEX_KIND_BITS = 10, /* words of which the same is known are of one kind */
    PDX_LEX_TAG = PDX_LEX_NUMBER_BITS + PDX_LEX_KIND_BITS /* the bits of the hash above these tell the word */
};

typedef struct pdx_lex_words {
    uint32_t factors[1 << PDX_LEX_TURN_BITS];
    uint64_t slots[1 << PDX_LEX_SLOT_BITS]; /* the upper bits of its hash, its kind, its number; 0: no word */
    pdx_lex_known kinds[1 << PDX_LEX_KIND_BITS]; /* [0]: nothing is known */
    uint16_t signs[256]; /* what is known of signs, as in `flags` of words */
} pdx_lex_words;
extern pdx_lex_words pdx_lex_own_words;

static inline uint32_t pdx_lex_slot_of(uint64_t hash, uint32_t factor) {
    return (uint32_t)(hash >> 32) * factor >> (32 - PDX_LEX_SLOT_BITS);
}

/* The number of the word with this hash, and what is known of it; 0: it is none of ours, and nothing is known. */
static inline uint16_t pdx_lex_word_find(uint64_t hash, const pdx_lex_known **known) {
    const uint32_t factor = pdx_lex_own_words.factors[hash & ((1 << PDX_LEX_TURN_BITS) - 1)];
    const uint64_t slot = pdx_lex_own_words.slots[pdx_lex_slot_of(hash, factor)];
    const uint64_t ours = 0 - (uint64_t)((slot ^ hash) >> PDX_LEX_TAG == 0);
    *known = &pdx_lex_own_words.kinds[slot >> PDX_LEX_NUMBER_BITS & ours & ((1 << PDX_LEX_KIND_BITS) - 1)];
    return (uint16_t)(slot & ours & ((1 << PDX_LEX_NUMBER_BITS) - 1));
}

/* Makes the table of `n` words, whose numbers are their places in `words`; [0] stands for all others. */
void pdx_lex_words_make(const pdx_lex_own_word *words, size_t n);

#endif
