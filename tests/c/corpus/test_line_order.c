/* The order of lines against a plain insertion sort: few and many keys, values that need one bit and sixty, unknown ones, ties,
 * memory that runs out, and a tick that stops it. */
#include "../check.h"
#include "../random.h"
#include "base/alloc.h"
#include "corpus/line_order.h"

enum { MOST = 300 };

static bool is_before(const int64_t *values, size_t n_keys, uint32_t a, uint32_t b) {
    size_t k;
    for (k = 0; k < n_keys; k++) {
        const int64_t x = values[a * n_keys + k], y = values[b * n_keys + k];
        if (x != y) return x < y;
    }
    return a < b;
}

static void check_order(const int64_t *values, size_t n, size_t n_keys) {
    uint32_t order[MOST], wanted[MOST];
    size_t i, k;
    for (i = 0; i < n; i++) {
        for (k = i; k > 0 && is_before(values, n_keys, (uint32_t)i, wanted[k - 1]); k--) wanted[k] = wanted[k - 1];
        wanted[k] = (uint32_t)i;
    }
    CHECK_EQ(pdx_line_order(values, n, n_keys, order, NULL, NULL), PDX_OK);
    CHECK(n == 0 || memcmp(order, wanted, n * sizeof *order) == 0);
}

static int64_t draw(test_random *random, unsigned kind) {
    switch (kind % 6) {
    case 0: return (int64_t)random_below(random, 2);
    case 1: return -(int64_t)random_below(random, 9);
    case 2: return random_below(random, 4) == 0 ? INT64_MAX : (int64_t)random_below(random, 40000) - 20000;
    case 3: return (int64_t)(random_next(random) >> 3);
    case 4: return 7;
    default: return INT64_MAX;
    }
}

static void check_random(void) {
    static int64_t values[MOST * PDX_LINE_KEYS_MAX];
    test_random random = {5};
    long round;
    for (round = 0; round < 3000; round++) {
        const size_t n = random_below(&random, round % 10 == 0 ? MOST : 12), n_keys = 1 + random_below(&random, PDX_LINE_KEYS_MAX);
        unsigned kinds[PDX_LINE_KEYS_MAX];
        size_t i;
        for (i = 0; i < n_keys; i++) kinds[i] = (unsigned)random_below(&random, 6);
        for (i = 0; i < n * n_keys; i++) values[i] = draw(&random, kinds[i % n_keys]);
        check_order(values, n, n_keys);
    }
}

static bool stop(void *context, uint64_t done, uint64_t total) {
    (void)context, (void)done, (void)total;
    return false;
}

static void check_trouble(void) {
    const int64_t values[] = {3, 1, 2};
    const pdx_tick tick = {stop, NULL};
    uint32_t order[3];
    pdx_error error;
    uint64_t n;
    pdx_status status = PDX_ENOMEM;
    const int64_t before = pdx_alloc_live();
    CHECK_EQ(pdx_line_order(values, 3, 1, order, &tick, &error), PDX_EINTERRUPTED);
    for (n = 1; status == PDX_ENOMEM; n++) {
        pdx_alloc_fail_at(n);
        status = pdx_line_order(values, 3, 1, order, NULL, &error);
    }
    pdx_alloc_fail_at(0);
    CHECK_EQ(status, PDX_OK);
    CHECK(order[0] == 1 && order[1] == 2 && order[2] == 0);
    CHECK_EQ(pdx_alloc_live(), before);
}

int main(void) {
    check_order(NULL, 0, 1);
    check_random();
    check_trouble();
    return check_report("line order");
}
