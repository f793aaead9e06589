/* The rows of lexicon/phrases_*.def and dateline_words.def as they are written. Called by lexicon_index.c alone. */
#ifndef PDX_PAGE_LEXICON_ROWS_H
#define PDX_PAGE_LEXICON_ROWS_H

#include "page/lexicon/lexicon.h"

typedef struct pdx_phrase_row {
    uint8_t kind; /* pdx_phrase_kind; PDX_PHRASE_NONE: words that begin no name or list */
    uint8_t use;  /* pdx_lex_use */
    pdx_lang language;
    const char *text;
    bool later;   /* a date of a change: "updated on {date}" */
} pdx_phrase_row;

typedef struct pdx_date_row {
    uint8_t name_class; /* pdx_date_class */
    uint8_t value;
    const char *names; /* separated by spaces; "_" joins the words of one name */
} pdx_date_row;

extern const pdx_phrase_row pdx_phrase_rows[];
extern const size_t pdx_phrase_rows_count;
extern const pdx_date_row pdx_date_rows[];
extern const size_t pdx_date_rows_count;

#endif
