/* What the core knows of a code point: classes of UAX #29, script, combining class, and what
 * docs/words.md asks. Called inside text/ and by page/ where it asks for letters and digits.
 * Promises: one look-up in two small tables for any code point up to U+10FFFF. */
#ifndef PDX_TEXT_UNICODE_H
#define PDX_TEXT_UNICODE_H

#include "base/base.h"

#define PDX_UNICODE_VERSION "15.0.0"

/* The orders of the three lists are those of tools/gen_unicode.py. */
typedef enum pdx_word_class {
    PDX_WB_OTHER, PDX_WB_CR, PDX_WB_LF, PDX_WB_NEWLINE, PDX_WB_EXTEND, PDX_WB_ZWJ, PDX_WB_FORMAT,
    PDX_WB_REGIONAL, PDX_WB_LETTER, PDX_WB_HEBREW, PDX_WB_KATAKANA, PDX_WB_SINGLE_QUOTE,
    PDX_WB_DOUBLE_QUOTE, PDX_WB_MID_NUM_LET, PDX_WB_MID_LETTER, PDX_WB_MID_NUM, PDX_WB_NUMERIC,
    PDX_WB_EXTEND_NUM_LET, PDX_WB_SPACE
} pdx_word_class;

typedef enum pdx_sentence_class {
    PDX_SB_OTHER, PDX_SB_CR, PDX_SB_LF, PDX_SB_SEP, PDX_SB_EXTEND, PDX_SB_FORMAT, PDX_SB_SP,
    PDX_SB_LOWER, PDX_SB_UPPER, PDX_SB_LETTER, PDX_SB_NUMERIC, PDX_SB_ATERM, PDX_SB_STERM,
    PDX_SB_CONTINUE, PDX_SB_CLOSE
} pdx_sentence_class;

typedef enum pdx_script {
    PDX_SCRIPT_OTHER, PDX_SCRIPT_LATIN, PDX_SCRIPT_GREEK, PDX_SCRIPT_CYRILLIC, PDX_SCRIPT_ARMENIAN,
    PDX_SCRIPT_HEBREW, PDX_SCRIPT_ARABIC, PDX_SCRIPT_DEVANAGARI, PDX_SCRIPT_BENGALI, PDX_SCRIPT_THAI,
    PDX_SCRIPT_GEORGIAN, PDX_SCRIPT_HANGUL, PDX_SCRIPT_HIRAGANA, PDX_SCRIPT_KATAKANA, PDX_SCRIPT_HAN,
    PDX_SCRIPT_COUNT
} pdx_script;

enum {
    PDX_CHAR_WORD = 1,          /* a word character of docs/words.md */
    PDX_CHAR_DIGIT = 2,         /* general category Nd */
    PDX_CHAR_CJK = 4,           /* indexed in bigrams */
    PDX_CHAR_DROPPED = 8,       /* folding drops it in every case */
    PDX_CHAR_PICTOGRAPHIC = 16, /* Extended_Pictographic */
    PDX_CHAR_ARABIC = 32        /* in a block where ZWNJ separates */
};

typedef struct pdx_char {
    uint8_t word;      /* pdx_word_class */
    uint8_t sentence;  /* pdx_sentence_class */
    uint8_t script;    /* pdx_script */
    uint8_t combining; /* canonical combining class */
    uint8_t flags;     /* PDX_CHAR_* */
} pdx_char;

extern const pdx_char pdx_unicode_records[];
extern const uint16_t pdx_unicode_stage1[];
extern const uint8_t pdx_unicode_stage2[];

/* `code` is at most U+10FFFF, which the decoder in utf8.h promises. */
static inline const pdx_char *pdx_unicode_char(uint32_t code) {
    assert(code < 0x110000);
    return &pdx_unicode_records[pdx_unicode_stage2[(size_t)pdx_unicode_stage1[code >> 7] * 128 + (code & 127)]];
}

static inline bool pdx_unicode_is_ignored(const pdx_char *c) {
    return c->word >= PDX_WB_EXTEND && c->word <= PDX_WB_FORMAT;
}

#endif
