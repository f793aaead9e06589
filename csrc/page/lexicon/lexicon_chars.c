#include "page/lexicon/lexicon_chars.h"

#include "base/once.h"
#include "page/lexicon/chars.h"
#include "page/lexicon/lexicon_tokens.h"
#include "text/fold_tables.h"
#include "text/unicode.h"

pdx_lex_char pdx_lex_narrow_chars[0x80], pdx_lex_wide_chars[PDX_LEX_CHARS_END];
uint8_t pdx_lex_classes_of_bytes[256];
static pdx_once once;

static size_t bytes_append(uint8_t *out, size_t n, size_t room, const uint8_t *bytes, size_t len) {
    const size_t taken = pdx_min_size(len, room - n);
    memcpy(out + n, bytes, taken);
    return n + taken;
}

size_t pdx_lex_char_fold(uint8_t *out, size_t n, size_t room, const uint8_t *at, size_t len, uint32_t c) {
    const uint16_t code = pdx_fold_code(c);
    const uint16_t *ends;
    if (code == PDX_FOLD_SELF) return bytes_append(out, n, room, at, len);
    if (code < PDX_FOLD_FIRST) return n;
    ends = pdx_fold_ends + (code - PDX_FOLD_FIRST);
    return bytes_append(out, n, room, pdx_fold_pool + ends[0], (size_t)(ends[1] - ends[0]));
}

uint8_t pdx_lex_sign_of(uint32_t c) {
    if (c < 0x80) return (uint8_t)c;
    switch (c) {
    case 0x60C: case 0x3001: case 0xFF0C: return ',';
    case 0x61B: case 0xFF1B: return ';';
    case 0x61F: case 0xFF1F: return '?';
    case 0x6D4: case 0x3002: case 0xFF0E: return '.';
    case 0xFF1A: return ':';
    case 0xFF08: case 0x3010: return '(';
    case 0xFF09: case 0x3011: return ')';
    case 0xFF5C: case 0x2502: case 0xA6: return '|';
    case 0xFF0F: case 0x2044: return '/';
    case 0x2010: case 0x2011: case 0x2012: case 0x2212: case 0x5BE: return '-';
    case 0x2013: case 0x2014: case 0x2015: return '-';
    case 0xFF01: return '!';
    case 0x2026: return PDX_SIGN_ELLIPSIS;
    case 0xA9: return PDX_SIGN_COPYRIGHT;
    case 0xAA: case 0xB0: case 0xBA: return PDX_SIGN_ORDINAL;
    case 0xAB: case 0xBB: case 0x2039: case 0x203A: case 0xB7: case 0x2027: case 0x30FB: return PDX_SIGN_MARK;
    default: break;
    }
    if ((c >= 0x2020 && c <= 0x2023) || (c >= 0x2190 && c <= 0x2BFF) || (c >= 0xE000 && c <= 0xF8FF) || c >= 0x1F000) return PDX_SIGN_MARK;
    return PDX_SIGN_OTHER;
}

static pdx_lex_class class_of_ascii(uint32_t c) {
    if (((c | 0x20) - 'a') < 26) return PDX_CLASS_LETTER;
    if (c <= ' ' || c == 0x7F) return PDX_CLASS_SPACE;
    if (c - '0' < 10) return PDX_CLASS_DIGIT;
    return c == '"' || c == '\'' || c == '`' ? PDX_CLASS_QUOTE : PDX_CLASS_SIGN;
}

/* Marks that go with the letter before them, as the vowels of Indic and Thai words do; those of symbols and pictures are no letters. */
static bool is_vowel_sign(uint32_t c, const pdx_char *kind) {
    return kind->word == PDX_WB_EXTEND && (c < 0x20D0 || c > 0x20FF) && c < 0x1F000;
}

pdx_lex_class pdx_lex_class_of(uint32_t c) {
    if (c < 0x80) return class_of_ascii(c);
    const pdx_char *kind = pdx_unicode_char(c);
    if ((kind->flags & PDX_CHAR_DROPPED) != 0) return PDX_CLASS_NOTHING;
    if (pdx_char_digit(c) >= 0) return PDX_CLASS_DIGIT;
    if (c == 0xAA || c == 0xBA) return PDX_CLASS_SIGN;
    if ((kind->flags & PDX_CHAR_CJK) != 0 && kind->script != PDX_SCRIPT_HANGUL) return PDX_CLASS_IDEOGRAPH;
    if ((kind->flags & PDX_CHAR_WORD) != 0 || kind->combining != 0 || is_vowel_sign(c, kind)) return PDX_CLASS_LETTER;
    if (pdx_char_is_blank(c)) return PDX_CLASS_SPACE;
    if (c != 0xAB && c != 0xBB && c != 0x2039 && c != 0x203A && pdx_char_is_quote(c)) return PDX_CLASS_QUOTE;
    return c == 0xB4 || c == 0x2BC || c == 0x2032 || c == 0x5F3 || c == 0x201A ? PDX_CLASS_QUOTE : PDX_CLASS_SIGN;
}

bool pdx_lex_is_small(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 0x80 && pdx_char_is_lower(c)); }

static pdx_lex_char char_of(uint32_t c) {
    const uint8_t bytes[2] = {(uint8_t)(c < 0x80 ? c | 0x20 : 0xC0 | c >> 6), (uint8_t)(0x80 | (c & 0x3F))};
    const uint64_t len = c < 0x80 ? 1 : 2, class = pdx_lex_class_of(c);
    const bool upper = c < 0x80 ? c >= 'A' && c <= 'Z' : pdx_char_is_upper(c);
    uint8_t folded[4] = {0};
    uint64_t n = 0;
    if (class == PDX_CLASS_SIGN) folded[0] = pdx_lex_sign_of(c);
    else if (c < 0x80) folded[n++] = bytes[0];
    else n = pdx_lex_char_fold(folded, 0, sizeof folded, bytes, 2, c);
    return pdx_le32(folded) | n << PDX_LEX_CHAR_LEN | class << PDX_LEX_CHAR_CLASS | (pdx_lex_is_small(c) ? PDX_LEX_CHAR_SMALL : 0) |
           (upper ? PDX_LEX_CHAR_UPPER : 0) |
           ((class == PDX_CLASS_LETTER && !upper) || (class == PDX_CLASS_NOTHING && c >= 0x80) ? PDX_LEX_CHAR_QUIET : 0) | len << PDX_LEX_CHAR_BYTES;
}

static void build(void) {
    for (uint32_t c = 0; c < 256; c++) pdx_lex_classes_of_bytes[c] = (uint8_t)(c < 0x80 ? class_of_ascii(c) : PDX_CLASS_FAR);
    for (uint32_t c = 0; c < 0x80; c++) pdx_lex_narrow_chars[c] = char_of(c);
    for (uint32_t c = 0x80; c < PDX_LEX_CHARS_END; c++) pdx_lex_wide_chars[c] = char_of(c);
}

void pdx_lex_chars_make_ready(void) { pdx_once_run(&once, build); }
