#include "corpus/context_words.h"

#include "corpus/word_ranks.h"

#include "base/sort.h"
#include "text/bigram.h"
#include "text/utf8.h"

void pdx_context_words_init(pdx_context_words *words, const pdx_snapshot *snapshot, pdx_context_reach reach, const pdx_tick *tick) {
    memset(words, 0, sizeof *words);
    words->snapshot = snapshot;
    words->reach = reach;
    pdx_part_scan_init(&words->scan, pdx_snapshot_analyzer(snapshot));
    pdx_part_tokens_init(&words->tokens, pdx_snapshot_analyzer(snapshot));
    words->scan.tick = words->tokens.tick = tick;
    pdx_vocabulary_init(&words->vocabulary);
    pdx_buf_init(&words->long_keys);
}

void pdx_context_words_deinit(pdx_context_words *words) {
    pdx_part_scan_deinit(&words->scan);
    pdx_part_tokens_deinit(&words->tokens);
    pdx_vocabulary_deinit(&words->vocabulary);
    pdx_buf_deinit(&words->long_keys);
    PDX_VEC_DEINIT(&words->numbers);
    PDX_VEC_DEINIT(&words->block.ranges);
    PDX_VEC_DEINIT(&words->block.parts);
}

/* ------------------------------------------------------------------ words to numbers */

static pdx_status flush(pdx_context_words *words, pdx_error *err) {
    if (words->n_pending == 0) return PDX_OK;
    if (!PDX_VEC_RESERVE(&words->numbers, words->numbers.len + words->n_pending)) return pdx_fail_memory(err);
    if (!pdx_vocabulary_take(&words->vocabulary, words->pending, words->n_pending, &words->long_keys, words->numbers.data + words->numbers.len)) {
        return pdx_fail_memory(err);
    }
    words->numbers.len += words->n_pending;
    words->n_pending = 0;
    pdx_buf_reset(&words->long_keys);
    return PDX_OK;
}

/* Words that were read so far. */
static size_t n_read(const pdx_context_words *words) { return words->numbers.len + words->n_pending; }

/* Room for as many as `n` words more, at least one; gives for how many. */
static pdx_status room_make(pdx_context_words *words, uint32_t n, uint32_t *room, pdx_error *err) {
    if (words->n_pending == PDX_VOCABULARY_BATCH) PDX_TRY(flush(words, err));
    *room = (uint32_t)pdx_min_size(n, PDX_VOCABULARY_BATCH - words->n_pending);
    return PDX_OK;
}

/* ------------------------------------------------------------------ blocks of several parts */

static bool same_block(const pdx_doc_part *a, const pdx_doc_part *b) {
    return a->block_begin == b->block_begin && a->block_end == b->block_end;
}

