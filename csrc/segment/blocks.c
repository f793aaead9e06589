#include "segment/blocks.h"

#include "base/bits.h"
#include "base/varint.h"
#include "kernels/escapes.h"
#include "segment/list_steps.h"
#include "segment/segment_layout.h"

pdx_status pdx_blocks_open(pdx_blocks *blocks, const pdx_segment *segment, const pdx_list_place *place, pdx_error *err) {
    blocks->block = PDX_NO_BLOCK;
    blocks->n = blocks->n_words = 0;
    return pdx_postings_open_at(&blocks->list, segment, place, err);
}

/* The values of a column, when they fit. */
static bool column_unfold(const pdx_column *column, const uint8_t *limit, uint32_t *out) {
    if (column->bits > 32 || column->base + (((uint64_t)1 << column->bits) - 1) > UINT32_MAX) return false;
    pdx_unpack(column->data, limit, column->bits, (uint32_t)column->n, (uint32_t)column->base, out);
    return true;
}

pdx_status pdx_blocks_unfold(pdx_blocks *blocks, pdx_arena *arena, pdx_error *err) {
    pdx_postings *list = &blocks->list;
    const uint8_t *limit = list->segment->bytes.data + list->segment->bytes.len;
    const size_t room = (size_t)list->n_blocks + PDX_UNPACK_SLACK;
    uint32_t *numbers;
    if (list->n_blocks <= 1 || list->lasts != NULL) return PDX_OK;
    numbers = pdx_arena_array(arena, 3 * room, sizeof *numbers);
    if (numbers == NULL) return pdx_fail_memory(err);
    if (column_unfold(&list->last_docs, limit, numbers)) list->lasts = numbers;
    if (column_unfold(&list->block_ends, limit, numbers + room)) list->ends = numbers + room;
    if (column_unfold(&list->tops, limit, numbers + 2 * room)) list->highs = numbers + 2 * room;
    return PDX_OK;
}

uint32_t pdx_blocks_find(const pdx_blocks *blocks, uint32_t from, pdx_doc doc) {
    const pdx_postings *list = &blocks->list;
    const uint32_t n = pdx_blocks_count(blocks);
    uint32_t step = 1, low = from, high;
    if (list->n_blocks <= 1 || from >= n || pdx_list_last(list, from) >= doc) return from < n ? from : n;
    /* Jumps that double, then halves: the block is near more often than not. */
    while (low + step < n && pdx_list_last(list, low + step) < doc) {
        low += step;
        step *= 2;
    }
    high = low + step < n ? low + step : n;
    low++;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (pdx_list_last(list, middle) < doc) low = middle + 1;
        else high = middle;
    }
    return low;
}

pdx_doc pdx_blocks_last(const pdx_blocks *blocks, uint32_t block) {
    if (blocks->list.n_blocks <= 1) return blocks->list.segment->n_docs;
    return (pdx_doc)pdx_list_last(&blocks->list, block);
}

uint32_t pdx_blocks_before(const pdx_blocks *blocks, uint32_t block) { return block * blocks->list.segment->block_docs; }

uint8_t pdx_blocks_top(const pdx_blocks *blocks, uint32_t block) {
    if (blocks->list.n_blocks <= 1) return PDX_TOP_MAX;
    return (uint8_t)(blocks->list.highs != NULL ? blocks->list.highs[block] : pdx_column_get(&blocks->list.tops, block));
}

static pdx_status damage(const pdx_blocks *blocks, const uint8_t *at, pdx_error *err) {
    return pdx_segment_damage(blocks->list.segment, at, err, "a block of a list cannot be read");
}

/* Keeps the frequencies at hand as those of document number `i`. */
static void entry_keep(pdx_blocks *blocks, uint32_t i) {
    const uint32_t *frequencies = blocks->list.frequencies;
    uint32_t elsewhere = frequencies[PDX_GROUP_NONE];
    int g;
    for (g = 0; g < PDX_GROUP_COUNT; g++) elsewhere |= g == PDX_GROUP_BODY ? 0 : frequencies[g];
    blocks->body[i] = elsewhere == 0 ? frequencies[PDX_GROUP_BODY] : 0;
    if (elsewhere == 0) return;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) blocks->others[g][blocks->n_others] = frequencies[g];
    blocks->other_at[blocks->n_others++] = i;
}

