/* The distinct terms met so far, numbered by arrival, each with how often it came. Called by the inverter for every
 * token, so it is made for that: an open-addressing table whose slots hold the first sixteen bytes of their keys, which
 * is all of most, and tokens taken in batches whose cache lines are fetched ahead of use.
 * Promises: no allocation per token, keyed hashing. */
#ifndef PDX_INDEX_VOCABULARY_H
#define PDX_INDEX_VOCABULARY_H

#include "base/arena.h"
#include "base/vec.h"
#include "text/word.h"

enum { PDX_VOCABULARY_BATCH = PDX_LIMIT(128, 3), PDX_VOCABULARY_BITS = 31 /* of a term's number */ };

/* Beside the number of a term: a joined form, which stands at the position of the next token. */
#define PDX_TOKEN_JOINED ((uint32_t)1 << PDX_VOCABULARY_BITS)

typedef struct pdx_vocabulary_slot {
    uint64_t head[2];
    uint32_t size;  /* one more than the key's length; of one longer than a head PDX_VOCABULARY_LONG; 0: empty */
    uint32_t hash;
    uint32_t count;
    uint32_t term;
} pdx_vocabulary_slot;

#define PDX_VOCABULARY_LONG UINT32_MAX

typedef struct pdx_vocabulary {
    void *room;                 /* owned: what `slots` stand in */
    pdx_vocabulary_slot *slots; /* a power of two, none of them in two cache lines */
    size_t n_slots;
    PDX_VEC(pdx_span) keys;     /* by term, borrowed from arena */
    pdx_arena arena;
    uint64_t hash_key;
} pdx_vocabulary;

void pdx_vocabulary_init(pdx_vocabulary *vocabulary);
void pdx_vocabulary_deinit(pdx_vocabulary *vocabulary);

/* The terms of at most PDX_VOCABULARY_BATCH words, whose long keys are in `keys`; joined forms with PDX_TOKEN_JOINED. False: out of
 * memory, or of numbers. */
bool pdx_vocabulary_take(pdx_vocabulary *vocabulary, const pdx_word *words, size_t n, const pdx_buf *keys, uint32_t *tokens) PDX_MUST;
/* Adds the terms of `other`, which came `counts` times there; `terms` says what each of its numbers is here. False as above. */
bool pdx_vocabulary_join(pdx_vocabulary *vocabulary, const pdx_vocabulary *other, const uint32_t *counts, uint32_t *terms) PDX_MUST;
/* How often each term came. */
void pdx_vocabulary_counts(const pdx_vocabulary *vocabulary, uint32_t *counts);

#endif
