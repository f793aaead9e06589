/* The words round matches, as numbers, and the text that matches stand in: matches come in order, each part is read once, from its begin to its
 * end, and words are looked up many at a time. Called by concordance.c. Promises: where a block has several parts, context goes through
 * all of them; a part whose text has other words than the index counted is an error. */
#ifndef PDX_CORPUS_CONTEXT_WORDS_H
#define PDX_CORPUS_CONTEXT_WORDS_H

#include "corpus/part_scan.h"
#include "index/vocabulary.h"
#include "query/walk/matches.h"
#include "query/walk/part_tokens.h"

/* Which words are wanted beside each match: so many before, so many behind, and its own. */
typedef struct pdx_context_reach {
    uint32_t left, right;
    bool node;
} pdx_context_reach;

/* Where the words round one match are among all that were read: they follow one another. */
typedef struct pdx_context_place {
    size_t node;             /* the match's first word */
    uint32_t n_left, n_right; /* words before it and behind its last that there are, as far as the reach goes */
    uint32_t n_node;         /* words of the match that were read: all, or none where they are not wanted */
    pdx_match_text text;
} pdx_context_place;

/* Where a part's positions begin, in its document and among the words of its block. */
typedef struct pdx_block_part {
    uint32_t first_position;
    uint8_t role;
    size_t first_word;
} pdx_block_part;

/* A block of several parts: all its words are read. */
typedef struct pdx_block_words {
    const pdx_segment *segment; /* NULL: nothing is held */
    pdx_doc doc;
    uint32_t first_part, last_part;
    size_t begin;                   /* its first word, among all that were read */
    pdx_range bytes;                /* in the document's text */
    pdx_match_text text;            /* of each match in it, but for where that is and the role of its part */
    PDX_VEC(pdx_range) ranges;      /* owned; of each of them, in the document's text */
    PDX_VEC(pdx_block_part) parts;  /* owned */
} pdx_block_words;

typedef struct pdx_context_words {
    const pdx_snapshot *snapshot;
    pdx_context_reach reach;
    pdx_part_scan scan;             /* owned */
    bool well_formed;               /* what it is at */
    pdx_part_tokens tokens;         /* owned; for blocks of several parts */
    pdx_block_words block;          /* owned */
    pdx_vocabulary vocabulary;      /* owned: words met */
    pdx_word pending[PDX_VOCABULARY_BATCH]; /* words that wait for their numbers */
    size_t n_pending;
    pdx_buf long_keys;              /* owned; of pending words */
    PDX_VEC(uint32_t) numbers;      /* owned; of all words read, in order, but for those pending */
} pdx_context_words;

void pdx_context_words_init(pdx_context_words *words, const pdx_snapshot *snapshot, pdx_context_reach reach, const pdx_tick *tick);
void pdx_context_words_deinit(pdx_context_words *words);
/* Reads round `match`, which does not stand before the one asked for last. */
pdx_status pdx_context_words_read(pdx_context_words *words, const pdx_match *match, pdx_context_place *out, pdx_error *err) PDX_MUST;
/* After the last match: from now on `numbers` has all words read. */
pdx_status pdx_context_words_end(pdx_context_words *words, pdx_error *err) PDX_MUST;
/* The number of several words as one, such that their order is that of the first words that differ; after the end. */
pdx_status pdx_context_words_run(pdx_context_words *words, size_t first, uint32_t n, pdx_buf *scratch, uint32_t *number, pdx_error *err) PDX_MUST;
/* The rank in byte order of each number, from 1 on; owned by the caller. */
pdx_status pdx_context_words_rank(const pdx_context_words *words, const pdx_tick *tick, uint32_t **ranks, pdx_error *err) PDX_MUST;

#endif
