/* Single pieces of a part again, from its text: those before them are counted and not cut, so that a few places of a long part cost
 * little. Called where a concordance needs bytes and context words. Promises: once a part is open, a piece costs what a few hundred
 * before it cost to pass, in any order; that of the text costs less. */
#ifndef PDX_QUERY_PART_WALK_H
#define PDX_QUERY_PART_WALK_H

#include "base/tick.h"
#include "base/vec.h"
#include "segment/segment.h"
#include "text/tokens.h"

typedef struct pdx_part_walk {
    const pdx_analyzer *analyzer; /* outlives this */
    pdx_tokens *stream;           /* owned; made when first needed */
    const pdx_segment *segment;   /* of the part that is walked; NULL: none */
    pdx_doc doc;
    uint32_t part;
    pdx_doc_part info;
    pdx_span text;                /* of the document */
    const pdx_tick *tick;         /* borrowed; NULL: none */
    uint32_t passed;              /* pieces of the part that the stream is behind */
    PDX_VEC(pdx_tokens_mark) marks; /* owned; places on the way through the part, in order */
} pdx_part_walk;

void pdx_part_walk_init(pdx_part_walk *walk, const pdx_analyzer *analyzer);
void pdx_part_walk_deinit(pdx_part_walk *walk);
/* Begins with part `part` of `doc`; goes on where it is walked already. PDX_ECORRUPT when the text has other pieces than the index
 * counted. */
pdx_status pdx_part_walk_open(pdx_part_walk *walk, const pdx_segment *segment, pdx_doc doc, uint32_t part, pdx_error *err) PDX_MUST;
/* The piece at `position` of the document, which lies in the part: its term (until the next call) and its bytes in the document. */
pdx_status pdx_part_walk_piece(pdx_part_walk *walk, uint32_t position, pdx_token *piece, pdx_error *err) PDX_MUST;
/* The bytes from the first to the last of `length` positions. */
pdx_status pdx_part_walk_range(pdx_part_walk *walk, uint32_t position, uint32_t length, pdx_range *range, pdx_error *err) PDX_MUST;

#endif
