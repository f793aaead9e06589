/* Which words of a part stand in one sentence, as positions: the part's text is cut again, once for all that is asked of it in a row. Called where windows are
 * sentences. Promises: sentences are those of Post.sentences; a part whose text has other words than the index counted is PDX_ECORRUPT. */
#ifndef PDX_CORPUS_SENTENCE_PLACES_H
#define PDX_CORPUS_SENTENCE_PLACES_H

#include "base/tick.h"
#include "base/vec.h"
#include "segment/segment.h"
#include "text/tokens.h"

typedef struct pdx_sentence_places {
    const pdx_analyzer *analyzer; /* outlives this */
    const pdx_tick *tick;         /* borrowed; NULL: none */
    pdx_tokens *stream;           /* owned; made when first needed */
    const pdx_segment *segment;   /* of the part that was cut last; NULL: none */
    pdx_doc doc;
    uint32_t part;
    pdx_doc_part info;
    PDX_VEC(uint32_t) firsts;     /* owned; the position in the document at which each sentence that has words begins */
} pdx_sentence_places;

void pdx_sentence_places_init(pdx_sentence_places *sentences, const pdx_analyzer *analyzer, const pdx_tick *tick);
void pdx_sentence_places_deinit(pdx_sentence_places *sentences);
/* The positions [*from, *to) of the sentence that `position`, which lies in the part, stands in. */
pdx_status pdx_sentence_places_round(pdx_sentence_places *sentences, const pdx_segment *segment, pdx_doc doc, uint32_t part, uint32_t position,
                                     uint32_t *from, uint32_t *to, pdx_error *err) PDX_MUST;

#endif
