#include "segment/term_walk.h"

#include "segment/segment_layout.h"

void pdx_term_walk_init(pdx_term_walk *walk, const pdx_segment *segment) {
    memset(walk, 0, sizeof *walk);
    pdx_buf_init(&walk->key);
    walk->segment = segment;
    walk->ord = PDX_NO_ORD;
}

void pdx_term_walk_deinit(pdx_term_walk *walk) { pdx_buf_deinit(&walk->key); }

static pdx_status damage(const pdx_term_walk *walk, pdx_error *err) {
    return pdx_segment_damage(walk->segment, walk->segment->terms.blocks, err, "a term cannot be read");
}

pdx_status pdx_term_walk_to(pdx_term_walk *walk, pdx_ord ord, pdx_error *err) {
    const pdx_segment *segment = walk->segment;
    const uint32_t per_block = segment->block_keys;
    uint32_t left;
    if (ord >= segment->n_terms) return pdx_segment_no_such(err, "term", ord);
    if (walk->ord != PDX_NO_ORD && walk->ord <= ord && walk->ord / per_block == ord / per_block) {
        left = ord - walk->ord;
    } else {
        walk->ord = PDX_NO_ORD;
        if (!pdx_keys_block(&segment->terms, ord / per_block, &walk->block)) return damage(walk, err);
        pdx_key_walk_start(&walk->keys, &walk->block);
        pdx_buf_reset(&walk->key);
        walk->n_values = 0;
        left = ord % per_block + 1;
    }
    walk->ord = PDX_NO_ORD; /* until the key is whole */
    for (; left > 0; left--) {
        if (walk->keys.left > 0 && pdx_key_walk_next(&walk->keys, &walk->key)) continue;
        return walk->key.failed ? pdx_fail_memory(err) : damage(walk, err);
    }
    walk->ord = ord;
    return PDX_OK;
}

/* Whether the first key of a block belongs before what is looked for. */
typedef bool (*block_order)(pdx_span first, pdx_span wanted);

static bool begins_so(pdx_span first, pdx_span prefix) { return pdx_span_starts(first, prefix); }
static bool is_no_greater(pdx_span first, pdx_span key) { return pdx_span_compare(first, key) <= 0; }

/* The first block behind `block` whose first key does not belong before what is `wanted`; those that do come first. */
static bool block_behind(const pdx_keys *keys, uint32_t block, block_order before, pdx_span wanted, uint32_t *behind) {
    uint32_t low = block + 1, high, step = 1;
    pdx_span first;
    for (high = low; high < keys->n_blocks; high += step, step *= 2) { /* near more often than not */
        if (!pdx_keys_first(keys, high, &first)) return false;
        if (!before(first, wanted)) break;
        low = high + 1;
    }
    if (high > keys->n_blocks) high = keys->n_blocks;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (!pdx_keys_first(keys, middle, &first)) return false;
        if (before(first, wanted)) low = middle + 1;
        else high = middle;
    }
    *behind = low;
    return true;
}

pdx_status pdx_term_walk_seek(pdx_term_walk *walk, pdx_span key, pdx_ord *ord, pdx_error *err) {
    const pdx_keys *terms = &walk->segment->terms;
    const uint32_t block = walk->ord / terms->per_block;
    uint32_t behind;
    assert(walk->ord != PDX_NO_ORD);
    if (!block_behind(terms, block, is_no_greater, key, &behind)) return damage(walk, err);
    *ord = behind - 1 > block ? (behind - 1) * terms->per_block : walk->ord;
    for (; *ord < terms->n; ++*ord) {
        PDX_TRY(pdx_term_walk_to(walk, *ord, err));
        if (pdx_span_compare(pdx_buf_view(&walk->key), key) >= 0) break;
    }
    return PDX_OK;
}

/* How many more keys of a block, its walk standing on one that has the first `len` bytes, have them too. */
static bool block_sharing(pdx_key_walk *keys, size_t len, uint32_t *n) {
    pdx_span rest;
    for (*n = 0; keys->left > 0; ++*n) {
        if (!pdx_key_walk_skip(keys, &rest)) return false;
        if (keys->shared < len) return true;
    }
    return true;
}

pdx_status pdx_term_walk_behind(pdx_term_walk *walk, size_t len, pdx_ord *behind, pdx_error *err) {
    const pdx_keys *terms = &walk->segment->terms;
    const uint32_t block = walk->ord / terms->per_block;
    const pdx_span prefix = pdx_span_slice(pdx_buf_view(&walk->key), 0, len);
    pdx_key_walk keys = walk->keys;
    uint32_t n, last;
    assert(walk->ord != PDX_NO_ORD && len <= walk->key.len);
    if (!block_sharing(&keys, len, &n)) return damage(walk, err);
    *behind = walk->ord + 1 + n;
    if (*behind % terms->per_block != 0 || *behind >= terms->n) return PDX_OK;
    if (!block_behind(terms, block, begins_so, prefix, &last)) return damage(walk, err);
    if (--last == block) return PDX_OK;
    PDX_TRY(pdx_term_walk_to(walk, last * terms->per_block, err));
    keys = walk->keys;
    if (!block_sharing(&keys, len, &n)) return damage(walk, err);
    *behind = walk->ord + 1 + n;
    return PDX_OK;
}

pdx_status pdx_term_walk_place(pdx_term_walk *walk, const pdx_list_place **place, pdx_error *err) {
    assert(walk->ord != PDX_NO_ORD);
    for (; walk->n_values <= walk->ord % walk->segment->block_keys; walk->n_values++) {
        if (!pdx_segment_value_read(walk->segment, &walk->block, &walk->place)) return damage(walk, err);
    }
    *place = &walk->place;
    return PDX_OK;
}
