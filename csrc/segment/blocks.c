#include "segment/blocks.h"

#include "segment/list_steps.h"
#include "segment/segment_layout.h"

pdx_status pdx_blocks_open(pdx_blocks *blocks, const pdx_segment *segment, const pdx_list_place *place, pdx_error *err) {
    blocks->block = PDX_NO_BLOCK;
    blocks->n = 0;
    return pdx_postings_open_at(&blocks->list, segment, place, err);
}

/* A class may count only the first blocks of its member's list. */
uint32_t pdx_blocks_count(const pdx_blocks *blocks) {
    const uint32_t per_block = blocks->list.segment->block_docs;
    return (uint32_t)(((uint64_t)blocks->list.n_docs + per_block - 1) / per_block);
}

uint32_t pdx_blocks_find(const pdx_blocks *blocks, uint32_t from, pdx_doc doc) {
    const pdx_column *last = &blocks->list.last_docs;
    const uint32_t n = pdx_blocks_count(blocks);
    uint32_t step = 1, low = from, high;
    if (blocks->list.n_blocks <= 1 || from >= n || pdx_column_get(last, from) >= doc) return from < n ? from : n;
    /* Jumps that double, then halves: the block is near more often than not. */
    while (low + step < n && pdx_column_get(last, low + step) < doc) {
        low += step;
        step *= 2;
    }
    high = low + step < n ? low + step : n;
    low++;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (pdx_column_get(last, middle) < doc) low = middle + 1;
        else high = middle;
    }
    return low;
}

pdx_doc pdx_blocks_last(const pdx_blocks *blocks, uint32_t block) {
    if (blocks->list.n_blocks <= 1) return blocks->list.segment->n_docs;
    return (pdx_doc)pdx_column_get(&blocks->list.last_docs, block);
}

uint32_t pdx_blocks_before(const pdx_blocks *blocks, uint32_t block) { return block * blocks->list.segment->block_docs; }

uint8_t pdx_blocks_top(const pdx_blocks *blocks, uint32_t block) {
    if (blocks->list.n_blocks <= 1) return PDX_TOP_MAX;
    return (uint8_t)pdx_column_get(&blocks->list.tops, block);
}

static pdx_status damage(const pdx_blocks *blocks, const uint8_t *at, pdx_error *err) {
    return pdx_segment_damage(blocks->list.segment, at, err, "a block of a list cannot be read");
}

/* A copy of the list, at the begin of a block. */
static bool list_at(const pdx_blocks *blocks, uint32_t block, pdx_postings *list) {
    *list = blocks->list;
    return pdx_list_block_start(list, block);
}

static void entry_keep(pdx_blocks *blocks, uint32_t i, const pdx_postings *list) {
    uint32_t elsewhere = list->frequencies[PDX_GROUP_NONE];
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) elsewhere |= g == PDX_GROUP_BODY ? 0 : list->frequencies[g];
    blocks->body[i] = elsewhere == 0 ? list->frequencies[PDX_GROUP_BODY] : 0;
    if (elsewhere == 0) return;
    blocks->others[blocks->n_others].at = i;
    memcpy(blocks->others[blocks->n_others].frequencies, list->frequencies, sizeof list->frequencies);
    blocks->n_others++;
}

/* Documents and occurrences one after the other: blocks that are not packed. */
static bool mixed_read(pdx_blocks *blocks, pdx_postings *list, uint32_t n) {
    uint32_t i;
    blocks->n_others = 0;
    for (i = 0; i < n; i++) {
        if (!pdx_postings_next(list)) return false;
        blocks->docs[i] = list->doc;
        entry_keep(blocks, i, list);
    }
    blocks->counted = true;
    return true;
}

/* Sums of skips stay below 2^32 when there are at most this many bits of 256 of them. */
enum { SURE_BITS = 23 };

static bool packed_read(pdx_blocks *blocks, pdx_postings *list, uint32_t n) {
    const pdx_column *skips = &list->skips;
    const pdx_segment *segment = list->segment;
    const uint8_t *limit = segment->bytes.data + segment->bytes.len;
    const uint32_t first = list->before == PDX_NO_DOC ? 0 : list->before + 1;
    uint64_t doc = first;
    uint32_t i;
    if (skips->bits <= SURE_BITS) {
        pdx_unpack_ascending(skips->data, limit, skips->bits, n, first, blocks->docs);
        if (first >= segment->n_docs || blocks->docs[n - 1] >= segment->n_docs || blocks->docs[n - 1] < first) return false;
    } else {
        for (i = 0; i < n; i++) {
            doc += pdx_column_get(skips, i);
            if (doc >= segment->n_docs) return false;
            blocks->docs[i] = (pdx_doc)doc++;
        }
    }
    blocks->counted = false;
    return true;
}

