#include "corpus/concordance.h"

#include "base/map.h"
#include "base/sort.h"
#include "query/part_tokens.h"

enum { MISSING = 0, LINES_PER_TICK = PDX_LIMIT(64, 4), VALUES_PER_TICK = PDX_LIMIT(1 << 15, 16) };

/* Where a part's positions begin, in its document and among the words of its block. */
typedef struct block_part {
    uint32_t first_position;
    size_t first_word;
} block_part;

/* The words of the block around one match: pieces of all parts that stand in it. */
typedef struct block {
    const pdx_segment *segment; /* NULL: nothing is held */
    pdx_doc doc;
    uint32_t first_part, last_part;
    PDX_VEC(uint32_t) words;     /* owned; numbers in the sorter's map, plus 1 */
    PDX_VEC(block_part) parts;   /* owned */
} block;

typedef struct sorter {
    const pdx_snapshot *snapshot;
    const pdx_match_list *list;
    const pdx_context_key *keys;
    size_t n_keys;
    const int64_t *dates;
    pdx_part_tokens tokens;      /* owned */
    pdx_map words;               /* owned */
    block at;                    /* owned */
    pdx_buf node;                /* owned; scratch */
    int64_t *values;             /* owned; [match * n_keys + key], in the order wanted */
} sorter;

static bool same_block(const pdx_doc_part *a, const pdx_doc_part *b) {
    return a->block_begin == b->block_begin && a->block_end == b->block_end;
}

