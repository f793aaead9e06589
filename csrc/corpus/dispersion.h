/* How evenly words are spread: over posts, months or equal stretches of an archive. Called by study/dispersion_table.c.
 * Promises: all words in a pass over the running words, or two, or one where distances are known; one thing that was looked for, from its occurrences
 * alone; exact counts. */
#ifndef PDX_CORPUS_DISPERSION_H
#define PDX_CORPUS_DISPERSION_H

#include "base/vec.h"
#include "corpus/running.h"
#include "query/walk/matches.h"

/* What measures of dispersion are made of. Of a word: n slices that have words, with the share s_i of all words each; v_i of its f occurrences in
 * each. */
typedef struct pdx_spread {
    uint32_t item;       /* a word */
    uint32_t count;      /* f */
    uint32_t posts;
    uint32_t range;      /* slices in which it is */
    double d;            /* Juilland's D */
    double dp;           /* Gries's deviation of proportions */
    double dp_norm;      /* divided by the most that it can be */
    double kld;          /* Kullback and Leibler's divergence from even spread, in bits */
    double arf;          /* Savicky and Hlavacova's average reduced frequency */
} pdx_spread;

/* How posts are put into slices. */
typedef struct pdx_slicing {
    const uint32_t *of;  /* of each post the number of its slice, or UINT32_MAX: it is in none, and not counted; NULL: each post is one */
    uint32_t n;          /* slices, or, where `equal`, stretches of (nearly) as many words, whatever posts they cut */
    bool equal;
} pdx_slicing;

typedef struct pdx_slice {
    uint32_t count, words, posts; /* of what was looked for; all words; posts that have it */
} pdx_slice;

typedef struct pdx_dispersion {
    PDX_VEC(pdx_spread) rows;  /* owned; of all words: the most frequent first; or of the one thing that was looked for */
    PDX_VEC(pdx_slice) slices; /* owned; where one thing was looked for */
    double *distances;         /* owned; of all words, by number: distances between occurrences, none counted for more than an even one; however posts
                                  are put into slices, they are the same. NULL: of one thing, or they were known */
    uint32_t n_slices;         /* that have words */
    uint64_t n_words;
} pdx_dispersion;

typedef struct pdx_dispersion_options {
    pdx_running_scope scope;
    pdx_slicing slicing;
    const pdx_tally *tallies; /* of the words of the scope, as pdx_running_count has them, where no post is in no slice; NULL: they are counted */
    const double *distances;  /* of the same words, as an answer had them; NULL: they are not known */
    uint32_t min_count; /* of all words those that are rarer are left out */
    const pdx_tick *tick;
} pdx_dispersion_options;

/* `matches`: what is looked for, as pdx_matches_find has it; NULL: all words. */
pdx_status pdx_dispersion_measure(const pdx_running *running, const pdx_match_list *matches, const pdx_dispersion_options *options,
                                  pdx_dispersion *out, pdx_error *err) PDX_MUST;
void pdx_dispersion_deinit(pdx_dispersion *dispersion);

#endif
