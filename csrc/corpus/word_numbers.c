#include "corpus/word_numbers.h"

#include "base/alloc.h"
#include "base/bits.h"
#include "segment/term_walk.h"
#include "text/tokens.h"

enum { TERM_WORK = 64 }; /* what a term takes, as a pace counts */

/* The dictionaries, each at the term that comes next. */
typedef struct merger {
    pdx_word_numbers *numbers;
    pdx_term_walk *walks; /* owned */
    uint32_t *n_terms;    /* owned; of each */
    pdx_buf least;        /* owned; the key that all are asked for */
    PDX_VEC(uint8_t) classes; /* owned; by rank: how many bits the number of occurrences takes */
    pdx_pace pace;
} merger;

static bool is_joined(pdx_span key) { return key.len > 0 && memchr(key.data, PDX_JOINED_MARK, key.len) != NULL; }

/* To the next term that is no joined form. */
static pdx_status walk_on(merger *self, uint32_t segment, pdx_ord ord, pdx_error *err) {
    pdx_term_walk *walk = &self->walks[segment];
    for (; ord < self->n_terms[segment]; ord++) {
        PDX_TRY(pdx_pace_step(&self->pace, TERM_WORK, ord, err));
        PDX_TRY(pdx_term_walk_to(walk, ord, err));
        if (!is_joined(pdx_buf_view(&walk->key))) return PDX_OK;
        self->numbers->of[segment][ord] = PDX_NO_WORD;
    }
    walk->ord = PDX_NO_ORD;
    return PDX_OK;
}

static pdx_status begin(merger *self, pdx_error *err) {
    pdx_word_numbers *numbers = self->numbers;
    uint64_t total = 0;
    uint32_t s;
    for (s = 0; s < numbers->n_segments; s++) {
        const pdx_segment *segment = pdx_snapshot_segment(numbers->snapshot, s);
        self->n_terms[s] = pdx_segment_n_terms(segment);
        total += self->n_terms[s];
        pdx_term_walk_init(&self->walks[s], segment);
        numbers->of[s] = pdx_resize_array(NULL, self->n_terms[s], sizeof **numbers->of);
        if (numbers->of[s] == NULL) return pdx_fail_memory(err);
    }
    if (total >> PDX_WORD_NUMBER_BITS != 0) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more words than can be numbered");
    self->pace.total = total;
    for (s = 0; s < numbers->n_segments; s++) PDX_TRY(walk_on(self, s, 0, err));
    return PDX_OK;
}

/* Copies the least key that is next, and where it is; false: all have ended. */
static bool least_find(merger *self, pdx_word_place *place) {
    const pdx_term_walk *least = NULL;
    uint32_t s;
    for (s = 0; s < self->numbers->n_segments; s++) {
        const pdx_term_walk *walk = &self->walks[s];
        if (walk->ord == PDX_NO_ORD || (least != NULL && pdx_span_compare(pdx_buf_view(&walk->key), pdx_buf_view(&least->key)) >= 0)) continue;
        least = walk;
        place->segment = s;
        place->ord = walk->ord;
    }
    if (least == NULL) return false;
    pdx_buf_reset(&self->least);
    pdx_buf_span(&self->least, pdx_buf_view(&least->key));
    return true;
}