static pdx_status block_append(pdx_context_words *words, uint32_t part, pdx_error *err) {
    pdx_block_words *at = &words->block;
    pdx_block_part begin;
    uint32_t room;
    PDX_TRY(pdx_part_tokens_load(&words->tokens, at->segment, at->doc, part, err));
    begin.first_position = words->tokens.info.first_position;
    begin.role = words->tokens.info.role;
    begin.first_word = at->ranges.len;
    if (!PDX_VEC_PUSH(&at->parts, begin)) return pdx_fail_memory(err);
    for (size_t i = 0; i < words->tokens.pieces.len; i++) {
        const pdx_piece_range *piece = &words->tokens.pieces.data[i];
        PDX_TRY(room_make(words, 1, &room, err));
        if (!pdx_word_set(&words->pending[words->n_pending], pdx_part_tokens_term(&words->tokens, i), 1, &words->long_keys)) {
            return pdx_fail_memory(err);
        }
        words->n_pending++;
        if (!PDX_VEC_PUSH(&at->ranges, pdx_range_of(piece->begin, piece->end))) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status block_measure(pdx_block_words *at, const pdx_segment *segment, const pdx_match *match, const pdx_doc_part *part, pdx_error *err) {
    pdx_doc_part other;
    pdx_doc_info info;
    uint32_t p;
    PDX_TRY(pdx_segment_doc(segment, match->doc, &info, err));
    at->first_part = at->last_part = match->part;
    for (p = match->part; p > 0; p--) {
        PDX_TRY(pdx_segment_part(segment, match->doc, p - 1, &other, err));
        if (!same_block(part, &other)) break;
        at->first_part = p - 1;
    }
    for (p = match->part + 1; p < info.n_parts; p++) {
        PDX_TRY(pdx_segment_part(segment, match->doc, p, &other, err));
        if (!same_block(part, &other)) break;
        at->last_part = p;
    }
    return PDX_OK;
}

static bool block_holds(const pdx_block_words *at, const pdx_segment *segment, const pdx_match *match) {
    return at->segment == segment && at->doc == match->doc && match->part >= at->first_part && match->part <= at->last_part;
}

/* Reads the block in which `match` stands. */
static pdx_status block_load(pdx_context_words *words, const pdx_segment *segment, const pdx_match *match, const pdx_doc_part *part, pdx_error *err) {
    pdx_block_words *at = &words->block;
    pdx_status status = PDX_OK;
    at->segment = NULL;
    at->ranges.len = at->parts.len = 0;
    PDX_TRY(block_measure(at, segment, match, part, err));
    at->segment = segment;
    at->doc = match->doc;
    at->begin = n_read(words);
    at->bytes = pdx_range_of(part->block_begin, part->block_end);
    at->text.block = pdx_span_slice(words->scan.text, (size_t)part->block_begin, (size_t)part->block_end);
    at->text.well_formed = pdx_utf8_is_well_formed(at->text.block);
    for (uint32_t p = at->first_part; status == PDX_OK && p <= at->last_part; p++) status = block_append(words, p, err);
    if (status != PDX_OK) at->segment = NULL;
    return status;
}

static pdx_status outside(pdx_error *err) { return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "a match lies outside its part"); }

static pdx_status block_read(pdx_context_words *words, const pdx_match *match, pdx_context_place *out, pdx_error *err) {
    const pdx_block_words *at = &words->block;
    const pdx_block_part *part = &at->parts.data[match->part - at->first_part];
    const size_t first = part->first_word + (match->position - part->first_position);
    pdx_range node;
    if (match->position < part->first_position || first >= at->ranges.len || match->length == 0 || match->length > at->ranges.len - first) {
        return outside(err);
    }
    out->node = at->begin + first;
    out->n_node = match->length;
    out->n_left = (uint32_t)pdx_min_size(words->reach.left, first);
    out->n_right = (uint32_t)pdx_min_size(words->reach.right, at->ranges.len - first - match->length);
    out->text = at->text;
    node = pdx_bigram_cut(words->scan.text, pdx_range_of(at->ranges.data[first].begin, at->ranges.data[first + match->length - 1].end), match->cut);
    out->text.begin = (size_t)(node.begin - at->bytes.begin);
    out->text.end = (size_t)(node.end - at->bytes.begin);
    out->text.role = part->role;
    return PDX_OK;
}

/* ------------------------------------------------------------------ blocks that are one part */

static pdx_status words_read(pdx_context_words *words, uint32_t n, pdx_error *err) {
    uint32_t room;
    for (; n > 0; n -= room) {
        PDX_TRY(room_make(words, n, &room, err));
        PDX_TRY(pdx_part_scan_words(&words->scan, room, words->pending + words->n_pending, &words->long_keys, err));
        words->n_pending += room;
    }
    return PDX_OK;
}

/* The match's own words, or only where they stand. */
static pdx_status node_read(pdx_context_words *words, uint32_t n, pdx_range *range, pdx_error *err) {
    pdx_range some;
    uint32_t room;
    if (!words->reach.node) return pdx_part_scan_pieces(&words->scan, n, range, NULL, NULL, err);
    for (bool first = true; n > 0; n -= room, first = false) {
        PDX_TRY(room_make(words, n, &room, err));
        PDX_TRY(pdx_part_scan_pieces(&words->scan, room, &some, words->pending + words->n_pending, &words->long_keys, err));
        words->n_pending += room;
        if (first) range->begin = some.begin;
        range->end = some.end;
    }
    return PDX_OK;
}

static pdx_status part_read(pdx_context_words *words, const pdx_match *match, pdx_context_place *out, pdx_error *err) {
    const pdx_doc_part *part = &words->scan.info;
    const uint64_t place = (uint64_t)match->position - part->first_position;
    pdx_range range;
    if (match->position < part->first_position || match->length == 0 || match->length > part->n_positions ||
        place > part->n_positions - match->length) {
        return outside(err);
    }
    out->n_left = (uint32_t)pdx_min_size(words->reach.left, (size_t)place);
    out->n_right = (uint32_t)pdx_min_size(words->reach.right, (size_t)(part->n_positions - match->length - place));
    out->n_node = words->reach.node ? match->length : 0;
    PDX_TRY(pdx_part_scan_go(&words->scan, match->position - out->n_left, err));
    PDX_TRY(words_read(words, out->n_left, err));
    out->node = n_read(words);
    PDX_TRY(node_read(words, match->length, &range, err));
    range = pdx_bigram_cut(words->scan.text, range, match->cut);
    out->text = (pdx_match_text){pdx_span_slice(words->scan.text, (size_t)part->begin, (size_t)part->end), (size_t)(range.begin - part->begin),
                                 (size_t)(range.end - part->begin), part->role, words->well_formed};
    return words_read(words, out->n_right, err);
}

pdx_status pdx_context_words_read(pdx_context_words *words, const pdx_match *match, pdx_context_place *out, pdx_error *err) {
    const pdx_segment *segment = pdx_snapshot_segment(words->snapshot, match->segment);
    const pdx_doc_part *part = &words->scan.info;
    if (block_holds(&words->block, segment, match)) return block_read(words, match, out, err);
    if (!pdx_part_scan_is_at(&words->scan, segment, match->doc, match->part)) {
        PDX_TRY(pdx_part_scan_close(&words->scan, err));
        PDX_TRY(pdx_part_scan_open(&words->scan, segment, match->doc, match->part, err));
        words->well_formed = pdx_utf8_is_well_formed(pdx_span_slice(words->scan.text, (size_t)part->begin, (size_t)part->end));
    }
    if (part->begin == part->block_begin && part->end == part->block_end) return part_read(words, match, out, err);
    PDX_TRY(block_load(words, segment, match, part, err));
    return block_read(words, match, out, err);
}

pdx_status pdx_context_words_end(pdx_context_words *words, pdx_error *err) {
    PDX_TRY(pdx_part_scan_close(&words->scan, err));
    return flush(words, err);
}

/* No word holds a NUL, so that whole words compare before longer ones. */
pdx_status pdx_context_words_run(pdx_context_words *words, size_t first, uint32_t n, pdx_buf *scratch, uint32_t *number, pdx_error *err) {
    pdx_word word;
    if (n == 1) {
        *number = words->numbers.data[first];
        return PDX_OK;
    }
    pdx_buf_reset(scratch);
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0) pdx_buf_byte(scratch, 0);
        pdx_buf_span(scratch, words->vocabulary.keys.data[words->numbers.data[first + i]]);
    }
    pdx_buf_reset(&words->long_keys);
    if (scratch->failed || !pdx_word_set(&word, pdx_buf_view(scratch), 1, &words->long_keys)) return pdx_fail_memory(err);
    return pdx_vocabulary_take(&words->vocabulary, &word, 1, &words->long_keys, number) ? PDX_OK : pdx_fail_memory(err);
}

pdx_status pdx_context_words_rank(const pdx_context_words *words, const pdx_tick *tick, uint32_t **ranks, pdx_error *err) {
    PDX_TRY(pdx_word_ranks_make(words->vocabulary.keys.data, words->vocabulary.keys.len, tick, ranks, err));
    for (size_t i = 0; i < words->vocabulary.keys.len; i++) (*ranks)[i]++; /* from 1 on */
    return PDX_OK;
}
