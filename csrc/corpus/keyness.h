/* In what two bodies of words differ: every word (or tag) with how often it is in the one and in the other, and how surely that is no chance.
 * Called by study/keyness_table.c.
 * Promises: exact; both directions in one list, what the first has more of at its begin and what the second has more of at its end. */
#ifndef PDX_CORPUS_KEYNESS_H
#define PDX_CORPUS_KEYNESS_H

#include "base/tick.h"
#include "corpus/association.h"

typedef struct pdx_key_count {
    uint32_t item;                /* whatever the caller numbers: the order of rows that nothing else tells apart */
    uint32_t first, second;       /* how often in each */
    uint32_t first_posts, second_posts;
    double holm;                  /* set by pdx_keyness_make */
} pdx_key_count;

typedef enum pdx_key_measure {
    PDX_KEY_LOG_LIKELIHOOD, PDX_KEY_P, PDX_KEY_HOLM, PDX_KEY_BONFERRONI, PDX_KEY_CHI2, PDX_KEY_LOG_RATIO, PDX_KEY_LOG_RATIO_LOW,
    PDX_KEY_LOG_RATIO_HIGH, PDX_KEY_DIFFERENCE, PDX_KEY_ODDS_RATIO, PDX_KEY_FISHER, PDX_KEY_MEASURE_COUNT
} pdx_key_measure;

typedef struct pdx_keyness {
    pdx_key_count *rows; /* owned; by the measure, the greatest first; of equals what is there more often, then by item */
    size_t n;            /* as many comparisons as were made */
    uint32_t n_first, n_second; /* all words, or posts, of each */
} pdx_keyness;

/* Takes `rows` (from pdx_alloc and its like, ascending by item, each there at least once), also on failure. PDX_ELIMIT: 2^32 words and more. */
pdx_status pdx_keyness_make(pdx_key_count *rows, size_t n, uint64_t n_first, uint64_t n_second, pdx_key_measure measure, const pdx_tick *tick,
                            pdx_keyness *out, pdx_error *err) PDX_MUST;
void pdx_keyness_deinit(pdx_keyness *keyness);
double pdx_keyness_measure(const pdx_keyness *keyness, const pdx_key_count *row, pdx_key_measure measure);

#endif
