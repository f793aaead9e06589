/* The rows of a table of matches, and those of phrases that have a character by itself of a script that is indexed in bigrams. For match_table.c
 * and match_lone.c. */
#ifndef PDX_STUDY_MATCH_ROWS_H
#define PDX_STUDY_MATCH_ROWS_H

#include "study/word_tables.h"

enum { MATCH_CUT_BITS = 2 };

/* A place, a post, and the number of the phrase above what of its first and last piece is meant (PDX_CUT_* of text/bigram.h). */
typedef struct match_row {
    uint32_t place, post, phrase_cut;
} match_row;
static inline uint32_t match_row_phrase(const match_row *row) { return row->phrase_cut >> MATCH_CUT_BITS; }
static inline unsigned match_row_cut(const match_row *row) { return row->phrase_cut & ((1u << MATCH_CUT_BITS) - 1); }

/* What stands for a phrase: its entry, and how many words it has. */
typedef struct match_phrase {
    uint32_t entry, n_words;
} match_phrase;

struct pdx_match_table {
    pdx_archive *archive; /* counted */
    match_phrase *phrases; /* owned */
    PDX_VEC(match_row) rows;
};

/* Adds the places of phrases `lone` (numbers of `phrases`, ascending), as a query finds them, and leaves of what overlaps what begins first, of
 * that the longest. */
pdx_status study_match_lone(const pdx_view *view, pdx_match_table *table, const pdx_span *phrases, const uint32_t *lone, size_t n,
                            const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
