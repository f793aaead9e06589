/* The turn from texts to terms: every occurrence of every term, term by term in byte order of keys, each term's in order of
 * document and position. Called when a segment is finished. Promises: work linear in the occurrences, eight bytes each. */
#ifndef PDX_INDEX_TERM_RUNS_H
#define PDX_INDEX_TERM_RUNS_H

#include "index/inverter_insides.h"
#include "segment/segment.h"

/* An occurrence: document, position, scoring group, so that numbers ascend as occurrences do. */
typedef uint64_t pdx_occurrence;
enum { PDX_RUN_DOC_SHIFT = 35, PDX_RUN_POSITION_SHIFT = 3, PDX_RUN_GROUP_MASK = 7, PDX_RUN_DOCS_MAX = 1 << 29 };
static inline uint32_t pdx_occurrence_doc(pdx_occurrence one) { return (uint32_t)(one >> PDX_RUN_DOC_SHIFT); }
static inline uint32_t pdx_occurrence_position(pdx_occurrence one) { return (uint32_t)(one >> PDX_RUN_POSITION_SHIFT); }
static inline unsigned pdx_occurrence_group(pdx_occurrence one) { return (unsigned)(one & PDX_RUN_GROUP_MASK); }

typedef struct pdx_term_runs {
    uint32_t n_terms;
    uint32_t most_tokens; /* of one document */
    pdx_span *keys;       /* owned; by ord; the bytes are the inverter's */
    uint32_t *order;      /* owned; ord -> number in the vocabulary */
    uint32_t *begins;     /* owned; ord -> its first occurrence; one more closes the last */
    pdx_occurrence *all;  /* owned */
} pdx_term_runs;

/* Documents are numbered as in the segment: posts, then remainders. */
pdx_status pdx_term_runs_init(pdx_term_runs *runs, const pdx_inverter *inverter, const pdx_tick *tick, pdx_error *err) PDX_MUST;
void pdx_term_runs_deinit(pdx_term_runs *runs);

#endif