/* All words by their bytes: as yet a word has its rank for a number. */
static pdx_status rank_all(merger *self, pdx_error *err) {
    pdx_word_numbers *numbers = self->numbers;
    pdx_word_place place;
    while (least_find(self, &place)) {
        const uint32_t rank = (uint32_t)numbers->places.len;
        uint64_t n_occurrences = 0;
        if (self->least.failed || !PDX_VEC_PUSH(&numbers->places, place)) return pdx_fail_memory(err);
        for (uint32_t s = 0; s < numbers->n_segments; s++) {
            pdx_term_walk *walk = &self->walks[s];
            const pdx_list_place *list;
            if (walk->ord == PDX_NO_ORD || !pdx_span_equal(pdx_buf_view(&walk->key), pdx_buf_view(&self->least))) continue;
            numbers->of[s][walk->ord] = rank;
            PDX_TRY(pdx_term_walk_place(walk, &list, err));
            n_occurrences += list->n_occurrences < UINT32_MAX ? list->n_occurrences : UINT32_MAX;
            PDX_TRY(walk_on(self, s, walk->ord + 1, err));
        }
        if (!PDX_VEC_PUSH(&self->classes, (uint8_t)pdx_bit_width(n_occurrences))) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

enum { CLASSES = 65 }; /* no occurrence, and as many as there are bits */

/* From ranks to numbers. */
static pdx_status number_all(merger *self, pdx_error *err) {
    pdx_word_numbers *numbers = self->numbers;
    const size_t n = numbers->places.len;
    uint32_t at[CLASSES] = {0}, before = 0;
    pdx_word_place *places = pdx_resize_array(NULL, n, sizeof *places);
    numbers->by_bytes = pdx_resize_array(NULL, n, sizeof *numbers->by_bytes);
    numbers->ranks = pdx_resize_array(NULL, n + 1, sizeof *numbers->ranks);
    if (places == NULL || numbers->by_bytes == NULL || numbers->ranks == NULL) {
        pdx_free(places);
        return pdx_fail_memory(err);
    }
    for (size_t rank = 0; rank < n; rank++) at[self->classes.data[rank]]++;
    for (uint32_t c = CLASSES; c-- > 0;) { /* from how many there are to where they begin */
        const uint32_t n_words = at[c];
        at[c] = before;
        before += n_words;
    }
    for (size_t rank = 0; rank < n; rank++) {
        const uint32_t number = at[self->classes.data[rank]]++;
        numbers->by_bytes[rank] = number;
        numbers->ranks[number] = (uint32_t)rank;
        places[number] = numbers->places.data[rank];
    }
    numbers->ranks[n] = (uint32_t)n;
    pdx_free(numbers->places.data);
    numbers->places.data = places;
    numbers->places.capacity = n;
    for (uint32_t s = 0; s < numbers->n_segments; s++)
        for (pdx_ord ord = 0; ord < self->n_terms[s]; ord++)
            if (numbers->of[s][ord] != PDX_NO_WORD) numbers->of[s][ord] = numbers->by_bytes[numbers->of[s][ord]];
    return PDX_OK;
}

pdx_status pdx_word_numbers_init(pdx_word_numbers *numbers, const pdx_snapshot *snapshot, const pdx_tick *tick, pdx_error *err) {
    const uint32_t n = pdx_snapshot_n_segments(snapshot);
    merger self = {.numbers = numbers, .pace = pdx_pace_of(tick, 0)};
    pdx_status status;
    memset(numbers, 0, sizeof *numbers);
    numbers->snapshot = snapshot;
    numbers->of = pdx_alloc_zero(n, sizeof *numbers->of);
    self.walks = pdx_alloc_zero(n, sizeof *self.walks);
    self.n_terms = pdx_alloc_zero(n, sizeof *self.n_terms);
    pdx_buf_init(&self.least);
    if (numbers->of == NULL || self.walks == NULL || self.n_terms == NULL) {
        status = pdx_fail_memory(err);
    } else {
        numbers->n_segments = n;
        status = begin(&self, err);
        if (status == PDX_OK) status = rank_all(&self, err);
        if (status == PDX_OK) status = number_all(&self, err);
        for (uint32_t s = 0; s < n; s++) {
            if (self.walks[s].segment != NULL) pdx_term_walk_deinit(&self.walks[s]);
        }
    }
    pdx_buf_deinit(&self.least);
    PDX_VEC_DEINIT(&self.classes);
    pdx_free(self.walks);
    pdx_free(self.n_terms);
    return status;
}

void pdx_word_numbers_deinit(pdx_word_numbers *numbers) {
    for (uint32_t s = 0; s < numbers->n_segments; s++) pdx_free(numbers->of[s]);
    pdx_free(numbers->of);
    PDX_VEC_DEINIT(&numbers->places);
    pdx_free(numbers->by_bytes);
    pdx_free(numbers->ranks);
    numbers->by_bytes = numbers->ranks = NULL;
    numbers->of = NULL;
    numbers->n_segments = 0;
}

pdx_status pdx_word_numbers_key(const pdx_word_numbers *numbers, uint32_t word, pdx_buf *key, pdx_error *err) {
    const pdx_word_place place = numbers->places.data[word];
    assert(word < numbers->places.len);
    return pdx_segment_key(pdx_snapshot_segment(numbers->snapshot, place.segment), place.ord, key, err);
}

pdx_status pdx_word_numbers_find(const pdx_word_numbers *numbers, pdx_span key, uint32_t *word, pdx_error *err) {
    *word = PDX_NO_WORD;
    for (uint32_t s = 0; s < numbers->n_segments && *word == PDX_NO_WORD; s++) {
        pdx_ord ord;
        PDX_TRY(pdx_segment_find(pdx_snapshot_segment(numbers->snapshot, s), key, &ord, err));
        if (ord != PDX_NO_ORD) *word = numbers->of[s][ord];
    }
    return PDX_OK;
}
