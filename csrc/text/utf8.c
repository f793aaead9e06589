#include "text/utf8.h"

#define HIGH_BITS 0x8080808080808080u

/* The bytes that may follow a lead byte (Unicode, table 3-7): the length it promises and the bounds
 * of the second byte; all later ones are 80..BF. */
typedef struct lead {
    uint8_t length; /* 0: no lead byte */
    uint8_t low;
    uint8_t high;
} lead;

static lead lead_of(uint8_t byte) {
    lead found = {0, 0x80, 0xBF};
    if (byte >= 0xC2 && byte <= 0xDF) found.length = 2;
    if (byte >= 0xE0 && byte <= 0xEF) found.length = 3;
    if (byte >= 0xF0 && byte <= 0xF4) found.length = 4;
    if (byte == 0xE0) found.low = 0xA0;  /* below: overlong */
    if (byte == 0xED) found.high = 0x9F; /* above: surrogates */
    if (byte == 0xF0) found.low = 0x90;  /* below: overlong */
    if (byte == 0xF4) found.high = 0x8F; /* above: beyond U+10FFFF */
    return found;
}

uint32_t pdx_utf8_decode_long(const uint8_t *at, const uint8_t *end, size_t *len, bool *valid) {
    const size_t left = (size_t)(end - at);
    const lead first = lead_of(at[0]);
    uint32_t code;
    size_t n;
    *valid = true;
    *len = 1;
    if (at[0] < 0x80) return at[0];
    *valid = false;
    if (first.length == 0 || left < 2 || at[1] < first.low || at[1] > first.high) return PDX_UTF8_REPLACEMENT;
    code = at[0] & (0x7Fu >> first.length);
    code = code << 6 | (at[1] & 0x3Fu);
    for (n = 2; n < first.length; n++) {
        *len = n;
        if (n >= left || (at[n] & 0xC0) != 0x80) return PDX_UTF8_REPLACEMENT;
        code = code << 6 | (at[n] & 0x3Fu);
    }
    *len = n;
    *valid = true;
    return code;
}

size_t pdx_utf8_put(uint8_t *at, uint32_t code) {
    assert(code < 0x110000);
    if (code < 0x80) {
        at[0] = (uint8_t)code;
        return 1;
    }
    if (code < 0x800) {
        at[0] = (uint8_t)(0xC0 | code >> 6);
        at[1] = (uint8_t)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        at[0] = (uint8_t)(0xE0 | code >> 12);
        at[1] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
        at[2] = (uint8_t)(0x80 | (code & 0x3F));
        return 3;
    }
    at[0] = (uint8_t)(0xF0 | code >> 18);
    at[1] = (uint8_t)(0x80 | (code >> 12 & 0x3F));
    at[2] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
    at[3] = (uint8_t)(0x80 | (code & 0x3F));
    return 4;
}

static uint64_t load8(const uint8_t *at) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

const uint8_t *pdx_utf8_ascii_end(const uint8_t *at, const uint8_t *end) {
    while (end - at >= 16 && ((load8(at) | load8(at + 8)) & HIGH_BITS) == 0) at += 16;
    while (at < end && *at < 0x80) at++;
    return at;
}

size_t pdx_utf8_invalid(pdx_span text) {
    const uint8_t *at = text.data, *end;
    if (text.len == 0) return 0;
    end = at + text.len;
    while (at < end) {
        size_t len;
        bool valid;
        if (*at < 0x80) {
            at = pdx_utf8_ascii_end(at, end);
            continue;
        }
        /* Nearly all text: two bytes, or three where any continuation will do. */
        for (; end - at >= 2 && at[0] >= 0xC2 && at[0] <= 0xDF && (at[1] & 0xC0) == 0x80; at += 2) {}
        for (; end - at >= 3 && at[0] >= 0xE1 && at[0] <= 0xEC && (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80; at += 3) {}
        if (at == end || *at < 0x80) continue;
        (void)pdx_utf8_decode_long(at, end, &len, &valid);
        if (!valid) return (size_t)(at - text.data);
        at += len;
    }
    return text.len;
}

/* Moves over up to *chars characters and leaves in *chars how many were missing. */
static const uint8_t *skip_chars(const uint8_t *at, const uint8_t *end, size_t *chars) {
    while (at < end && *chars > 0) {
        size_t len;
        if (*at < 0x80) {
            const uint8_t *limit = (size_t)(end - at) > *chars ? at + *chars : end;
            const uint8_t *stop = pdx_utf8_ascii_end(at, limit);
            *chars -= (size_t)(stop - at);
            at = stop;
            continue;
        }
        (void)pdx_utf8_decode(at, end, &len);
        at += len;
        (*chars)--;
    }
    return at;
}

size_t pdx_utf8_count(pdx_span text) {
    size_t missing = text.len; /* there are never more characters than bytes */
    if (text.len == 0) return 0;
    (void)skip_chars(text.data, text.data + text.len, &missing);
    return text.len - missing;
}

size_t pdx_utf8_offset(pdx_span text, size_t chars) {
    if (text.len == 0) return 0;
    return (size_t)(skip_chars(text.data, text.data + text.len, &chars) - text.data);
}
