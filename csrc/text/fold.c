#include "text/fold.h"

#include "text/fold_tables.h"
#include "text/letters.h"
#include "text/unicode.h"
#include "text/utf8.h"

static uint8_t ascii_lower(uint8_t c) { return (uint8_t)(c + (c >= 'A' && c <= 'Z' ? 0x20 : 0)); }

/* By the table; false when something needs the steps. */
static bool fold_by_table(pdx_span piece, pdx_buf *out) {
    const uint8_t *at = piece.data, *const end = at + piece.len;
    while (at < end) {
        size_t len;
        uint16_t code;
        uint32_t c;
        /* Room for what is left as it is; only texts from the pool can be longer than what they replace. */
        if (out->capacity - out->len < (size_t)(end - at) && !pdx_buf_reserve(out, (size_t)(end - at))) return true;
        for (; at < end && *at < 0x80; at++) out->data[out->len++] = ascii_lower(*at);
        if (at == end) return true;
        c = pdx_utf8_decode(at, end, &len);
        code = pdx_fold_code(c);
        if (code == PDX_FOLD_CONTEXT || c == PDX_UTF8_REPLACEMENT) return false;
        if (code == PDX_FOLD_SELF) {
            memcpy(out->data + out->len, at, len);
            out->len += len;
        } else if (code >= PDX_FOLD_FIRST) {
            const uint16_t *ends = &pdx_fold_ends[code - PDX_FOLD_FIRST];
            pdx_buf_append(out, pdx_fold_pool + ends[0], (size_t)(ends[1] - ends[0]));
        }
        at += len;
    }
    return true;
}

/* In Turkish an ASCII capital can matter; everywhere else ASCII folds alone. */
static bool needs_steps(pdx_span piece, const pdx_letters *letters) {
    size_t i;
    const bool dotless = letters != NULL && pdx_letters_dotless(letters);
    if (letters == NULL) return false;
    for (i = 0; i < piece.len; i++) {
        if (piece.data[i] >= 0x80 || (dotless && piece.data[i] == 'I')) return true;
    }
    return false;
}

void pdx_fold(pdx_span piece, pdx_lang language, bool keep_marks, pdx_buf *out) {
    const size_t before = out->len;
    if (piece.len == 0 || out->failed) return;
    if (!keep_marks && !needs_steps(piece, pdx_letters_of(language)) && fold_by_table(piece, out)) return;
    if (out->failed) return;
    out->len = before;
    pdx_fold_by_steps(piece, language, keep_marks, out);
}

void pdx_fold_digits(pdx_span piece, pdx_buf *out) {
    size_t at = 0, len;
    while (at < piece.len) {
        const uint32_t c = pdx_utf8_decode(piece.data + at, piece.data + piece.len, &len);
        if ((pdx_unicode_char(c)->flags & PDX_CHAR_DIGIT) != 0) {
            const uint16_t code = pdx_fold_code(c);
            pdx_buf_byte(out, code == PDX_FOLD_SELF ? (uint8_t)c : pdx_fold_pool[pdx_fold_ends[code - PDX_FOLD_FIRST]]);
        }
        at += len;
    }
}
