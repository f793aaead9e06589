/* Where a query matches: the occurrences of its positive part, for concordances, highlights and snippets.
 * Called by archive/ and study/. Promises: ascending by the number of the post and start, remainders behind posts; every range lies in one part. */
#ifndef PDX_QUERY_MATCHES_H
#define PDX_QUERY_MATCHES_H

#include "query/search.h"

#define PDX_MATCH_NO_PART UINT32_MAX

typedef struct pdx_match {
    uint32_t segment;
    pdx_doc doc;        /* in that segment; >= n_posts: a page's remainder */
    uint32_t position;  /* start */
    uint32_t length;    /* positions covered */
    uint32_t part;      /* number of the document's part */
    uint8_t cut;        /* PDX_CUT_* of text/bigram.h: what of its first and last piece is meant */
} pdx_match;

/* The words of a match in the block that they stand in: what a concordance shows. */
typedef struct pdx_match_text {
    pdx_span block;    /* in the stored text of the segment */
    size_t begin, end; /* of the match in it */
    uint8_t role;      /* pdx_role of the part */
    bool well_formed;  /* the block is UTF-8 */
} pdx_match_text;

typedef struct pdx_match_list {
    pdx_match *matches; /* owned */
    pdx_match_text *texts; /* owned; of each match; NULL: nobody has read them yet */
    size_t n;
    uint32_t n_possible; /* posts left out whose occurrences only possibly count */
    bool complete;
    bool ended;          /* false: there may be more than were asked for */
} pdx_match_list;

/* All occurrences in the posts of options->posts, and in remainders when `remainders`. */
pdx_status pdx_matches_find(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options,
                            bool remainders, pdx_match_list *out, pdx_error *err) PDX_MUST;
/* The first of them: `most`, or somewhat more. */
pdx_status pdx_matches_first(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, bool remainders,
                             size_t most, pdx_match_list *out, pdx_error *err) PDX_MUST;
/* All in posts, and not in which part each is (PDX_MATCH_NO_PART): for who goes by positions alone. */
pdx_status pdx_matches_places(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, pdx_match_list *out,
                              pdx_error *err) PDX_MUST;
/* How many there are, told without finding them. */
typedef struct pdx_match_counts {
    size_t n, n_in_posts;
    uint32_t *posts; /* the caller's: those in each post are added, by its number; NULL: nobody asks */
} pdx_match_counts;
/* *known says false, and what was counted is of no use, where the query is more than a word, or a pattern for words. */
pdx_status pdx_matches_count(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, bool remainders,
                             pdx_match_counts *counts, bool *known, pdx_error *err) PDX_MUST;
void pdx_match_list_deinit(pdx_match_list *list);

#endif
