#include "corpus/concordance.h"

#include "base/alloc.h"
#include "base/radix.h"
#include "corpus/context_words.h"
#include "corpus/line_order.h"
#include "corpus/line_words.h"

enum { LINES_PER_TICK = PDX_LIMIT(64, 4), VALUES_PER_TICK = PDX_LIMIT(1 << 15, 16), AHEAD = 16 };

typedef struct sorter {
    const pdx_snapshot *snapshot;
    const pdx_running *running;  /* or NULL: words are read from texts */
    const pdx_match_list *list;
    const pdx_context_key *keys;
    size_t n_keys;
    const int64_t *dates;
    pdx_context_words words;     /* owned */
    int64_t *values;             /* owned; [match * n_keys + key]; of a word that runs its rank, else one more than its place among the words read; or
                                    NO_WORD: there is none */
} sorter;

enum { NO_WORD = 0 };

/* Whether the words round a match are read from its text. */
static bool is_read(const sorter *self, const pdx_match *match) { return self->running == NULL || !pdx_line_words_has(self->running, match); }

static pdx_context_reach reach_of(const pdx_context_key *keys, size_t n_keys) {
    pdx_context_reach reach = {0, 0, false};
    for (size_t i = 0; i < n_keys; i++) {
        if (keys[i].kind == PDX_CONTEXT_LEFT && keys[i].nth > reach.left) reach.left = keys[i].nth;
        if (keys[i].kind == PDX_CONTEXT_RIGHT && keys[i].nth > reach.right) reach.right = keys[i].nth;
        if (keys[i].kind == PDX_CONTEXT_NODE) reach.node = true;
    }
    return reach;
}

/* Number of the match's document in the whole snapshot: posts, then remainders. */
static int64_t document_number(const sorter *self, const pdx_match *match) {
    const uint32_t n_posts = pdx_segment_n_posts(pdx_snapshot_segment(self->snapshot, match->segment));
    if (match->doc < n_posts) return pdx_snapshot_post_number(self->snapshot, match->segment, match->doc);
    return (int64_t)pdx_snapshot_n_posts(self->snapshot) + pdx_snapshot_remainder_number(self->snapshot, match->segment, match->doc);
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

static int64_t word_value(const pdx_context_place *place, const pdx_context_key *key) {
    if (key->kind == PDX_CONTEXT_LEFT) return key->nth > place->n_left ? NO_WORD : (int64_t)(place->node - key->nth) + 1;
    if (key->kind == PDX_CONTEXT_RIGHT) return key->nth > place->n_right ? NO_WORD : (int64_t)(place->node + place->n_node + key->nth - 1) + 1;
    return (int64_t)place->node + 1;
}

/* The words round a match, and where texts are wanted its own. */
static pdx_status word_values(sorter *self, const pdx_match *match, int64_t *values, pdx_match_text *text, pdx_error *err) {
    pdx_context_place place;
    if (!is_read(self, match)) return pdx_line_words_read(self->running, match, self->keys, self->n_keys, values, err);
    PDX_TRY(pdx_context_words_read(&self->words, match, &place, err));
    if (text != NULL) *text = place.text;
    for (size_t k = 0; k < self->n_keys; k++)
        if (pdx_context_is_word(&self->keys[k])) values[k] = word_value(&place, &self->keys[k]);
    return PDX_OK;
}

/* Reads every match's values once, in order, so that each part is gone through once. */
static pdx_status read_values(sorter *self, pdx_match_text *texts, const pdx_tick *tick, pdx_error *err) {
    const bool words = pdx_context_keys_ask_words(self->keys, self->n_keys);
    size_t i, k;
    for (i = 0; i < self->list->n; i++) {
        const pdx_match *match = &self->list->matches[i];
        int64_t *values = &self->values[i * self->n_keys];
        if (i % LINES_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, self->list->n, err));
        if (words && self->running != NULL && self->list->n - i > AHEAD) pdx_line_words_fetch(self->running, match + AHEAD);
        if (words) PDX_TRY(word_values(self, match, values, texts == NULL ? NULL : &texts[i], err));
        for (k = 0; k < self->n_keys; k++)
            if (!pdx_context_is_word(&self->keys[k])) PDX_TRY(other_value(self, match, &self->keys[k], &values[k], err));
    }
    return pdx_context_words_end(&self->words, err);
}

