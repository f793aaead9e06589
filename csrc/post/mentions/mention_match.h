/* Dates in running text by the patterns of a language (mention_lang.h), over tokens of date_lex.h. Called by mention_wording.c for languages other
 * than English, and for what English grammar leaves to patterns. Promises: any bytes are accepted, nothing is allocated, a look is bounded. */
#ifndef PDX_POST_MENTION_MATCH_H
#define PDX_POST_MENTION_MATCH_H

#include "post/dates/date_lex.h"
#include "post/mentions/mention_lang.h"

/* A stretch of text as tokens that the language knows. */
typedef struct pdx_wording {
    const pdx_wording_language *language;
    pdx_lang code;
    pdx_span text;          /* the stretch */
    pdx_date_tokens tokens;
    pdx_wording_word words[PDX_DATE_TOKENS];
} pdx_wording;

void pdx_wording_read(pdx_wording *out, const pdx_wording_language *language, pdx_lang code, pdx_span text);
/* The longest mention that begins at token `at`; its range is in the stretch, *last its last token. */
bool pdx_wording_mention_at(const pdx_wording *self, size_t at, pdx_mention *out, size_t *last);

#endif
