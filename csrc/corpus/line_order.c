#include "corpus/line_order.h"

#include <string.h>

#include "base/alloc.h"
#include "base/radix.h"

enum { WORD_BITS = 64, LINES_PER_TICK = PDX_LIMIT(1 << 15, 16), LINES_AHEAD = 32 };

/* Where the values of a key lie among the bits by which lines are ordered. */
typedef struct place {
    int64_t least, last; /* `last` stands for INT64_MAX: one more than the greatest */
    unsigned bits, word, shift; /* words are counted from the least important */
} place;

typedef struct sorting {
    const int64_t *values;
    size_t n, n_keys;
    place places[PDX_LINE_KEYS_MAX];
    unsigned n_words;
    pdx_keyed *items, *other; /* owned; their items are lines */
    const pdx_tick *tick;
} sorting;

static unsigned bits_of(uint64_t value) {
    unsigned bits = 0;
    for (; value > 0; value >>= 1) bits++;
    return bits;
}

/* The values of a key from the least to the greatest; `open`: some are INT64_MAX, which stands behind all. */
typedef struct extent {
    int64_t least, most;
    bool open;
} extent;

static inline void extent_take(extent *to, int64_t value) {
    if (value == INT64_MAX) {
        to->open = true;
        return;
    }
    if (value < to->least) to->least = value;
    if (value > to->most) to->most = value;
}

static void place_of(const extent *from, place *to) {
    const bool any = from->least != INT64_MAX;
    to->least = any ? from->least : 0;
    to->last = any ? from->most + 1 : 0;
    to->bits = bits_of((uint64_t)(from->open ? to->last : any ? from->most : 0) - (uint64_t)to->least);
}

/* Of all keys at once: the values are more than lies in the nearer caches. */
static void extents_take(const sorting *self, extent *extents) {
    for (size_t key = 0; key < self->n_keys; key++) extents[key] = (extent){INT64_MAX, INT64_MIN, false};
    for (size_t i = 0; i < self->n; i++) {
        const int64_t *values = &self->values[i * self->n_keys];
        if (self->n - i > LINES_AHEAD) PDX_PREFETCH(values + LINES_AHEAD * self->n_keys);
        for (size_t key = 0; key < self->n_keys; key++) extent_take(&extents[key], values[key]);
    }
}

/* The last key takes the least bits; a key lies in one word. */
static void places_make(sorting *self) {
    extent extents[PDX_LINE_KEYS_MAX];
    unsigned word = 0, used = 0;
    extents_take(self, extents);
    for (size_t key = self->n_keys; key > 0; key--) {
        place *to = &self->places[key - 1];
        place_of(&extents[key - 1], to);
        if (used + to->bits > WORD_BITS) {
            word++;
            used = 0;
        }
        to->word = word;
        to->shift = used;
        used += to->bits;
    }
    self->n_words = word + 1;
}

/* Bits of word `word` of each line, in the order reached. */
static pdx_status word_fill(sorting *self, unsigned word, pdx_error *err) {
    size_t i, key;
    for (i = 0; i < self->n; i++) {
        pdx_keyed *to = &self->items[i];
        const int64_t *values = &self->values[to->item * self->n_keys];
        if (i % LINES_PER_TICK == 0) PDX_TRY(pdx_tick_step(self->tick, i, self->n, err));
        to->key = 0;
        for (key = 0; key < self->n_keys; key++) {
            const place *at = &self->places[key];
            if (at->word != word || at->bits == 0) continue;
            to->key |= ((uint64_t)(values[key] == INT64_MAX ? at->last : values[key]) - (uint64_t)at->least) << at->shift;
        }
    }
    return PDX_OK;
}

static pdx_status run(sorting *self, pdx_error *err) {
    unsigned word;
    size_t i;
    places_make(self);
    for (i = 0; i < self->n; i++) self->items[i].item = (uint32_t)i;
    for (word = 0; word < self->n_words; word++) {
        PDX_TRY(word_fill(self, word, err));
        PDX_TRY(pdx_radix_sort(&self->items, &self->other, self->n, self->tick, err));
    }
    return PDX_OK;
}

pdx_status pdx_line_order(const int64_t *values, size_t n, size_t n_keys, uint32_t *order, const pdx_tick *tick, pdx_error *err) {
    sorting self;
    pdx_status status;
    size_t i;
    assert(n_keys <= PDX_LINE_KEYS_MAX && n <= UINT32_MAX);
    memset(&self, 0, sizeof self);
    self.values = values;
    self.n = n;
    self.n_keys = n_keys;
    self.tick = tick;
    self.items = pdx_resize_array(NULL, n, sizeof *self.items);
    self.other = pdx_resize_array(NULL, n, sizeof *self.other);
    status = self.items == NULL || self.other == NULL ? pdx_fail_memory(err) : run(&self, err);
    for (i = 0; status == PDX_OK && i < n; i++) order[i] = self.items[i].item;
    pdx_free(self.items);
    pdx_free(self.other);
    return status;
}
