/* Sets of small numbers against one bool each, for sizes round the edges of a word. */
#include "check.h"

#include "base/alloc.h"
#include "base/bitmap.h"

enum { MOST = 200 };

static uint32_t seed = 1;
static bool flip(void) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 16 & 3) == 0;
}

static void fill(pdx_bitmap *map, bool *plain) {
    uint32_t i;
    for (i = 0; i < map->n; i++) {
        plain[i] = flip();
        if (plain[i]) pdx_bitmap_set(map, i);
    }
}

static void check_same(const pdx_bitmap *map, const bool *plain) {
    uint32_t i, next, count = 0, wrong = 0, after = map->n, list[MOST + 1] = {0};
    for (i = map->n; i-- > 0;) {
        if (plain[i]) after = i;
        next = pdx_bitmap_next(map, i);
        wrong += next != after;
        wrong += pdx_bitmap_has(map, i) != plain[i];
        count += plain[i];
    }
    CHECK_EQ(wrong, 0);
    CHECK_EQ(pdx_bitmap_count(map), count);
    pdx_bitmap_list(map, list);
    for (i = 0, count = 0; i < map->n; i++)
        if (plain[i]) wrong += list[count++] != i;
    CHECK_EQ(wrong, 0);
    CHECK_EQ(pdx_bitmap_next(map, map->n), map->n);
    CHECK_EQ(pdx_bitmap_next(map, UINT32_MAX), map->n);
    CHECK(!pdx_bitmap_has(map, map->n));
    CHECK(!pdx_bitmap_has(map, UINT32_MAX));
}

/* A stretch of one into another, from and to anywhere, and beyond the end of the first. */
static void check_runs(uint32_t n, uint32_t n_from) {
    bool a[MOST + 1] = {false}, want[MOST + 1] = {false};
    pdx_bitmap from, map;
    CHECK(pdx_bitmap_init(&from, n_from, false) && pdx_bitmap_init(&map, n, false));
    fill(&from, a);
    for (uint32_t turn = 0; turn < 8 && n > 0; turn++) {
        const uint32_t at = (turn * 37) % n, first = (turn * 61) % (n_from + 3), len = (turn * 53) % (n - at + 1);
        for (uint32_t i = 0; i < len; i++) want[at + i] = want[at + i] || (first + i < n_from && a[first + i]);
        pdx_bitmap_copy_run(&map, at, &from, first, len);
        check_same(&map, want);
    }
    pdx_bitmap_deinit(&from);
    pdx_bitmap_deinit(&map);
}

static void check_size(uint32_t n) {
    bool a[MOST + 1] = {false}, b[MOST + 1] = {false}, want[MOST + 1] = {false};
    pdx_bitmap x, y, z;
    uint32_t i;
    CHECK(pdx_bitmap_init(&x, n, false) && pdx_bitmap_init(&y, n, true));
    CHECK_EQ(pdx_bitmap_count(&x), 0);
    CHECK_EQ(pdx_bitmap_count(&y), n);
    CHECK_EQ(pdx_bitmap_next(&x, 0), n);
    pdx_bitmap_and(&y, &x);
    CHECK_EQ(pdx_bitmap_count(&y), 0);
    fill(&x, a);
    fill(&y, b);
    check_same(&x, a);
    CHECK(pdx_bitmap_copy(&z, &x));
    pdx_bitmap_and(&z, &y);
    for (i = 0; i < n; i++) want[i] = a[i] && b[i];
    check_same(&z, want);
    pdx_bitmap_or(&z, &x);
    check_same(&z, a);
    pdx_bitmap_or(&z, &y);
    for (i = 0; i < n; i++) want[i] = a[i] || b[i];
    check_same(&z, want);
    pdx_bitmap_and_not(&z, &x);
    for (i = 0; i < n; i++) want[i] = b[i] && !a[i];
    check_same(&z, want);
    pdx_bitmap_deinit(&x);
    pdx_bitmap_deinit(&y);
    pdx_bitmap_deinit(&z);
}

int main(void) {
    pdx_bitmap map;
    uint32_t n;
    for (n = 0; n <= MOST; n++) {
        check_size(n);
        check_runs(n, 7 * n % MOST);
    }
    pdx_alloc_fail_at(1);
    CHECK(!pdx_bitmap_init(&map, 100, true));
    CHECK_EQ(map.n, 0);
    CHECK(!pdx_bitmap_has(&map, 0));
    pdx_alloc_fail_at(0);
    pdx_bitmap_deinit(&map);
    CHECK_EQ(pdx_alloc_live(), 0);
    return check_report("base/bitmap");
}
