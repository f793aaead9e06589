/* Words that come in the order of the dictionary, put where they stand. Places of one word lie far from each other: so each waits in the window of
 * its place, in the room that the places will take, until all are there, and then the windows are put in order one by one. Called by running.c.
 * Promises: no more room than the places take and a little per window; two words at one place, or a place beyond all, are damage. */
#ifndef PDX_CORPUS_WORD_WINDOWS_H
#define PDX_CORPUS_WORD_WINDOWS_H

#include "base/tick.h"
#include "base/vec.h"

/* Of a word that waits: its place in the window, and the lowest bits of its number; the highest bit is its mark. */
enum { PDX_WINDOW_BITS = PDX_LIMIT(16, 4), PDX_WINDOW_WORD_BITS = PDX_LIMIT(15, 3) };
enum { PDX_WINDOW_PLACES = 1 << PDX_WINDOW_BITS, PDX_WINDOW_WORDS = 1 << PDX_WINDOW_WORD_BITS };
#define PDX_WINDOW_MARK ((uint32_t)1 << 31)

typedef struct pdx_word_window {
    uint32_t n;    /* words that wait */
    uint32_t last; /* the last of them, without its mark */
} pdx_word_window;

/* A word from which the one before in its window is so far away that the lowest bits do not tell it. */
typedef struct pdx_far_word {
    uint32_t window, at, word;
} pdx_far_word;

typedef struct pdx_word_windows {
    uint32_t *places;          /* borrowed; room for whole windows */
    pdx_word_window *windows;  /* owned, like the next */
    size_t n_windows;
    PDX_VEC(pdx_far_word) far; /* in the order in which they came */
} pdx_word_windows;

/* How many places there must be room for. */
static inline uint64_t pdx_word_windows_room(uint64_t n_places) {
    return (n_places + PDX_WINDOW_PLACES - 1) >> PDX_WINDOW_BITS << PDX_WINDOW_BITS;
}
pdx_status pdx_word_windows_init(pdx_word_windows *self, uint32_t *places, uint64_t n_places, pdx_error *err) PDX_MUST;
void pdx_word_windows_deinit(pdx_word_windows *self);

/* What is rarer: the number of the word is written down whole, if its window has room. */
pdx_status pdx_word_windows_put_far(pdx_word_windows *self, size_t window, uint32_t word, pdx_error *err) PDX_MUST;

/* A word (31 bits, with PDX_WINDOW_MARK where it is marked) for a place, which is one of all. */
PDX_MUST static inline pdx_status pdx_word_windows_put(pdx_word_windows *self, uint64_t place, uint32_t marked, pdx_error *err) {
    const size_t number = (size_t)(place >> PDX_WINDOW_BITS);
    pdx_word_window *window = &self->windows[number];
    const uint32_t word = marked & (PDX_WINDOW_MARK - 1);
    if (word - window->last >= PDX_WINDOW_WORDS || window->n == PDX_WINDOW_PLACES) PDX_TRY(pdx_word_windows_put_far(self, number, word, err));
    self->places[(number << PDX_WINDOW_BITS) + window->n++] =
        (marked & PDX_WINDOW_MARK) | (word & (PDX_WINDOW_WORDS - 1)) << PDX_WINDOW_BITS | (uint32_t)(place & (PDX_WINDOW_PLACES - 1));
    window->last = word;
    return PDX_OK;
}

/* All words have come: each is put at its place, and `none` where there is no word. */
pdx_status pdx_word_windows_settle(pdx_word_windows *self, uint32_t none, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
