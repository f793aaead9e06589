/* One pass through a part's text, for matches that come in order: what stands between them is counted and not cut. Called by context_words.c and
 * near_words.c. Promises: a part is read once, from begin to end, but for what two matches share; left with other words than the index counted it is
 * PDX_ECORRUPT. */
#ifndef PDX_CORPUS_PART_SCAN_H
#define PDX_CORPUS_PART_SCAN_H

#include "base/tick.h"
#include "segment/segment.h"
#include "text/tokens.h"

typedef struct pdx_part_scan {
    const pdx_analyzer *analyzer; /* outlives this */
    pdx_tokens *stream;           /* owned; made when first needed */
    const pdx_segment *segment;   /* of the part that is read; NULL: none */
    pdx_doc doc;
    uint32_t part;
    pdx_doc_part info;
    pdx_span text;                /* of the document */
    const pdx_tick *tick;         /* borrowed; NULL: none */
    pdx_tokens_mark mark;         /* a place to go back to */
    bool has_mark;
} pdx_part_scan;

void pdx_part_scan_init(pdx_part_scan *scan, const pdx_analyzer *analyzer);
void pdx_part_scan_deinit(pdx_part_scan *scan);
static inline bool pdx_part_scan_is_at(const pdx_part_scan *scan, const pdx_segment *segment, pdx_doc doc, uint32_t part) {
    return scan->segment == segment && scan->doc == doc && scan->part == part;
}
/* Begins with a part. */
pdx_status pdx_part_scan_open(pdx_part_scan *scan, const pdx_segment *segment, pdx_doc doc, uint32_t part, pdx_error *err) PDX_MUST;
/* To the piece at `position` of the document, which lies in the part or right behind it; not before the last place gone to. */
pdx_status pdx_part_scan_go(pdx_part_scan *scan, uint32_t position, pdx_error *err) PDX_MUST;
/* The bytes in the document of the `n` pieces that come next; where `words` is not NULL these are written to it, their long keys behind `keys`. */
pdx_status pdx_part_scan_pieces(pdx_part_scan *scan, uint32_t n, pdx_range *range, pdx_word *words, pdx_buf *keys, pdx_error *err) PDX_MUST;
/* The `n` pieces that come next, as words. */
pdx_status pdx_part_scan_words(pdx_part_scan *scan, uint32_t n, pdx_word *words, pdx_buf *keys, pdx_error *err) PDX_MUST;
/* Reads what is left of the part, if any is open: whether it has the words that the index counted. */
pdx_status pdx_part_scan_close(pdx_part_scan *scan, pdx_error *err) PDX_MUST;

#endif