/* Nodes of several words get a number as a whole, which is written behind those of the words read. */
static pdx_status number_nodes(sorter *self, size_t key, const pdx_tick *tick, pdx_error *err) {
    pdx_buf scratch;
    pdx_status status = PDX_OK;
    pdx_buf_init(&scratch);
    for (size_t i = 0; status == PDX_OK && i < self->list->n; i++) {
        int64_t *value = &self->values[i * self->n_keys + key];
        const uint32_t length = self->list->matches[i].length;
        uint32_t number;
        if (i % VALUES_PER_TICK == 0) status = pdx_tick_step(tick, i, self->list->n, err);
        if (status != PDX_OK || length == 1) continue;
        status = pdx_context_words_run(&self->words, (size_t)*value - 1, length, &scratch, &number, err);
        if (status == PDX_OK && !PDX_VEC_PUSH(&self->words.numbers, number)) status = pdx_fail_memory(err);
        *value = (int64_t)self->words.numbers.len;
    }
    pdx_buf_deinit(&scratch);
    return status;
}

/* Replaces places of words by the ranks of what stands there in byte order, and turns descending keys round. */
static pdx_status rank_values(sorter *self, const pdx_tick *tick, pdx_error *err) {
    const size_t n_values = self->list->n * self->n_keys;
    pdx_status status;
    uint32_t *ranks;
    size_t i, k;
    bool descends = false;
    for (k = 0; k < self->n_keys; k++) descends = descends || self->keys[k].descending;
    if (self->running != NULL && self->words.numbers.len == 0 && !descends) return PDX_OK; /* they are ranks already */
    if (self->running != NULL) PDX_TRY(pdx_line_words_rank(self->running, &self->words, &ranks, err));
    else PDX_TRY(pdx_context_words_rank(&self->words, tick, &ranks, err));
    for (i = 0, status = PDX_OK; i < n_values; i += self->n_keys) {
        if (i / self->n_keys % VALUES_PER_TICK == 0 && (status = pdx_tick_step(tick, i, n_values, err)) != PDX_OK) break;
        const bool read = is_read(self, &self->list->matches[i / self->n_keys]);
        for (k = 0; k < self->n_keys; k++) {
            const pdx_context_key *key = &self->keys[k];
            int64_t *value = &self->values[i + k];
            if (read && pdx_context_is_word(key) && *value != NO_WORD) *value = ranks[self->words.numbers.data[*value - 1]];
            if (key->descending && *value != INT64_MAX) *value = -*value; /* unknown dates stay last */
        }
    }
    pdx_free(ranks);
    return status;
}

