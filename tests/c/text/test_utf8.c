/* Decoding: every scalar value there and back, ill-formed bytes by Unicode's own examples (section 3.9,
 * "U+FFFD Substitution of Maximal Subparts"), and offsets against counting one by one. */
#include "../check.h"
#include "text/utf8.h"

static uint64_t seed = 7;
static uint32_t next_random(uint32_t below) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static void check_round_trip(void) {
    uint32_t c;
    uint8_t bytes[PDX_UTF8_MAX];
    for (c = 0; c < 0x110000; c++) {
        size_t len, n = pdx_utf8_put(bytes, c);
        bool valid;
        const bool surrogate = c >= 0xD800 && c < 0xE000;
        const uint32_t back = pdx_utf8_decode_long(bytes, bytes + n, &len, &valid);
        CHECK(surrogate ? !valid : valid && back == c && len == n);
        if (!surrogate && n > 1) { /* cut short, it is one replacement as long as what is left */
            (void)pdx_utf8_decode_long(bytes, bytes + n - 1, &len, &valid);
            CHECK(!valid && len == n - 1);
        }
    }
    CHECK(c == 0x110000);
}

/* `text` decodes to `code_points`, separated by spaces. */
static void check_decoded(const char *text, size_t len, const char *wanted) {
    char got[256] = "";
    size_t at = 0, n, used = 0;
    while (at < len) {
        const uint32_t c = pdx_utf8_decode((const uint8_t *)text + at, (const uint8_t *)text + len, &n);
        used += (size_t)snprintf(got + used, sizeof got - used, "%s%X", at == 0 ? "" : " ", c);
        at += n;
    }
    CHECK(strcmp(got, wanted) == 0);
    if (strcmp(got, wanted) != 0) printf("  got %s\n", got);
}

static void check_subparts(void) {
    check_decoded("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", 9, "FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD 41");
    check_decoded("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", 9, "FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD 41");
    check_decoded("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", 9, "FFFD FFFD FFFD FFFD FFFD 41 FFFD FFFD 42");
    check_decoded("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", 9, "FFFD FFFD FFFD FFFD 41");
    check_decoded("\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64", 13, "61 FFFD FFFD FFFD 62 FFFD 63 FFFD FFFD 64");
}

static void check_offsets(void) {
    static const char *const parts[] = {"a", "ordinary words, quite many of them ", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\x80", "\xE2\x82", "\xFF"};
    int round;
    for (round = 0; round < 2000; round++) {
        char text[600];
        size_t len = 0, at, n, chars = 0, bad;
        uint32_t k, pieces = next_random(14);
        for (k = 0; k < pieces; k++) {
            const char *part = parts[next_random(PDX_COUNTOF(parts))];
            memcpy(text + len, part, strlen(part));
            len += strlen(part);
        }
        bad = len;
        for (at = 0; at < len; at += n) {
            bool valid;
            CHECK(pdx_utf8_offset(pdx_span_of(text, len), chars) == at);
            CHECK(pdx_utf8_count(pdx_span_of(text, at)) <= chars + 1);
            (void)pdx_utf8_decode_long((const uint8_t *)text + at, (const uint8_t *)text + len, &n, &valid);
            if (!valid && bad == len) bad = at;
            chars++;
        }
        CHECK(pdx_utf8_count(pdx_span_of(text, len)) == chars);
        CHECK(pdx_utf8_offset(pdx_span_of(text, len), chars + 5) == len);
        CHECK(pdx_utf8_invalid(pdx_span_of(text, len)) == bad);
    }
    CHECK(pdx_utf8_count(pdx_span_of(NULL, 0)) == 0 && pdx_utf8_offset(pdx_span_of(NULL, 0), 3) == 0);
    CHECK(pdx_utf8_invalid(pdx_span_of(NULL, 0)) == 0);
}

int main(void) {
    check_round_trip();
    check_subparts();
    check_offsets();
    return check_report("utf8");
}
