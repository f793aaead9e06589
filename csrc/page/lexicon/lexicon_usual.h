/* The tokens that most lines are made of, read quickly: words of letters of one and two bytes with no capital but at their beginning, ideographs,
 * short numbers, signs of one byte. Called by lexicon_tokens.c alone, which reads one token by its own rules wherever this stops, and has the tables
 * made that this asks. Promises: tells of these tokens what that would; they are held in registers until it stops. */
#ifndef PDX_PAGE_LEXICON_USUAL_H
#define PDX_PAGE_LEXICON_USUAL_H

#include "page/lexicon/lexicon_tokens.h"

/* Reads such tokens of `line` from `at` on, and the spaces between them, as far as `last` and as long as there are fewer than `most`; gives where it
 * stops. */
size_t pdx_lex_usual_tokens(pdx_lex_tokens *tokens, pdx_span line, size_t at, size_t last, size_t most);

#endif
