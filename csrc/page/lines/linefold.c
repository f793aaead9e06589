#include "page/lines/linefold.h"

#include "base/once.h"
#include "page/lexicon/chars.h"

/* Capital to small for the alphabets with simple rules: Latin, Greek, Cyrillic. */
static uint32_t small_letter(uint32_t cp) {
    if (cp < 0xC0) return cp;
    if (cp <= 0xDE) return cp == 0xD7 ? cp : cp + 0x20;
    if (cp < 0x100) return cp;
    if (cp == 0x130) return 'i';
    if (cp == 0x178) return 0xFF;
    if (cp < 0x180) {
        const bool odd_capitals = (cp >= 0x139 && cp <= 0x148) || (cp >= 0x179 && cp <= 0x17E);
        return ((cp & 1) == 1) == odd_capitals && pdx_char_is_upper(cp) ? cp + 1 : cp;
    }
    if (cp == 0x218 || cp == 0x21A) return cp + 1;
    if (cp >= 0x391 && cp <= 0x3AB) return cp + 0x20;
    if (cp == 0x386) return 0x3AC;
    if (cp >= 0x388 && cp <= 0x38A) return cp + 0x25;
    if (cp >= 0x410 && cp <= 0x42F) return cp + 0x20;
    if (cp >= 0x400 && cp <= 0x40F) return cp + 0x50;
    if (cp >= 0x1EA0 && cp <= 0x1EFE) return cp | 1;
    return cp;
}

/* Arabic letters that Persian and Arabic keyboards write in two ways; 0: dropped. */
static uint32_t arabic_letter(uint32_t cp) {
    switch (cp) {
    case 0x64A: case 0x649: return 0x6CC;
    case 0x643: return 0x6A9;
    case 0x622: case 0x623: case 0x625: return 0x627;
    case 0x640: return 0;
    case 0x60C: return ',';
    case 0x61B: return ';';
    default: return cp >= 0x64B && cp <= 0x652 ? 0 : cp;
    }
}

/* Kana, ideographs, Hangul: letters without case. */
enum { FAR_FIRST = 0x3041, FAR_LAST = 0xD7A3 };

/* What stands for `cp` in folded text; 0: nothing; blanks give a space. */
static uint32_t fold_char(uint32_t cp) {
    if (cp < 0x80) return cp >= 'A' && cp <= 'Z' ? cp + 0x20 : cp;
    if (cp >= FAR_FIRST && cp <= FAR_LAST && cp != 0x30FB) return cp;
    if (cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF) return 0;
    if (pdx_char_is_blank(cp)) return ' ';
    if (pdx_char_digit(cp) >= 0) return '0' + (uint32_t)pdx_char_digit(cp);
    if (pdx_char_is_quote(cp)) return cp >= 0x2018 && cp <= 0x201B ? '\'' : '"';
    if (cp >= 0x600 && cp < 0x6F0) return arabic_letter(cp);
    if (cp >= 0x2010 && cp <= 0x2015) return '-';
    if (cp >= 0xFF01 && cp <= 0xFF5E) return fold_char(cp - 0xFEE0);
    if (cp == 0xB7 || cp == 0x2022 || cp == 0x2027 || cp == 0x30FB || cp == 0x22C5 || cp == 0x25CF || cp == 0x2219 || cp == 0x2756 || cp == 0x25C6) {
        return '*';
    }
    if (cp == 0x3001) return ',';
    if (cp == 0x2026) return '.';
    if (cp == 0x2192 || cp == 0x2190 || cp == 0x21D2 || cp == 0x25B6 || cp == 0x25BA || cp == 0x279D || cp == 0x27F6) return '>';
    if (cp == 0xA9) return '@'; /* so that a phrase can say it in any encoding of the sign */
    if (!pdx_char_is_letter(cp)) return '~'; /* dingbats, emoji, arrows: a sign, not a word */
    return small_letter(cp);
}

