/* Bytes of a set, pairs of bytes, and heads: where the first stands, byte by byte here, and every level against that. */
#include "check.h"
#include "kernels/bytefind.h"
#include "random.h"

static size_t set_place(pdx_span text, size_t at, const pdx_byte_set *set) {
    for (; at < text.len; at++)
        for (uint32_t k = 0; k < set->n; k++)
            if (text.data[at] >= set->ranges[k].first && text.data[at] - set->ranges[k].first <= set->ranges[k].span) return at;
    return text.len;
}

static size_t pair_place(pdx_span text, size_t at, const pdx_byte_pair *pair) {
    for (; at + pair->gap < text.len; at++)
        if (text.data[at] == pair->first && text.data[at + pair->gap] == pair->last) return at;
    return text.len;
}

static void check_set(pdx_span text, size_t at, const pdx_byte_set *set) {
    const size_t wanted = set_place(text, at, set);
    size_t found;
    CHECK_EQ(pdx_bytefind_set(text, at, set), wanted);
    CHECK_EQ(pdx_bytefind_set_generic(text, at, set), wanted);
    if (pdx_bytefind_set_vector(text, at, set, &found)) CHECK_EQ(found, wanted);
    if (pdx_bytefind_set_wide(text, at, set, &found)) CHECK_EQ(found, wanted);
}

static void check_pair(pdx_span text, size_t at, const pdx_byte_pair *pair) {
    const size_t wanted = pair_place(text, at, pair);
    size_t found;
    CHECK_EQ(pdx_bytefind_pair(text, at, pair), wanted);
    CHECK_EQ(pdx_bytefind_pair_generic(text, at, pair), wanted);
    if (pdx_bytefind_pair_vector(text, at, pair, &found)) CHECK_EQ(found, wanted);
    if (pdx_bytefind_pair_wide(text, at, pair, &found)) CHECK_EQ(found, wanted);
}

static size_t heads_place(pdx_span text, size_t at, const pdx_byte_heads *heads) {
    for (; at < text.len; at++)
        for (unsigned head = 0; head < PDX_BYTE_HEADS; head++) {
            bool is = true;
            for (size_t k = 0; k < PDX_HEAD_BYTES && at + k < text.len; k++) {
                const uint8_t byte = text.data[at + k];
                is = is && (heads->low[k][byte % 16] >> head & 1) != 0 && (heads->high[k][byte / 16] >> head & 1) != 0;
            }
            if (is) return at;
        }
    return text.len;
}

static void check_heads(pdx_span text, size_t at, const pdx_byte_heads *heads) {
    const size_t wanted = heads_place(text, at, heads);
    size_t found;
    CHECK_EQ(pdx_bytefind_heads(text, at, heads), wanted);
    CHECK_EQ(pdx_bytefind_heads_generic(text, at, heads), wanted);
    if (pdx_bytefind_heads_vector(text, at, heads, &found)) CHECK_EQ(found, wanted);
    if (pdx_bytefind_heads_wide(text, at, heads, &found)) CHECK_EQ(found, wanted);
}

static void test_heads(void) {
    const char *const words[] = {"fer", "har", "bri"};
    const pdx_span text = pdx_span_str("In a place that is far enough from its end for vectors of any width to go by: the bridge, ha");
    pdx_byte_heads heads = {0};
    for (unsigned head = 0; head < 3; head++)
        for (unsigned place = 0; place < PDX_HEAD_BYTES; place++) pdx_byte_heads_let(&heads, head, place, (uint8_t)words[head][place]);
    CHECK_EQ(pdx_bytefind_heads(text, 0, &heads), text.len - 10);
    CHECK_EQ(pdx_bytefind_heads(text, text.len - 9, &heads), text.len - 2); /* of which the rest may follow */
    CHECK_EQ(pdx_bytefind_heads(text, text.len, &heads), text.len);
    CHECK_EQ(pdx_bytefind_heads(pdx_span_of(NULL, 0), 0, &heads), 0);
}

static void test_known(void) {
    const pdx_byte_set digits = {{{'0', 9}}, 1}, marks = {{{'"', 0}, {0xC2, 0x3D}}, 2}, none = {{{0, 0}}, 0}, all = {{{0, 255}}, 1};
    const pdx_span text = pdx_span_str("sixteen letters, and seventy more, so that vectors of any width have to go on to the next: 7 \xC3\xA9");
    CHECK_EQ(pdx_bytefind_set(text, 0, &digits), text.len - 4);
    CHECK_EQ(pdx_bytefind_set(text, 0, &marks), text.len - 2);
    CHECK_EQ(pdx_bytefind_set(text, text.len - 1, &marks), text.len);
    CHECK_EQ(pdx_bytefind_set(text, 0, &none), text.len);
    CHECK_EQ(pdx_bytefind_set(text, 5, &all), 5);
    CHECK_EQ(pdx_bytefind_set(pdx_span_of(NULL, 0), 0, &all), 0);
    CHECK_EQ(pdx_bytefind_pair(text, 0, &(pdx_byte_pair){'m', 'e', 3}), 29);
    CHECK_EQ(pdx_bytefind_pair(text, 30, &(pdx_byte_pair){'m', 'e', 3}), text.len);
    CHECK_EQ(pdx_bytefind_pair(text, 0, &(pdx_byte_pair){'s', 's', 0}), 0);
    CHECK_EQ(pdx_bytefind_pair(pdx_span_str("ab"), 0, &(pdx_byte_pair){'a', 'b', 2}), 2);
}

static void test_levels(void) {
    test_random random = {11};
    for (unsigned round = 0; round < 60000; round++) {
        uint8_t bytes[400];
        const size_t len = random_below(&random, sizeof bytes + 1), from = random_below(&random, (uint32_t)len + 1);
        const uint32_t kinds = round % 3 == 0 ? 256 : round % 3 == 1 ? 20 : 3;
        pdx_byte_set set = {.n = random_below(&random, PDX_BYTE_RANGES + 1)};
        for (size_t i = 0; i < len; i++) bytes[i] = (uint8_t)random_below(&random, kinds);
        for (uint32_t k = 0; k < set.n; k++) set.ranges[k] = (pdx_byte_range){(uint8_t)random_below(&random, 253), (uint8_t)random_below(&random, k == 0 ? 4 : 2)};
        const pdx_span text = pdx_span_of(bytes + from, len - from);
        const size_t at = random_below(&random, (uint32_t)text.len + 1);
        pdx_byte_heads heads = {0};
        for (unsigned k = 0; k < random_below(&random, 30); k++) pdx_byte_heads_let(&heads, random_below(&random, PDX_BYTE_HEADS), random_below(&random, PDX_HEAD_BYTES), (uint8_t)random_below(&random, kinds));
        check_heads(text, at, &heads);
        check_set(text, at, &set);
        check_pair(text, at, &(pdx_byte_pair){(uint8_t)random_below(&random, kinds), (uint8_t)random_below(&random, kinds), random_below(&random, round % 2 == 0 ? 6 : 70)});
    }
}

int main(void) {
    test_known();
    test_heads();
    test_levels();
    return check_report("kernels/bytefind");
}
