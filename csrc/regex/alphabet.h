/* Characters that no part of a pattern tells apart are one letter of its alphabet: automata step over letters. Made once for each regex.
 * Promises: every code point has a letter; a letter's code points are in the same sets. */
#ifndef PDX_REGEX_ALPHABET_H
#define PDX_REGEX_ALPHABET_H

#include "regex/pattern.h"

/* What an assertion asks of the character at one side of a place. */
enum { PDX_SIDE_EDGE = 1 /* there is none */, PDX_SIDE_LINE = 2 /* a line break */, PDX_SIDE_WORD = 4,
       PDX_SIDE_LAST = 8 /* a line break that is the last character */ };

typedef struct pdx_alphabet {
    uint16_t plane[0x10000]; /* letters of U+0000..U+FFFF */
    pdx_code_range *beyond;  /* owned: stretches of the other code points, sorted */
    uint16_t *beyond_letters; /* owned */
    size_t n_beyond;
    uint16_t n;              /* letters; behind them stand the two that are no characters of the text: */
    uint16_t edge, last;     /* no character; a line break that is the last character */
    uint8_t *sides;          /* owned: of each letter, and of the two */
    uint64_t *members;       /* owned: of each set, a bit for each letter and the two */
    size_t n_words;          /* of a row of members */
} pdx_alphabet;

pdx_status pdx_alphabet_init(pdx_alphabet *self, const pdx_patterns *patterns, pdx_error *err) PDX_MUST; /* deinit also after a failure */
void pdx_alphabet_deinit(pdx_alphabet *self);

uint16_t pdx_alphabet_beyond(const pdx_alphabet *self, uint32_t code);
static inline uint16_t pdx_alphabet_letter(const pdx_alphabet *self, uint32_t code) {
    return code < 0x10000 ? self->plane[code] : pdx_alphabet_beyond(self, code);
}
static inline bool pdx_alphabet_in(const pdx_alphabet *self, uint32_t set, uint16_t letter) {
    return self->members[set * self->n_words + letter / 64] >> (letter % 64) & 1;
}

/* Whether an assertion holds between two sides. */
static inline bool pdx_assertion_holds(pdx_assertion assertion, uint8_t left, uint8_t right) {
    switch (assertion) {
    case PDX_ASSERT_BEGIN: return (left & PDX_SIDE_EDGE) != 0;
    case PDX_ASSERT_LINE_BEGIN: return (left & (PDX_SIDE_EDGE | PDX_SIDE_LINE)) != 0;
    case PDX_ASSERT_END: return (right & PDX_SIDE_EDGE) != 0;
    case PDX_ASSERT_LAST: return (right & (PDX_SIDE_EDGE | PDX_SIDE_LAST)) != 0;
    case PDX_ASSERT_LINE_END: return (right & (PDX_SIDE_EDGE | PDX_SIDE_LINE)) != 0;
    case PDX_ASSERT_WORD: return ((left ^ right) & PDX_SIDE_WORD) != 0;
    default: return ((left ^ right) & PDX_SIDE_WORD) == 0;
    }
}

#endif