pdx_status pdx_blocks_read(pdx_blocks *blocks, uint32_t block, pdx_error *err) {
    pdx_postings list;
    uint32_t n;
    bool read;
    if (blocks->block == block) return PDX_OK;
    blocks->block = PDX_NO_BLOCK;
    blocks->summed = false;
    if (!list_at(blocks, block, &list)) return damage(blocks, blocks->list.blocks, err);
    n = list.block_left;
    read = list.packed ? packed_read(blocks, &list, n) : mixed_read(blocks, &list, n);
    if (!read) return damage(blocks, list.at, err);
    if (list.n_blocks > 1 && n == list.segment->block_docs && blocks->docs[n - 1] != pdx_column_get(&list.last_docs, block)) {
        return damage(blocks, list.at, err);
    }
    blocks->n = n;
    blocks->block = block;
    return PDX_OK;
}

/* The occurrences of what escaped its code. */
static bool others_read(pdx_blocks *blocks, pdx_postings *list, uint32_t greatest) {
    uint32_t i;
    for (i = 0; i < blocks->n; i++) {
        if (blocks->body[i] != greatest + 1) continue;
        if (!pdx_list_frequencies_read(list)) return false;
        entry_keep(blocks, i, list);
    }
    return true;
}

pdx_status pdx_blocks_read_counts(pdx_blocks *blocks, pdx_error *err) {
    const pdx_segment *segment = blocks->list.segment;
    pdx_postings list;
    uint32_t i;
    if (blocks->counted) return PDX_OK;
    if (!list_at(blocks, blocks->block, &list)) return damage(blocks, blocks->list.blocks, err);
    pdx_unpack(list.codes.data, segment->bytes.data + segment->bytes.len, list.codes.bits, blocks->n, blocks->body);
    for (i = 0; i < blocks->n; i++) blocks->body[i]++;
    blocks->n_others = 0;
    if (list.others && !others_read(blocks, &list, (1u << list.codes.bits) - 1)) return damage(blocks, list.at, err);
    blocks->counted = true;
    return PDX_OK;
}

/* How many occurrences stand before each document of the block; its positions from their begin. */
static pdx_status sums_make(pdx_blocks *blocks, pdx_error *err) {
    pdx_postings list;
    uint64_t sum = 0;
    uint32_t i, other = 0;
    if (blocks->summed) return PDX_OK;
    PDX_TRY(pdx_blocks_read_counts(blocks, err));
    if (!list_at(blocks, blocks->block, &list)) return damage(blocks, blocks->list.blocks, err);
    for (i = 0; i < blocks->n; i++) {
        blocks->before[i] = (uint32_t)sum;
        sum += blocks->body[i];
        for (; other < blocks->n_others && blocks->others[other].at == i; other++) {
            int g;
            for (g = 0; g <= PDX_GROUP_COUNT; g++) sum += blocks->others[other].frequencies[g];
        }
    }
    if (sum > (uint64_t)(list.positions_end - list.positions_at)) return damage(blocks, list.positions_at, err);
    blocks->before[blocks->n] = (uint32_t)sum;
    blocks->positions_at = list.positions_at;
    blocks->positions_end = list.positions_end;
    blocks->positions_of = 0;
    blocks->summed = true;
    return PDX_OK;
}

pdx_status pdx_blocks_positions(pdx_blocks *blocks, uint32_t i, pdx_positions *out, pdx_error *err) {
    assert(blocks->list.has_positions && i < blocks->n);
    if (i < blocks->positions_of) blocks->summed = false; /* from the begin again */
    PDX_TRY(sums_make(blocks, err));
    if (!pdx_list_positions_skip(&blocks->positions_at, blocks->positions_end, blocks->before[i] - blocks->before[blocks->positions_of])) {
        return damage(blocks, blocks->positions_at, err);
    }
    blocks->positions_of = i;
    return pdx_list_positions_read(&blocks->list, blocks->positions_at, blocks->positions_end, blocks->before[i + 1] - blocks->before[i], out, err);
}
