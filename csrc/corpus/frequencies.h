/* How often every word occurs: lists of base words with their counts. Called by near_words.c and study/word_list.c.
 * Promises: exact over the posts and roles asked for; words are keys of one piece, as they are indexed; sorted by occurrences, most first, then by
 * bytes. Of all parts of all posts the dictionary says it, and no list is read but for what stands behind the posts. */
#ifndef PDX_CORPUS_FREQUENCIES_H
#define PDX_CORPUS_FREQUENCIES_H

#include "base/arena.h"
#include "base/bitmap.h"
#include "base/tick.h"
#include "corpus/running.h"

typedef struct pdx_word_count {
    pdx_span word;         /* borrowed from the list */
    uint64_t occurrences;
    uint32_t n_posts;      /* in which it occurs */
} pdx_word_count;

typedef struct pdx_frequency_list {
    pdx_word_count *words; /* in `arena` */
    size_t n;
    pdx_arena arena;       /* owned */
} pdx_frequency_list;

typedef struct pdx_frequency_options {
    pdx_span prefix;         /* only words that begin so, folded; empty: all */
    uint64_t min_occurrences;
    const pdx_bitmap *posts; /* only these; NULL: all */
    pdx_role_set roles;      /* only parts of these roles */
    const pdx_tick *tick;
} pdx_frequency_options;

pdx_status pdx_frequencies_count(const pdx_snapshot *snapshot, const pdx_frequency_options *options,
                                 pdx_frequency_list *out, pdx_error *err) PDX_MUST;
/* Of some words, which ascend by their bytes, in all parts of all posts; one that is nowhere has zeros. */
pdx_status pdx_frequencies_of(const pdx_snapshot *snapshot, const pdx_span *words, size_t n, const pdx_tick *tick, pdx_word_count *counts,
                              pdx_error *err) PDX_MUST;
/* The same as the first of words that were counted as they run: `tallies` as pdx_running_count has them. */
pdx_status pdx_frequencies_tallied(const pdx_running *running, const pdx_tally *tallies, const pdx_tick *tick, pdx_frequency_list *out,
                                   pdx_error *err) PDX_MUST;
void pdx_frequency_list_deinit(pdx_frequency_list *list);

#endif
