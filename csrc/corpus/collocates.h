/* What stands near the occurrences of something: every word there with how often, on which side, and in how many posts. Called by
 * study/collocate_table.c.
 * Promises: exact. A place is counted once, however many occurrences it stands near; what the occurrences themselves consist of is left out of
 * everything; nothing reaches beyond its part. */
#ifndef PDX_CORPUS_COLLOCATES_H
#define PDX_CORPUS_COLLOCATES_H

#include "corpus/association.h"
#include "corpus/running.h"
#include "query/walk/matches.h"

typedef enum pdx_span_kind { PDX_SPAN_WORDS, PDX_SPAN_SENTENCE, PDX_SPAN_PART } pdx_span_kind;

typedef struct pdx_collocate_options {
    pdx_span_kind span;
    uint32_t left, right;   /* of PDX_SPAN_WORDS */
    uint32_t min_count;     /* words that stand near less often are left out */
    pdx_measure measure;    /* by which they are ordered */
    pdx_running_scope scope;
    const pdx_tick *tick;
} pdx_collocate_options;

typedef struct pdx_collocate {
    uint32_t word;
    uint32_t count, left, right; /* places near an occurrence; before one, behind one: a place between two is both */
    uint32_t posts;              /* in which it stands near one */
    uint32_t all, all_posts;     /* how often it stands anywhere but in an occurrence, and in how many posts at all */
} pdx_collocate;

typedef struct pdx_collocates {
    pdx_collocate *rows; /* owned; the strongest first, of equals the one that stands near more often, then by bytes */
    size_t n;
    uint64_t n_nodes;    /* occurrences */
    uint32_t n_near;     /* places near one */
    uint32_t n_words;    /* all places but those of the occurrences */
} pdx_collocates;

/* `list`: the occurrences in posts, as pdx_matches_find has them, of the scope (parts only where they are the span); `tallies`: of its words, as
 * pdx_running_count has them. */
pdx_status pdx_collocates_count(const pdx_running *running, const pdx_match_list *list, const pdx_tally *tallies, uint64_t n_words,
                                const pdx_collocate_options *options, pdx_collocates *out, pdx_error *err) PDX_MUST;
void pdx_collocates_deinit(pdx_collocates *collocates);

static inline pdx_contingency pdx_collocate_table(const pdx_collocates *collocates, const pdx_collocate *row) {
    return (pdx_contingency){row->count, collocates->n_near, row->all, collocates->n_words};
}

#endif
