/* UTF-8 to code points and back, and between offsets in bytes and in characters.
 * Called wherever text from outside is read. Promises: any bytes are accepted; each maximal subpart of
 * an ill-formed sequence is one U+FFFD, exactly as Python's decode("utf-8", "replace") has it. */
#ifndef PDX_TEXT_UTF8_H
#define PDX_TEXT_UTF8_H

#include "base/span.h"

#define PDX_UTF8_REPLACEMENT 0xFFFDu
enum { PDX_UTF8_MAX = 4 };

/* The code point at `at` < `end` and its length in bytes (1..4); *valid is false for U+FFFD made here. */
uint32_t pdx_utf8_decode_long(const uint8_t *at, const uint8_t *end, size_t *len, bool *valid);

/* The same without the question; one, two and most three-byte characters without a call. */
static inline uint32_t pdx_utf8_decode(const uint8_t *at, const uint8_t *end, size_t *len) {
    bool valid;
    if (PDX_LIKELY(*at < 0x80)) {
        *len = 1;
        return *at;
    }
    if (*at >= 0xC2 && *at <= 0xDF && end - at >= 2 && (at[1] & 0xC0) == 0x80) {
        *len = 2;
        return (*at & 0x1Fu) << 6 | (at[1] & 0x3Fu);
    }
    if (*at >= 0xE1 && *at <= 0xEC && end - at >= 3 && (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80) {
        *len = 3;
        return (*at & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
    }
    return pdx_utf8_decode_long(at, end, len, &valid);
}

/* Writes `code` (a scalar value) into room for PDX_UTF8_MAX bytes; gives the number written. */
size_t pdx_utf8_put(uint8_t *at, uint32_t code);

/* Where the first ill-formed byte of `text` is, text.len when there is none. */
size_t pdx_utf8_invalid(pdx_span text);
static inline bool pdx_utf8_is_well_formed(pdx_span text) { return pdx_utf8_invalid(text) == text.len; }

/* The number of characters of `text`. */
size_t pdx_utf8_count(pdx_span text);
/* The byte offset of character number `chars`, text.len when there are not so many. */
size_t pdx_utf8_offset(pdx_span text, size_t chars);

/* The end of the ASCII bytes that begin at `at`, at most `end`. */
const uint8_t *pdx_utf8_ascii_end(const uint8_t *at, const uint8_t *end);

#endif
