#include "corpus/context_words.h"

#include "base/sort.h"

void pdx_context_words_init(pdx_context_words *words, const pdx_snapshot *snapshot, const pdx_tick *tick) {
    memset(words, 0, sizeof *words);
    words->snapshot = snapshot;
    pdx_part_walk_init(&words->walk, pdx_snapshot_analyzer(snapshot));
    pdx_part_tokens_init(&words->tokens, pdx_snapshot_analyzer(snapshot));
    words->walk.tick = words->tokens.tick = tick;
    pdx_vocabulary_init(&words->vocabulary);
    pdx_buf_init(&words->node);
    pdx_buf_init(&words->long_keys);
}

void pdx_context_words_deinit(pdx_context_words *words) {
    pdx_part_walk_deinit(&words->walk);
    pdx_part_tokens_deinit(&words->tokens);
    pdx_vocabulary_deinit(&words->vocabulary);
    pdx_buf_deinit(&words->node);
    pdx_buf_deinit(&words->long_keys);
    PDX_VEC_DEINIT(&words->block.words);
    PDX_VEC_DEINIT(&words->block.parts);
}

/* ------------------------------------------------------------------ words to numbers */

pdx_status pdx_context_words_flush(pdx_context_words *words, pdx_error *err) {
    uint32_t numbers[PDX_VOCABULARY_BATCH];
    size_t i;
    if (!pdx_vocabulary_take(&words->vocabulary, words->pending, words->n_pending, &words->long_keys, numbers)) return pdx_fail_memory(err);
    for (i = 0; i < words->n_pending; i++) *words->wanted[i] = (int64_t)numbers[i] + 1;
    words->n_pending = 0;
    pdx_buf_reset(&words->long_keys);
    return PDX_OK;
}

static pdx_status ask(pdx_context_words *words, pdx_span key, int64_t *value, pdx_error *err) {
    if (words->n_pending == PDX_VOCABULARY_BATCH) PDX_TRY(pdx_context_words_flush(words, err));
    if (!pdx_word_set(&words->pending[words->n_pending], key, 1, &words->long_keys)) return pdx_fail_memory(err);
    words->wanted[words->n_pending++] = value;
    return PDX_OK;
}

/* ------------------------------------------------------------------ blocks of several parts */

static bool same_block(const pdx_doc_part *a, const pdx_doc_part *b) {
    return a->block_begin == b->block_begin && a->block_end == b->block_end;
}

static pdx_status block_append(pdx_context_words *words, uint32_t part, pdx_error *err) {
    pdx_block_words *at = &words->block;
    pdx_block_part begin;
    int64_t number = 0;
    size_t i;
    PDX_TRY(pdx_part_tokens_load(&words->tokens, at->segment, at->doc, part, err));
    begin.first_position = words->tokens.info.first_position;
    begin.first_word = at->words.len;
    if (!PDX_VEC_PUSH(&at->parts, begin)) return pdx_fail_memory(err);
    for (i = 0; i < words->tokens.pieces.len; i++) {
        PDX_TRY(ask(words, pdx_part_tokens_term(&words->tokens, i), &number, err));
        PDX_TRY(pdx_context_words_flush(words, err));
        if (!PDX_VEC_PUSH(&at->words, (uint32_t)(number - 1))) return pdx_fail_memory(err);
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

/* Holds the block in which `match` stands. */
static pdx_status block_load(pdx_context_words *words, const pdx_segment *segment, const pdx_match *match, const pdx_doc_part *part, pdx_error *err) {
    pdx_block_words *at = &words->block;
    uint32_t p;
    if (at->segment == segment && at->doc == match->doc && match->part >= at->first_part && match->part <= at->last_part) return PDX_OK;
    at->segment = NULL;
    at->words.len = at->parts.len = 0;
    PDX_TRY(block_measure(at, segment, match, part, err));
    at->segment = segment;
    at->doc = match->doc;
    for (p = at->first_part; p <= at->last_part; p++) {
        const pdx_status status = block_append(words, p, err);
        if (status != PDX_OK) {
            at->segment = NULL;
            return status;
        }
    }
    return PDX_OK;
}

/* Where `match` begins among the words of the block held. */
static pdx_status place_in_block(const pdx_block_words *at, const pdx_match *match, size_t *place, pdx_error *err) {
    const pdx_block_part *part = &at->parts.data[match->part - at->first_part];
    *place = part->first_word + (match->position - part->first_position);
    if (match->position >= part->first_position && *place < at->words.len && match->length <= at->words.len - *place) return PDX_OK;
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "a match lies outside its part");
}

/* ------------------------------------------------------------------ the words themselves */

/* The node's words as one: no term holds a NUL, so whole words compare before longer ones. */
static pdx_status ask_node(pdx_context_words *words, int64_t *value, pdx_error *err) {
    if (words->node.failed) return pdx_fail_memory(err);
    return ask(words, pdx_buf_view(&words->node), value, err);
}

static pdx_status block_get(pdx_context_words *words, const pdx_match *match, const pdx_context_key *key, int64_t *value, pdx_error *err) {
    const pdx_block_words *at = &words->block;
    size_t place, wanted;
    uint32_t i;
    PDX_TRY(place_in_block(at, match, &place, err));
    if (key->kind == PDX_CONTEXT_LEFT) {
        if (place >= key->nth) *value = (int64_t)at->words.data[place - key->nth] + 1;
        return PDX_OK;
    }
    if (key->kind == PDX_CONTEXT_RIGHT) {
        wanted = place + match->length + key->nth - 1;
        if (wanted < at->words.len) *value = (int64_t)at->words.data[wanted] + 1;
        return PDX_OK;
    }
    pdx_buf_reset(&words->node);
    for (i = 0; i < match->length; i++) {
        pdx_buf_span(&words->node, words->vocabulary.keys.data[at->words.data[place + i]]);
        pdx_buf_byte(&words->node, 0);
    }
    return ask_node(words, value, err);
}

/* The same in a block that is one part. */
static pdx_status part_get(pdx_context_words *words, const pdx_match *match, const pdx_context_key *key, int64_t *value, pdx_error *err) {
    const pdx_doc_part *part = &words->walk.info;
    const uint64_t place = (uint64_t)match->position - part->first_position;
    pdx_token piece;
    uint32_t i;
    if (match->position < part->first_position || match->length > part->n_positions || place > part->n_positions - match->length) {
        return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "a match lies outside its part");
    }
    if (key->kind == PDX_CONTEXT_LEFT) {
        if (place < key->nth) return PDX_OK;
        PDX_TRY(pdx_part_walk_piece(&words->walk, match->position - key->nth, &piece, err));
        return ask(words, piece.term, value, err);
    }
    if (key->kind == PDX_CONTEXT_RIGHT) {
        if (place + match->length + key->nth - 1 >= part->n_positions) return PDX_OK;
        PDX_TRY(pdx_part_walk_piece(&words->walk, match->position + match->length + key->nth - 1, &piece, err));
        return ask(words, piece.term, value, err);
    }
    pdx_buf_reset(&words->node);
    for (i = 0; i < match->length; i++) {
        PDX_TRY(pdx_part_walk_piece(&words->walk, match->position + i, &piece, err));
        pdx_buf_span(&words->node, piece.term);
        pdx_buf_byte(&words->node, 0);
    }
    return ask_node(words, value, err);
}

