/* The distinct terms met so far, each with the log of its occurrences. Called by the inverter for every token, so it is
 * made for that: an open-addressing table of eight-byte slots, each term's key right behind its log, and tokens
 * taken in batches whose cache lines are fetched ahead of use.
 * Promises: no allocation per token, keyed hashing, terms numbered by arrival. */
#ifndef PDX_INDEX_VOCABULARY_H
#define PDX_INDEX_VOCABULARY_H

#include "base/buf.h"
#include "index/term_log.h"

enum { PDX_VOCABULARY_BATCH = PDX_LIMIT(64, 3) };

/* Lies in pdx_vocabulary.entries, which moves when it grows. */
typedef struct pdx_term_entry {
    pdx_term_log log;
    uint64_t key_len; /* the key follows */
} pdx_term_entry;

typedef struct pdx_vocabulary_slot {
    uint32_t hash;
    uint32_t place; /* of the entry, in units of 16 bytes, plus 1; 0: empty */
} pdx_vocabulary_slot;

/* A token waiting for its batch to be full. */
typedef struct pdx_waiting_token {
    size_t key_begin, key_end; /* in pdx_vocabulary.keys */
    uint32_t hash, position, place;
    pdx_group group;
} pdx_waiting_token;

typedef struct pdx_vocabulary {
    pdx_vocabulary_slot *slots; /* owned; a power of two, at most half full */
    size_t n_slots;
    pdx_buf entries;
    PDX_VEC(uint32_t) places;   /* term -> place, by arrival */
    pdx_arena chunks;           /* of the logs */
    uint64_t hash_key;
    uint32_t doc;               /* of the waiting tokens */
    size_t n_waiting;
    pdx_buf keys;               /* of the waiting tokens */
    pdx_waiting_token waiting[PDX_VOCABULARY_BATCH];
} pdx_vocabulary;

void pdx_vocabulary_init(pdx_vocabulary *vocabulary);
void pdx_vocabulary_deinit(pdx_vocabulary *vocabulary);

/* Tokens belong to `doc` from now on; documents ascend. */
bool pdx_vocabulary_start(pdx_vocabulary *vocabulary, uint32_t doc) PDX_MUST;
/* Positions ascend in a document; the same term at the same position again changes nothing. False: out of memory. */
bool pdx_vocabulary_add(pdx_vocabulary *vocabulary, pdx_span term, uint32_t position, pdx_group group) PDX_MUST;
/* Before reading: no token waits any more. False: out of memory. */
bool pdx_vocabulary_flush(pdx_vocabulary *vocabulary) PDX_MUST;

static inline size_t pdx_vocabulary_count(const pdx_vocabulary *vocabulary) { return vocabulary->places.len; }
/* Term number i; the pointer holds until the next token. */
const pdx_term_entry *pdx_vocabulary_entry(const pdx_vocabulary *vocabulary, size_t i);
static inline pdx_span pdx_term_entry_key(const pdx_term_entry *entry) {
    return pdx_span_of(entry + 1, (size_t)entry->key_len);
}

#endif
