/* Columns against plain arrays: every width, every place, lower bounds, cut bytes. */
#include "check.h"
#include "random.h"
#include "segment/columns.h"

static void test_width(test_random *random, unsigned bits, size_t n) {
    uint64_t values[300];
    const uint64_t mask = ((uint64_t)1 << bits) - 1, base = random_next(random) >> (64 - 55);
    pdx_buf buf;
    pdx_column column;
    const uint8_t *at;
    size_t i, len;
    pdx_buf_init(&buf);
    for (i = 0; i < n; i++) values[i] = (bits == 56 ? 0 : base) + (random_next(random) & mask);
    pdx_column_append(&buf, values, n);
    pdx_buf_byte(&buf, 0xA5);
    at = buf.data;
    CHECK(pdx_column_open(&column, &at, buf.data + buf.len - 1, n));
    CHECK(at == buf.data + buf.len - 1);
    for (i = 0; i < n; i++) CHECK(pdx_column_get(&column, i) == values[i]);
    for (len = 0; len < buf.len - 1; len++) {
        at = buf.data;
        CHECK(!pdx_column_open(&column, &at, buf.data + len, n));
        CHECK(at == buf.data);
    }
    pdx_buf_deinit(&buf);
}

static void test_lower_bound(test_random *random) {
    uint64_t values[100], sum = 5;
    pdx_buf buf;
    pdx_column column;
    const uint8_t *at;
    size_t i;
    pdx_buf_init(&buf);
    for (i = 0; i < PDX_COUNTOF(values); i++) values[i] = sum += random_below(random, 4);
    pdx_column_append(&buf, values, PDX_COUNTOF(values));
    at = buf.data;
    CHECK(pdx_column_open(&column, &at, buf.data + buf.len, PDX_COUNTOF(values)));
    for (sum = 0; sum < values[99] + 3; sum++) {
        const uint64_t from = random_below(random, 101);
        uint64_t wanted = from;
        while (wanted < 100 && values[wanted] < sum) wanted++;
        CHECK_EQ(pdx_column_lower_bound(&column, from, sum), wanted);
    }
    pdx_buf_deinit(&buf);
}

static void test_damage(void) {
    static const uint8_t wide[] = {0, 57, 0, 0, 0, 0, 0, 0, 0, 0}, far[] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0};
    pdx_column column;
    const uint8_t *at = wide;
    CHECK(!pdx_column_open(&column, &at, wide + sizeof wide, 1));
    at = far;
    CHECK(!pdx_column_open(&column, &at, far + sizeof far, 1));
    at = wide + 2; /* base 0, no bits: as many equal values as anybody likes, but not more than can be counted in bits */
    CHECK(pdx_column_open(&column, &at, wide + sizeof wide, UINT32_MAX));
    CHECK_EQ(pdx_column_get(&column, 123456789), 0);
    at = wide + 2;
    CHECK(!pdx_column_open(&column, &at, wide + sizeof wide, UINT64_MAX));
}

int main(void) {
    test_random random = {1};
    unsigned bits;
    for (bits = 0; bits <= 56; bits++) {
        test_width(&random, bits, 1);
        test_width(&random, bits, 2 + random_below(&random, 20));
        test_width(&random, bits, 300);
    }
    test_width(&random, 0, 0);
    test_lower_bound(&random);
    test_damage();
    return check_report("columns");
}
