/* Blanks at the ends of a range: what is told by single bytes is what the characters say, for all of them, and for bytes that are none. */
#include "check.h"
#include "page/lexicon/chars.h"
#include "random.h"

/* Character by character. */
static pdx_range trim_plainly(pdx_span text, pdx_range range) {
    uint32_t cp;
    while (range.begin < range.end) {
        const size_t n = pdx_char_decode(text.data + range.begin, text.data + range.end, &cp);
        if (!pdx_char_is_blank(cp)) break;
        range.begin += n;
    }
    while (range.end > range.begin) {
        const size_t n = pdx_char_decode_before(text.data + range.begin, text.data + range.end, &cp);
        if (!pdx_char_is_blank(cp)) break;
        range.end -= n;
    }
    return range;
}

static void check_same(const uint8_t *bytes, size_t n) {
    const pdx_span text = pdx_span_of(bytes, n);
    const pdx_range got = pdx_chars_trim(text, pdx_range_of(0, n)), wanted = trim_plainly(text, pdx_range_of(0, n));
    CHECK(got.begin == wanted.begin && got.end == wanted.end);
}

static size_t put(uint8_t *out, uint32_t c) {
    const uint8_t last = (uint8_t)(0x80 | (c & 0x3F));
    const size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    out[0] = (uint8_t)(n == 1 ? c : n == 2 ? 0xC0 | c >> 6 : 0xE0 | c >> 12);
    out[1] = n == 2 ? last : (uint8_t)(0x80 | (c >> 6 & 0x3F));
    out[2] = last;
    return n;
}

/* Each character of the first plane alone, before and behind a letter, and behind a byte that is no character. */
static void test_every_character(void) {
    for (uint32_t c = 0; c < 0x10000; c++) {
        uint8_t bytes[8];
        size_t n = put(bytes, c);
        check_same(bytes, n);
        bytes[n] = 'a';
        check_same(bytes, n + 1);
        bytes[0] = 'a';
        n = put(bytes + 1, c);
        check_same(bytes, n + 1);
        bytes[0] = 0xE5;
        check_same(bytes, n + 1);
    }
}

static void test_any_bytes(void) {
    static const uint8_t often[] = {' ', '\t', 'a', 0xC2, 0xA0, 0xAD, 0xD8, 0x9C, 0xD9, 0xE2, 0x80, 0x8C, 0xE3, 0xE4, 0xB8, 0xEF, 0xBB, 0xBF, 0xF0, 0xFF};
    test_random random = {31};
    for (unsigned round = 0; round < 200000; round++) {
        uint8_t bytes[6];
        const size_t n = random_below(&random, sizeof bytes + 1);
        for (size_t i = 0; i < n; i++) bytes[i] = often[random_below(&random, sizeof often)];
        check_same(bytes, n);
    }
}

int main(void) {
    test_every_character();
    test_any_bytes();
    return check_report("chars");
}
