#include "text/ascii_piece.h"

/* What a byte is to this way: a letter or digit; something that ends a word for certain; a mark or
 * hyphen that ends it unless a word goes on behind; the rest, which the whole rules judge. */
enum { ALNUM = 1, END = 2, MARK = 4, REST = 8 };

#define X8(kind) kind, kind, kind, kind, kind, kind, kind, kind
#define X32(kind) X8(kind), X8(kind), X8(kind), X8(kind)
static const uint8_t kinds[256] = {
    X32(END),
    /* space ! " # $ % & '   ( ) * + , - . / */
    END, END, END, END, END, END, END, MARK, END, END, END, END, MARK, MARK, MARK, END,
    X8(ALNUM), ALNUM, ALNUM, MARK, MARK, END, END, END, END,                        /* 0-9 : ; < = > ? */
    END, X8(ALNUM), X8(ALNUM), X8(ALNUM), ALNUM, ALNUM, END, END, END, END, REST,   /* @ A-Z [ \ ] ^ _ */
    END, X8(ALNUM), X8(ALNUM), X8(ALNUM), ALNUM, ALNUM, END, END, END, END, END,    /* ` a-z { | } ~ DEL */
    X32(REST), X32(REST), X32(REST), X32(REST),
};
#undef X8
#undef X32

/* No-break space, dashes, double quotation marks, bullet and ellipsis: they end a word for certain. */
static size_t end_length(const uint8_t *at, const uint8_t *end) {
    if (end - at >= 2 && at[0] == 0xC2 && at[1] == 0xA0) return 2;
    if (end - at < 3 || at[0] != 0xE2 || at[1] != 0x80) return 0;
    switch (at[2]) {
    case 0x93: case 0x94: case 0x95: /* en dash, em dash, bar */
    case 0x9C: case 0x9D: case 0x9E: /* double quotation marks */
    case 0xA2: case 0xA6:            /* bullet, ellipsis */
        return 3;
    default: return 0;
    }
}

/* Whether a word ends for certain before `at`, whatever stands there. */
static bool ends_before(const uint8_t *at, const uint8_t *end) {
    if (at == end) return true;
    if (kinds[*at] == END) return true;
    if (kinds[*at] == REST) return end_length(at, end) > 0;
    if (at + 1 == end || (kinds[at[1]] & (END | MARK)) != 0 || at[1] == '_') return true;
    return end_length(at + 1, end) > 0;
}

bool pdx_ascii_piece(pdx_span text, size_t *at, size_t limit, uint8_t *term, pdx_range *range) {
    const uint8_t *p = text.data + *at, *const end = text.data + text.len, *word;
    const uint8_t *stop;
    if (text.len == 0) return false;
    while (p < end && kinds[*p] != ALNUM) {
        const size_t passed = (kinds[*p] & (END | MARK)) != 0 ? 1 : end_length(p, end);
        if (passed == 0) break;
        p += passed;
    }
    *at = (size_t)(p - text.data);
    word = p;
    stop = (size_t)(end - p) > limit ? p + limit : end;
    while (p < stop && kinds[*p] == ALNUM) {
        /* Bit 5 makes a letter small and is set in every digit. */
        term[p - word] = *p | 0x20;
        p++;
    }
    if (p == word || (p == stop && p < end && kinds[*p] == ALNUM) || !ends_before(p, end)) return false;
    range->begin = (uint64_t)(word - text.data);
    range->end = (uint64_t)(p - text.data);
    *at = (size_t)range->end;
    return true;
}
