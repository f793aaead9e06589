/* The words of UAX #29, plain: every byte of a text is in exactly one segment.
 * Called by pieces.c and by whoever needs Unicode's own cut. Promises: any bytes are accepted,
 * linear time, no allocation; a new iterator started at any boundary goes on alike. */
#ifndef PDX_TEXT_WORDS_H
#define PDX_TEXT_WORDS_H

#include "base/span.h"
#include "base/tick.h"

typedef struct pdx_words {
    pdx_span text;        /* borrowed */
    size_t at;            /* the next segment begins here */
    const pdx_tick *tick; /* borrowed; asked now and then in a long segment; NULL: none */
    bool stopped;         /* it said so: the last segment is not whole */
} pdx_words;

void pdx_words_init(pdx_words *words, pdx_span text);
/* The next segment, false at the end of the text. */
bool pdx_words_next(pdx_words *words, pdx_range *segment) PDX_MUST;
/* The same by the tables alone, without the short way for ASCII; for the test that they agree. */
bool pdx_words_next_plain(pdx_words *words, pdx_range *segment) PDX_MUST;

#endif
