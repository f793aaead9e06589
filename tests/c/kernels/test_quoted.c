/* Plain stretches of JSON strings: where they stop, and every level against the generic one. */
#include "check.h"
#include "kernels/quoted.h"
#include "random.h"

static void test_stops(void) {
    static const struct { const char *text; size_t plain; bool ascii; } cases[] = {
        {"", 0, true},
        {"\"", 0, true},
        {"plain", 5, true},
        {"a \"word\"", 2, true},
        {"a line that is longer than sixteen\\n", 34, true},
        {"a line that is longer than sixteen\n", 34, true},
        {"0123456789abcdef\x7F", 17, true},
        {"0123456789abcde\"caf\xC3\xA9", 15, true}, /* what stands behind the stop does not count */
        {"caf\xC3\xA9 and more than sixteen bytes", 33, false},
        {"more than sixteen bytes and a caf\xC3\xA9", 35, false},
    };
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) {
        bool ascii = true;
        CHECK_EQ(pdx_quoted_plain(pdx_span_str(cases[i].text), &ascii), cases[i].plain);
        CHECK_EQ(ascii, cases[i].ascii);
    }
}

/* Mostly letters, now and then something else. */
static uint8_t random_byte(test_random *random, uint32_t seldom_one) {
    static const uint8_t seldom[] = {'"', '\\', 0, 0x1F, 0x20, 0x21, 0x23, 0x5B, 0x5D, 0x7F, 0x80, 0x9F, 0xA2, 0xDC, 0xFF, '\n'};
    if (random_below(random, seldom_one) == 0) return seldom[random_below(random, sizeof seldom)];
    return (uint8_t)('a' + random_below(random, 26));
}

static void test_levels(void) {
    test_random random = {12};
    for (unsigned round = 0; round < 60000; round++) {
        uint8_t bytes[300];
        const size_t len = random_below(&random, sizeof bytes + 1), from = random_below(&random, (uint32_t)len + 1);
        bool ascii = true, wanted_ascii = true;
        size_t plain, wide;
        for (size_t i = 0; i < len; i++) bytes[i] = random_byte(&random, round % 2 == 0 ? 40 : 200);
        if (!pdx_quoted_plain_vector(pdx_span_of(bytes + from, len - from), &ascii, &plain)) {
            printf("skipped: this build has no vectors\n");
            return;
        }
        CHECK_EQ(plain, pdx_quoted_plain_generic(pdx_span_of(bytes + from, len - from), &wanted_ascii));
        CHECK_EQ(ascii, wanted_ascii);
        ascii = true;
        if (!pdx_quoted_plain_wide(pdx_span_of(bytes + from, len - from), &ascii, &wide)) continue;
        CHECK_EQ(wide, plain);
        CHECK_EQ(ascii, wanted_ascii);
    }
}

int main(void) {
    test_stops();
    test_levels();
    return check_report("quoted");
}
