/* Dictionaries against a sorted array: reading every key, and look-ups at, before and after each. */
#include <stdlib.h>

#include "check.h"
#include "random.h"
#include "segment/keys.h"
#include "segment/keys_writer.h"

enum { KEY_MAX = 12, KEYS_MAX = 400 };

typedef struct sample_key {
    uint8_t bytes[KEY_MAX];
    size_t len;
} sample_key;

static sample_key keys[KEYS_MAX];

static pdx_span key_span(size_t i) { return pdx_span_of(keys[i].bytes, keys[i].len); }

/* Order by bytes, written out: the oracle shares nothing with pdx_span_compare. */
static int by_bytes(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len) {
    size_t i;
    for (i = 0; i < a_len && i < b_len; i++) {
        if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    }
    return a_len < b_len ? -1 : a_len > b_len;
}

static int key_compare(const void *a, const void *b) {
    const sample_key *x = a, *y = b;
    return by_bytes(x->bytes, x->len, y->bytes, y->len);
}

/* Few letters and many lengths, so that much is shared; the empty key and bytes 0 and FF too. */
static size_t keys_make(test_random *random, size_t wanted) {
    static const uint8_t letters[] = {'a', 'b', 'c', 0x00, 0xFF, 0x1F};
    size_t n = 0, i, k;
    for (i = 0; i < wanted; i++) {
        keys[i].len = random_below(random, KEY_MAX);
        for (k = 0; k < keys[i].len; k++) keys[i].bytes[k] = letters[random_below(random, sizeof letters)];
    }
    qsort(keys, wanted, sizeof *keys, key_compare);
    for (i = 0; i < wanted; i++) {
        if (n == 0 || key_compare(&keys[n - 1], &keys[i]) != 0) keys[n++] = keys[i];
    }
    return n;
}

static void check_bound(const pdx_keys *dictionary, size_t n, const uint8_t *bytes, size_t len) {
    uint32_t number = 0;
    size_t wanted = 0;
    bool equal = false;
    while (wanted < n && by_bytes(keys[wanted].bytes, keys[wanted].len, bytes, len) < 0) wanted++;
    CHECK(pdx_keys_lower_bound(dictionary, pdx_span_of(bytes, len), &number, &equal));
    CHECK_EQ(number, wanted);
    CHECK_EQ(equal, wanted < n && by_bytes(keys[wanted].bytes, keys[wanted].len, bytes, len) == 0);
}

static void check_walk(const pdx_keys *dictionary, size_t n, uint32_t per_block) {
    pdx_buf key;
    uint32_t b, i;
    pdx_buf_init(&key);
    for (b = 0; b < dictionary->n_blocks; b++) {
        pdx_key_block block;
        pdx_key_walk walk;
        CHECK(pdx_keys_block(dictionary, b, &block));
        CHECK_EQ(block.list_begin, b * per_block * 3);
        CHECK_EQ(block.position_begin, b * per_block * 5);
        CHECK_EQ(block.n, n - b * per_block < per_block ? n - b * per_block : per_block);
        pdx_key_walk_start(&walk, &block);
        for (i = 0; i < block.n; i++) {
            CHECK(pdx_key_walk_next(&walk, &key));
            CHECK(pdx_span_equal(pdx_buf_view(&key), key_span(b * per_block + i)));
            CHECK_EQ(block.values[i], (uint8_t)(b * per_block + i));
        }
        CHECK(walk.at == block.values && block.values + block.n == block.end);
    }
    pdx_buf_deinit(&key);
}

static void test_dictionary(test_random *random, size_t wanted, uint32_t per_block) {
    const size_t n = keys_make(random, wanted);
    pdx_keys_writer writer;
    pdx_keys dictionary;
    pdx_buf out;
    size_t i, cut;
    pdx_buf_init(&out);
    pdx_keys_writer_init(&writer, per_block);
    for (i = 0; i < n; i++) {
        pdx_keys_writer_add(&writer, key_span(i), i * 3, i * 5);
        pdx_buf_byte(&writer.values, (uint8_t)i);
    }
    CHECK(pdx_keys_writer_finish(&writer, n * 3, n * 5, &out));
    CHECK(pdx_keys_open(&dictionary, out.data, out.data + out.len, (uint32_t)n, per_block, NULL));
    check_walk(&dictionary, n, per_block);
    for (i = 0; i < n; i++) {
        uint8_t longer[KEY_MAX + 1];
        for (cut = 0; cut <= keys[i].len; cut++) check_bound(&dictionary, n, keys[i].bytes, cut);
        memcpy(longer, keys[i].bytes, keys[i].len);
        longer[keys[i].len] = (uint8_t)random_next(random);
        check_bound(&dictionary, n, longer, keys[i].len + 1);
    }
    check_bound(&dictionary, n, (const uint8_t *)"", 0);
    pdx_keys_writer_deinit(&writer);
    pdx_buf_deinit(&out);
}

int main(void) {
    test_random random = {2};
    uint32_t per_block;
    for (per_block = 1; per_block <= 17; per_block++) {
        test_dictionary(&random, 0, per_block);
        test_dictionary(&random, 1, per_block);
        test_dictionary(&random, per_block, per_block);
        test_dictionary(&random, KEYS_MAX, per_block);
    }
    return check_report("keys");
}
