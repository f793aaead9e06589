#include "segment/postings.h"

#include "base/bits.h"
#include "base/varint.h"
#include "segment/list_steps.h"
#include "segment/segment_layout.h"

/* Ends the walk: at the end of the list with PDX_OK, on damage with PDX_ECORRUPT. */
static bool stop(pdx_postings *list, pdx_status status) {
    list->doc = PDX_NO_DOC;
    list->left = list->block_left = 0;
    list->status = status;
    return false;
}

pdx_status pdx_postings_open_at(pdx_postings *list, const pdx_segment *segment, const pdx_list_place *place, pdx_error *err) {
    const uint8_t *at = place->list.data, *end = at + place->list.len;
    memset(list, 0, sizeof *list);
    list->segment = segment;
    list->doc = list->before = PDX_NO_DOC;
    list->n_docs = list->left = place->n_docs;
    list->n_listed = place->n_listed;
    list->n_blocks = (uint32_t)(((uint64_t)place->n_listed + segment->block_docs - 1) / segment->block_docs);
    list->n_counted_blocks = (uint32_t)(((uint64_t)place->n_docs + segment->block_docs - 1) / segment->block_docs);
    list->positions = place->positions;
    list->has_positions = place->has_positions;
    if (list->n_blocks > 1 && (!pdx_column_open(&list->last_docs, &at, end, list->n_blocks) ||
                               !pdx_column_open(&list->block_ends, &at, end, list->n_blocks) ||
                               !pdx_column_open(&list->position_ends, &at, end, list->n_blocks) ||
                               !pdx_column_open(&list->tops, &at, end, list->n_blocks))) {
        list->status = PDX_ECORRUPT;
        return pdx_segment_damage(segment, at, err, "the columns of a list are out of place");
    }
    list->blocks = at;
    list->blocks_end = end;
    if (!pdx_segment_holds(segment, place->list.data, at)) {
        return pdx_segment_damage(segment, place->list.data, err, "the columns of a list cannot be read");
    }
    return PDX_OK;
}

pdx_status pdx_postings_open(pdx_postings *list, const pdx_segment *segment, pdx_ord ord, pdx_error *err) {
    pdx_list_place place;
    PDX_TRY(pdx_segment_term_place(segment, ord, &place, err));
    return pdx_postings_open_at(list, segment, &place, err);
}

pdx_status pdx_postings_open_class(pdx_postings *list, const pdx_segment *segment, pdx_ord class_ord, pdx_error *err) {
    pdx_list_place place;
    PDX_TRY(pdx_segment_class_place(segment, class_ord, &place, err));
    return pdx_postings_open_at(list, segment, &place, err);
}

/* Sets the document before block `block`: what was read goes no further, and is it when nothing was left out. */
static bool block_before(pdx_postings *list, uint64_t before, uint32_t block) {
    const bool at_start = list->before == PDX_NO_DOC;
    const bool goes_on = !at_start && list->block_left == 0 && block == list->block + 1;
    if (before >= list->segment->n_docs || (!at_start && before < list->before)) return false;
    if (goes_on && before != list->before) return false;
    list->before = (pdx_doc)before;
    return true;
}

/* Where the bytes of block number `block` stand; false on damage. */
static bool block_bytes(const pdx_postings *list, uint32_t block, const uint8_t **at, const uint8_t **end) {
    const uint64_t n_bytes = (uint64_t)(list->blocks_end - list->blocks);
    uint64_t from = 0, to = n_bytes;
    if (list->n_blocks > 1) {
        to = pdx_list_end(list, block);
        if (block > 0) from = pdx_list_end(list, block - 1u);
    }
    if (from >= to || to > n_bytes) return false;
    *at = list->blocks + from;
    *end = list->blocks + to;
    return pdx_segment_holds(list->segment, *at, *end);
}

bool pdx_list_block_positions(pdx_postings *list) {
    const uint32_t block = list->block;
    uint64_t from = 0, to = list->positions.len;
    if (list->n_blocks > 1) {
        to = pdx_column_get(&list->position_ends, block);
        if (block > 0) from = pdx_column_get(&list->position_ends, block - 1u);
    }
    if (from > to || to > list->positions.len) return false;
    list->positions_at = list->positions.data + from;
    list->positions_end = list->positions.data + to;
    if (!pdx_segment_holds(list->segment, list->positions_at, list->positions_end)) return false;
    if (list->type != PDX_BLOCK_MIXED) {
        if (!pdx_packed_positions_open(&list->packed, list->positions_at, list->positions_end, pdx_list_listed(list, block))) return false;
        list->positions_packed = true;
    }
    list->positions_open = true;
    return true;
}

