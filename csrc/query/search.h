/* From a query to ranked posts. Called by archive/ask/answers.c, archive/ask/hits.c, archive/ask/hits_sort.c and explain.c. Promises: exact counts, a
 * total order (score, then position), the same result however the set is cut into segments, and the same bits however few of the best are asked for;
 * answers to ticks and deadline. */
#ifndef PDX_QUERY_SEARCH_H
#define PDX_QUERY_SEARCH_H

#include "base/bitmap.h"
#include "base/tick.h"
#include "index/snapshot.h"
#include "query/query.h"
#include "segment/impacts.h"

typedef enum pdx_filter_kind {
    PDX_FILTER_TAG,
    PDX_FILTER_SOURCE,
    PDX_FILTER_PAGE,
    PDX_FILTER_DATE,
    PDX_FILTER_KIND,
    PDX_FILTER_STATUS
} pdx_filter_kind;

/* Filters speak of things that the index does not know; archive/ answers them. Sets the posts that match
 * for certain and those that possibly match (dates only bounded); both bitmaps come zeroed, one bit per post
 * of the snapshot. PDX_EQUERY for a bad value. */
typedef struct pdx_filters {
    pdx_status (*resolve)(void *context, pdx_filter_kind kind, pdx_span value, pdx_bitmap *certain,
                          pdx_bitmap *possible, pdx_error *err);
    void *context; /* borrowed */
} pdx_filters;

typedef struct pdx_search_options {
    pdx_scoring scoring;
    const pdx_filters *filters;
    const pdx_stemmer *stemmer;   /* NULL: bare words are exact */
    const pdx_bitmap *posts;      /* only these posts; NULL: all */
    pdx_role_set roles;           /* only these roles are looked at (and the leaf's scope) */
    bool possible;                /* include the posts that only possibly match */
    bool many;                    /* one of many queries of one call: frequent words are laid out at once (index/dense_lists.h) */
    double deadline;              /* seconds from now; 0: none */
    const pdx_tick *tick;
} pdx_search_options;

typedef struct pdx_hit {
    uint32_t post; /* number in the snapshot */
    float unused;  /* keeps the layout even */
    double score;
} pdx_hit;

typedef struct pdx_hit_list {
    pdx_hit *hits;     /* owned; sorted by score descending, post ascending */
    size_t n;
    size_t n_matches;    /* posts that match, where `counted` */
    uint32_t n_possible; /* posts left out because they only possibly match, where `counted` */
    bool counted;        /* false: posts that cannot be among the best were passed over */
    bool complete;       /* false: the deadline came first */
} pdx_hit_list;

#define PDX_ALL_HITS SIZE_MAX

/* The best `k`, or PDX_ALL_HITS; of 0 only the number. */
pdx_status pdx_search_run(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, size_t k,
                          pdx_hit_list *out, pdx_error *err) PDX_MUST;
void pdx_hit_list_deinit(pdx_hit_list *list);
/* Only the numbers: n_matches, n_possible, complete. */
pdx_status pdx_search_count(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, pdx_hit_list *out,
                            pdx_error *err) PDX_MUST;

/* What every search of one query needs: its words looked up and counted, its filters answered. What is wrong with the query is told.
 * Nothing of it changes but for what snippets find out about patterns, which the first makes for all, so that any number of threads may search with
 * it; snapshot and query outlive it. */
typedef struct pdx_search_ready pdx_search_ready;
pdx_status pdx_search_prepare(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options, pdx_search_ready **out,
                              pdx_error *err) PDX_MUST;
void pdx_search_ready_free(pdx_search_ready *ready);
/* Whether finding and counting all that matches costs hardly anything. */
bool pdx_search_is_cheap(const pdx_search_ready *ready);
/* The best `k` with these options, which differ from those of the preparation in tick and deadline alone. `all`: everything is counted too. */
pdx_status pdx_search_best(const pdx_search_ready *ready, const pdx_search_options *options, size_t k, bool all, pdx_hit_list *out,
                           pdx_error *err) PDX_MUST;
pdx_status pdx_search_number(const pdx_search_ready *ready, const pdx_search_options *options, pdx_hit_list *out, pdx_error *err) PDX_MUST;
/* How it was planned; NULL: it was not, since the deadline came. */
const struct pdx_plan *pdx_search_plan(const pdx_search_ready *ready);

/* Why `post` has its score: a JSON object (terms with df, idf, tf per group, norm, part of the score). */
pdx_status pdx_search_explain(const pdx_snapshot *snapshot, const pdx_query *query, const pdx_search_options *options,
                              uint32_t post, pdx_buf *json, pdx_error *err) PDX_MUST;

#endif
