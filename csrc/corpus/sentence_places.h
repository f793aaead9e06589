/* Which words of a part stand in one sentence, as positions: words are counted up to the two ends of the sentence and not cut, but for a few before these. Called where
 * windows are sentences. Promises: sentences are those of Post.sentences; quickest where positions ascend; a part whose text ends before a word that is asked for
 * is PDX_ECORRUPT. */
#ifndef PDX_CORPUS_SENTENCE_PLACES_H
#define PDX_CORPUS_SENTENCE_PLACES_H

#include "base/tick.h"
#include "segment/segment.h"
#include "text/sentences.h"
#include "text/tokens.h"

typedef struct pdx_sentence_places {
    const pdx_analyzer *analyzer; /* outlives this */
    const pdx_tick *tick;         /* borrowed; NULL: none */
    pdx_tokens *stream;           /* owned; made when first needed */
    const pdx_segment *segment;   /* of the part that was cut last; NULL: none */
    pdx_doc doc;
    uint32_t part;
    pdx_doc_part info;
    pdx_span text;                /* of the part */
    uint16_t language;
    pdx_sentences sentences;      /* behind the sentence that was found last */
    pdx_range sentence;           /* the sentence found last, as bytes, */
    uint32_t from, to;            /* and as words of the part */
    pdx_tokens_mark mark;         /* a place in the text, not behind the sentence found last */
} pdx_sentence_places;

void pdx_sentence_places_init(pdx_sentence_places *sentences, const pdx_analyzer *analyzer, const pdx_tick *tick);
void pdx_sentence_places_deinit(pdx_sentence_places *sentences);
/* The positions [*from, *to) of the sentence that `position`, which lies in the part, stands in. */
pdx_status pdx_sentence_places_round(pdx_sentence_places *sentences, const pdx_segment *segment, pdx_doc doc, uint32_t part, uint32_t position,
                                     uint32_t *from, uint32_t *to, pdx_error *err) PDX_MUST;

#endif