static pdx_status sort(sorter *self, uint32_t *order, pdx_match_text *texts, const pdx_tick *tick, pdx_error *err) {
    if (self->list->n > UINT32_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more lines than can be numbered");
    self->values = pdx_alloc_zero(self->list->n * self->n_keys, sizeof *self->values);
    if (self->values == NULL) return pdx_fail_memory(err);
    PDX_TRY(read_values(self, texts, tick, err));
    for (size_t k = 0; k < self->n_keys; k++) {
        if (self->running == NULL && self->keys[k].kind == PDX_CONTEXT_NODE) PDX_TRY(number_nodes(self, k, tick, err));
    }
    PDX_TRY(rank_values(self, tick, err));
    return pdx_line_order(self->values, self->list->n, self->n_keys, order, tick, err);
}

bool pdx_context_keys_ask(const pdx_context_key *keys, size_t n_keys, pdx_context_kind kind) {
    for (size_t i = 0; i < n_keys; i++) {
        if (keys[i].kind == kind) return true;
    }
    return false;
}

bool pdx_context_keys_ask_words(const pdx_context_key *keys, size_t n_keys) {
    return pdx_context_keys_ask(keys, n_keys, PDX_CONTEXT_LEFT) || pdx_context_keys_ask(keys, n_keys, PDX_CONTEXT_RIGHT) ||
           pdx_context_keys_ask(keys, n_keys, PDX_CONTEXT_NODE);
}

bool pdx_concordance_runs(const pdx_match_list *list, const pdx_context_key *keys, size_t n_keys) {
    if (!pdx_context_keys_ask(keys, n_keys, PDX_CONTEXT_NODE)) return true;
    for (size_t i = 0; i < list->n; i++)
        if (list->matches[i].length > 1) return false;
    return true;
}

pdx_status pdx_concordance_sort(const pdx_snapshot *snapshot, const pdx_running *running, const pdx_match_list *list, const pdx_context_key *keys,
                                size_t n_keys, const int64_t *dates, uint32_t *order, pdx_match_text *texts, const pdx_tick *tick,
                                pdx_error *err) {
    sorter *self = pdx_alloc_zero(1, sizeof *self);
    pdx_status status;
    static_assert((int)PDX_CONTEXT_KEYS_MAX <= (int)PDX_LINE_KEYS_MAX, "lines are ordered by so many keys");
    assert((texts != NULL) == (running == NULL && pdx_context_keys_ask_words(keys, n_keys)));
    assert(running == NULL || pdx_concordance_runs(list, keys, n_keys));
    if (self == NULL) return pdx_fail_memory(err);
    self->snapshot = snapshot;
    self->running = running;
    self->list = list;
    self->keys = keys;
    self->n_keys = n_keys;
    self->dates = dates;
    pdx_context_words_init(&self->words, snapshot, reach_of(keys, n_keys), tick);
    status = sort(self, order, texts, tick, err);
    pdx_context_words_deinit(&self->words);
    pdx_free(self->values);
    pdx_free(self);
    return status;
}

/* ------------------------------------------------------------------ texts alone */

/* The numbers of the matches in the order of their places. */
static pdx_status places_order(const sorter *self, pdx_keyed **items, pdx_keyed **other, const pdx_tick *tick, pdx_error *err) {
    const size_t n = self->list->n;
    *items = pdx_resize_array(NULL, n, sizeof **items);
    *other = pdx_resize_array(NULL, n, sizeof **other);
    if (*items == NULL || *other == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        const pdx_match *match = &self->list->matches[i];
        if (i % VALUES_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, n, err));
        (*items)[i] = (pdx_keyed){(uint64_t)document_number(self, match) << 32 | match->position, (uint32_t)i};
    }
    return pdx_radix_sort(items, other, n, tick, err);
}

static pdx_status texts_read(sorter *self, const pdx_keyed *items, pdx_match_text *texts, const pdx_tick *tick, pdx_error *err) {
    pdx_context_place place;
    for (size_t i = 0; i < self->list->n; i++) {
        if (i % LINES_PER_TICK == 0) PDX_TRY(pdx_tick_step(tick, i, self->list->n, err));
        PDX_TRY(pdx_context_words_read(&self->words, &self->list->matches[items[i].item], &place, err));
        texts[items[i].item] = place.text;
    }
    return pdx_context_words_end(&self->words, err);
}

pdx_status pdx_concordance_texts(const pdx_snapshot *snapshot, const pdx_match_list *list, pdx_match_text *texts, const pdx_tick *tick,
                                 pdx_error *err) {
    sorter *self = pdx_alloc_zero(1, sizeof *self);
    pdx_keyed *items = NULL, *other = NULL;
    if (self == NULL) return pdx_fail_memory(err);
    self->snapshot = snapshot;
    self->list = list;
    pdx_context_words_init(&self->words, snapshot, (pdx_context_reach){0, 0, false}, tick);
    pdx_status status = places_order(self, &items, &other, tick, err);
    if (status == PDX_OK) status = texts_read(self, items, texts, tick, err);
    pdx_context_words_deinit(&self->words);
    pdx_free(items);
    pdx_free(other);
    pdx_free(self);
    return status;
}
