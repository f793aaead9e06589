/* Several segments become one, without cutting their texts into words again, and without all of it in memory: texts are copied, terms go one after
 * the other from the lists that there are to a list that is written. Called by whoever keeps an archive of parts.
 * Promises: the bytes that an inverter gives which is handed the same documents in this order, with the stems of the segments; memory grows with
 * the number of different words, and with some bytes of each document; damage of a segment is a typed error. */
#ifndef PDX_INDEX_MERGE_H
#define PDX_INDEX_MERGE_H

#include "index/inverter.h"
#include "os/output.h"
#include "segment/docs_merge.h"

typedef struct pdx_merge_source {
    const pdx_segment *segment; /* borrowed; it outlives the merge */
    const uint32_t *numbers;    /* of each document, posts and remainders: its number in the whole, or PDX_NO_DOC where it is left out; they ascend */
    const pdx_renumbering *appearances; /* borrowed; of appearances that parts of posts name; NULL: they keep their numbers */
} pdx_merge_source;

/* Where lists wait until those before them are written. */
enum { PDX_MERGE_LISTS, PDX_MERGE_POSITIONS, PDX_MERGE_CLASS_LISTS, PDX_MERGE_SPILLS };
typedef struct pdx_merge_room {
    pdx_spill_place spills[PDX_MERGE_SPILLS]; /* all zeros: memory alone */
    bool last;                                /* as of pdx_output_close */
} pdx_merge_room;

/* Writes the segment of all documents that have numbers to `out`, and closes it; *id: as pdx_image_id gives it. Posts have the first numbers,
 * remainders those behind them, each once: otherwise PDX_EVALUE. All segments were made with `stemmer`, which may be NULL. */
pdx_status pdx_segments_merge(const pdx_merge_source *sources, uint32_t n, const pdx_analyzer *analyzer, const pdx_stemmer *stemmer,
                              const pdx_merge_room *room, const pdx_tick *tick, pdx_output *out, uint64_t *id, pdx_error *err) PDX_MUST;

#endif