/* The documents of block number `block`, of those that the list counts (a class may count fewer than its member has). */
static uint32_t block_count(const pdx_postings *list, uint32_t block) {
    const uint32_t left = list->n_docs - block * list->segment->block_docs;
    return left < list->segment->block_docs ? left : list->segment->block_docs;
}

/* Cuts `n` values of `bits` bits off what is left of the block. */
static bool column_cut(pdx_postings *list, uint64_t n, unsigned bits, pdx_column *column) {
    const uint64_t bytes = (n * bits + 7) / 8;
    if (bits > 32 || bytes > (uint64_t)(list->end - list->at)) return false;
    column->data = list->at;
    column->end = list->end;
    column->base = 0;
    column->n = n;
    column->bits = bits;
    list->at += bytes;
    return true;
}

static bool bits_cut(pdx_postings *list, uint64_t n_bytes) {
    if (n_bytes == 0 || n_bytes > (uint64_t)PDX_BITS_SHARE * list->segment->block_docs || n_bytes > (uint64_t)(list->end - list->at)) return false;
    list->bits = pdx_span_of(list->at, (size_t)n_bytes);
    list->at += n_bytes;
    return true;
}

static bool others_cut(pdx_postings *list) {
    unsigned g, sum = 0;
    pdx_column column;
    if (list->end - list->at < 2 + PDX_GROUP_COUNT) return false;
    list->n_others = *list->at++ + 1u;
    memcpy(list->other_bits, list->at, sizeof list->other_bits);
    list->at += sizeof list->other_bits;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) sum += list->other_bits[g];
    if (sum == 0 || list->n_others > pdx_list_listed(list, list->block)) return false;
    list->other_sum = sum <= PDX_OTHERS_BITS ? sum : 0;
    if (list->other_sum > 0) {
        if (!column_cut(list, list->n_others, sum, &column)) return false;
        list->other_data[0] = column.data;
        return true;
    }
    for (g = 0; g <= PDX_GROUP_COUNT; g++) {
        if (!column_cut(list, list->n_others, list->other_bits[g], &column)) return false;
        list->other_data[g] = column.data;
    }
    return true;
}

/* Takes apart a packed block, whose bytes behind the type begin at list->at. */
static bool packed_open(pdx_postings *list) {
    const uint32_t n = pdx_list_listed(list, list->block);
    uint64_t docs; /* bits of a skip, or bytes of the set */
    unsigned code_bits;
    if (!pdx_varint_read(&list->at, list->end, &docs) || docs > UINT32_MAX || list->at == list->end) return false;
    code_bits = *list->at & ~(unsigned)PDX_CODE_OTHERS;
    list->others = (*list->at++ & PDX_CODE_OTHERS) != 0;
    if (list->type == PDX_BLOCK_SKIPS ? !column_cut(list, n, (unsigned)docs, &list->skips) : !bits_cut(list, docs)) return false;
    if (code_bits > PDX_CODE_BITS_MAX || !column_cut(list, n, code_bits, &list->codes)) return false;
    list->n_others = list->other = list->index = list->bit = 0;
    return !list->others || others_cut(list);
}

bool pdx_list_block_start(pdx_postings *list, uint32_t block) {
    if (list->n_blocks > 1 && block > 0 && !block_before(list, pdx_list_last(list, block - 1u), block)) return false;
    if (!block_bytes(list, block, &list->at, &list->end)) return false;
    list->positions_skip = 0;
    list->positions_open = list->positions_packed = false;
    list->block = block;
    list->left = list->n_docs - block * list->segment->block_docs;
    list->block_left = block_count(list, block);
    list->type = *list->at++;
    if (list->type == PDX_BLOCK_MIXED) return true;
    return (list->type == PDX_BLOCK_SKIPS || list->type == PDX_BLOCK_BITS) && packed_open(list);
}

