/* The sort by numbers against a plain one: numbers of all widths, many that are equal, few and many items, and a tick that stops it. */
#include "../check.h"
#include "../random.h"
#include "base/radix.h"

enum { MOST = 20000 };
static pdx_keyed first[MOST], second[MOST];

static void check_sorted(size_t n, test_random *random, unsigned kind) {
    pdx_keyed *items = first, *other = second;
    const unsigned shift = random_below(random, 64);
    uint64_t sum = 0;
    size_t i;
    for (i = 0; i < n; i++) {
        const uint64_t drawn = random_next(random);
        first[i].key = kind == 0 ? drawn : kind == 1 ? drawn >> shift : kind == 2 ? (drawn & 3) << shift : kind == 3 ? drawn | UINT64_C(1) << 63 : 5;
        first[i].item = (uint32_t)i;
        sum += first[i].key;
    }
    CHECK_EQ(pdx_radix_sort(&items, &other, n, NULL, NULL), PDX_OK);
    CHECK(items != other);
    for (i = 0; i < n; i++) {
        sum -= items[i].key;
        if (i == 0) continue;
        CHECK(items[i - 1].key < items[i].key || (items[i - 1].key == items[i].key && items[i - 1].item < items[i].item));
    }
    CHECK_EQ(sum, 0);
}

static bool stop(void *context, uint64_t done, uint64_t total) {
    (void)context, (void)done, (void)total;
    return false;
}

int main(void) {
    const pdx_tick tick = {stop, NULL};
    test_random random = {11};
    pdx_keyed *items = first, *other = second;
    long round;
    for (round = 0; round < 2000; round++) check_sorted(random_below(&random, 100), &random, (unsigned)round % 5);
    for (round = 0; round < 30; round++) check_sorted(1 + random_below(&random, MOST), &random, (unsigned)round % 5);
    first[0].key = 2;
    first[1].key = 1;
    CHECK_EQ(pdx_radix_sort(&items, &other, 2, &tick, NULL), PDX_EINTERRUPTED);
    return check_report("radix");
}
