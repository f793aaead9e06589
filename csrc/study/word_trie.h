/* Phrases as a tree of words, for one pass over a text. For study/match_table.c. Promises: a step is one look-up, whatever the number of phrases; words
 * are told by 64-bit hashes. */
#ifndef PDX_STUDY_WORD_TRIE_H
#define PDX_STUDY_WORD_TRIE_H

#include "base/hash.h"
#include "base/status.h"
#include "base/vec.h"
#include "text/word.h"

#define WORD_TRIE_WORD UINT64_C(0x3C6EF372FE94F82B)
#define WORD_TRIE_STEP UINT64_C(0xA54FF53A5F1D36F1)

typedef struct word_step {
    uint64_t key;  /* of node and word; 0: empty */
    uint32_t to;
} word_step;

typedef struct word_trie {
    word_step *steps;      /* owned; a power of two, at most half full */
    size_t n_slots, n_steps;
    PDX_VEC(uint32_t) ends; /* owned; of each node the phrase that ends there, or UINT32_MAX; node 0 is the root */
} word_trie;

pdx_status word_trie_init(word_trie *trie, pdx_error *err) PDX_MUST;
void word_trie_deinit(word_trie *trie);
/* The node behind `node` by a word, made when it is not there. */
pdx_status word_trie_grow(word_trie *trie, uint32_t *node, uint64_t word, pdx_error *err) PDX_MUST;

static inline uint64_t word_trie_word(const pdx_word *word, const pdx_buf *keys) {
    if (word->len <= PDX_WORD_HEAD) return pdx_hash_pair(word->head[0], word->head[1], WORD_TRIE_WORD);
    return pdx_hash(pdx_span_slice(pdx_buf_view(keys), word->key_at, word->key_at + word->len), WORD_TRIE_WORD);
}

static inline uint64_t word_trie_key(uint32_t node, uint64_t word) { return pdx_hash_pair(node, word, WORD_TRIE_STEP) | 1; }

/* The node behind `node` by a word; 0: there is none. */
static inline uint32_t word_trie_step(const word_trie *trie, uint32_t node, uint64_t word) {
    const uint64_t key = word_trie_key(node, word);
    for (size_t at = (size_t)(key >> 1) & (trie->n_slots - 1);; at = (at + 1) & (trie->n_slots - 1)) {
        const word_step *step = &trie->steps[at];
        if (step->key == key) return step->to;
        if (step->key == 0) return 0;
    }
}

#endif
