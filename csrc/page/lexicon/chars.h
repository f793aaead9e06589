/* The few questions about single characters that line reading asks: decoding, invisible marks,
 * spaces, folding to a comparable form. Called by every file of page/; promises never to read past
 * `end`, whatever the bytes. A byte that is not valid UTF-8 counts as one character U+FFFD. */
#ifndef PDX_PAGE_CHARS_H
#define PDX_PAGE_CHARS_H

#include "base/span.h"

#define PDX_CHAR_BAD 0xFFFDu

/* Decodes the character at `p` (p < end) and gives its length in bytes, at least 1. */
size_t pdx_char_decode_long(const uint8_t *p, const uint8_t *end, uint32_t *cp);

static inline size_t pdx_char_decode(const uint8_t *p, const uint8_t *end, uint32_t *cp) {
    if (*p < 0x80) {
        *cp = *p;
        return 1;
    }
    return pdx_char_decode_long(p, end, cp);
}

/* The character that ends before `p` (begin < p). */
size_t pdx_char_decode_before_long(const uint8_t *begin, const uint8_t *p, uint32_t *cp);

static inline size_t pdx_char_decode_before(const uint8_t *begin, const uint8_t *p, uint32_t *cp) {
    if (p[-1] < 0x80) {
        *cp = p[-1];
        return 1;
    }
    return pdx_char_decode_before_long(begin, p, cp);
}

/* The same questions of characters that are not ASCII, for the functions below alone. */
bool pdx_char_is_far_blank(uint32_t cp);
bool pdx_char_is_far_letter(uint32_t cp);
bool pdx_char_is_far_quote(uint32_t cp);
int pdx_char_far_digit(uint32_t cp);

/* White space, or a mark without width (ZWNJ, bidi marks, BOM): what trimming takes away. */
static inline bool pdx_char_is_blank(uint32_t cp) { return cp < 0x80 ? cp == ' ' || cp - '\t' < 5 : pdx_char_is_far_blank(cp); }
/* Or a digit: what words are made of, roughly, any script. */
static inline bool pdx_char_is_letter(uint32_t cp) { return cp < 0x80 ? cp - '0' < 10 || (cp | 0x20) - 'a' < 26 : pdx_char_is_far_letter(cp); }
bool pdx_char_is_upper(uint32_t cp);
bool pdx_char_is_lower(uint32_t cp);  /* a cased small letter */
bool pdx_char_is_ideograph(uint32_t cp); /* scripts without spaces between words */
/* 0..9 for the digits of the scripts in use, else -1. */
static inline int pdx_char_digit(uint32_t cp) { return cp < 0x80 ? (cp - '0' < 10 ? (int)(cp - '0') : -1) : pdx_char_far_digit(cp); }
/* Quotation marks of any script, opening or closing. */
static inline bool pdx_char_is_quote(uint32_t cp) { return cp < 0x80 ? cp == '"' || cp == '\'' : pdx_char_is_far_quote(cp); }

/* Whether no blank begins with this byte: a sign or letter of ASCII, or the first byte of letters up to U+05FF, from U+0640 to U+07FF, or from U+4000
 * to U+EFFF. */
static inline bool pdx_char_begins_no_blank(uint8_t c) { return c - 0x21u < 0x5E || (c - 0xC3u < 0x1D && c != 0xD8) || c - 0xE4u < 0x0B; }
/* Whether no blank ends before `end`, by its last bytes: there is one at least, from `begin` on. */
static inline bool pdx_char_ends_no_blank(const uint8_t *begin, const uint8_t *end) {
    if (end[-1] < 0x80) return end[-1] - 0x21u < 0x5E;
    if (end - begin < 2 || (end[-1] & 0xC0) != 0x80) return false;
    if ((end[-2] & 0xC0) != 0x80) return end[-2] - 0xC3u < 0x1D && end[-2] != 0xD8;
    return end - begin > 2 && end[-3] - 0xE4u < 0x0B;
}

/* `range` of `text` without blanks at its ends. */
pdx_range pdx_chars_trim_any(pdx_span text, pdx_range range);
static inline pdx_range pdx_chars_trim(pdx_span text, pdx_range range) {
    const uint8_t *begin = text.data + range.begin, *end = text.data + range.end;
    if (range.begin >= range.end) return range;
    return PDX_LIKELY(pdx_char_ends_no_blank(begin, end) && pdx_char_begins_no_blank(begin[0])) ? range : pdx_chars_trim_any(text, range); /* as most are */
}

/* The first word in `range`, between blanks; empty when there is none. */
pdx_range pdx_chars_word(pdx_span text, pdx_range range);

#endif
