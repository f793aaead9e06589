/* Bytes to numbers: in order of arrival, each key once, found again after growth; out of memory changes nothing. */
#include "check.h"

#include "base/alloc.h"
#include "base/map.h"

static pdx_span key_of(char *room, size_t size, uint32_t i) {
    const int n = snprintf(room, size, "key %u", (unsigned)i);
    return pdx_span_of(room, (size_t)n);
}

static void test_numbers_in_order(void) {
    enum { KEYS = 5000 };
    char room[32];
    pdx_map map;
    uint32_t i;
    pdx_map_init(&map);
    CHECK_EQ(pdx_map_find(&map, pdx_span_str("anything")), PDX_MAP_NONE);
    for (i = 0; i < KEYS; i++) CHECK_EQ(pdx_map_intern(&map, key_of(room, sizeof room, i)), i);
    for (i = 0; i < KEYS; i++) {
        CHECK_EQ(pdx_map_intern(&map, key_of(room, sizeof room, i)), i);
        CHECK_EQ(pdx_map_find(&map, key_of(room, sizeof room, i)), i);
        CHECK(pdx_span_equal(pdx_map_key(&map, i), key_of(room, sizeof room, i)));
        CHECK_EQ(pdx_map_find(&map, key_of(room, sizeof room, i + KEYS)), PDX_MAP_NONE);
    }
    CHECK_EQ(pdx_map_count(&map), KEYS);
    pdx_map_reset(&map);
    CHECK_EQ(pdx_map_count(&map), 0);
    CHECK_EQ(pdx_map_find(&map, key_of(room, sizeof room, 1)), PDX_MAP_NONE);
    CHECK_EQ(pdx_map_intern(&map, key_of(room, sizeof room, 4999)), 0);
    CHECK_EQ(pdx_map_find(&map, key_of(room, sizeof room, 1)), PDX_MAP_NONE);
    pdx_map_deinit(&map);
    CHECK_EQ(pdx_alloc_live(), 0);
}

static void test_odd_keys(void) {
    static const uint8_t zeros[40] = {0};
    pdx_map map;
    uint32_t len;
    pdx_map_init(&map);
    for (len = 0; len <= sizeof zeros; len++) CHECK_EQ(pdx_map_intern(&map, pdx_span_of(zeros, len)), len);
    CHECK_EQ(pdx_map_find(&map, pdx_span_of(NULL, 0)), 0);
    CHECK_EQ(pdx_map_find(&map, pdx_span_of(zeros, 17)), 17);
    pdx_map_deinit(&map);
    pdx_map_deinit(&map);
    pdx_map_reset(&map); /* of nothing */
}

/* The n-th allocation fails for every n until none is left to fail; whatever was there stays findable and the map usable. */
static void test_failure(void) {
    enum { KEYS = 300 };
    char room[32];
    uint64_t n;
    bool failed = true;
    for (n = 1; failed; n++) {
        pdx_map map;
        uint32_t i, interned = 0;
        pdx_map_init(&map);
        pdx_alloc_fail_at(n);
        for (i = 0; i < KEYS; i++) {
            const uint32_t id = pdx_map_intern(&map, key_of(room, sizeof room, i));
            if (id != PDX_MAP_NONE) interned++;
        }
        failed = pdx_alloc_failed();
        pdx_alloc_fail_at(0);
        CHECK_EQ(interned, failed ? KEYS - 1 : KEYS);
        CHECK_EQ(pdx_map_count(&map), interned);
        for (i = 0; i < KEYS; i++) CHECK(pdx_map_intern(&map, key_of(room, sizeof room, i)) != PDX_MAP_NONE);
        CHECK_EQ(pdx_map_count(&map), KEYS);
        pdx_map_deinit(&map);
        CHECK_EQ(pdx_alloc_live(), 0);
    }
    CHECK(n > 3); /* it did come to failures */
}

int main(void) {
    test_numbers_in_order();
    test_odd_keys();
    test_failure();
    return check_report("base/map");
}
