/* Bytes that end a text: where they are found, which odd ones count, and every level against the generic one. */
#include "check.h"
#include "kernels/stops.h"
#include "random.h"

static const pdx_stops text_stops = {'<', {'&', '\r', 0}};

static void test_find(void) {
    static const struct { const char *text; size_t found; bool odd; } cases[] = {
        {"", 0, false},
        {"<", 0, false},
        {"text", 4, false},
        {"a & b<", 5, true},
        {"a < b & c", 2, false}, /* what stands behind the stop does not count */
        {"sixteen letters<&", 15, false},
        {"sixteen letters&<", 16, true},
        {"more than sixty-four letters, so that the widest of all steps is taken once\r<", 76, true},
    };
    for (size_t i = 0; i < PDX_COUNTOF(cases); i++) {
        bool odd = false;
        CHECK_EQ(pdx_stops_find(pdx_span_str(cases[i].text), text_stops, &odd), cases[i].found);
        CHECK_EQ(odd, cases[i].odd);
    }
}

static void test_control(void) {
    CHECK_EQ(pdx_stops_control(pdx_span_str("tab\t newline\n return\r and more\x0B.")), 30);
    CHECK_EQ(pdx_stops_control(pdx_span_of("a\0", 2)), 1);
    CHECK_EQ(pdx_stops_control(pdx_span_str("\x7F\x80\xFF and no end of printable letters")), 35);
}

/* Mostly letters, now and then something else. */
static uint8_t random_byte(test_random *random, uint32_t seldom_one) {
    static const uint8_t seldom[] = {'<', '&', '\r', 0, '\n', '\t', 0x1F, 0x20, 0x0B, 0x7F, 0x80, 0xBC, 0xFF, '>', ';', '%'};
    if (random_below(random, seldom_one) == 0) return seldom[random_below(random, sizeof seldom)];
    return (uint8_t)('a' + random_below(random, 26));
}

static void check_levels(pdx_span text) {
    bool odd = false, wanted_odd = false;
    const size_t wanted = pdx_stops_find_generic(text, text_stops, &wanted_odd);
    size_t found;
    if (!pdx_stops_find_vector(text, text_stops, &odd, &found)) return;
    CHECK_EQ(found, wanted);
    CHECK_EQ(odd, wanted_odd);
    CHECK(pdx_stops_any_vector(text, text_stops, &found));
    CHECK_EQ(found, pdx_stops_any_generic(text, text_stops));
    CHECK(pdx_stops_control_vector(text, &found));
    CHECK_EQ(found, pdx_stops_control_generic(text));
    odd = false;
    if (!pdx_stops_find_wide(text, text_stops, &odd, &found)) return;
    CHECK_EQ(found, wanted);
    CHECK_EQ(odd, wanted_odd);
}

static void test_levels(void) {
    test_random random = {7};
    for (unsigned round = 0; round < 60000; round++) {
        uint8_t bytes[300];
        const size_t len = random_below(&random, sizeof bytes + 1), from = random_below(&random, (uint32_t)len + 1);
        for (size_t i = 0; i < len; i++) bytes[i] = random_byte(&random, round % 2 == 0 ? 40 : 400);
        check_levels(pdx_span_of(bytes + from, len - from));
    }
}

int main(void) {
    test_find();
    test_control();
    test_levels();
    return check_report("kernels/stops");
}
