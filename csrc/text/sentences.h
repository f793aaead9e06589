/* The sentences of a text: UAX #29 as it stands, or, by default, without the breaks that the full stop
 * of an abbreviation makes. Called for snippets, context windows and Post.sentences.
 * Promises: every byte is in exactly one sentence, any bytes are accepted, linear time, no allocation. */
#ifndef PDX_TEXT_SENTENCES_H
#define PDX_TEXT_SENTENCES_H

#include "base/span.h"
#include "base/tick.h"
#include "text/lang.h"

typedef enum pdx_sentence_mode {
    PDX_SENTENCES_DEFAULT, /* "Dr. Smith came. He left." are two */
    PDX_SENTENCES_PLAIN    /* three, by the rules alone */
} pdx_sentence_mode;

typedef struct pdx_sentences {
    pdx_span text;     /* borrowed */
    size_t at;         /* the next sentence begins here */
    pdx_lang language; /* whose abbreviations count beside the common ones */
    pdx_sentence_mode mode;
    const pdx_tick *tick; /* borrowed; asked now and then in a long sentence; NULL: none */
    bool stopped;         /* it said so: there are no more sentences */
} pdx_sentences;

void pdx_sentences_init(pdx_sentences *sentences, pdx_span text, pdx_lang language, pdx_sentence_mode mode);
bool pdx_sentences_next(pdx_sentences *sentences, pdx_range *sentence) PDX_MUST;

#endif
