#include "study/word_trie.h"

enum { SLOTS_LEAST = PDX_LIMIT(1 << 10, 8) };

static void step_put(word_step *steps, size_t n_slots, word_step step) {
    size_t at = (size_t)(step.key >> 1) & (n_slots - 1);
    while (steps[at].key != 0) at = (at + 1) & (n_slots - 1);
    steps[at] = step;
}

static bool slots_grow(word_trie *trie) {
    const size_t n = trie->n_slots == 0 ? SLOTS_LEAST : 2 * trie->n_slots;
    word_step *wider = pdx_alloc_zero(n, sizeof *wider);
    if (wider == NULL) return false;
    for (size_t i = 0; i < trie->n_slots; i++)
        if (trie->steps[i].key != 0) step_put(wider, n, trie->steps[i]);
    pdx_free(trie->steps);
    trie->steps = wider;
    trie->n_slots = n;
    return true;
}

pdx_status word_trie_init(word_trie *trie, pdx_error *err) {
    memset(trie, 0, sizeof *trie);
    if (!slots_grow(trie) || !PDX_VEC_PUSH(&trie->ends, UINT32_MAX)) return pdx_fail_memory(err);
    return PDX_OK;
}

void word_trie_deinit(word_trie *trie) {
    pdx_free(trie->steps);
    PDX_VEC_DEINIT(&trie->ends);
}

pdx_status word_trie_grow(word_trie *trie, uint32_t *node, uint64_t word, pdx_error *err) {
    const uint32_t there = word_trie_step(trie, *node, word);
    if (there != 0) {
        *node = there;
        return PDX_OK;
    }
    if (trie->ends.len >= UINT32_MAX) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "a dictionary has too many words");
    if (2 * (trie->n_steps + 1) > trie->n_slots && !slots_grow(trie)) return pdx_fail_memory(err);
    const word_step step = {word_trie_key(*node, word), (uint32_t)trie->ends.len};
    if (!PDX_VEC_PUSH(&trie->ends, UINT32_MAX)) return pdx_fail_memory(err);
    step_put(trie->steps, trie->n_slots, step);
    trie->n_steps++;
    *node = step.to;
    return PDX_OK;
}
