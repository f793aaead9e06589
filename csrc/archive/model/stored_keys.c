#include "archive/model/stored_keys.h"

#include "base/le.h"
#include "base/sort.h"
#include "kernels/crc32c.h"

/* A block is the keys, the values, and their checksum. All blocks but the last are full. */
enum { FULL = STORED_KEYS_FULL, KEY = 8, VALUE = 4, CRC = 4, BLOCK = FULL * (KEY + VALUE) + CRC };

typedef struct key_block {
    const uint8_t *keys, *values;
    uint32_t n;
} key_block;

static int by_key(const void *left, const void *right, const void *context) {
    const stored_key *a = left, *b = right;
    (void)context;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return a->value < b->value ? -1 : a->value > b->value;
}

static void block_write(const stored_key *keys, size_t n, pdx_buf *out) {
    const size_t begin = out->len;
    uint8_t bytes[KEY];
    for (size_t i = 0; i < n; i++) {
        pdx_le64_put(bytes, keys[i].key);
        pdx_buf_append(out, bytes, KEY);
    }
    for (size_t i = 0; i < n; i++) {
        pdx_le32_put(bytes, keys[i].value);
        pdx_buf_append(out, bytes, VALUE);
    }
    if (out->failed) return;
    pdx_le32_put(bytes, pdx_crc32c(pdx_span_slice(pdx_buf_view(out), begin, out->len), 0));
    pdx_buf_append(out, bytes, CRC);
}

pdx_status stored_keys_write(stored_keys *keys, const pdx_tick *tick, pdx_buf *out, pdx_error *err) {
    PDX_TRY(pdx_sort(keys->data, keys->len, sizeof *keys->data, by_key, NULL, tick, err));
    for (size_t i = 0; i < keys->len; i += FULL) block_write(keys->data + i, pdx_min_size(FULL, keys->len - i), out);
    return out->failed ? pdx_fail_memory(err) : PDX_OK;
}

void stored_keys_block(stored_keys *block, pdx_buf *out) {
    block_write(block->data, block->len, out);
    block->len = 0;
}

static size_t n_blocks(pdx_span section) { return section.len / BLOCK + (section.len % BLOCK != 0); }

bool stored_keys_fit(pdx_span section) {
    const size_t rest = section.len % BLOCK;
    return rest == 0 || (rest > CRC && (rest - CRC) % (KEY + VALUE) == 0);
}

static key_block block_at(pdx_span section, size_t i) {
    const size_t begin = i * BLOCK, len = pdx_min_size(BLOCK, section.len - begin);
    key_block block;
    block.n = (uint32_t)((len - CRC) / (KEY + VALUE));
    block.keys = section.data + begin;
    block.values = block.keys + (size_t)block.n * KEY;
    return block;
}

static pdx_status block_check(pdx_span section, size_t i, key_block *block, pdx_error *err) {
    *block = block_at(section, i);
    const uint8_t *end = block->values + (size_t)block->n * VALUE;
    if (pdx_crc32c(pdx_span_of(block->keys, (size_t)(end - block->keys)), 0) == pdx_le32(end)) return PDX_OK;
    return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: the checksum of a list of keys does not hold");
}

static uint64_t key_at(const key_block *block, uint32_t i) { return pdx_le64(block->keys + (size_t)KEY * i); }

/* The last block whose first key is less than `key`, or the first block. */
static size_t block_find(pdx_span section, uint64_t key) {
    size_t low = 0, high = n_blocks(section);
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        const key_block block = block_at(section, middle);
        if (key_at(&block, 0) < key) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The values of `key` in a block. */
static pdx_status block_take(const key_block *block, uint64_t key, uint32_t n, uint32_t first, archive_numbers *out, pdx_error *err) {
    for (uint32_t i = 0; i < block->n; i++) {
        uint32_t value;
        if (key_at(block, i) != key) continue;
        value = pdx_le32(block->values + (size_t)VALUE * i);
        if (value >= n) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: a list of keys names what is not there");
        if (!PDX_VEC_PUSH(out, first + value)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

pdx_status stored_keys_find(pdx_span section, uint64_t key, uint32_t n, uint32_t first, archive_numbers *out, pdx_error *err) {
    const size_t all = n_blocks(section);
    key_block block;
    if (all == 0) return PDX_OK;
    for (size_t begin = block_find(section, key), i = begin; i < all; i++) {
        PDX_TRY(block_check(section, i, &block, err));
        if (i == begin && i > 0 && key_at(&block, 0) >= key) {
            return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: a list of keys is out of order");
        }
        PDX_TRY(block_take(&block, key, n, first, out, err));
        if (key_at(&block, block.n - 1) > key) break;
    }
    return PDX_OK;
}

pdx_status stored_key_walk_begin(stored_key_walk *walk, pdx_span section, uint32_t n, pdx_error *err) {
    *walk = (stored_key_walk){.section = section, .n = n};
    return stored_key_walk_next(walk, err);
}

pdx_status stored_key_walk_next(stored_key_walk *walk, pdx_error *err) {
    const stored_key before = walk->key;
    const size_t number = walk->at / FULL;
    const uint32_t i = (uint32_t)(walk->at % FULL);
    key_block block;
    const bool first = walk->at == 0;
    walk->more = false;
    if (number >= n_blocks(walk->section)) return PDX_OK;
    if (i == 0) PDX_TRY(block_check(walk->section, number, &block, err));
    else block = block_at(walk->section, number);
    if (i >= block.n) return PDX_OK;
    walk->key = (stored_key){key_at(&block, i), pdx_le32(block.values + (size_t)VALUE * i)};
    walk->at++;
    walk->more = true;
    if (walk->key.value >= walk->n) return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: a list of keys names what is not there");
    if (!first && by_key(&before, &walk->key, NULL) > 0) {
        return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "damaged posts: a list of keys is out of order");
    }
    return PDX_OK;
}
