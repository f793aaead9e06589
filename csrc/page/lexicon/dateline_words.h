/* Names of dateline_words.def at a place in a line. Called by dateline_clock.c, dateline_forms.c, dateline_reader.h and lines/. Promises: the longest
 * name wins. */
#ifndef PDX_PAGE_DATELINE_WORDS_H
#define PDX_PAGE_DATELINE_WORDS_H

#include "page/lexicon/lexicon_index.h"
#include "page/lexicon/lexicon_tokens.h"

/* How many tokens a name of the class takes at token `at` (0: none begins there), and its value. */
size_t pdx_date_name_longest(const pdx_lex_tokens *tokens, size_t at, pdx_date_class name_class, uint8_t *value);
static inline size_t pdx_date_name_at(const pdx_lex_tokens *tokens, size_t at, pdx_date_class name_class, uint8_t *value) {
    if (at >= tokens->n || (pdx_lex_classes(&tokens->items[at]) >> name_class & 1) == 0) return 0; /* as nearly always */
    return pdx_date_name_longest(tokens, at, name_class, value);
}

#endif
