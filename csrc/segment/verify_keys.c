#include "segment/segment_layout.h"

/* Two buffers in turn: the key, and the one before it. */
typedef struct order {
    pdx_buf key, before;
    bool has_before;
} order;

static size_t common(pdx_span a, pdx_span b) {
    const size_t n = pdx_min_size(a.len, b.len);
    size_t i = 0;
    while (i < n && a.data[i] == b.data[i]) i++;
    return i;
}

/* Keys ascend, also from block to block, and share as much as they can: look-ups rely on both. */
static pdx_status key_verify(const pdx_segment *segment, order *o, pdx_key_walk *walk, pdx_error *err) {
    const bool begins = walk->first;
    pdx_span key, before;
    pdx_buf_reset(&o->before);
    pdx_buf_span(&o->before, pdx_buf_view(&o->key));
    if (!pdx_key_walk_next(walk, &o->key) || o->before.failed) {
        if (o->key.failed || o->before.failed) return pdx_fail_memory(err);
        return pdx_segment_damage(segment, walk->at, err, "a key cannot be read");
    }
    key = pdx_buf_view(&o->key);
    before = pdx_buf_view(&o->before);
    if (o->has_before && (pdx_span_compare(before, key) >= 0 || (!begins && walk->shared != common(before, key)))) {
        return pdx_segment_damage(segment, walk->at, err, "keys are out of order");
    }
    o->has_before = true;
    return PDX_OK;
}

static pdx_status block_verify(const pdx_segment *segment, const pdx_keys *keys, uint32_t number, order *o, pdx_error *err) {
    pdx_key_block block;
    pdx_key_walk walk;
    if (!pdx_keys_block(keys, number, &block)) return pdx_segment_damage(segment, keys->blocks, err, "a block of keys is out of place");
    pdx_key_walk_start(&walk, &block);
    while (walk.left > 0) PDX_TRY(key_verify(segment, o, &walk, err));
    if (walk.at != walk.end) return pdx_segment_damage(segment, walk.at, err, "a block holds more than its keys");
    return PDX_OK;
}

static pdx_status blocks_verify(const pdx_segment *segment, const pdx_keys *keys, order *o, pdx_pace *pace, pdx_error *err) {
    enum { WORK = 512 };
    uint32_t i;
    for (i = 0; i < keys->n_blocks; i++) {
        PDX_TRY(block_verify(segment, keys, i, o, err));
        PDX_TRY(pdx_pace_step(pace, WORK, 0, err));
    }
    return PDX_OK;
}

pdx_status pdx_verify_keys(const pdx_segment *segment, const pdx_keys *keys, const pdx_key_places *places, pdx_pace *pace, pdx_error *err) {
    const uint32_t n = keys->n_blocks;
    order o;
    pdx_status status;
    /* What lies between is ascending when every block can be cut, which block_verify finds out. */
    if (pdx_column_get(&keys->block_at, 0) != 0 || pdx_column_get(&keys->block_at, n) != (uint64_t)(keys->end - keys->blocks) ||
        pdx_column_get(&keys->list_at, 0) != places->list_begin || pdx_column_get(&keys->list_at, n) != places->list_end ||
        pdx_column_get(&keys->position_at, 0) != 0 || pdx_column_get(&keys->position_at, n) != places->position_end) {
        return pdx_segment_damage(segment, keys->blocks, err, "a dictionary does not fill its sections");
    }
    memset(&o, 0, sizeof o);
    status = blocks_verify(segment, keys, &o, pace, err);
    pdx_buf_deinit(&o.key);
    pdx_buf_deinit(&o.before);
    return status;
}