/* The occurrences of document number `i`, which are not one in the body; most are few, all of them there, in one byte. */
static bool mixed_entry(pdx_blocks *blocks, uint32_t i) {
    pdx_postings *list = &blocks->list;
    if (list->at < list->end && (*list->at & 31) == 1u << PDX_GROUP_BODY && *list->at >> 5 != 0) {
        blocks->body[i] = *list->at++ >> 5;
        return true;
    }
    if (!pdx_list_frequencies_read(list)) return false;
    entry_keep(blocks, i);
    return true;
}

/* Documents and occurrences one after the other: blocks that are not packed. */
static bool mixed_read(pdx_blocks *blocks, uint32_t n) {
    pdx_postings *list = &blocks->list;
    const uint32_t n_docs = list->segment->n_docs;
    uint64_t doc = blocks->first, v;
    uint32_t i;
    blocks->n_others = 0;
    for (i = 0; i < n; i++, doc++) {
        if (!pdx_varint_read(&list->at, list->end, &v) || v >> 1 >= n_docs) return false;
        doc += v >> 1;
        if (doc >= n_docs) return false;
        blocks->docs[i] = (pdx_doc)doc;
        blocks->body[i] = 1;
        if ((v & 1) == 0 && !mixed_entry(blocks, i)) return false;
    }
    blocks->expanded = blocks->counted = true;
    return true;
}

/* Sums of skips stay below 2^32 when there are at most this many bits of 256 of them. */
enum { SURE_BITS = 23 };

static bool skips_read(pdx_blocks *blocks, uint32_t n) {
    const pdx_column *skips = &blocks->list.skips;
    const pdx_segment *segment = blocks->list.segment;
    const uint8_t *limit = segment->bytes.data + segment->bytes.len;
    uint64_t doc = blocks->first;
    uint32_t i;
    if (skips->bits <= SURE_BITS) {
        pdx_unpack_ascending(skips->data, limit, skips->bits, n, blocks->first, blocks->docs);
        if (blocks->first >= segment->n_docs || blocks->docs[n - 1] >= segment->n_docs || blocks->docs[n - 1] < blocks->first) return false;
    } else {
        for (i = 0; i < n; i++) {
            doc += pdx_column_get(skips, i);
            if (doc >= segment->n_docs) return false;
            blocks->docs[i] = (pdx_doc)doc++;
        }
    }
    blocks->expanded = true;
    return true;
}

static unsigned highest(uint64_t word) {
    unsigned bit = 0, half;
    for (half = 32; half > 0; half /= 2) {
        if (word >> half == 0) continue;
        word >>= half;
        bit += half;
    }
    return bit;
}

/* The set as words: all that the block has. */
static bool words_load(pdx_blocks *blocks) {
    const pdx_span bits = blocks->list.bits;
    uint32_t w = 0, last;
    size_t i;
    for (i = 0; i + 8 <= bits.len; i += 8) blocks->words[w++] = pdx_le64(bits.data + i);
    for (last = w; i < bits.len; i++) {
        if (w == last) blocks->words[w++] = 0;
        blocks->words[last] |= (uint64_t)bits.data[i] << 8 * (i % 8);
    }
    blocks->n_words = w;
    return pdx_places_ranks(blocks->words, w, blocks->ranks) == pdx_list_listed(&blocks->list, blocks->list.block);
}

/* Takes away all but the first `n`: what a class does not count. */
static void words_cut(pdx_blocks *blocks, uint32_t n) {
    uint32_t more;
    while (blocks->ranks[blocks->n_words - 1] >= n) blocks->n_words--;
    more = blocks->ranks[blocks->n_words - 1] + pdx_popcount(blocks->words[blocks->n_words - 1]) - n;
    for (; more > 0; more--) blocks->words[blocks->n_words - 1] ^= (uint64_t)1 << highest(blocks->words[blocks->n_words - 1]);
}

static bool bits_read(pdx_blocks *blocks, uint32_t n) {
    uint32_t last;
    if (!words_load(blocks)) return false;
    if (n < pdx_list_listed(&blocks->list, blocks->list.block)) words_cut(blocks, n);
    while (blocks->words[blocks->n_words - 1] == 0) blocks->n_words--; /* there is a document */
    last = 64 * (blocks->n_words - 1) + highest(blocks->words[blocks->n_words - 1]);
    return (uint64_t)blocks->first + last < blocks->list.segment->n_docs;
}

