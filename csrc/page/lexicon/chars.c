#include "page/lexicon/chars.h"

size_t pdx_char_decode_long(const uint8_t *p, const uint8_t *end, uint32_t *cp) {
    const size_t left = (size_t)(end - p);
    const uint8_t lead = p[0];
    if (lead >= 0xC2 && lead <= 0xDF && left >= 2 && (p[1] & 0xC0) == 0x80) {
        *cp = (uint32_t)(lead & 0x1F) << 6 | (p[1] & 0x3Fu);
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF && left >= 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
        const uint32_t c = (uint32_t)(lead & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3Fu);
        if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) {
            *cp = c;
            return 3;
        }
    }
    if (lead >= 0xF0 && lead <= 0xF4 && left >= 4 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80 &&
        (p[3] & 0xC0) == 0x80) {
        const uint32_t c = (uint32_t)(lead & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 |
                           (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3Fu);
        if (c >= 0x10000 && c <= 0x10FFFF) {
            *cp = c;
            return 4;
        }
    }
    *cp = PDX_CHAR_BAD;
    return 1;
}

size_t pdx_char_decode_before_long(const uint8_t *begin, const uint8_t *p, uint32_t *cp) {
    const uint8_t *at = p - 1;
    while (at > begin && p - at < 4 && (*at & 0xC0) == 0x80) at--;
    if (pdx_char_decode_long(at, p, cp) == (size_t)(p - at)) return (size_t)(p - at);
    *cp = PDX_CHAR_BAD;
    return 1;
}

bool pdx_char_is_far_blank(uint32_t cp) {
    if (cp < 0xA0) return cp == 0x85;
    if (cp < 0x2000) return cp == 0xA0 || cp == 0xAD || cp == 0x61C || cp == 0x1680 || cp == 0x180E;
    if (cp <= 0x200F) return true; /* spaces U+2000..200A, ZWSP, ZWNJ, ZWJ, LRM, RLM */
    if (cp < 0x3000) return (cp >= 0x2028 && cp <= 0x202F) || (cp >= 0x205F && cp <= 0x206F);
    return cp == 0x3000 || cp == 0xFEFF;
}

bool pdx_char_is_far_quote(uint32_t cp) {
    return cp == 0xAB || cp == 0xBB || (cp >= 0x2018 && cp <= 0x201F) || cp == 0x2039 || cp == 0x203A ||
           (cp >= 0x300C && cp <= 0x300F);
}

bool pdx_char_is_ideograph(uint32_t cp) {
    return (cp >= 0x3040 && cp <= 0x30FF) || (cp >= 0x3400 && cp <= 0x4DBF) || (cp >= 0x4E00 && cp <= 0x9FFF) ||
           (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x3134F) || (cp >= 0x0E01 && cp <= 0x0E4E);
}

bool pdx_char_is_far_letter(uint32_t cp) {
    if (cp < 0xC0) return cp == 0xAA || cp == 0xB5 || cp == 0xBA;
    if (cp < 0x2000) return cp != 0xD7 && cp != 0xF7 && !pdx_char_is_far_blank(cp) && cp != 0x60C && cp != 0x61B && cp != 0x61F && cp != 0x6D4;
    if (cp < 0x2C00) return cp >= 0x2070 && cp < 0x2190 && !(cp >= 0x20A0 && cp < 0x20D0);
    if (cp < 0x3040) return cp < 0x2E00 && cp != PDX_CHAR_BAD;
    if (cp >= 0xFF00 && cp <= 0xFFEF) {
        return (cp >= 0xFF10 && cp <= 0xFF19) || (cp >= 0xFF21 && cp <= 0xFF3A) || (cp >= 0xFF41 && cp <= 0xFF5A) || (cp >= 0xFF66 && cp <= 0xFFDC);
    }
    if (cp >= 0xE000 && cp < 0xF900) return false;
    return cp != 0xFEFF && cp != PDX_CHAR_BAD && !(cp >= 0x1F000 && cp < 0x20000);
}

bool pdx_char_is_upper(uint32_t cp) {
    if (cp < 0x80) return cp >= 'A' && cp <= 'Z';
    if (cp < 0x100) return cp >= 0xC0 && cp <= 0xDE && cp != 0xD7;
    if (cp < 0x180) return (cp >= 0x139 && cp <= 0x148) || (cp >= 0x179 && cp <= 0x17E) ? (cp & 1) == 1 : (cp & 1) == 0;
    return (cp >= 0x391 && cp <= 0x3AB) || (cp >= 0x386 && cp <= 0x38F) || (cp >= 0x400 && cp <= 0x42F);
}

bool pdx_char_is_lower(uint32_t cp) {
    if (cp < 0x80) return cp >= 'a' && cp <= 'z';
    if (cp < 0x100) return cp >= 0xDF && cp != 0xF7;
    if (cp < 0x180) return !pdx_char_is_upper(cp);
    return (cp >= 0x3AC && cp <= 0x3CE) || (cp >= 0x430 && cp <= 0x45F);
}

int pdx_char_far_digit(uint32_t cp) {
    if (cp >= 0x660 && cp <= 0x669) return (int)(cp - 0x660);
    if (cp >= 0x6F0 && cp <= 0x6F9) return (int)(cp - 0x6F0);
    if (cp >= 0x966 && cp <= 0xDEF) return (cp - 0x966) % 0x80 <= 9 ? (int)((cp - 0x966) % 0x80) : -1; /* the scripts of India, a block each */
    if (cp >= 0xE50 && cp <= 0xE59) return (int)(cp - 0xE50); /* Thai, Lao, Tibetan, Burmese, Khmer */
    if (cp >= 0xED0 && cp <= 0xED9) return (int)(cp - 0xED0);
    if (cp >= 0xF20 && cp <= 0xF29) return (int)(cp - 0xF20);
    if (cp >= 0x1040 && cp <= 0x1049) return (int)(cp - 0x1040);
    if (cp >= 0x17E0 && cp <= 0x17E9) return (int)(cp - 0x17E0);
    if (cp >= 0xFF10 && cp <= 0xFF19) return (int)(cp - 0xFF10);
    return -1;
}

pdx_range pdx_chars_trim_any(pdx_span text, pdx_range range) {
    const uint8_t *p = text.data + range.begin, *end = text.data + range.end;
    uint32_t cp;
    while (p < end && !pdx_char_begins_no_blank(*p)) {
        const size_t n = pdx_char_decode(p, end, &cp);
        if (!pdx_char_is_blank(cp)) break;
        p += n;
    }
    while (end > p && !pdx_char_ends_no_blank(p, end)) {
        const size_t n = pdx_char_decode_before(p, end, &cp);
        if (!pdx_char_is_blank(cp)) break;
        end -= n;
    }
    if (range.begin == range.end) return range;
    return pdx_range_of((uint64_t)(p - text.data), (uint64_t)(end - text.data));
}

pdx_range pdx_chars_word(pdx_span text, pdx_range range) {
    uint64_t at = range.begin, begin;
    uint32_t cp;
    size_t n = 0;
    for (; at < range.end; at += n) {
        n = pdx_char_decode(text.data + at, text.data + range.end, &cp);
        if (!pdx_char_is_blank(cp)) break;
    }
    for (begin = at; at < range.end; at += n) {
        n = pdx_char_decode(text.data + at, text.data + range.end, &cp);
        if (pdx_char_is_blank(cp)) break;
    }
    return pdx_range_of(begin, at);
}
