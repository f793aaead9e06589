#include "text/bigram.h"

#include "text/unicode.h"
#include "text/utf8.h"

static const pdx_char *char_at(pdx_span text, size_t at, size_t *len) {
    return pdx_unicode_char(pdx_utf8_decode(text.data + at, text.data + text.len, len));
}

size_t pdx_bigram_first_len(pdx_span text) {
    size_t at = 0, len = 0;
    while (at < text.len && (at == 0 || pdx_unicode_is_ignored(char_at(text, at, &len)))) {
        if (at == 0) (void)char_at(text, at, &len);
        at += len;
    }
    return at;
}

size_t pdx_bigram_last_len(pdx_span text) {
    size_t at = text.len, len;
    while (at > 0) {
        at--;
        while (at > 0 && (text.data[at] & 0xC0) == 0x80) at--;
        if (!pdx_unicode_is_ignored(char_at(text, at, &len))) break;
    }
    return text.len - at;
}

pdx_range pdx_bigram_cut(pdx_span text, pdx_range range, unsigned cut) {
    if ((cut & PDX_CUT_FIRST) != 0) range.begin += pdx_bigram_first_len(pdx_span_slice(text, (size_t)range.begin, (size_t)range.end));
    if ((cut & PDX_CUT_LAST) != 0) range.end -= pdx_bigram_last_len(pdx_span_slice(text, (size_t)range.begin, (size_t)range.end));
    return range;
}

bool pdx_bigram_is_single(pdx_span piece) {
    size_t len;
    return piece.len > 0 && (char_at(piece, 0, &len)->flags & PDX_CHAR_CJK) != 0 && pdx_bigram_first_len(piece) == piece.len;
}
