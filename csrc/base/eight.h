/* Eight bytes of a text at once: loading them, and which are ASCII letters. Called where words are read (page/lexicon/lexicon_tokens,
 * text/lang) and where a file's form is told. Promises: nothing behind the text is read; a byte in question has its top bit set, others are zero. */
#ifndef PDX_BASE_EIGHT_H
#define PDX_BASE_EIGHT_H

#include "base/bits.h"
#include "base/le.h"
#include "base/span.h"

#define PDX_EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Eight bytes from `at` (at most the text's length), zeros for those behind it. */
static inline uint64_t pdx_eight_load(pdx_span text, size_t at) {
    uint64_t bytes = 0;
    if (PDX_LIKELY(text.len - at >= 8)) return pdx_le64(text.data + at);
    if (text.len >= 8 && at < text.len) return pdx_le64(text.data + text.len - 8) >> (8 * (at + 8 - text.len));
    for (size_t i = at; i < text.len; i++) bytes |= (uint64_t)text.data[i] << (8 * (i - at));
    return bytes;
}

static inline uint64_t pdx_eight_letters(uint64_t bytes) {
    const uint64_t lower = (bytes | PDX_EIGHT(0x20)) & PDX_EIGHT(0x7F);
    return (lower + PDX_EIGHT(0x80 - 'a')) & ~(lower + PDX_EIGHT(0x7F - 'z')) & ~bytes & PDX_EIGHT(0x80);
}

/* Those that are `byte`: the first of them is told right, behind it some may be told in vain. */
static inline uint64_t pdx_eight_first(uint64_t bytes, uint8_t byte) {
    const uint64_t other = bytes ^ PDX_EIGHT(byte);
    return (other - PDX_EIGHT(1)) & ~other & PDX_EIGHT(0x80);
}

/* The same, all of them right. */
static inline uint64_t pdx_eight_each(uint64_t bytes, uint8_t byte) {
    const uint64_t other = bytes ^ PDX_EIGHT(byte);
    return ~(((other & PDX_EIGHT(0x7F)) + PDX_EIGHT(0x7F)) | other) & PDX_EIGHT(0x80);
}

/* Those of the ten from `zero` on, which is the first of sixteen. */
static inline uint64_t pdx_eight_ten(uint64_t bytes, uint8_t zero) {
    const uint64_t digit = bytes ^ PDX_EIGHT(zero);
    return ~((digit & PDX_EIGHT(0x7F)) + PDX_EIGHT(0x80 - 10)) & ~digit & PDX_EIGHT(0x80);
}

/* How many bytes come before the first that is set. */
static inline unsigned pdx_eight_before(uint64_t set) { return set == 0 ? 8 : pdx_trailing_zeros(set) / 8; }

/* The first `n` of them. */
static inline uint64_t pdx_eight_mask(unsigned n) { return n >= 8 ? ~UINT64_C(0) : (UINT64_C(1) << (8 * n)) - 1; }

/* Where two bytes, neither of them 0, stand next to each other, from `at` on; the length: nowhere. */
static inline size_t pdx_eight_pair(pdx_span text, size_t at, uint8_t first, uint8_t second) {
    for (; at < text.len; at += 8) {
        const uint64_t found = pdx_eight_each(pdx_eight_load(text, at), first) & pdx_eight_each(pdx_eight_load(text, at + 1), second);
        if (found != 0) return at + pdx_eight_before(found);
    }
    return text.len;
}

#endif
