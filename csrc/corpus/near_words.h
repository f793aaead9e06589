/* The words that stand near some occurrences, read from the texts of their posts: for few occurrences, and an index that nobody has had turned
 * round yet. Called by study/.
 * Promises: what is counted of them is what is counted of the words as they run (running.h), which they look like; takes time by occurrences and
 * by different words near them, not by words of the archive. */
#ifndef PDX_CORPUS_NEAR_WORDS_H
#define PDX_CORPUS_NEAR_WORDS_H

#include "corpus/running.h"
#include "index/vocabulary.h"
#include "query/walk/matches.h"

typedef struct pdx_near_words {
    pdx_running *running;      /* owned; of the posts that have an occurrence, in which no word stands but near one: numbers are of these words alone */
    pdx_tally *tallies;        /* owned; of each word, in all posts */
    pdx_vocabulary vocabulary; /* owned; the words, by number */
} pdx_near_words;

/* So many words before and behind each of `list`, as pdx_matches_find has them, in posts of a snapshot in whose order documents come as posts do
 * (pdx_snapshot_ascends). */
pdx_status pdx_near_words_read(pdx_near_words *words, const pdx_snapshot *snapshot, const pdx_match_list *list, uint32_t left, uint32_t right,
                               const pdx_tick *tick, pdx_error *err) PDX_MUST;
void pdx_near_words_deinit(pdx_near_words *words); /* also after a failed reading */

#endif