static unsigned utf8_put(uint8_t *out, uint32_t cp) {
    if (cp < 0x80) {
        out[0] = (uint8_t)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (uint8_t)(0xC0 | cp >> 6);
        out[1] = (uint8_t)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (uint8_t)(0xE0 | cp >> 12);
        out[1] = (uint8_t)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (uint8_t)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (uint8_t)(0xF0 | cp >> 18);
    out[1] = (uint8_t)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (uint8_t)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (uint8_t)(0x80 | (cp & 0x3F));
    return 4;
}

/* What fold_char says of the characters of two bytes, which are most of those beyond ASCII: its bytes and, above them, how many they are
 * where these can be put behind whatever stands there; 0: not so, or there is no such character. */
enum { TWO_FIRST = 0x80, TWO_END = 0x800, LEN = 24 };
static uint32_t two_bytes[TWO_END];
static uint16_t folded_two[TWO_END];
static uint16_t folded_signs[128]; /* the same of quotes, dashes and marks without width, from U+2000 on */
static pdx_once once;

static void build(void) {
    for (uint32_t i = 0; i < PDX_COUNTOF(folded_signs); i++) folded_signs[i] = (uint16_t)fold_char(0x2000 + i);
    for (uint32_t cp = TWO_FIRST; cp < TWO_END; cp++) {
        const uint32_t folded = fold_char(cp);
        uint8_t bytes[4] = {0};
        folded_two[cp] = (uint16_t)folded;
        if (folded <= ' ' || folded == ':' || folded - '0' < 10) continue;
        two_bytes[cp] = utf8_put(bytes, folded) << LEN;
        two_bytes[cp] |= pdx_le32(bytes) & ((UINT32_C(1) << LEN) - 1);
    }
}

/* Appends characters of two bytes, and single spaces behind them, as far as they can be put behind each other. */
static const uint8_t *fold_twos(pdx_fold *fold, const uint8_t *p, const uint8_t *end) {
    uint8_t *to = fold->text + fold->len;
    const uint8_t *last = fold->text + PDX_FOLD_ROOM - 4;
    while (end - p >= 2 && to <= last) {
        const unsigned two = pdx_le16(p);
        const uint32_t bytes = (two & 0xC0E0) == 0x80C0 ? two_bytes[(two & 0x1F) << 6 | (two >> 8 & 0x3F)] : 0;
        if (bytes != 0) {
            pdx_le32_put(to, bytes);
            to += bytes >> LEN;
            p += 2;
        } else if (*p == ' ' && to > fold->text && to[-1] != ' ') {
            *to++ = *p++;
        } else {
            break;
        }
    }
    fold->len = (uint16_t)(to - fold->text);
    return p;
}

/* Appends letters without case of three bytes, which is all that begin with these. */
static const uint8_t *fold_far(pdx_fold *fold, const uint8_t *p, const uint8_t *end) {
    uint8_t *to = fold->text + fold->len;
    const uint8_t *last = fold->text + PDX_FOLD_ROOM - 4;
    for (; end - p >= 3 && to <= last && p[0] >= 0xE4 && p[0] <= 0xEC && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80; p += 3, to += 3) {
        memcpy(to, p, 3);
    }
    fold->len = (uint16_t)(to - fold->text);
    return p;
}

/* What stands for the character at `p`, which is not ASCII; `p` moves behind it. */
static uint32_t fold_wide(const uint8_t **p, const uint8_t *end) {
    const uint8_t *at = *p;
    uint32_t cp;
    if (PDX_LIKELY(at[0] >= 0xC2 && at[0] <= 0xDF && end - at >= 2 && (at[1] & 0xC0) == 0x80)) {
        *p += 2;
        return folded_two[(uint32_t)(at[0] & 0x1F) << 6 | (at[1] & 0x3Fu)];
    }
    if (at[0] == 0xE2 && end - at >= 3 && (at[1] & 0xFE) == 0x80 && (at[2] & 0xC0) == 0x80) {
        *p += 3;
        return folded_signs[(uint32_t)(at[1] & 1) << 6 | (at[2] & 0x3Fu)];
    }
    *p += pdx_char_decode_long(at, end, &cp);
    return fold_char(cp);
}

static bool is_after_space(const pdx_fold *fold) { return fold->len == 0 || fold->text[fold->len - 1] == ' '; }

/* A run of ASCII that folds byte by byte. */
static bool begins_plain(const pdx_fold *fold, const uint8_t *p, const uint8_t *end) {
    if (end - p < 2 || p[0] < 0x20 || p[0] > 0x7E || p[1] > 0x7E) return false;
    return !((p[0] == ' ' || p[0] == ':') && is_after_space(fold));
}

static void fold_put(pdx_fold *fold, uint32_t folded) {
    if (folded == 0) return;
    if (folded == ' ' || (folded >= 0x09 && folded <= 0x0D)) {
        if (is_after_space(fold)) return;
        folded = ' ';
    } else if (folded == ':' && fold->len > 0 && is_after_space(fold)) {
        fold->len--;
    }
    fold->digits = fold->digits || folded - '0' < 10;
    fold->len = (uint16_t)(fold->len + utf8_put(fold->text + fold->len, folded));
}

/* Appends [p, end), as far as there is room. */
static void fold_append(pdx_fold *fold, const uint8_t *p, const uint8_t *end) {
    while (p < end && fold->len + 4 <= PDX_FOLD_ROOM) {
        if (begins_plain(fold, p, end)) {
            const size_t most = pdx_min_size((size_t)(end - p), (size_t)PDX_FOLD_ROOM - fold->len);
            const size_t taken = pdx_plain_copy(pdx_span_of(p, most), fold->text + fold->len, &fold->digits);
            fold->len = (uint16_t)(fold->len + taken);
            p += taken;
        } else if (*p < 0x80) {
            fold_put(fold, fold_char(*p));
            p++;
        } else {
            const uint8_t *rest = *p < 0xE0 ? fold_twos(fold, p, end) : fold_far(fold, p, end);
            if (rest == p) fold_put(fold, fold_wide(&rest, end));
            p = rest;
        }
    }
}

void pdx_fold_init(pdx_fold *fold, pdx_span source, pdx_range mark) {
    const uint8_t *p = source.data;
    assert(mark.begin <= mark.end && mark.end <= source.len);
    pdx_once_run(&once, build);
    fold->len = 0;
    fold->digits = false;
    if (mark.end > mark.begin) {
        fold_append(fold, p, p + mark.begin);
        fold->mark_begin = fold->len;
        fold_append(fold, p + mark.begin, p + mark.end);
        fold->mark_end = fold->len;
        fold_append(fold, p + mark.end, p + source.len);
    } else {
        fold->mark_begin = fold->mark_end = 0;
        fold_append(fold, p, pdx_span_end(source));
    }
    if (fold->len > 0 && fold->text[fold->len - 1] == ' ') fold->len--;
    memset(fold->text + fold->len, ' ', PDX_PLAIN_SLACK);
}

uint64_t pdx_fold_source(pdx_span text, pdx_range range, size_t folded) {
    uint64_t at = range.begin;
    while (at < range.end) {
        pdx_fold fold;
        uint32_t cp;
        at += pdx_char_decode(text.data + at, text.data + range.end, &cp);
        pdx_fold_of(&fold, text, pdx_range_of(range.begin, at));
        if (fold.len >= folded) break;
    }
    return at;
}
