#include "post/dates/bare_letters.h"

#include "base/le.h"
#include "base/once.h"
#include "page/lexicon/chars.h"

/* Latin letters with marks to their base letters: U+00C0..U+00FF, then U+0100..U+017F. */
static const char latin_1[65] = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";
static const char latin_a[129] = "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
                                 "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static uint32_t fold_latin(uint32_t c) {
    if (c >= 'A' && c <= 'Z') return c + 32;
    if (c < 0xC0) return c;
    if (c < 0x100) return (uint32_t)(unsigned char)latin_1[c - 0xC0];
    if (c < 0x180) return (uint32_t)(unsigned char)latin_a[c - 0x100];
    if (c == 0x218 || c == 0x219) return 's';
    if (c == 0x21A || c == 0x21B) return 't';
    return c;
}

static uint32_t fold_greek(uint32_t c) {
    switch (c) {
    case 0x386: case 0x3AC: return 0x3B1;
    case 0x388: case 0x3AD: return 0x3B5;
    case 0x389: case 0x3AE: return 0x3B7;
    case 0x38A: case 0x3AF: case 0x3CA: case 0x390: case 0x3AA: return 0x3B9;
    case 0x38C: case 0x3CC: return 0x3BF;
    case 0x38E: case 0x3CD: case 0x3CB: case 0x3B0: case 0x3AB: return 0x3C5;
    case 0x38F: case 0x3CE: return 0x3C9;
    case 0x3C2: return 0x3C3;
    default: return c >= 0x391 && c <= 0x3A9 ? c + 32 : c;
    }
}

static uint32_t fold_cyrillic(uint32_t c) {
    if (c >= 0x400 && c <= 0x40F) c += 0x50;
    if (c >= 0x410 && c <= 0x42F) c += 0x20;
    return c == 0x451 ? 0x435 : c == 0x439 ? 0x438 : c == 0x457 ? 0x456 : c;
}

static uint32_t fold_arabic(uint32_t c) {
    switch (c) {
    case 0x622: case 0x623: case 0x625: case 0x671: return 0x627;
    case 0x624: return 0x648;
    case 0x626: case 0x649: case 0x64A: return 0x6CC;
    case 0x643: return 0x6A9;
    case 0x629: case 0x6C0: case 0x6C1: case 0x6C2: case 0x6D5: return 0x647;
    default: return c;
    }
}

/* Marks that are written or left out as one likes: vowel points, tatweel, joiners, accents set apart. */
static bool dropped(uint32_t c) {
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x591 && c <= 0x5C7 && c != 0x5BE) || c == 0x640 ||
           (c >= 0x64B && c <= 0x65F) || c == 0x670 || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xAD || c == 0xFEFF;
}

static size_t encode(uint32_t c, char *out) {
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    const size_t n = c < 0x10000 ? 3 : 4;
    out[0] = (char)(n == 3 ? 0xE0 | c >> 12 : 0xF0 | c >> 18);
    for (size_t i = 1; i < n; i++) out[i] = (char)(0x80 | (c >> (6 * (n - 1 - i)) & 0x3F));
    return n;
}

uint32_t pdx_bare_letter(uint32_t c) {
    if (c < 0x300) return c == 0xAD ? 0 : fold_latin(c);
    if (dropped(c)) return 0;
    return c < 0x370 ? c : c < 0x400 ? fold_greek(c) : c < 0x530 ? fold_cyrillic(c) : fold_arabic(c);
}

/* Currencies, what is counted and measured with, emoji. Arrows, quotes and ornaments come and go with the theme. */
static bool is_symbol(uint32_t c) {
    if (c < 0x80) return (c >= '#' && c <= '%') || c == '+' || c == '=';
    return (c >= 0xA2 && c <= 0xA5) || c == 0xB0 || c == 0xB1 || c == 0xD7 || c == 0xF7 || (c >= 0x20A0 && c <= 0x20CF) ||
           (c >= 0x2200 && c <= 0x22FF) || (c >= 0x2600 && c <= 0x26FF) || (c >= 0x1F300 && c <= 0x1FAFF);
}

/* What is appended for a character; gives its length, 0: nothing. */
static size_t put_char(uint32_t c, char *out) {
    const int digit = pdx_char_digit(c);
    if (digit >= 0) c = '0' + (uint32_t)digit;
    else if (!is_symbol(c)) c = pdx_char_is_letter(c) ? pdx_bare_letter(c) : 0;
    return c == 0 ? 0 : encode(c, out);
}

