/* What a character is to the tokens of a line: its class, its sign, and of a letter the case and the folded bytes.
 * Called by lexicon_tokens.c and lexicon_usual.c alone. Promises: any bytes are accepted; characters of one and two bytes, most of all, cost one
 * look-up once pdx_lex_chars_make_ready has been called. */
#ifndef PDX_PAGE_LEXICON_CHARS_H
#define PDX_PAGE_LEXICON_CHARS_H

#include "base/le.h"
#include "base/span.h"
#include "page/lexicon/chars.h"

typedef enum pdx_lex_class {
    PDX_CLASS_SPACE,
    PDX_CLASS_NOTHING, /* left out of words */
    PDX_CLASS_QUOTE,
    PDX_CLASS_LETTER,
    PDX_CLASS_DIGIT,
    PDX_CLASS_IDEOGRAPH, /* a word by itself */
    PDX_CLASS_SIGN,
    PDX_CLASS_FAR /* of a first byte that is no character by itself */
} pdx_lex_class;

/* A character of one or two bytes: four bytes of folded text, or of a sign what it is to us, and above them how many of these count, the class,
 * what case the character has, and its length. 0: there is no such character. */
typedef uint64_t pdx_lex_char;
enum { PDX_LEX_CHAR_LEN = 32, PDX_LEX_CHAR_CLASS = 40, PDX_LEX_CHAR_BYTES = 56, PDX_LEX_CHARS_END = 0x800 };
#define PDX_LEX_CHAR_SMALL (UINT64_C(1) << 48)
#define PDX_LEX_CHAR_UPPER (UINT64_C(1) << 49)
#define PDX_LEX_CHAR_QUIET (UINT64_C(1) << 50) /* goes on with a word, whatever stands before it: a letter that is no capital, or nothing */

extern pdx_lex_char pdx_lex_narrow_chars[0x80], pdx_lex_wide_chars[PDX_LEX_CHARS_END]; /* of one byte; of two, none below 0x80 */
extern uint8_t pdx_lex_classes_of_bytes[256];
void pdx_lex_chars_make_ready(void);

pdx_lex_class pdx_lex_class_of(uint32_t c);
bool pdx_lex_is_small(uint32_t c);
uint8_t pdx_lex_sign_of(uint32_t c);
/* Appends the folded form of character `c`, whose bytes are [at, at + len), to `out`, which has `room`; gives the new length, which
 * is `room` when there is too little. */
size_t pdx_lex_char_fold(uint8_t *out, size_t n, size_t room, const uint8_t *at, size_t len, uint32_t c);

/* The character of one or two bytes at `at`. */
static inline pdx_lex_char pdx_lex_char_at(pdx_span line, size_t at) {
    const uint8_t first = line.data[at];
    unsigned two;
    if (first < 0x80) return pdx_lex_narrow_chars[first];
    if (line.len - at < 2) return 0;
    two = pdx_le16(line.data + at);
    return (two & 0xC0E0) == 0x80C0 ? pdx_lex_wide_chars[(two & 0x1F) << 6 | (two >> 8 & 0x3F)] : 0;
}

static inline pdx_lex_class pdx_lex_char_class(pdx_lex_char c) { return (pdx_lex_class)(c >> PDX_LEX_CHAR_CLASS & 0xFF); }
static inline size_t pdx_lex_char_len(pdx_lex_char c) { return (size_t)(c >> PDX_LEX_CHAR_LEN & 0xFF); }
static inline size_t pdx_lex_char_bytes(pdx_lex_char c) { return (size_t)(c >> PDX_LEX_CHAR_BYTES); }

/* The class of the character at `at`, and the character itself. */
static inline pdx_lex_class pdx_lex_class_at(pdx_span line, size_t at, uint32_t *c, size_t *len) {
    const pdx_lex_char known = pdx_lex_char_at(line, at);
    if (known == 0) {
        *len = pdx_char_decode_long(line.data + at, line.data + line.len, c);
        return pdx_lex_class_of(*c);
    }
    *len = pdx_lex_char_bytes(known);
    *c = *len == 1 ? line.data[at] : (uint32_t)(line.data[at] & 0x1F) << 6 | (line.data[at + 1] & 0x3Fu);
    return pdx_lex_char_class(known);
}

/* An ideograph of the one great block, all of which fold to themselves, stands at `at`. */
static inline bool pdx_lex_is_ideograph_at(pdx_span line, size_t at) {
    const uint8_t *p = line.data + at;
    if (line.len - at < 3 || p[0] < 0xE4 || p[0] > 0xE9) return false;
    return (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80 && (p[0] > 0xE4 || p[1] >= 0xB8);
}

#endif
