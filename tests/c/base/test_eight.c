/* Eight bytes at once, against one after the other. */
#include "../check.h"
#include "../random.h"
#include "base/eight.h"

static bool is_letter(unsigned c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* Half of the bytes lie at the edges of what is asked for. */
static uint8_t some_byte(test_random *random) {
    static const uint8_t edges[] = {0x00, 0x1F, 0x20, 0x40, 'A', 'Z', 0x5B, 0x60, 'a', 'z', 0x7B, 0x7F, 0x80, 0xC1, 0xDA, 0xE1, 0xFA, 0xFF};
    return random_below(random, 2) == 0 ? edges[random_below(random, sizeof edges)] : (uint8_t)random_below(random, 256);
}

static void check_word(const uint8_t *bytes) {
    const uint64_t word = pdx_le64(bytes), letters = pdx_eight_letters(word);
    unsigned before = 8;
    for (unsigned i = 8; i-- > 0;) {
        CHECK_EQ(letters >> (8 * i) & 0xFF, is_letter(bytes[i]) ? 0x80 : 0);
        if (is_letter(bytes[i])) before = i;
    }
    for (unsigned k = 0; k < 8; k++) {
        const uint8_t one = bytes[k];
        for (unsigned i = 0; i < 8; i++) {
            CHECK_EQ(pdx_eight_each(word, one) >> (8 * i) & 0xFF, bytes[i] == one ? 0x80 : 0);
            CHECK_EQ(pdx_eight_ten(word, one & 0xF0) >> (8 * i) & 0xFF, bytes[i] >= (one & 0xF0) && bytes[i] < (one & 0xF0) + 10 ? 0x80 : 0);
        }
        CHECK_EQ(pdx_eight_before(pdx_eight_first(word, one)), pdx_eight_before(pdx_eight_each(word, one)));
    }
    CHECK_EQ(pdx_eight_before(letters), before);
    for (unsigned n = 0; n <= 8; n++) {
        uint8_t kept[8];
        pdx_le64_put(kept, ~UINT64_C(0) & pdx_eight_mask(n));
        for (unsigned i = 0; i < 8; i++) CHECK_EQ(kept[i], i < n ? 0xFF : 0);
    }
}

/* Nothing behind the text, wherever it is loaded; a tight copy, so that the sanitizer sees who looks further. */
static void check_load(const uint8_t *bytes, size_t len) {
    for (size_t at = 0; at <= len; at++) {
        uint8_t loaded[8];
        pdx_le64_put(loaded, pdx_eight_load(pdx_span_of(bytes, len), at));
        for (size_t i = 0; i < 8; i++) CHECK_EQ(loaded[i], at + i < len ? bytes[at + i] : 0);
    }
}

/* Pairs are found where the first one stands, and not across the end. */
static void check_pair(test_random *random) {
    static const uint8_t few[] = {'a', 'b', 0xD8, 0x8C};
    uint8_t bytes[24];
    const size_t len = random_below(random, sizeof bytes + 1), from = random_below(random, (uint32_t)len + 1);
    size_t wanted = from;
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = few[random_below(random, sizeof few)];
    while (wanted + 1 < len && !(bytes[wanted] == 0xD8 && bytes[wanted + 1] == 0x8C)) wanted++;
    if (wanted + 1 >= len) wanted = len;
    CHECK_EQ(pdx_eight_pair(pdx_span_of(bytes, len), from, 0xD8, 0x8C), wanted);
}

int main(void) {
    test_random random = {19};
    uint8_t bytes[24];
    for (unsigned round = 0; round < 20000; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = some_byte(&random);
        check_word(bytes);
        check_pair(&random);
        if (round < 200) check_load(bytes + sizeof bytes - round % 20, round % 20);
    }
    return check_report("test_eight");
}