/* The same of every character of one byte, and of two: up to three bytes, and in the top one how many they are. */
enum { TWO_END = 0x800, LEN = 24 };
static uint8_t one_bytes[128], one_lens[128];
static uint32_t twos[TWO_END];
/* What each is folded to, whatever it is; of one byte none is left out. */
static uint8_t ones[128];
static uint32_t folds[TWO_END];
static pdx_once once;

static void fold_set(uint32_t c) {
    const uint32_t letter = pdx_bare_letter(c);
    char bytes[4] = {0};
    const size_t len = letter == 0 ? 0 : encode(letter, bytes);
    assert(c < 0x80 ? len == 1 || c == 0 : len <= 3);
    if (c < 0x80) ones[c] = (uint8_t)bytes[0];
    else folds[c] = pdx_le32((const uint8_t *)bytes) | (uint32_t)len << LEN;
}

static void build(void) {
    for (uint32_t c = 0; c < TWO_END; c++) fold_set(c);
    for (uint32_t c = 0; c < TWO_END; c++) {
        char bytes[4] = {0};
        const size_t len = put_char(c, bytes);
        assert(len <= (c < 0x80 ? 1u : 3u));
        if (c < 0x80) {
            one_bytes[c] = (uint8_t)bytes[0];
            one_lens[c] = (uint8_t)len;
        } else {
            twos[c] = (uint32_t)(uint8_t)bytes[0] | (uint32_t)(uint8_t)bytes[1] << 8 | (uint32_t)(uint8_t)bytes[2] << 16 | (uint32_t)len << LEN;
        }
    }
}

size_t pdx_bare_fold(pdx_span word, char *out, size_t room) {
    size_t n = 0;
    const uint8_t *end = pdx_span_end(word);
    pdx_once_run(&once, build);
    for (const uint8_t *at = word.data; at < end;) {
        char bytes[4];
        size_t len;
        if (*at < 0x80) {
            const uint8_t letter = ones[*at++];
            if (letter == 0) continue; /* NUL, which stands for nothing */
            if (n == room) return 0;
            out[n++] = (char)letter;
            continue;
        }
        if (end - at >= 2 && at[0] >= 0xC2 && at[0] <= 0xDF && (at[1] & 0xC0) == 0x80) {
            const uint32_t folded = folds[(uint32_t)(at[0] & 0x1F) << 6 | (at[1] & 0x3Fu)];
            pdx_le32_put((uint8_t *)bytes, folded);
            len = folded >> LEN;
            at += 2;
        } else {
            uint32_t c;
            at += pdx_char_decode(at, end, &c);
            c = pdx_bare_letter(c);
            len = c == 0 ? 0 : encode(c, bytes);
        }
        if (n + len > room) return 0;
        for (size_t i = 0; i < len; i++) out[n++] = bytes[i];
    }
    return n;
}

/* Goes on up to the first character that is not of one byte; each is written and stays when it counts, since nobody could
 * foretell which do. */
static const uint8_t *ones_append(const uint8_t *at, const uint8_t *end, uint8_t **out) {
    uint8_t *to = *out;
    for (; at < end && *at < 0x80; at++) {
        *to = one_bytes[*at];
        to += one_lens[*at];
    }
    *out = to;
    return at;
}

/* The same for characters of two bytes; writes four bytes at a time. */
static const uint8_t *twos_append(const uint8_t *at, const uint8_t *end, uint8_t **out) {
    uint8_t *to = *out;
    for (; end - at >= 2 && at[0] >= 0xC2 && at[0] <= 0xDF && (at[1] & 0xC0) == 0x80; at += 2) {
        const uint32_t folded = twos[(uint32_t)(at[0] & 0x1F) << 6 | (at[1] & 0x3Fu)];
        pdx_le32_put(to, folded);
        to += folded >> LEN;
    }
    *out = to;
    return at;
}

void pdx_bare_append(pdx_span text, pdx_buf *out) {
    /* No letter grows when it is folded; room for what is written behind the last one. */
    if (text.len == 0 || !pdx_buf_reserve(out, text.len + 4)) return;
    const uint8_t *at = text.data, *end = text.data + text.len;
    uint8_t *to = out->data + out->len;
    pdx_once_run(&once, build);
    while (at < end) {
        uint32_t c;
        at = ones_append(at, end, &to);
        const uint8_t *rest = twos_append(at, end, &to);
        if (rest == at && at < end) {
            rest += pdx_char_decode(at, end, &c);
            to += put_char(c, (char *)to);
        }
        at = rest;
    }
    out->len = (size_t)(to - out->data);
}