bool pdx_list_frequencies_read(pdx_postings *list) {
    unsigned head, groups, g;
    uint64_t sum = 0;
    if (list->at == list->end) return false;
    head = *list->at++;
    groups = head & 31;
    if (groups == 0) return false;
    if ((groups & (groups - 1)) != 0 && head >> 5 != 0) return false;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) {
        uint64_t frequency = head >> 5;
        list->frequencies[g] = 0;
        if ((groups >> g & 1) == 0) continue;
        if (frequency == 0 && !pdx_varint_read(&list->at, list->end, &frequency)) return false;
        if (frequency == 0 || frequency > UINT32_MAX) return false;
        list->frequencies[g] = (uint32_t)frequency;
        sum += frequency;
    }
    return sum <= UINT32_MAX;
}

static uint64_t frequencies_sum(const pdx_postings *list) {
    uint64_t sum = 0;
    unsigned g;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) sum += list->frequencies[g];
    return sum;
}

bool pdx_list_other_read(pdx_postings *list, uint32_t i) {
    const pdx_column numbers = {list->other_data[0], list->end, 0, list->n_others, list->other_sum};
    uint64_t sum = 0, number;
    unsigned g;
    if (i >= list->n_others) return false;
    number = list->other_sum > 0 ? pdx_column_get(&numbers, i) : 0;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) {
        const pdx_column column = {list->other_data[g], list->end, 0, list->n_others, list->other_bits[g]};
        const uint64_t mask = ((uint64_t)1 << list->other_bits[g]) - 1;
        list->frequencies[g] = (uint32_t)(list->other_sum > 0 ? number & mask : pdx_column_get(&column, i));
        number >>= list->other_bits[g];
        sum += list->frequencies[g];
    }
    return sum > 0 && sum <= UINT32_MAX;
}

/* How many documents the bit set leaves out before the next one that it has; false when it has no more. */
static bool bits_next(pdx_postings *list, uint64_t *skipped) {
    uint32_t bit = list->bit;
    while (bit / 8 < list->bits.len && (list->bits.data[bit / 8] >> bit % 8) == 0) bit = bit / 8 * 8 + 8;
    if (bit / 8 >= list->bits.len) return false;
    bit += pdx_trailing_zeros((uint64_t)list->bits.data[bit / 8] >> bit % 8);
    *skipped = bit - list->bit;
    list->bit = bit + 1;
    return true;
}

/* The documents left out before the next one, and its frequencies. */
static bool packed_read(pdx_postings *list, uint64_t *skipped) {
    const uint32_t i = list->index++;
    const uint32_t code = (uint32_t)pdx_column_get(&list->codes, i);
    if (list->type == PDX_BLOCK_SKIPS) *skipped = pdx_column_get(&list->skips, i);
    else if (!bits_next(list, skipped)) return false;
    if (list->others && code == (1u << list->codes.bits) - 1) return pdx_list_other_read(list, list->other++);
    memset(list->frequencies, 0, sizeof list->frequencies);
    list->frequencies[PDX_GROUP_BODY] = code + 1;
    return true;
}

static bool entry_read(pdx_postings *list, uint64_t *skipped) {
    uint64_t v;
    if (list->type != PDX_BLOCK_MIXED) return packed_read(list, skipped);
    if (!pdx_varint_read(&list->at, list->end, &v)) return false;
    *skipped = v >> 1;
    if ((v & 1) == 0) return pdx_list_frequencies_read(list);
    memset(list->frequencies, 0, sizeof list->frequencies);
    list->frequencies[PDX_GROUP_BODY] = 1;
    return true;
}

bool pdx_postings_next(pdx_postings *list) {
    uint64_t doc;
    if (list->left == 0) return stop(list, list->status);
    if (list->block_left == 0) {
        /* The first document of all, or of the block after. */
        if (!pdx_list_block_start(list, list->before == PDX_NO_DOC ? 0 : list->block + 1)) return stop(list, PDX_ECORRUPT);
    } else if (list->doc != PDX_NO_DOC && list->has_positions) {
        list->positions_skip += frequencies_sum(list);
    }
    if (!entry_read(list, &doc) || doc >= list->segment->n_docs) return stop(list, PDX_ECORRUPT);
    doc += (uint32_t)(list->before + 1u); /* 0 when there is none before */
    if (doc >= list->segment->n_docs) return stop(list, PDX_ECORRUPT);
    list->doc = list->before = (pdx_doc)doc;
    list->left--;
    list->block_left--;
    return true;
}

