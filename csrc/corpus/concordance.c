#include "corpus/concordance.h"

#include "corpus/context_words.h"
#include "corpus/line_order.h"

enum { LINES_PER_TICK = PDX_LIMIT(64, 4), VALUES_PER_TICK = PDX_LIMIT(1 << 15, 16) };

typedef struct sorter {
    const pdx_snapshot *snapshot;
    const pdx_match_list *list;
    const pdx_context_key *keys;
    size_t n_keys;
    uint8_t by_place[PDX_CONTEXT_KEYS_MAX]; /* keys in the order in which their words stand in the text */
    const int64_t *dates;
    pdx_context_words words;     /* owned */
    int64_t *values;             /* owned; [match * n_keys + key], in the order wanted */
} sorter;

static bool is_word_key(const pdx_context_key *key) { return key->kind <= PDX_CONTEXT_NODE; }

/* How far behind the node's begin a key looks; what is no word comes last. */
static int place_of(const pdx_context_key *key) {
    if (key->kind == PDX_CONTEXT_LEFT) return -(int)key->nth;
    return key->kind == PDX_CONTEXT_NODE ? 0 : key->kind == PDX_CONTEXT_RIGHT ? (int)key->nth : PDX_CONTEXT_WORDS_MAX + 1;
}

static void order_by_place(sorter *self) {
    size_t i, k;
    for (i = 0; i < self->n_keys; i++) {
        for (k = i; k > 0 && place_of(&self->keys[self->by_place[k - 1]]) > place_of(&self->keys[i]); k--) self->by_place[k] = self->by_place[k - 1];
        self->by_place[k] = (uint8_t)i;
    }
}

/* Number of the match's document in the whole snapshot: posts, then remainders. */
static int64_t document_number(const sorter *self, const pdx_match *match) {
    const uint32_t n_posts = pdx_segment_n_posts(pdx_snapshot_segment(self->snapshot, match->segment));
    if (match->doc < n_posts) return (int64_t)pdx_snapshot_first_post(self->snapshot, match->segment) + match->doc;
    return (int64_t)pdx_snapshot_n_posts(self->snapshot) + pdx_snapshot_first_remainder(self->snapshot, match->segment) +
           (match->doc - n_posts);
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

/* Reads every match's values once, in order, so that each part is walked once. */
static pdx_status read_values(sorter *self, const pdx_tick *tick, pdx_error *err) {
    size_t i, k;
    for (i = 0; i < self->list->n; i++) {
        const pdx_match *match = &self->list->matches[i];
        if (i % LINES_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, self->list->n, err));
        for (k = 0; k < self->n_keys; k++) {
            const pdx_context_key *key = &self->keys[self->by_place[k]];
            int64_t *value = &self->values[i * self->n_keys + self->by_place[k]];
            if (is_word_key(key)) {
                PDX_TRY(pdx_context_words_get(&self->words, match, key, value, err));
            } else {
                PDX_TRY(other_value(self, match, key, value, err));
            }
        }
    }
    return pdx_context_words_flush(&self->words, err);
}

/* Replaces numbers of words by their ranks in byte order, and turns descending keys round. */
static pdx_status rank_values(sorter *self, const pdx_tick *tick, pdx_error *err) {
    const size_t n_values = self->list->n * self->n_keys;
    pdx_status status;
    uint32_t *ranks;
    size_t i;
    PDX_TRY(pdx_context_words_rank(&self->words, tick, &ranks, err));
    for (i = 0, status = PDX_OK; i < n_values; i++) {
        const pdx_context_key *key = &self->keys[i % self->n_keys];
        int64_t *value = &self->values[i];
        if (i % VALUES_PER_TICK == 0 && (status = pdx_tick_step(tick, i, n_values, err)) != PDX_OK) break;
        if (is_word_key(key)) *value = ranks[*value];
        if (key->descending && *value != INT64_MAX) *value = -*value; /* unknown dates stay last */
    }
    pdx_free(ranks);
    return status;
}

static pdx_status sort(sorter *self, uint32_t *order, const pdx_tick *tick, pdx_error *err) {
    if (self->list->n > UINT32_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more lines than can be numbered");
    self->values = pdx_alloc_zero(self->list->n * self->n_keys, sizeof *self->values);
    if (self->values == NULL) return pdx_fail_memory(err);
    PDX_TRY(read_values(self, tick, err));
    PDX_TRY(rank_values(self, tick, err));
    return pdx_line_order(self->values, self->list->n, self->n_keys, order, tick, err);
}

pdx_status pdx_concordance_sort(const pdx_snapshot *snapshot, const pdx_match_list *list, const pdx_context_key *keys,
                                size_t n_keys, const int64_t *dates, uint32_t *order, const pdx_tick *tick,
                                pdx_error *err) {
    sorter *self = pdx_alloc_zero(1, sizeof *self);
    pdx_status status;
    static_assert((int)PDX_CONTEXT_KEYS_MAX <= (int)PDX_LINE_KEYS_MAX, "lines are ordered by so many keys");
    if (self == NULL) return pdx_fail_memory(err);
    self->snapshot = snapshot;
    self->list = list;
    self->keys = keys;
    self->n_keys = n_keys;
    self->dates = dates;
    order_by_place(self);
    pdx_context_words_init(&self->words, snapshot, tick);
    status = sort(self, order, tick, err);
    pdx_context_words_deinit(&self->words);
    pdx_free(self->values);
    pdx_free(self);
    return status;
}
