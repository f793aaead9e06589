/* Words in tables: what was counted, and what follows from it. */
#ifndef PDX_SEAM_MEASURES_H
#define PDX_SEAM_MEASURES_H

#include "seam/findings.h"

/* Words, runs of words or tags with what was counted of them: rows in an order that is told by a measure, columns by name. Numbers that follow
 * from counts are worked out when they are asked for. */
typedef struct pdx_word_table pdx_word_table;
typedef enum pdx_word_cell { PDX_WORD_TEXT, PDX_WORD_COUNT, PDX_WORD_REAL } pdx_word_cell;
typedef struct pdx_word_column {
    const char *name;
    uint8_t kind; /* pdx_word_cell */
} pdx_word_column;
void pdx_word_table_retain(pdx_word_table *table);
void pdx_word_table_release(pdx_word_table *table);
size_t pdx_word_table_n(const pdx_word_table *table);
const pdx_word_column *pdx_word_table_columns(const pdx_word_table *table, size_t *n); /* static */
/* What a row has in a column, each by its kind; a text is appended to `out`. */
pdx_status pdx_word_table_text(const pdx_word_table *table, size_t column, size_t row, pdx_buf *out, pdx_error *err) PDX_MUST;
int64_t pdx_word_table_count(const pdx_word_table *table, size_t column, size_t row);
double pdx_word_table_real(const pdx_word_table *table, size_t column, size_t row);
/* Numbers of the table as a whole, the i-th from 0 on, those that are counts as whole numbers; NULL behind the last. */
const char *pdx_word_table_fact(const pdx_word_table *table, size_t i, double *value);

/* What stands near the occurrences of a query in the posts of a view: so many words to either side, or the whole sentence or part. */
typedef enum pdx_near { PDX_NEAR_WORDS, PDX_NEAR_SENTENCE, PDX_NEAR_PART } pdx_near;
typedef struct pdx_collocate_settings {
    uint8_t near;        /* pdx_near */
    uint32_t left, right; /* of PDX_NEAR_WORDS */
    uint32_t min_count;
    pdx_span measure;     /* the name of the column by which rows are ordered; PDX_EVALUE when that is no measure */
} pdx_collocate_settings;
pdx_status pdx_view_collocates(const pdx_view *view, pdx_span query, const pdx_collocate_settings *settings, const pdx_tick *tick,
                               pdx_word_table **out, pdx_error *err) PDX_MUST;

/* In what a view differs from another, of the same archive or of another: words, or tags by posts. */
typedef struct pdx_keyness_settings {
    bool tags;
    uint32_t min_count;
    pdx_span measure;
} pdx_keyness_settings;
pdx_status pdx_view_keyness(const pdx_view *view, const pdx_view *other, const pdx_keyness_settings *settings, const pdx_tick *tick,
                            pdx_word_table **out, pdx_error *err) PDX_MUST;

/* Puts `rows` of a table into the order of a column of numbers, the greatest first unless `ascending`; those that are equal stay as they stand.
 * *known says false, and nothing is moved, where one of them is no number (NaN). */
pdx_status pdx_word_table_order(const pdx_word_table *table, size_t column, bool ascending, uint32_t *rows, size_t n, const pdx_tick *tick,
                                bool *known, pdx_error *err) PDX_MUST;

/* A network as it is drawn: what is joined comes to stand near each other, and all keep apart. Places go in as they begin, which decides all. */
typedef struct pdx_network_place {
    double x, y;
} pdx_network_place;
typedef struct pdx_network_edge {
    uint32_t from, to; /* numbers of places */
    double weight;
} pdx_network_edge;
pdx_status pdx_network_place_all(pdx_network_place *places, size_t n, const pdx_network_edge *edges, size_t n_edges, const pdx_tick *tick,
                                 pdx_error *err) PDX_MUST;

/* Tags that stand on posts together, a row for each pair, or the `most` first of them in their order (0: all). */
pdx_status pdx_view_tag_pairs(const pdx_view *view, uint32_t min_count, size_t most, pdx_span measure, const pdx_tick *tick, pdx_word_table **out,
                              pdx_error *err) PDX_MUST;

/* How evenly words are spread over posts, over the months or years of printed dates (posts without one are left out), or over `n` stretches of
 * equally many words. Without a query (data NULL) of all words, a row each; with one of its occurrences, a row for each slice. */
typedef enum pdx_slices { PDX_SLICES_POST, PDX_SLICES_MONTH, PDX_SLICES_YEAR, PDX_SLICES_EQUAL } pdx_slices;
typedef struct pdx_dispersion_settings {
    uint8_t by; /* pdx_slices */
    uint32_t n; /* of PDX_SLICES_EQUAL, at least 1 */
    uint32_t min_count;
} pdx_dispersion_settings;
pdx_status pdx_view_dispersion(const pdx_view *view, pdx_span query, const pdx_dispersion_settings *settings, const pdx_tick *tick,
                               pdx_word_table **out, pdx_error *err) PDX_MUST;

/* Posts over time, a row for each day, week, month or year from the first to the last that any of them has to do with, or something that is found
 * in posts. What is known to belong to one period is counted there; what may belong to several is counted as possible in each of them, and what
 * has no day at all is undated. */
typedef enum pdx_period { PDX_PERIOD_DAY, PDX_PERIOD_WEEK, PDX_PERIOD_MONTH, PDX_PERIOD_YEAR, PDX_PERIOD_COUNT } pdx_period;
typedef enum pdx_timeline_of { PDX_TIMELINE_POSTS, PDX_TIMELINE_HITS, PDX_TIMELINE_LINES, PDX_TIMELINE_COUNT } pdx_timeline_of;
typedef struct pdx_timeline_settings {
    uint8_t by;             /* pdx_period */
    uint8_t of;             /* pdx_timeline_of: all posts; those that were found, beside all; or how often something is in them, beside their words */
    const uint32_t *posts;  /* of hits and lines: those in which something was found, each once */
    const uint32_t *counts; /* and how often */
    size_t n;
} pdx_timeline_settings;
pdx_status pdx_view_timeline(const pdx_view *view, const pdx_timeline_settings *settings, const pdx_tick *tick, pdx_word_table **out, pdx_error *err)
    PDX_MUST;
/* The same of the dates that the posts of a view speak of: `n` rows of them, up or down in order; `rows` NULL: the first n. */
pdx_status pdx_mention_timeline(const pdx_view *view, const pdx_mention_table *mentions, const uint32_t *rows, size_t n, pdx_period by,
                                pdx_word_table **out, pdx_error *err) PDX_MUST;

/* Runs of so many words, 1 to PDX_RUN_MAX: all of a view, or those with an occurrence of a query in them. */
enum { PDX_RUN_MAX = 8 };
pdx_status pdx_view_ngrams(const pdx_view *view, uint32_t length, uint32_t min_count, const pdx_tick *tick, pdx_word_table **out, pdx_error *err)
    PDX_MUST;
pdx_status pdx_view_clusters(const pdx_view *view, pdx_span query, uint32_t length, uint32_t min_count, const pdx_tick *tick, pdx_word_table **out,
                             pdx_error *err) PDX_MUST;

#endif