static pdx_doc last_of(const pdx_blocks *blocks) {
    if (blocks->n_words == 0) return blocks->docs[blocks->n - 1];
    return blocks->first + 64 * (blocks->n_words - 1) + highest(blocks->words[blocks->n_words - 1]);
}

pdx_status pdx_blocks_read(pdx_blocks *blocks, uint32_t block, pdx_error *err) {
    pdx_postings *list = &blocks->list;
    bool read;
    if (blocks->block == block) return PDX_OK;
    blocks->block = PDX_NO_BLOCK;
    blocks->expanded = blocks->counted = blocks->summed = false;
    blocks->n_words = 0;
    list->before = list->doc = PDX_NO_DOC; /* a block is read by itself */
    if (!pdx_list_block_start(list, block)) return damage(blocks, list->blocks, err);
    blocks->n = list->block_left;
    blocks->first = list->before + 1u;
    if (list->type == PDX_BLOCK_MIXED) read = mixed_read(blocks, blocks->n);
    else read = list->type == PDX_BLOCK_BITS ? bits_read(blocks, blocks->n) : skips_read(blocks, blocks->n);
    if (!read) return damage(blocks, list->blocks, err);
    if (list->n_blocks > 1 && blocks->n == pdx_list_listed(list, block) && last_of(blocks) != pdx_list_last(list, block)) {
        return damage(blocks, list->blocks, err);
    }
    blocks->block = block;
    return PDX_OK;
}

void pdx_blocks_expand(pdx_blocks *blocks) {
    if (blocks->expanded) return;
    (void)pdx_places_ones(blocks->words, blocks->n_words, blocks->first, blocks->docs);
    blocks->expanded = true;
}

static_assert((int)PDX_ESCAPES_PARTS == (int)PDX_GROUP_COUNT + 1, "the occurrences in a group are a part");

/* What escapes, its frequencies in one number: what is in the body alone goes there, the rest to the others. */
static bool others_read_together(pdx_blocks *blocks, const uint8_t *limit) {
    const pdx_postings *list = &blocks->list;
    const unsigned shift = list->other_bits[PDX_GROUP_TITLE] + list->other_bits[PDX_GROUP_TAGS];
    const uint32_t body = ((1u << list->other_bits[PDX_GROUP_BODY]) - 1) << shift, escape = 1u << list->codes.bits; /* the code is one less */
    uint32_t numbers[PDX_BLOCK_ROOM + PDX_BLOCK_SLACK], others[PDX_BLOCK_ROOM + PDX_BLOCK_SLACK], *groups[PDX_ESCAPES_PARTS], found;
    bool empty;
    int g;
    pdx_unpack(list->other_data[0], limit, list->other_sum, list->n_others, 0, numbers);
    found = pdx_escapes_resolve(blocks->body, blocks->n, escape, numbers, list->n_others, body, shift, others, blocks->other_at, &blocks->n_others,
                                &empty);
    if (found > list->n_others || empty) return false;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) groups[g] = blocks->others[g];
    pdx_escapes_split(others, blocks->n_others, list->other_bits, groups);
    return true;
}

/* The same where each group has its frequencies for itself. */
static bool others_read_apart(pdx_blocks *blocks, const uint8_t *limit) {
    const pdx_postings *list = &blocks->list;
    const uint32_t escape = 1u << list->codes.bits, n = pdx_places_equal(blocks->body, blocks->n, escape, blocks->other_at);
    uint32_t kept = 0, k;
    int g;
    if (n > list->n_others) return false;
    for (g = 0; g <= PDX_GROUP_COUNT; g++) {
        if (list->other_bits[g] == 0) memset(blocks->others[g], 0, n * sizeof blocks->others[g][0]);
        else pdx_unpack(list->other_data[g], limit, list->other_bits[g], n, 0, blocks->others[g]);
    }
    for (k = 0; k < n; k++) {
        const uint32_t at = blocks->other_at[k], body = blocks->others[PDX_GROUP_BODY][k];
        uint64_t sum = 0;
        for (g = 0; g <= PDX_GROUP_COUNT; g++) {
            const uint32_t here = blocks->others[g][k];
            sum += here;
            blocks->others[g][kept] = here;
        }
        if (sum == 0 || sum > UINT32_MAX) return false;
        blocks->other_at[kept] = at;
        blocks->body[at] = sum == body ? body : 0;
        kept += sum != body;
    }
    blocks->n_others = kept;
    return true;
}

