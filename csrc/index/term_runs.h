/* The turn from texts to terms: every occurrence of every term, term by term in byte order of keys, each term's in order of
 * document and position. Called when a segment is finished. Promises: work linear in the occurrences, eight bytes each. */
#ifndef PDX_INDEX_TERM_RUNS_H
#define PDX_INDEX_TERM_RUNS_H

#include "index/inverter_insides.h"
#include "segment/occurrence.h"
#include "segment/segment.h"

typedef struct pdx_term_runs {
    uint32_t n_terms;
    pdx_span *keys;       /* owned; by ord; the bytes are the inverter's */
    uint32_t *order;      /* owned; ord -> number in the vocabulary */
    uint32_t *begins;     /* owned; ord -> its first occurrence; one more closes the last */
    pdx_occurrence *all;  /* owned */
    size_t room;          /* bytes there are for them, and for the segment that is put together in their place when they are not needed any more */
} pdx_term_runs;

/* Documents are numbered as in the segment: posts, then remainders. */
pdx_status pdx_term_runs_init(pdx_term_runs *runs, pdx_inverter *inverter, const pdx_tick *tick, pdx_error *err) PDX_MUST;
void pdx_term_runs_deinit(pdx_term_runs *runs);
#endif
