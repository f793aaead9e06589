/* Lists of keys on disk, against looking through all of them; every byte altered: what is found then is the same, or it is told. */
#include "check.h"

#include "archive/model/stored_keys.h"
#include "random.h"

enum { MOST = 3000 };

/* Few different keys, so that some fill more than a block. */
static void keys_make(stored_keys *keys, uint32_t n, uint32_t different, test_random *seed) {
    keys->len = 0;
    for (uint32_t i = 0; i < n; i++) {
        const stored_key key = {(uint64_t)random_below(seed, different) << 40 | random_below(seed, 2), i};
        CHECK(PDX_VEC_PUSH(keys, key));
    }
}

static size_t values_count(const stored_keys *keys, uint64_t key) {
    size_t n = 0;
    for (size_t i = 0; i < keys->len; i++) n += keys->data[i].key == key;
    return n;
}

static void check_found(pdx_span section, const stored_keys *keys, uint64_t key, uint32_t n) {
    archive_numbers found = {0};
    CHECK(stored_keys_find(section, key, n, 7, &found, NULL) == PDX_OK);
    size_t at = 0;
    for (size_t k = 0; k < keys->len; k++) { /* sorted by now, so that values ascend */
        if (keys->data[k].key != key) continue;
        CHECK(at < found.len && found.data[at] == keys->data[k].value + 7);
        at++;
    }
    CHECK_EQ(found.len, at);
    PDX_VEC_DEINIT(&found);
}

static void test_found(uint32_t n, uint32_t different) {
    test_random seed = {n + different};
    stored_keys keys = {0};
    pdx_buf out;
    pdx_buf_init(&out);
    keys_make(&keys, n, different, &seed);
    CHECK(stored_keys_write(&keys, NULL, &out, NULL) == PDX_OK && stored_keys_fit(pdx_buf_view(&out)));
    for (uint32_t i = 0; i < 60; i++) check_found(pdx_buf_view(&out), &keys, (uint64_t)random_below(&seed, different + 2) << 40 | random_below(&seed, 2), n);
    PDX_VEC_DEINIT(&keys);
    pdx_buf_deinit(&out);
}

static void test_damage(void) {
    test_random seed = {5};
    stored_keys keys = {0};
    pdx_buf out;
    pdx_buf_init(&out);
    keys_make(&keys, 900, 300, &seed);
    CHECK(stored_keys_write(&keys, NULL, &out, NULL) == PDX_OK);
    for (size_t i = 0; i < out.len; i++) {
        const uint64_t key = keys.data[i % keys.len].key;
        archive_numbers found = {0};
        out.data[i] ^= (uint8_t)(1u << i % 8);
        const pdx_status status = stored_keys_find(pdx_buf_view(&out), key, 900, 0, &found, NULL);
        CHECK(status == PDX_ECORRUPT || (status == PDX_OK && found.len == values_count(&keys, key)));
        out.data[i] ^= (uint8_t)(1u << i % 8);
        PDX_VEC_DEINIT(&found);
    }
    PDX_VEC_DEINIT(&keys);
    pdx_buf_deinit(&out);
}

int main(void) {
    static const uint32_t sizes[] = {0, 1, 2, 255, 256, 257, 511, 513, MOST};
    for (size_t i = 0; i < PDX_COUNTOF(sizes); i++) {
        test_found(sizes[i], 1);
        test_found(sizes[i], 5);
        test_found(sizes[i], 1 << 20);
    }
    test_damage();
    return check_report("test_stored_keys");
}
