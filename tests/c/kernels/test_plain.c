/* Plain copies: where they stop, and every level against the generic one. */
#include "check.h"
#include "kernels/plain.h"
#include "random.h"

static void test_stops(void) {
    static const struct { const char *text; size_t taken; const char *copy; bool digits; } cases[] = {
        {"", 0, "", false},
        {"The Ferry", 9, "the ferry", false},
        {"Pier 7 opens", 12, "pier 7 opens", true},
        {"two  spaces", 4, "two ", false},
        {"label : value", 6, "label ", false},
        {"caf\xC3\xA9 9", 3, "caf", false},
        {"tab\there", 3, "tab", false},
        {"[\\]^_`{|}~@", 11, "[\\]^_`{|}~@", false},
        {"A line that is longer than one step  of sixteen", 36, "a line that is longer than one step ", false},
    };
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) {
        uint8_t to[64 + PDX_PLAIN_SLACK];
        bool digits = false;
        CHECK_EQ(pdx_plain_copy(pdx_span_str(cases[i].text), to, &digits), cases[i].taken);
        CHECK(memcmp(to, cases[i].copy, cases[i].taken) == 0);
        CHECK_EQ(digits, cases[i].digits);
    }
}

/* Mostly letters and single spaces, now and then something else. */
static uint8_t random_byte(test_random *random) {
    static const char often[] = "abcdefgXYZ hijklm, 019";
    static const uint8_t seldom[] = {' ', ':', 0, 0x1F, 0x7F, 0x80, 0xC3, 0xFF, '\t', '@', '[', '`', '{', '~', '/'};
    if (random_below(random, 24) == 0) return seldom[random_below(random, sizeof seldom)];
    return (uint8_t)often[random_below(random, sizeof often - 1)];
}

static void test_levels(void) {
    test_random random = {11};
    for (unsigned round = 0; round < 60000; round++) {
        uint8_t bytes[80], one[80 + PDX_PLAIN_SLACK], other[80 + PDX_PLAIN_SLACK];
        const size_t len = random_below(&random, sizeof bytes + 1), from = random_below(&random, (uint32_t)len + 1);
        bool digits = false, wanted_digits = false;
        size_t taken, wanted;
        for (size_t i = 0; i < len; i++) bytes[i] = random_byte(&random);
        if (!pdx_plain_copy_vector(pdx_span_of(bytes + from, len - from), one, &digits, &taken)) {
            printf("skipped: this build has no vectors\n");
            return;
        }
        wanted = pdx_plain_copy_generic(pdx_span_of(bytes + from, len - from), other, &wanted_digits);
        CHECK_EQ(taken, wanted);
        CHECK_EQ(digits, wanted_digits);
        CHECK(memcmp(one, other, wanted) == 0);
    }
}

int main(void) {
    test_stops();
    test_levels();
    return check_report("plain");
}
