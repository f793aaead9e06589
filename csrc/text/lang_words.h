/* The commonest short words and the telling letters of each language that lang.c tells apart by them.
 * Called by lang.c and lang_index.c alone. Promises: data; a word has at most PDX_LANG_WORD_MAX bytes. */
#ifndef PDX_TEXT_LANG_WORDS_H
#define PDX_TEXT_LANG_WORDS_H

#include "text/lang.h"
#include "text/unicode.h"

enum { PDX_LANG_WORD_MAX = 8 };

typedef struct pdx_lang_words {
    pdx_lang language;
    pdx_script script;
    const char *words;   /* small letters, a space between two, the commonest first */
    const char *letters; /* small letters and digits that the others of its script hardly have; run together */
} pdx_lang_words;

extern const pdx_lang_words pdx_lang_table[];
extern const size_t pdx_lang_table_count;

#endif
