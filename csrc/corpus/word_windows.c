#include "corpus/word_windows.h"

#include <string.h>

static_assert(PDX_WINDOW_BITS + PDX_WINDOW_WORD_BITS <= 31, "what waits has 32 bits, of which one is the mark");

pdx_status pdx_word_windows_init(pdx_word_windows *self, uint32_t *places, uint64_t n_places, pdx_error *err) {
    memset(self, 0, sizeof *self);
    self->places = places;
    self->n_windows = (size_t)(pdx_word_windows_room(n_places) >> PDX_WINDOW_BITS);
    self->windows = pdx_alloc_zero(self->n_windows, sizeof *self->windows);
    return self->windows == NULL ? pdx_fail_memory(err) : PDX_OK;
}

void pdx_word_windows_deinit(pdx_word_windows *self) {
    pdx_free(self->windows);
    PDX_VEC_DEINIT(&self->far);
}

static pdx_status damage(pdx_error *err) { return pdx_fail(err, PDX_ECORRUPT, PDX_NO_OFFSET, "two words stand at one place of a post"); }

pdx_status pdx_word_windows_put_far(pdx_word_windows *self, size_t window, uint32_t word, pdx_error *err) {
    const pdx_far_word far = {(uint32_t)window, self->windows[window].n, word};
    if (far.at == PDX_WINDOW_PLACES) return damage(err);
    return PDX_VEC_PUSH(&self->far, far) ? PDX_OK : pdx_fail_memory(err);
}

/* Those of each window side by side, in the order in which they came. */
static pdx_status far_sort(pdx_word_windows *self, pdx_far_word **sorted, pdx_error *err) {
    size_t *begins = pdx_alloc_zero(self->n_windows + 1, sizeof *begins);
    *sorted = pdx_resize_array(NULL, self->far.len + 1, sizeof **sorted);
    if (begins == NULL || *sorted == NULL) {
        pdx_free(begins);
        return pdx_fail_memory(err);
    }
    for (size_t i = 0; i < self->far.len; i++) begins[self->far.data[i].window + 1]++;
    for (size_t i = 0; i < self->n_windows; i++) begins[i + 1] += begins[i];
    for (size_t i = 0; i < self->far.len; i++) (*sorted)[begins[self->far.data[i].window]++] = self->far.data[i];
    (*sorted)[self->far.len] = (pdx_far_word){UINT32_MAX, 0, 0}; /* of none */
    pdx_free(begins);
    return PDX_OK;
}

/* Puts the words of a window in order; `waiting` has room for all, `far` goes on behind those of the window. False: two had one place. */
static bool window_settle(uint32_t *places, const pdx_word_window *window, uint32_t number, uint32_t none, uint32_t *waiting,
                          const pdx_far_word **far) {
    uint32_t word = 0;
    bool are_free = true;
    memcpy(waiting, places, window->n * sizeof *waiting);
    for (size_t i = 0; i < PDX_WINDOW_PLACES; i++) places[i] = none;
    for (uint32_t i = 0; i < window->n; i++) {
        const uint32_t low = waiting[i] >> PDX_WINDOW_BITS & (PDX_WINDOW_WORDS - 1);
        uint32_t *place = &places[waiting[i] & (PDX_WINDOW_PLACES - 1)];
        if ((*far)->window == number && (*far)->at == i) word = (*far)++->word;
        else word += (low - word) & (PDX_WINDOW_WORDS - 1);
        are_free = are_free && *place == none;
        *place = word | (waiting[i] & PDX_WINDOW_MARK);
    }
    return are_free;
}

pdx_status pdx_word_windows_settle(pdx_word_windows *self, uint32_t none, const pdx_tick *tick, pdx_error *err) {
    uint32_t *waiting = pdx_resize_array(NULL, PDX_WINDOW_PLACES, sizeof *waiting);
    pdx_far_word *sorted;
    const pdx_far_word *far;
    pdx_status status = far_sort(self, &sorted, err);
    if (status == PDX_OK && waiting == NULL) status = pdx_fail_memory(err);
    far = sorted;
    for (size_t i = 0; i < self->n_windows && status == PDX_OK; i++) {
        status = pdx_tick_step(tick, i, self->n_windows, err);
        if (status == PDX_OK && !window_settle(self->places + (i << PDX_WINDOW_BITS), &self->windows[i], (uint32_t)i, none, waiting, &far))
            status = damage(err);
    }
    pdx_free(waiting);
    pdx_free(sorted);
    return status;
}
