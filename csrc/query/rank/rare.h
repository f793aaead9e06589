/* Short lists of an OR, each read as a whole: their documents, and about what these get. Called by dense_exact.c, dense_rares.c and disjunction.c.
 * Promises: windows that are summed ascend and leave out no document but those behind `end`. */
#ifndef PDX_QUERY_RARE_H
#define PDX_QUERY_RARE_H

#include "query/streams/stream.h"

typedef struct pdx_rare_list {
    pdx_stream *stream; /* borrowed, like the next */
    const pdx_saturation *saturation;
    pdx_doc *docs;      /* PDX_NO_DOC behind them; like the next in the arena */
    float *gains;
    uint32_t *counts;   /* occurrences, of what is in the body alone; else 0 */
    uint32_t n;
    uint32_t from, at;  /* those of the window summed last */
} pdx_rare_list;

typedef struct pdx_rare {
    pdx_rare_list *lists; /* in the arena */
    size_t n;
    uint32_t n_here;      /* documents of all lists in the window summed last */
} pdx_rare;

/* Reads one more list, for which there is room, up to document `end`. */
pdx_status pdx_rare_read(pdx_rare *rare, pdx_arena *arena, pdx_stream *stream, const pdx_saturation *saturation, pdx_doc end,
                         const pdx_gain_kernels *kernels, pdx_gain gain, pdx_error *err) PDX_MUST;
/* The next document of any list behind the window summed last; PDX_NO_DOC: there is none. */
pdx_doc pdx_rare_next(const pdx_rare *rare);
/* The number of the list's first document, from number `from` on, that is not before `doc`. */
uint32_t pdx_rare_find(const pdx_rare_list *list, uint32_t from, pdx_doc doc);
/* Room for as many candidates as are asked for at once. */
typedef struct pdx_rare_room {
    pdx_doc *docs; /* in an arena, like the others */
    double *scores;
    uint32_t *at;  /* their numbers among all candidates */
} pdx_rare_room;
bool pdx_rare_room_make(pdx_rare_room *room, pdx_arena *arena, uint32_t n) PDX_MUST;
/* Adds the exact scores that the list gives to the candidates: it is asked for those alone whose occurrences are not all in the body. */
pdx_status pdx_rare_score(const pdx_rare_list *rare, const pdx_rare_room *room, pdx_candidates *candidates, pdx_error *err) PDX_MUST;
/* Adds what the window's documents get to `sums`, which begin with it. */
void pdx_rare_sum(pdx_rare *rare, pdx_window window, float *sums);
/* Of the window summed last: sets the bits of documents whose sums are above `least`; sets the sums of all documents of the lists to 0. */
void pdx_rare_above(const pdx_rare *rare, pdx_window window, const float *sums, float least, uint64_t *words);
void pdx_rare_clear(const pdx_rare *rare, pdx_window window, float *sums);

#endif
