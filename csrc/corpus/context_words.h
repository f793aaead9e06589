/* The words round matches, as numbers: each match's part is walked once, and words are looked up many at a time. Called by
 * concordance.c. Promises: where a block has several parts, context goes through all of them. */
#ifndef PDX_CORPUS_CONTEXT_WORDS_H
#define PDX_CORPUS_CONTEXT_WORDS_H

#include "corpus/concordance.h"
#include "index/vocabulary.h"
#include "query/part_tokens.h"
#include "query/part_walk.h"

/* Where a part's positions begin, in its document and among the words of its block. */
typedef struct pdx_block_part {
    uint32_t first_position;
    size_t first_word;
} pdx_block_part;

/* The words of a block of several parts: their pieces. */
typedef struct pdx_block_words {
    const pdx_segment *segment; /* NULL: nothing is held */
    pdx_doc doc;
    uint32_t first_part, last_part;
    PDX_VEC(uint32_t) words;        /* owned; numbers in the vocabulary */
    PDX_VEC(pdx_block_part) parts;  /* owned */
} pdx_block_words;

typedef struct pdx_context_words {
    const pdx_snapshot *snapshot;
    pdx_part_walk walk;             /* owned */
    pdx_part_tokens tokens;         /* owned; for blocks of several parts */
    pdx_block_words block;          /* owned */
    pdx_vocabulary vocabulary;      /* owned: words met, and nodes */
    pdx_buf node;                   /* owned; scratch */
    pdx_word pending[PDX_VOCABULARY_BATCH]; /* words that wait for their numbers */
    int64_t *wanted[PDX_VOCABULARY_BATCH];  /* and where these go */
    size_t n_pending;
    pdx_buf long_keys;              /* owned; of pending words */
} pdx_context_words;

enum { PDX_CONTEXT_MISSING = 0 };

void pdx_context_words_init(pdx_context_words *words, const pdx_snapshot *snapshot, const pdx_tick *tick);
void pdx_context_words_deinit(pdx_context_words *words);
/* The word that `key` (of words) names next to `match`, or the node: its number plus 1, PDX_CONTEXT_MISSING where there is none.
 * The number may only be there after pdx_context_words_flush. */
pdx_status pdx_context_words_get(pdx_context_words *words, const pdx_match *match, const pdx_context_key *key, int64_t *value, pdx_error *err) PDX_MUST;
pdx_status pdx_context_words_flush(pdx_context_words *words, pdx_error *err) PDX_MUST;
/* The rank of each number plus 1 in byte order, from 1 on; owned by the caller. */
pdx_status pdx_context_words_rank(const pdx_context_words *words, const pdx_tick *tick, uint32_t **ranks, pdx_error *err) PDX_MUST;

#endif
