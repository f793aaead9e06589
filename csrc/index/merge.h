/* Several segments become one, without cutting their texts into words again. Called by whoever keeps an archive of parts.
 * Promises: the bytes that an inverter gives which is handed the same documents in this order, with these stems; damage of a segment is a typed
 * error. */
#ifndef PDX_INDEX_MERGE_H
#define PDX_INDEX_MERGE_H

#include "index/inverter.h"

typedef struct pdx_merge_source {
    const pdx_segment *segment; /* borrowed; it outlives the merge */
    const uint32_t *numbers;    /* of each document, posts and remainders: its number in the whole, or PDX_NO_DOC where it is left out; they ascend */
} pdx_merge_source;

/* Appends the segment of all documents that have numbers to `out`, which a failure leaves as it was. Posts have the first numbers,
 * remainders those behind them, each once: otherwise PDX_EVALUE. */
pdx_status pdx_segments_merge(const pdx_merge_source *sources, uint32_t n, const pdx_analyzer *analyzer, const pdx_stemmer *stemmer, unsigned n_threads,
                              const pdx_tick *tick, pdx_buf *out, pdx_error *err) PDX_MUST;

#endif
