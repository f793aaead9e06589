#include "segment/keys.h"

#include "base/varint.h"

static bool column_take(pdx_column *column, const uint8_t **at, const uint8_t *end, uint64_t n, pdx_sums *sums) {
    const uint8_t *begin = *at;
    return pdx_column_open(column, at, end, n) && pdx_sums_hold(sums, begin, column->data);
}

/* Value i of a column, and the one behind it. */
static bool pair_holds(const pdx_keys *keys, const pdx_column *column, uint64_t i) {
    const uint8_t *at = column->data + (i * column->bits >> 3);
    return keys->sums == NULL || column->bits == 0 || pdx_sums_hold(keys->sums, at, column->end - at > 16 ? at + 16 : column->end);
}

bool pdx_keys_open(pdx_keys *keys, const uint8_t *at, const uint8_t *end, uint32_t n, uint32_t per_block, pdx_sums *sums) {
    const uint64_t n_blocks = ((uint64_t)n + per_block - 1) / per_block;
    keys->n = n;
    keys->per_block = per_block;
    keys->n_blocks = (uint32_t)n_blocks;
    keys->sums = sums;
    if (!column_take(&keys->block_at, &at, end, n_blocks + 1, sums) || !column_take(&keys->list_at, &at, end, n_blocks + 1, sums) ||
        !column_take(&keys->position_at, &at, end, n_blocks + 1, sums)) {
        return false;
    }
    keys->blocks = at;
    keys->end = end;
    return true;
}

/* The keys of a block, and where it ends. */
static bool block_open(const pdx_keys *keys, uint32_t block, pdx_key_block *out) {
    const uint64_t begin = pdx_column_get(&keys->block_at, block), end = pdx_column_get(&keys->block_at, block + 1u);
    uint64_t n_bytes;
    if (!pair_holds(keys, &keys->block_at, block) || begin > end || end > (uint64_t)(keys->end - keys->blocks)) return false;
    if (!pdx_sums_hold(keys->sums, keys->blocks + begin, keys->blocks + end)) return false;
    out->keys = keys->blocks + begin;
    out->end = keys->blocks + end;
    if (!pdx_varint_read(&out->keys, out->end, &n_bytes) || n_bytes > (uint64_t)(out->end - out->keys)) return false;
    out->values = out->keys + n_bytes;
    out->n = block + 1 < keys->n_blocks ? keys->per_block : keys->n - block * keys->per_block;
    return true;
}

bool pdx_keys_block(const pdx_keys *keys, uint32_t block, pdx_key_block *out) {
    if (!block_open(keys, block, out) || !pair_holds(keys, &keys->list_at, block) || !pair_holds(keys, &keys->position_at, block)) return false;
    out->list_begin = pdx_column_get(&keys->list_at, block);
    out->list_end = pdx_column_get(&keys->list_at, block + 1u);
    out->position_begin = pdx_column_get(&keys->position_at, block);
    out->position_end = pdx_column_get(&keys->position_at, block + 1u);
    return out->list_begin <= out->list_end && out->position_begin <= out->position_end;
}

void pdx_key_walk_start(pdx_key_walk *walk, const pdx_key_block *block) {
    walk->at = block->keys;
    walk->end = block->values;
    walk->shared = 0;
    walk->left = block->n;
    walk->first = true;
}

bool pdx_key_walk_skip(pdx_key_walk *walk, pdx_span *rest) {
    uint64_t n_bytes;
    walk->shared = 0;
    if (!walk->first && !pdx_varint_read(&walk->at, walk->end, &walk->shared)) return false;
    if (!pdx_varint_read(&walk->at, walk->end, &n_bytes) || n_bytes > (uint64_t)(walk->end - walk->at)) return false;
    *rest = pdx_span_of(walk->at, (size_t)n_bytes);
    walk->at += n_bytes;
    walk->first = false;
    walk->left--;
    return true;
}

bool pdx_key_walk_next(pdx_key_walk *walk, pdx_buf *key) {
    pdx_span rest;
    if (!pdx_key_walk_skip(walk, &rest) || walk->shared > key->len) return false;
    key->len = (size_t)walk->shared;
    pdx_buf_span(key, rest);
    return !key->failed;
}

/* Without a look at where the block ends: searches ask for many. */
bool pdx_keys_first(const pdx_keys *keys, uint32_t block, pdx_span *first) {
    const uint64_t begin = pdx_column_get(&keys->block_at, block);
    const uint8_t *at;
    uint64_t n_bytes, length;
    if (!pair_holds(keys, &keys->block_at, block) || begin > (uint64_t)(keys->end - keys->blocks)) return false;
    at = keys->blocks + begin;
    if (!pdx_varint_read(&at, keys->end, &n_bytes) || !pdx_varint_read(&at, keys->end, &length) ||
        length > (uint64_t)(keys->end - at)) {
        return false;
    }
    *first = pdx_span_of(at, (size_t)length);
    return pdx_sums_hold(keys->sums, keys->blocks + begin, at + length);
}

/* Length of the common beginning of `a` and `b`. */
static size_t common(pdx_span a, pdx_span b) {
    const size_t n = pdx_min_size(a.len, b.len);
    size_t i = 0;
    while (i < n && a.data[i] == b.data[i]) i++;
    return i;
}

/* Within a block whose keys are compared without being put together: `match` is how much of `key` the
 * last smaller key shares with it. An entry that shares more with its predecessor differs from `key` at the same
 * place, so is smaller too; one that shares less is greater. */
static bool block_lower_bound(const pdx_key_block *block, pdx_span key, uint32_t *at, bool *equal) {
    pdx_key_walk walk;
    size_t match = 0;
    pdx_key_walk_start(&walk, block);
    for (*at = 0; walk.left > 0; (*at)++) {
        pdx_span rest, wanted;
        size_t same;
        if (!pdx_key_walk_skip(&walk, &rest)) return false;
        if (walk.shared > match) continue;
        if (walk.shared < match) return true;
        wanted = pdx_span_slice(key, match, key.len);
        same = common(rest, wanted);
        if (same == rest.len && same == wanted.len) return *equal = true;
        if (same == wanted.len || (same < rest.len && rest.data[same] > wanted.data[same])) return true;
        match += same;
    }
    return true;
}

bool pdx_keys_lower_bound(const pdx_keys *keys, pdx_span key, uint32_t *number, bool *equal) {
    uint32_t low = 0, high = keys->n_blocks, at = 0;
    pdx_key_block block;
    *equal = false;
    /* Find the first block whose first key is greater; the key belongs before it. */
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        pdx_span first;
        if (!pdx_keys_first(keys, middle, &first)) return false;
        if (pdx_span_compare(first, key) <= 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == 0) {
        *number = 0;
        return true;
    }
    if (!block_open(keys, low - 1, &block) || !block_lower_bound(&block, key, &at, equal)) return false;
    *number = (low - 1) * keys->per_block + at;
    return true;
}