static bool others_read(pdx_blocks *blocks, const uint8_t *limit) {
    return blocks->list.other_sum > 0 ? others_read_together(blocks, limit) : others_read_apart(blocks, limit);
}

pdx_status pdx_blocks_read_counts(pdx_blocks *blocks, pdx_error *err) {
    const pdx_postings *list = &blocks->list;
    const uint8_t *limit = list->segment->bytes.data + list->segment->bytes.len;
    if (blocks->counted) return PDX_OK;
    pdx_unpack(list->codes.data, limit, list->codes.bits, blocks->n, 1, blocks->body);
    blocks->n_others = 0;
    if (list->others && !others_read(blocks, limit)) return damage(blocks, list->codes.data, err);
    blocks->counted = true;
    return PDX_OK;
}

/* The first document, from number i on, that is >= doc: jumps that double, then halves. */
static uint32_t docs_seek(const pdx_blocks *blocks, uint32_t i, pdx_doc doc) {
    uint32_t step = 1, low = i, high;
    if (i >= blocks->n || blocks->docs[i] >= doc) return i;
    while (low + step < blocks->n && blocks->docs[low + step] < doc) {
        low += step;
        step *= 2;
    }
    high = low + step < blocks->n ? low + step : blocks->n;
    low++;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (blocks->docs[middle] < doc) low = middle + 1;
        else high = middle;
    }
    return low;
}

uint32_t pdx_blocks_seek(const pdx_blocks *blocks, uint32_t i, pdx_doc doc, bool *is_doc) {
    uint32_t bit, w;
    uint64_t below;
    if (blocks->n_words == 0) {
        i = docs_seek(blocks, i, doc);
        *is_doc = i < blocks->n && blocks->docs[i] == doc;
        return i;
    }
    *is_doc = false;
    if (doc < blocks->first) return i;
    bit = doc - blocks->first;
    w = bit / 64;
    if (w >= blocks->n_words) return blocks->n;
    below = ((uint64_t)1 << bit % 64) - 1;
    *is_doc = (blocks->words[w] >> bit % 64 & 1) != 0;
    bit = blocks->ranks[w] + pdx_popcount(blocks->words[w] & below);
    return bit > i ? bit : i;
}

static uint32_t words_meet(const pdx_blocks *blocks, const pdx_doc *docs, uint32_t n, uint32_t *numbers, uint32_t *places) {
    uint32_t found = 0, k;
    for (k = 0; k < n; k++) { /* without a branch: nobody could foretell it */
        const uint32_t bit = docs[k] - blocks->first, w = bit / 64 < blocks->n_words ? bit / 64 : 0;
        places[found] = k;
        numbers[found] = bit;
        found += bit / 64 < blocks->n_words && (blocks->words[w] >> bit % 64 & 1) != 0;
    }
    for (k = 0; k < found; k++) {
        const uint32_t w = numbers[k] / 64;
        numbers[k] = blocks->ranks[w] + pdx_popcount(blocks->words[w] & (((uint64_t)1 << numbers[k] % 64) - 1));
    }
    return found;
}

uint32_t pdx_blocks_meet(const pdx_blocks *blocks, const pdx_doc *docs, uint32_t n, uint32_t *numbers, uint32_t *places) {
    uint32_t found = 0, i = 0, k;
    if (blocks->n_words > 0) return words_meet(blocks, docs, n, numbers, places);
    for (k = 0; k < n; k++) {
        i = docs_seek(blocks, i, docs[k]);
        if (i == blocks->n) break;
        places[found] = k;
        numbers[found] = i;
        found += blocks->docs[i] == docs[k];
    }
    return found;
}

/* Which of the others document number `i` is, none of whose occurrences counts in `body`. */
static uint32_t other_of(const pdx_blocks *blocks, uint32_t i) {
    uint32_t low = 0, high = blocks->n_others;
    while (low + 1 < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (blocks->other_at[middle] <= i) low = middle;
        else high = middle;
    }
    return low;
}

pdx_status pdx_blocks_frequencies(pdx_blocks *blocks, uint32_t i, uint32_t out[PDX_GROUP_COUNT + 1], pdx_error *err) {
    const pdx_postings *list = &blocks->list;
    int g;
    memset(out, 0, (PDX_GROUP_COUNT + 1) * sizeof *out);
    if (!blocks->counted) {
        const uint32_t code = (uint32_t)pdx_column_get(&list->codes, i);
        if (!list->others || code != (1u << list->codes.bits) - 1) {
            out[PDX_GROUP_BODY] = code + 1;
            return PDX_OK;
        }
        PDX_TRY(pdx_blocks_read_counts(blocks, err));
    }
    out[PDX_GROUP_BODY] = blocks->body[i];
    if (blocks->body[i] > 0) return PDX_OK;
    i = other_of(blocks, i);
    for (g = 0; g <= PDX_GROUP_COUNT; g++) out[g] = blocks->others[g][i];
    return PDX_OK;
}