bool pdx_postings_seek(pdx_postings *list, pdx_doc doc) {
    if (list->doc != PDX_NO_DOC && list->doc >= doc) return true;
    if (list->n_blocks > 1 && list->left > 0) {
        const uint32_t current = list->before == PDX_NO_DOC ? 0 : list->block;
        const bool behind = pdx_column_get(&list->last_docs, current) < doc; /* else the block that is read has it */
        const uint64_t block = behind ? pdx_column_lower_bound(&list->last_docs, current + 1u, doc) : current;
        if (block >= list->n_counted_blocks) return stop(list, list->status);
        if (block > current && !pdx_list_block_start(list, (uint32_t)block)) return stop(list, PDX_ECORRUPT);
        if (block > current) list->doc = PDX_NO_DOC; /* nothing of this block is passed yet */
    }
    while (pdx_postings_next(list)) {
        if (list->doc >= doc) return true;
    }
    return false;
}

enum { LAST_BYTES = 8 }; /* a number ends with a byte below 0x80: eight bytes are looked at at once */

bool pdx_list_positions_skip(const uint8_t **at, const uint8_t *end, uint64_t n) {
    const uint8_t *p = *at;
    if (n > (uint64_t)(end - p)) return false;
    while (n >= LAST_BYTES && end - p >= LAST_BYTES) {
        const uint64_t last = (~pdx_le64(p) & UINT64_C(0x8080808080808080)) >> 7; /* a one in each byte that ends a number */
        n -= last * UINT64_C(0x0101010101010101) >> 56;
        p += LAST_BYTES;
    }
    for (; n > 0 && p < end; p++) n -= *p < 0x80;
    *at = p;
    return n == 0;
}

pdx_status pdx_list_positions_read(const pdx_postings *list, const uint8_t *at, const uint8_t *end, uint64_t n, pdx_positions *out,
                                   pdx_error *err) {
    uint64_t position = 0, i;
    out->len = 0;
    if (n > (uint64_t)(end - at)) return pdx_segment_damage(list->segment, at, err, "positions are missing");
    if (!PDX_VEC_RESERVE(out, n + PDX_POSITIONS_SLACK)) return pdx_fail_memory(err);
    for (i = 0; i < n; i++) {
        uint64_t step;
        if (!pdx_varint_read(&at, end, &step) || step >= PDX_NO_DOC || (step == 0 && i > 0) || (position += step) >= PDX_NO_DOC) {
            return pdx_segment_damage(list->segment, at, err, "positions cannot be read");
        }
        out->data[out->len++] = (uint32_t)position;
    }
    return PDX_OK;
}

pdx_status pdx_list_packed_read(const pdx_postings *list, uint32_t i, uint64_t gap, uint64_t n, pdx_positions *out, pdx_error *err) {
    out->len = 0;
    if (n - 1 > list->packed.gaps.n) return pdx_segment_damage(list->segment, list->positions_end, err, "positions are missing");
    if (!PDX_VEC_RESERVE(out, n + PDX_POSITIONS_SLACK)) return pdx_fail_memory(err);
    if (!pdx_packed_positions_read(&list->packed, i, gap, (uint32_t)n, out->data)) {
        return pdx_segment_damage(list->segment, list->positions_end, err, "positions cannot be read");
    }
    out->len = (size_t)n;
    return PDX_OK;
}

pdx_status pdx_postings_positions(pdx_postings *list, pdx_positions *out, pdx_error *err) {
    const uint64_t n = frequencies_sum(list);
    assert(list->has_positions && list->doc != PDX_NO_DOC);
    out->len = 0;
    if (!list->positions_open && !pdx_list_block_positions(list)) {
        return pdx_segment_damage(list->segment, list->positions.data, err, "the positions of a block are out of place");
    }
    if (list->type != PDX_BLOCK_MIXED) return pdx_list_packed_read(list, list->index - 1, list->positions_skip - (list->index - 1), n, out, err);
    if (!pdx_list_positions_skip(&list->positions_at, list->positions_end, list->positions_skip)) {
        return pdx_segment_damage(list->segment, list->positions.data, err, "positions are missing");
    }
    list->positions_skip = 0;
    return pdx_list_positions_read(list, list->positions_at, list->positions_end, n, out, err);
}
