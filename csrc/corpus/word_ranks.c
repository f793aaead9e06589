#include "corpus/word_ranks.h"

#include "base/alloc.h"
#include "base/sort.h"

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

pdx_status pdx_word_ranks_make(const pdx_span *words, size_t n, const pdx_tick *tick, uint32_t **ranks, pdx_error *err) {
    ranked *order = pdx_resize_array(NULL, n, sizeof *order);
    pdx_status status = PDX_OK;
    *ranks = pdx_resize_array(NULL, n, sizeof **ranks);
    if (order == NULL || *ranks == NULL) status = pdx_fail_memory(err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) order[i] = (ranked){head_of(words[i]), words[i], (uint32_t)i};
    if (status == PDX_OK) status = pdx_sort(order, n, sizeof *order, ranked_order, NULL, tick, err);
    for (size_t i = 0; status == PDX_OK && i < n; i++) (*ranks)[order[i].number] = (uint32_t)i;
    pdx_free(order);
    if (status != PDX_OK) {
        pdx_free(*ranks);
        *ranks = NULL;
    }
    return status;
}