/* The occurrences of each document, of a block whose occurrences in single groups nobody has asked for. */
static bool sums_read(const pdx_blocks *blocks, uint32_t *sums) {
    const pdx_postings *list = &blocks->list;
    const uint8_t *limit = list->segment->bytes.data + list->segment->bytes.len;
    uint32_t numbers[PDX_BLOCK_ROOM + PDX_BLOCK_SLACK];
    bool empty;
    pdx_unpack(list->codes.data, limit, list->codes.bits, blocks->n, 1, sums);
    if (!list->others) return true;
    pdx_unpack(list->other_data[0], limit, list->other_sum, list->n_others, 0, numbers);
    return pdx_escapes_add_up(sums, blocks->n, 1u << list->codes.bits, numbers, list->n_others, list->other_bits, &empty) <= list->n_others && !empty;
}

pdx_status pdx_blocks_sum(pdx_blocks *blocks, pdx_error *err) {
    uint32_t *ends = blocks->begins + 1, k;
    int g;
    if (blocks->summed) return PDX_OK;
    blocks->begins[0] = 0;
    blocks->passed = 0;
    if (!blocks->counted && (!blocks->list.others || blocks->list.other_sum > 0)) {
        if (!sums_read(blocks, ends)) return damage(blocks, blocks->list.codes.data, err);
        pdx_add_up(ends, blocks->n);
        blocks->summed = true;
        return PDX_OK;
    }
    PDX_TRY(pdx_blocks_read_counts(blocks, err));
    memcpy(ends, blocks->body, blocks->n * sizeof *ends);
    for (k = 0; k < blocks->n_others; k++) { /* their sum was seen to fit when it was read */
        for (g = 0; g <= PDX_GROUP_COUNT; g++) ends[blocks->other_at[k]] += blocks->others[g][k];
    }
    pdx_add_up(ends, blocks->n);
    blocks->summed = true;
    return PDX_OK;
}

/* Of a block that is not packed, in which numbers are passed one after the other. */
static pdx_status mixed_positions(pdx_blocks *blocks, uint32_t begin, uint32_t n, pdx_positions *out, pdx_error *err) {
    pdx_postings *list = &blocks->list;
    if (begin < blocks->passed) { /* from the begin again */
        blocks->passed = 0;
        if (!pdx_list_block_positions(list)) return damage(blocks, list->positions.data, err);
    }
    if (!pdx_list_positions_skip(&list->positions_at, list->positions_end, begin - blocks->passed)) return damage(blocks, list->positions.data, err);
    blocks->passed = begin;
    return pdx_list_positions_read(list, list->positions_at, list->positions_end, n, out, err);
}

pdx_status pdx_blocks_open_positions(pdx_blocks *blocks, pdx_error *err) {
    pdx_postings *list = &blocks->list;
    assert(list->has_positions);
    return list->positions_open || pdx_list_block_positions(list) ? PDX_OK : damage(blocks, list->positions.data, err);
}

pdx_status pdx_blocks_positions(pdx_blocks *blocks, uint32_t i, pdx_positions *out, pdx_error *err) {
    pdx_postings *list = &blocks->list;
    uint32_t begin, n;
    assert(i < blocks->n);
    PDX_TRY(pdx_blocks_open_positions(blocks, err));
    if (list->type != PDX_BLOCK_MIXED && !blocks->summed) { /* where one position is all, nothing need be known of the others */
        const bool escapes = list->others && list->codes.bits == 0;
        if (!escapes && pdx_column_get(&list->codes, i) == 0) return pdx_list_packed_read(list, i, 0, 1, out, err);
    }
    PDX_TRY(pdx_blocks_sum(blocks, err));
    begin = blocks->begins[i];
    n = pdx_blocks_n_positions(blocks, i);
    if (list->type == PDX_BLOCK_MIXED) return mixed_positions(blocks, begin, n, out, err);
    return pdx_list_packed_read(list, i, (uint64_t)begin - i, n, out, err);
}
