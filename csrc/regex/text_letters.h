/* Characters of a text as letters of an alphabet, in either direction. Called by what goes through a text. Promises: both directions cut the text
 * alike, whatever its bytes. */
#ifndef PDX_REGEX_TEXT_LETTERS_H
#define PDX_REGEX_TEXT_LETTERS_H

#include "regex/alphabet.h"
#include "text/utf8.h"

/* The letter at `at`, and where the next character begins. */
static inline uint16_t pdx_letter_behind(const pdx_alphabet *alphabet, pdx_span text, size_t at, size_t *next) {
    size_t len;
    if (at == text.len) {
        *next = at;
        return alphabet->edge;
    }
    const uint32_t code = pdx_utf8_decode(text.data + at, text.data + text.len, &len);
    *next = at + len;
    return code == '\n' && *next == text.len ? alphabet->last : pdx_alphabet_letter(alphabet, code);
}

/* The letter that ends at `at`, and where it begins: as decoding forwards cuts the text. */
static inline uint16_t pdx_letter_before(const pdx_alphabet *alphabet, pdx_span text, size_t at, size_t *before) {
    size_t len;
    if (at == 0) {
        *before = 0;
        return alphabet->edge;
    }
    uint32_t code = text.data[at - 1];
    *before = at - 1;
    if (code >= 0x80) {
        for (size_t k = pdx_min_size(at, PDX_UTF8_MAX); k >= 1; k--) {
            code = pdx_utf8_decode(text.data + at - k, text.data + text.len, &len);
            *before = at - k;
            if (len == k) break;
        }
    }
    return code == '\n' && at == text.len ? alphabet->last : pdx_alphabet_letter(alphabet, code);
}

#endif
