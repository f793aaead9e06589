/* The words of a snapshot as numbers: one word has one number, however many of its segments have it. Called where words are counted in tables.
 * Promises: words that are there more often have lesser numbers, by classes (so that what is counted of the frequent ones lies side by side, in
 * few lines of the cache), and within a class numbers ascend with the bytes of the words; joined forms, which stand where their first piece does,
 * have none. */
#ifndef PDX_CORPUS_WORD_NUMBERS_H
#define PDX_CORPUS_WORD_NUMBERS_H

#include "base/buf.h"
#include "base/tick.h"
#include "base/vec.h"
#include "index/snapshot.h"

#define PDX_NO_WORD UINT32_MAX
enum { PDX_WORD_NUMBER_BITS = 31 };

/* Where a word is written. */
typedef struct pdx_word_place {
    uint32_t segment;
    pdx_ord ord;
} pdx_word_place;

typedef struct pdx_word_numbers {
    const pdx_snapshot *snapshot;   /* held by the caller */
    uint32_t **of;                  /* owned; of each segment, by ord; PDX_NO_WORD: a joined form */
    uint32_t n_segments;
    PDX_VEC(pdx_word_place) places; /* owned; by number: as many as there are words */
    uint32_t *by_bytes;             /* owned; the numbers, as the bytes of their words ascend: what is listed is gone through so */
    uint32_t *ranks;                /* owned; by number: how many words have lesser bytes; one more for no word, of which that is all */
} pdx_word_numbers;

pdx_status pdx_word_numbers_init(pdx_word_numbers *numbers, const pdx_snapshot *snapshot, const pdx_tick *tick, pdx_error *err) PDX_MUST;
void pdx_word_numbers_deinit(pdx_word_numbers *numbers); /* also after a failed init */
static inline uint32_t pdx_word_numbers_count(const pdx_word_numbers *numbers) { return (uint32_t)numbers->places.len; }
/* The bytes of a word, copied into `key` (reset first). */
pdx_status pdx_word_numbers_key(const pdx_word_numbers *numbers, uint32_t word, pdx_buf *key, pdx_error *err) PDX_MUST;
/* The number of a word, or PDX_NO_WORD. */
pdx_status pdx_word_numbers_find(const pdx_word_numbers *numbers, pdx_span key, uint32_t *word, pdx_error *err) PDX_MUST;

#endif
