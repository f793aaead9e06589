/* The sort against the plainest one, and that it keeps equals in order, stops when told, and fails cleanly. */
#include "../check.h"

#include "base/alloc.h"
#include "base/sort.h"

typedef struct item {
    uint32_t key, came;
} item;

static int by_key(const void *a, const void *b, const void *context) {
    const item *x = a, *y = b;
    const uint32_t mask = *(const uint32_t *)context;
    return (x->key & mask) < (y->key & mask) ? -1 : (x->key & mask) > (y->key & mask);
}

enum { ITEMS = 3000 };

static void fill(item *items, size_t n, uint32_t seed) {
    for (uint32_t i = 0; i < n; i++) {
        seed = seed * 1664525u + 1013904223u;
        items[i].key = seed >> 8;
        items[i].came = i;
    }
}

/* In order, equals as they came, and each item once. */
static void check_sorted(const item *items, size_t n, uint32_t mask) {
    static bool seen[ITEMS];
    memset(seen, 0, sizeof seen);
    for (size_t i = 0; i < n; i++) {
        CHECK(!seen[items[i].came]);
        seen[items[i].came] = true;
        if (i == 0) continue;
        CHECK((items[i - 1].key & mask) <= (items[i].key & mask));
        CHECK((items[i - 1].key & mask) != (items[i].key & mask) || items[i - 1].came < items[i].came);
    }
}

static void test_orders(void) {
    static item items[ITEMS];
    static const uint32_t masks[] = {0, 1, 0xFF, 0xFFFFFF};
    for (size_t n = 0; n <= ITEMS; n = n < 40 ? n + 1 : 3 * n + 1) {
        for (size_t m = 0; m < 4; m++) {
            fill(items, n, (uint32_t)(n + m));
            CHECK_EQ(pdx_sort(items, n, sizeof *items, by_key, &masks[m], NULL, NULL), PDX_OK);
            check_sorted(items, n, masks[m]);
        }
    }
}

static bool stop_later(void *context, uint64_t done, uint64_t total) {
    CHECK(done <= total);
    return --*(int *)context > 0;
}

static void test_stops(void) {
    enum { MANY = 200000 };
    static item items[MANY];
    const uint32_t mask = 0xFFFFFF;
    int left = 3;
    pdx_tick tick = {stop_later, NULL};
    pdx_error err;
    tick.context = &left;
    fill(items, MANY, 9);
    CHECK_EQ(pdx_sort(items, MANY, sizeof *items, by_key, &mask, &tick, &err), PDX_EINTERRUPTED);
    CHECK_EQ(left, 0);
    CHECK_EQ(pdx_alloc_live(), 0);
    pdx_alloc_fail_at(1);
    CHECK_EQ(pdx_sort(items, MANY, sizeof *items, by_key, &mask, NULL, &err), PDX_ENOMEM);
    pdx_alloc_fail_at(0);
}

/* Comparisons since the last question. */
static size_t compared;

static int by_key_counted(const void *a, const void *b, const void *context) {
    compared++;
    return by_key(a, b, context);
}

static bool look(void *context, uint64_t done, uint64_t total) {
    size_t *most = context;
    CHECK(done <= total);
    if (compared > *most) *most = compared;
    compared = 0;
    return true;
}

/* From the first item to the last, the questions come at bounded distances. */
static void test_asks(void) {
    enum { MANY = 200000, WIDEST = 1 << 15 };
    static item items[MANY];
    const uint32_t mask = 0xFFFFFF;
    size_t most = 0;
    pdx_tick tick = {look, NULL};
    tick.context = &most;
    compared = 0;
    fill(items, MANY, 9);
    CHECK_EQ(pdx_sort(items, MANY, sizeof *items, by_key_counted, &mask, &tick, NULL), PDX_OK);
    CHECK(most > 0 && most <= WIDEST);
}

int main(void) {
    test_orders();
    test_stops();
    test_asks();
    return check_report("test_sort");
}
