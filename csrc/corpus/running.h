/* The words of all posts as they run, each as a number: what an index turned round says. Made of the index when somebody first asks what stands
 * beside what, in memory alone: four bytes a word, and a sixteenth more for tallies. Called by the counting files of corpus/ and kept by archive/.
 * Promises: never changes once it is made, but for what it remembers of sentences; between two parts, and before and behind the words of each
 * post, stands a place without a word, so that nobody who goes from word to word leaves a part unseen; damage is a typed error. */
#ifndef PDX_CORPUS_RUNNING_H
#define PDX_CORPUS_RUNNING_H

#include "base/bitmap.h"
#include "corpus/sentence_marks.h"
#include "corpus/word_numbers.h"

/* Beside a word's number: it stands here first in its post. */
#define PDX_RUNNING_FIRST ((uint32_t)1 << PDX_WORD_NUMBER_BITS)

/* How often a word occurs, and in how many posts, in one number: tables of these are counted in without a branch. */
typedef uint64_t pdx_tally;
static inline uint32_t pdx_tally_count(pdx_tally tally) { return (uint32_t)(tally >> 32); }
static inline uint32_t pdx_tally_posts(pdx_tally tally) { return (uint32_t)tally; }

struct pdx_running {
    const pdx_snapshot *snapshot;   /* held by the caller */
    pdx_word_numbers numbers;       /* owned */
    uint32_t **begins;              /* owned; of each segment: where the places of each post begin; one more closes the last */
    uint32_t **ranks;               /* owned; of each segment: how many words stand in the posts of all segments before each post; one more behind the last */
    uint32_t *places;               /* owned; a word's number, or `none` */
    uint64_t n_places;
    uint32_t none;                  /* the number of no word: one more than the last */
    pdx_tally *whole;               /* owned; of each word, in all posts; one more for `none` */
    uint32_t n_stretches;           /* into which the places are cut, of about as many each, a post in one of them */
    pdx_tally *stretches;           /* owned; of each the tallies of all words, as in `whole`; NULL where there is one stretch alone */
    uint64_t n_words;               /* of all posts */
    pdx_sentence_marks sentences;   /* owned; set when somebody asks for a sentence */
};

/* PDX_ELIMIT: 2^32 words and more. */
pdx_status pdx_running_new(const pdx_snapshot *snapshot, const pdx_tick *tick, pdx_running **out, pdx_error *err) PDX_MUST;
void pdx_running_free(pdx_running *running);
/* What is known without turning the index round: where the places of posts begin, and how many words stand before each. It has no words, no
 * numbers and no places. */
pdx_status pdx_running_outline(const pdx_snapshot *snapshot, const pdx_tick *tick, pdx_running **out, pdx_error *err) PDX_MUST;
/* Nothing but room for where posts begin, of each segment: for who fills in the rest. */
pdx_status pdx_running_blank(const pdx_snapshot *snapshot, pdx_running **out, pdx_error *err) PDX_MUST;

/* The number at a place, without its mark. */
static inline uint32_t pdx_running_word(const pdx_running *running, uint64_t place) { return running->places[place] & (PDX_RUNNING_FIRST - 1); }
/* Calls for places [from, to) that are read soon, so far as there are such: no processor has them in time by itself, though they are read one after
 * the other. */
static inline void pdx_running_fetch(const pdx_running *running, uint64_t from, uint64_t to) {
    enum { LINE_PLACES = 64 / sizeof(uint32_t) };
    if (to > running->n_places) to = running->n_places;
    for (uint64_t place = from; place < to; place += LINE_PLACES) PDX_PREFETCH(&running->places[place]);
}
/* How many of the places [from, to) have words. */
static inline uint32_t pdx_running_count_words(const pdx_running *running, uint64_t from, uint64_t to) {
    uint32_t n = 0;
    for (uint64_t place = from; place < to; place++) n += running->places[place] != running->none;
    return n;
}
/* How many words a post has. */
static inline uint32_t pdx_running_words(const pdx_running *running, uint32_t segment, pdx_doc doc) {
    return running->ranks[segment][doc + 1] - running->ranks[segment][doc];
}
static inline uint64_t pdx_running_begin(const pdx_running *running, uint32_t segment, pdx_doc doc) { return running->begins[segment][doc]; }

/* Some posts and some parts: what is counted. */
typedef struct pdx_running_scope {
    const pdx_bitmap *posts; /* numbers in the whole set; NULL: all */
    pdx_role_set roles;
} pdx_running_scope;
static inline bool pdx_running_is_whole(const pdx_running_scope *scope) { return scope->posts == NULL && scope->roles == PDX_ROLES_ALL; }

/* The stretch of a post that begins at a place. */
static inline uint32_t pdx_running_stretch_of(const pdx_running *running, uint64_t begin) {
    return (uint32_t)(begin * running->n_stretches / running->n_places);
}

/* Calls `take` for each run of places that belongs to the scope, post by post in the order of the index; what of it is no word is `none`. */
typedef pdx_status (*pdx_running_take)(void *context, uint32_t post, uint64_t from, uint64_t to, pdx_error *err);
pdx_status pdx_running_each(const pdx_running *running, const pdx_running_scope *scope, const pdx_tick *tick, pdx_running_take take, void *context,
                            pdx_error *err) PDX_MUST;
/* Counts all words of the scope into `tallies` (room for one more than there are words); *n_words of them all. */
pdx_status pdx_running_count(const pdx_running *running, const pdx_running_scope *scope, const pdx_tick *tick, pdx_tally *tallies, uint64_t *n_words,
                             pdx_error *err) PDX_MUST;

#endif
