/* Phrases as numbers of words, looked for in words as they run: at each place the longest phrase that begins there, and none in another. Called by
 * study/match_table.c. Promises: exact; a place at which none begins costs one look at a small table, whatever the number of phrases. */
#ifndef PDX_CORPUS_PHRASE_SET_H
#define PDX_CORPUS_PHRASE_SET_H

#include "base/vec.h"
#include "corpus/running.h"

#define PDX_NO_PHRASE UINT32_MAX

/* Words that follow some words of a phrase: where they lead. Node 0 is none. */
typedef struct pdx_phrase_step {
    uint64_t key;    /* node and word; 0: empty */
    uint32_t to;     /* a node, with PDX_PHRASE_GOES_ON where some step leads on from it */
    uint32_t phrase; /* that ends with the word, or PDX_NO_PHRASE */
} pdx_phrase_step;
#define PDX_PHRASE_GOES_ON ((uint32_t)1 << 31)

/* The first word of phrases: where it leads, as in a step, and the phrase that it is alone, or PDX_NO_PHRASE. */
typedef struct pdx_phrase_head {
    uint32_t to, phrase;
} pdx_phrase_head;

typedef struct pdx_phrase_set {
    const pdx_running *running;
    pdx_phrase_head *heads;  /* owned, like all below; by first word */
    uint8_t *kinds;          /* by first word: what it takes to pass most of them over, nearer than all else */
    pdx_phrase_step *steps;  /* a power of two, at most half full */
    size_t n_slots, n_steps;
    uint32_t n_nodes;
    uint64_t *pairs;         /* bits, by a hash of two words: perhaps some phrase begins with them */
    unsigned pair_bits;      /* of the hash */
} pdx_phrase_set;

/* A phrase that stands at a place. */
typedef struct pdx_phrase_found {
    uint32_t place, phrase;
} pdx_phrase_found;
typedef PDX_VEC(pdx_phrase_found) pdx_phrases_found;

/* With room for so many words of phrases that are not their first; more find room as they come. */
pdx_status pdx_phrase_set_init(pdx_phrase_set *set, const pdx_running *running, size_t n_later, pdx_error *err) PDX_MUST;
void pdx_phrase_set_deinit(pdx_phrase_set *set); /* also after a failed init */
/* Of two that are the same the first counts; one without words is passed over. */
pdx_status pdx_phrase_set_add(pdx_phrase_set *set, const uint32_t *words, size_t n, uint32_t phrase, pdx_error *err) PDX_MUST;
/* Has what the first two words are added to brought near, before others are added. */
void pdx_phrase_set_fetch(const pdx_phrase_set *set, const uint32_t *words, size_t n);
/* Once all are added. */
pdx_status pdx_phrase_set_ready(pdx_phrase_set *set, pdx_error *err) PDX_MUST;
/* Appends what stands in places [from, to), in which a phrase lies as a whole. */
pdx_status pdx_phrase_set_find(const pdx_phrase_set *set, uint64_t from, uint64_t to, pdx_phrases_found *found, pdx_error *err) PDX_MUST;

#endif
