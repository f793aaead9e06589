/* Posts that match, and counts over posts. */
#ifndef PDX_SEAM_SEARCHING_H
#define PDX_SEAM_SEARCHING_H

#include "seam/handles.h"

typedef struct pdx_query_settings {
    bool any, strict, possible;
    double deadline;           /* seconds; 0: none */
    double k1;                 /* defaults from pdx_query_settings_default */
    double weight[PDX_GROUP_COUNT], b[PDX_GROUP_COUNT];
    pdx_tick tick;
} pdx_query_settings;
pdx_query_settings pdx_query_settings_default(void);

typedef struct pdx_note_info { size_t begin, end; const char *message; } pdx_note_info; /* bytes of the query */

pdx_status pdx_view_search(pdx_view *view, pdx_span query, const pdx_query_settings *settings, pdx_hits **out,
                           pdx_error *err) PDX_MUST; /* retains the view */
void pdx_hits_release(pdx_hits *hits);
void pdx_hits_retain(pdx_hits *hits);
pdx_view *pdx_hits_view(const pdx_hits *hits); /* borrowed */
/* Hits are found when they are asked for: the best of them cost little, all of them more, their number alone something between. */
typedef struct pdx_hits_numbers { size_t n; uint32_t n_possible; } pdx_hits_numbers;
pdx_status pdx_hits_count(pdx_hits *hits, const pdx_tick *tick, pdx_hits_numbers *out, pdx_error *err) PDX_MUST;
/* Makes hits 0 .. n-1 readable, or all when there are fewer; *have says how many of these n there are. */
pdx_status pdx_hits_reach(pdx_hits *hits, size_t n, const pdx_tick *tick, size_t *have, pdx_error *err) PDX_MUST;
/* How many of the first n hits there are, where that is known without finding more; n + 1 where it is not. */
size_t pdx_hits_known(const pdx_hits *hits, size_t n);
typedef struct pdx_hit_info { uint32_t post; double score; } pdx_hit_info;
pdx_hit_info pdx_hits_get(const pdx_hits *hits, size_t i); /* a hit that was reached */
bool pdx_hits_complete(const pdx_hits *hits); /* false: the deadline came first */
size_t pdx_hits_n_notes(const pdx_hits *hits);
pdx_note_info pdx_hits_note(const pdx_hits *hits, size_t i);
/* A new order: "relevance", "date", "title", "position", with "-" before it for the reverse; undated posts last. */
pdx_status pdx_hits_sort(pdx_hits *hits, pdx_span order, const pdx_tick *tick, pdx_hits **out, pdx_error *err) PDX_MUST;
pdx_status pdx_hits_explain(const pdx_hits *hits, size_t i, pdx_buf *json, pdx_error *err) PDX_MUST;
/* Snippet of hit i: where it stands and what to highlight (appended ranges, layer bytes). */
typedef struct pdx_snippet_info {
    uint32_t page, part, layer;
    pdx_range range;
    pdx_range highlights[32];
    size_t n_highlights;
} pdx_snippet_info;
pdx_status pdx_hits_snippet(const pdx_hits *hits, size_t i, size_t max_chars, const pdx_tick *tick, pdx_snippet_info *out, pdx_error *err) PDX_MUST;

/* The best of each of many queries, as columns: row i is of query query[i] (by its number in the call), rank[i] counts from 0
 * within it. The same rows, bit for bit, as searching query by query. Borrowed until the answers are freed. */
typedef struct pdx_answers pdx_answers;
typedef struct pdx_answer_columns {
    size_t n, n_queries;
    const uint32_t *query, *rank, *post; /* n each */
    const double *score;
    const uint64_t *begins;              /* n_queries + 1: rows begins[q] .. begins[q + 1] - 1 are of query q */
    const uint8_t *complete;             /* n_queries: 0 where the deadline came first */
} pdx_answer_columns;
/* At most `k` of each query. The deadline is that of the whole call; a query that it leaves no time for has no rows and is not
 * complete. *failed is the query that the error speaks of, PDX_NONE when of none in particular. */
pdx_status pdx_view_search_many(const pdx_view *view, const pdx_span *queries, size_t n, size_t k, const pdx_query_settings *settings,
                                pdx_answers **out, uint32_t *failed, pdx_error *err) PDX_MUST;
pdx_answer_columns pdx_answers_columns(const pdx_answers *answers);
void pdx_answers_free(pdx_answers *answers);

/* Counts over the posts of a view or of hits, most frequent first, ties by text. Columns are borrowed until free. */
typedef struct pdx_counts pdx_counts;
typedef enum pdx_facet { PDX_FACET_TAG, PDX_FACET_CATEGORY, PDX_FACET_MONTH, PDX_FACET_PART, PDX_FACET_SOURCE, PDX_FACET_LANGUAGE } pdx_facet;
pdx_status pdx_view_facet(const pdx_view *view, pdx_facet facet, const pdx_tick *tick, pdx_counts **out, pdx_error *err) PDX_MUST;
pdx_status pdx_hits_facet(pdx_hits *hits, pdx_facet facet, const pdx_tick *tick, pdx_counts **out, pdx_error *err) PDX_MUST;
/* The pages on which the posts of a view stand: their numbers, ascending, four bytes each as the machine has them. */
pdx_status pdx_view_pages(const pdx_view *view, const pdx_tick *tick, pdx_buf *out, pdx_error *err) PDX_MUST;
/* Appends the parts of its posts `begin` to `end`, of the roles that it looks at, post by post: eight bytes each, the page above the number there. */
pdx_status pdx_view_parts(const pdx_view *view, uint32_t begin, uint32_t end, pdx_buf *out, pdx_error *err) PDX_MUST;
/* How many words the posts of a view have, in the parts that it looks at; quick, and kept. */
pdx_status pdx_view_n_words(const pdx_view *view, const pdx_tick *tick, uint64_t *n, pdx_error *err) PDX_MUST;
/* Words (terms of one piece) with prefix `prefix`, by occurrences; `posts` column says in how many posts. */
pdx_status pdx_view_words(const pdx_view *view, pdx_span prefix, const pdx_tick *tick, pdx_counts **out, pdx_error *err) PDX_MUST;
size_t pdx_counts_n(const pdx_counts *counts);
typedef struct pdx_count_info { pdx_span key; uint64_t count; uint32_t posts; } pdx_count_info;
pdx_count_info pdx_counts_get(const pdx_counts *counts, size_t i);
void pdx_counts_free(pdx_counts *counts);
/* Counts of rows that are known: empty ones, a row put in (added to that of its key), and all in their order. */
pdx_status pdx_counts_new(pdx_counts **out, pdx_error *err) PDX_MUST;
pdx_status pdx_counts_put(pdx_counts *counts, pdx_span key, uint64_t count, uint32_t posts, pdx_error *err) PDX_MUST;
/* Once more, in a post: those of one post come one after the other. */
pdx_status pdx_counts_add(pdx_counts *counts, pdx_span key, uint32_t post, pdx_error *err) PDX_MUST;
pdx_status pdx_counts_sort(pdx_counts *counts, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
