/* What is said in lines that begin with a dash, as dialogue is printed in French, Spanish, Polish, Russian and other languages: — Bonjour, dit-il.
 * Je suis là. Called by quotes.c. Promises: any bytes are accepted, time is linear, stretches are apart and come in order; nothing of the words that
 * tell who speaks is in them. */
#ifndef PDX_POST_DIALOGUE_H
#define PDX_POST_DIALOGUE_H

#include "post/quotes/quote_marks.h"
#include "post/quotes/speech_lex.h"

typedef PDX_VEC(pdx_quoted) pdx_dialogue;

/* Whether a dash stands where the block begins, and words behind it. */
bool pdx_dialogue_begins(pdx_span block);
/* What is said in such a block, by the words of the language that was read, in place of what `out` holds. *told: the block has words that tell that
 * somebody speaks. */
pdx_status pdx_dialogue_read(pdx_speech_words *words, pdx_span block, pdx_dialogue *out, bool *told, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
