/* The pieces of one part again, from its text: what the index does not store per token.
 * Called where bytes are needed: as-written words, ranges of matches, snippets, context words.
 * Promises: the last part read is kept, so that looking in order costs one pass per part. */
#ifndef PDX_QUERY_PART_TOKENS_H
#define PDX_QUERY_PART_TOKENS_H

#include "base/buf.h"
#include "base/tick.h"
#include "base/vec.h"
#include "segment/segment.h"
#include "text/tokens.h"

typedef struct pdx_piece_range {
    uint64_t begin, end; /* in the document's text */
    size_t term_end;     /* in `terms`; the term begins where the one before ends */
} pdx_piece_range;

typedef struct pdx_part_tokens {
    const pdx_analyzer *analyzer; /* outlives this */
    pdx_tokens *stream;           /* owned; made when first needed */
    const pdx_segment *segment;   /* of what is held; NULL: nothing */
    pdx_doc doc;
    uint32_t part;
    pdx_doc_part info;
    pdx_span text;                /* of the document */
    PDX_VEC(pdx_piece_range) pieces; /* owned; piece i stands at position info.first_position + i */
    pdx_buf terms;                /* owned */
    const pdx_tick *tick;         /* asked while a long part is read; NULL as long as its user sets none */
} pdx_part_tokens;

void pdx_part_tokens_init(pdx_part_tokens *tokens, const pdx_analyzer *analyzer);
void pdx_part_tokens_deinit(pdx_part_tokens *tokens);
static inline bool pdx_part_tokens_hold(const pdx_part_tokens *tokens, const pdx_segment *segment, pdx_doc doc, uint32_t part) {
    return tokens->segment == segment && tokens->doc == doc && tokens->part == part;
}
/* Holds part `part` of `doc`. PDX_ECORRUPT when the text has other pieces than the index counted. */
pdx_status pdx_part_tokens_load(pdx_part_tokens *tokens, const pdx_segment *segment, pdx_doc doc, uint32_t part,
                                pdx_error *err) PDX_MUST;
/* The bytes from the first to the last of `length` positions, in the part held. */
pdx_status pdx_part_tokens_range(const pdx_part_tokens *tokens, uint32_t position, uint32_t length, pdx_range *range,
                                 pdx_error *err) PDX_MUST;

static inline pdx_span pdx_part_tokens_term(const pdx_part_tokens *tokens, size_t i) {
    const size_t begin = i == 0 ? 0 : tokens->pieces.data[i - 1].term_end;
    return pdx_span_of(tokens->terms.data + begin, tokens->pieces.data[i].term_end - begin);
}

#endif