pdx_status pdx_context_words_get(pdx_context_words *words, const pdx_match *match, const pdx_context_key *key, int64_t *value, pdx_error *err) {
    const pdx_segment *segment = pdx_snapshot_segment(words->snapshot, match->segment);
    const pdx_doc_part *part = &words->walk.info;
    *value = PDX_CONTEXT_MISSING;
    PDX_TRY(pdx_part_walk_open(&words->walk, segment, match->doc, match->part, err));
    if (part->begin == part->block_begin && part->end == part->block_end) return part_get(words, match, key, value, err);
    PDX_TRY(block_load(words, segment, match, part, err));
    return block_get(words, match, key, value, err);
}

/* ------------------------------------------------------------------ their order */

/* A word whose first bytes are one number, so that most are compared without being touched. */
typedef struct ranked {
    uint64_t head;
    pdx_span word;
    uint32_t number;
} ranked;

static int ranked_order(const void *left, const void *right, const void *context) {
    const ranked *a = left, *b = right;
    (void)context;
    if (a->head != b->head) return a->head < b->head ? -1 : 1;
    return pdx_span_compare(a->word, b->word);
}

static uint64_t head_of(pdx_span word) {
    uint64_t head = 0;
    size_t i;
    for (i = 0; i < 8; i++) head = head << 8 | (i < word.len ? word.data[i] : 0);
    return head;
}

pdx_status pdx_context_words_rank(const pdx_context_words *words, const pdx_tick *tick, uint32_t **ranks, pdx_error *err) {
    const size_t n = words->vocabulary.keys.len;
    ranked *order = pdx_resize_array(NULL, n, sizeof *order);
    pdx_status status = PDX_OK;
    size_t i;
    *ranks = pdx_resize_array(NULL, n + 1, sizeof **ranks);
    if (order == NULL || *ranks == NULL) status = pdx_fail_memory(err);
    for (i = 0; status == PDX_OK && i < n; i++) {
        order[i].word = words->vocabulary.keys.data[i];
        order[i].head = head_of(order[i].word);
        order[i].number = (uint32_t)i;
    }
    if (status == PDX_OK) status = pdx_sort(order, n, sizeof *order, ranked_order, NULL, tick, err);
    for (i = 0; status == PDX_OK && i < n; i++) (*ranks)[order[i].number + 1] = (uint32_t)i + 1;
    pdx_free(order);
    if (status == PDX_OK) {
        (*ranks)[PDX_CONTEXT_MISSING] = 0;
    } else {
        pdx_free(*ranks);
        *ranks = NULL;
    }
    return status;
}