static pdx_status block_append(sorter *self, uint32_t part, pdx_error *err) {
    block_part begin;
    size_t i;
    PDX_TRY(pdx_part_tokens_load(&self->tokens, self->at.segment, self->at.doc, part, err));
    begin.first_position = self->tokens.info.first_position;
    begin.first_word = self->at.words.len;
    if (!PDX_VEC_PUSH(&self->at.parts, begin)) return pdx_fail_memory(err);
    for (i = 0; i < self->tokens.pieces.len; i++) {
        const uint32_t id = pdx_map_intern(&self->words, pdx_part_tokens_term(&self->tokens, i));
        if (id == PDX_MAP_NONE || !PDX_VEC_PUSH(&self->at.words, id + 1)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* Holds the block in which `match` stands. */
static pdx_status block_load(sorter *self, const pdx_match *match, pdx_error *err) {
    const pdx_segment *segment = pdx_snapshot_segment(self->snapshot, match->segment);
    block *at = &self->at;
    pdx_doc_part part, other;
    pdx_doc_info info;
    uint32_t p;
    if (at->segment == segment && at->doc == match->doc && match->part >= at->first_part && match->part <= at->last_part) {
        return PDX_OK;
    }
    at->segment = NULL;
    at->words.len = at->parts.len = 0;
    PDX_TRY(pdx_segment_doc(segment, match->doc, &info, err));
    PDX_TRY(pdx_segment_part(segment, match->doc, match->part, &part, err));
    at->first_part = at->last_part = match->part;
    for (p = match->part; p > 0; p--) {
        PDX_TRY(pdx_segment_part(segment, match->doc, p - 1, &other, err));
        if (!same_block(&part, &other)) break;
        at->first_part = p - 1;
    }
    for (p = match->part + 1; p < info.n_parts; p++) {
        PDX_TRY(pdx_segment_part(segment, match->doc, p, &other, err));
        if (!same_block(&part, &other)) break;
        at->last_part = p;
    }
    at->segment = segment;
    at->doc = match->doc;
    for (p = at->first_part; p <= at->last_part; p++) {
        const pdx_status status = block_append(self, p, err);
        if (status != PDX_OK) {
            at->segment = NULL;
            return status;
        }
    }
    return PDX_OK;
}

/* Where `match` begins among the words of the block held. */
static pdx_status place_in_block(const sorter *self, const pdx_match *match, size_t *place, pdx_error *err) {
    const block_part *part = &self->at.parts.data[match->part - self->at.first_part];
    *place = part->first_word + (match->position - part->first_position);
    if (match->position >= part->first_position && *place < self->at.words.len &&
        match->length <= self->at.words.len - *place) {
        return PDX_OK;
    }
    return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "a match lies outside its part");
}

/* The node's words as one: no term holds a NUL, so whole words compare before longer ones. */
static pdx_status node_value(sorter *self, size_t place, uint32_t length, int64_t *value, pdx_error *err) {
    uint32_t i, id;
    pdx_buf_reset(&self->node);
    for (i = 0; i < length; i++) {
        pdx_buf_span(&self->node, pdx_map_key(&self->words, self->at.words.data[place + i] - 1));
        pdx_buf_byte(&self->node, 0);
    }
    if (self->node.failed) return pdx_fail_memory(err);
    id = pdx_map_intern(&self->words, pdx_buf_view(&self->node));
    *value = (int64_t)id + 1;
    return id == PDX_MAP_NONE ? pdx_fail_memory(err) : PDX_OK;
}

/* Number of the match's document in the whole snapshot: posts, then remainders. */
static int64_t document_number(const sorter *self, const pdx_match *match) {
    const uint32_t n_posts = pdx_segment_n_posts(pdx_snapshot_segment(self->snapshot, match->segment));
    if (match->doc < n_posts) return (int64_t)pdx_snapshot_first_post(self->snapshot, match->segment) + match->doc;
    return (int64_t)pdx_snapshot_n_posts(self->snapshot) + pdx_snapshot_first_remainder(self->snapshot, match->segment) +
           (match->doc - n_posts);
}

static bool is_word_key(const pdx_context_key *key) { return key->kind <= PDX_CONTEXT_NODE; }

static pdx_status word_value(sorter *self, const pdx_match *match, const pdx_context_key *key, int64_t *value, pdx_error *err) {
    size_t place, wanted;
    PDX_TRY(block_load(self, match, err));
    PDX_TRY(place_in_block(self, match, &place, err));
    *value = MISSING;
    if (key->kind == PDX_CONTEXT_NODE) return node_value(self, place, match->length, value, err);
    if (key->kind == PDX_CONTEXT_LEFT) {
        if (place >= key->nth) *value = self->at.words.data[place - key->nth];
        return PDX_OK;
    }
    wanted = place + match->length + key->nth - 1;
    if (wanted < self->at.words.len) *value = self->at.words.data[wanted];
    return PDX_OK;
}

static pdx_status other_value(sorter *self, const pdx_match *match, const pdx_context_key *key, int64_t *value, pdx_error *err) {
    const int64_t number = document_number(self, match);
    pdx_doc_part part;
    switch ((pdx_context_kind)key->kind) {
    case PDX_CONTEXT_POST:
        *value = number;
        return PDX_OK;
    case PDX_CONTEXT_DATE:
        *value = INT64_MAX;
        if (self->dates != NULL && number < pdx_snapshot_n_posts(self->snapshot)) *value = self->dates[number];
        return PDX_OK;
    default:
        PDX_TRY(pdx_segment_part(pdx_snapshot_segment(self->snapshot, match->segment), match->doc, match->part, &part, err));
        *value = part.role;
        return PDX_OK;
    }
}

/* Reads every match's values once, in order, so that each block is read once. */
static pdx_status read_values(sorter *self, const pdx_tick *tick, pdx_error *err) {
    size_t i, k;
    for (i = 0; i < self->list->n; i++) {
        const pdx_match *match = &self->list->matches[i];
        if (i % LINES_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, self->list->n, err));
        for (k = 0; k < self->n_keys; k++) {
            int64_t *value = &self->values[i * self->n_keys + k];
            if (is_word_key(&self->keys[k])) {
                PDX_TRY(word_value(self, match, &self->keys[k], value, err));
            } else {
                PDX_TRY(other_value(self, match, &self->keys[k], value, err));
            }
        }
    }
    return PDX_OK;
}

typedef struct ranked {
    pdx_span word;
    uint32_t id;
} ranked;

static int ranked_order(const void *left, const void *right, const void *context) {
    (void)context;
    return pdx_span_compare(((const ranked *)left)->word, ((const ranked *)right)->word);
}

/* Replaces numbers of words by their ranks in byte order, and turns descending keys round. */
static pdx_status rank_values(sorter *self, const pdx_tick *tick, pdx_error *err) {
    const size_t n = pdx_map_count(&self->words), n_values = self->list->n * self->n_keys;
    pdx_status status;
    ranked *order = pdx_resize_array(NULL, n, sizeof *order);
    uint32_t *rank = pdx_resize_array(NULL, n, sizeof *rank);
    size_t i;
    if (order == NULL || rank == NULL) {
        pdx_free(order);
        pdx_free(rank);
        return pdx_fail_memory(err);
    }
    for (i = 0; i < n; i++) {
        order[i].word = pdx_map_key(&self->words, (uint32_t)i);
        order[i].id = (uint32_t)i;
    }
    status = pdx_sort(order, n, sizeof *order, ranked_order, NULL, tick, err);
    for (i = 0; status == PDX_OK && i < n; i++) rank[order[i].id] = (uint32_t)i + 1;
    for (i = 0; status == PDX_OK && i < n_values; i++) {
        const pdx_context_key *key = &self->keys[i % self->n_keys];
        if (i % VALUES_PER_TICK == 0 && (status = pdx_tick_step(tick, i, n_values, err)) != PDX_OK) break;
        int64_t *value = &self->values[i];
        if (is_word_key(key) && *value != MISSING) *value = rank[*value - 1];
        if (key->descending && *value != INT64_MAX) *value = -*value; /* unknown dates stay last */
    }
    pdx_free(order);
    pdx_free(rank);
    return status;
}

static int by_values(const void *left, const void *right, const void *context) {
    const sorter *self = context;
    const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    const int64_t *x = &self->values[a * self->n_keys], *y = &self->values[b * self->n_keys];
    size_t k;
    for (k = 0; k < self->n_keys; k++) {
        if (x[k] != y[k]) return x[k] < y[k] ? -1 : 1;
    }
    return 0; /* the sort keeps the order they came in */
}

static pdx_status sort(sorter *self, uint32_t *order, const pdx_tick *tick, pdx_error *err) {
    size_t i;
    if (self->list->n > UINT32_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more lines than can be numbered");
    self->values = pdx_alloc_zero(self->list->n * self->n_keys, sizeof *self->values);
    if (self->values == NULL) return pdx_fail_memory(err);
    PDX_TRY(read_values(self, tick, err));
    PDX_TRY(rank_values(self, tick, err));
    for (i = 0; i < self->list->n; i++) order[i] = (uint32_t)i;
    return pdx_sort(order, self->list->n, sizeof *order, by_values, self, tick, err);
}

pdx_status pdx_concordance_sort(const pdx_snapshot *snapshot, const pdx_match_list *list, const pdx_context_key *keys,
                                size_t n_keys, const int64_t *dates, uint32_t *order, const pdx_tick *tick,
                                pdx_error *err) {
    sorter self;
    pdx_status status;
    memset(&self, 0, sizeof self);
    self.snapshot = snapshot;
    self.list = list;
    self.keys = keys;
    self.n_keys = n_keys;
    self.dates = dates;
    pdx_map_init(&self.words);
    pdx_part_tokens_init(&self.tokens, pdx_snapshot_analyzer(snapshot));
    self.tokens.tick = tick;
    status = sort(&self, order, tick, err);
    pdx_part_tokens_deinit(&self.tokens);
    pdx_map_deinit(&self.words);
    pdx_buf_deinit(&self.node);
    PDX_VEC_DEINIT(&self.at.words);
    PDX_VEC_DEINIT(&self.at.parts);
    pdx_free(self.values);
    return status;
}
