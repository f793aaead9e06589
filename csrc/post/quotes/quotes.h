/* Quotations of a post: what stands in quotation marks, of which kind it is, and who says it by the words round it (docs/quotes.md). English, French,
 * German, Spanish, Persian; marks of every language. Called by study/quote_table.c. Promises: any bytes are accepted; quotations are nested or apart
 * and come in order; a speaker is a name that is printed, with the words that say so, or none. */
#ifndef PDX_POST_QUOTES_H
#define PDX_POST_QUOTES_H

#include "base/role.h"
#include "post/quotes/quote_tokens.h"

typedef enum pdx_quote_kind { PDX_QUOTE_DIRECT, PDX_QUOTE_SCARE, PDX_QUOTE_TITLE, PDX_QUOTE_KIND_COUNT } pdx_quote_kind;
typedef enum pdx_quote_said {
    PDX_SAID_BY_NONE,
    PDX_SAID_BY_NAME,    /* the name stands with the words that say who speaks */
    PDX_SAID_BY_PRONOUN, /* a pronoun stands there; the name is the one before that it means */
    PDX_SAID_BY_NOUN,    /* "the statement", "investigators" */
    PDX_SAID_BY_SOMEBODY, /* somebody whom a pronoun means, and nothing tells whom */
    PDX_SAID_BY_CARRIED, /* nothing stands there: whoever spoke, or was spoken of, right before */
    PDX_SAID_COUNT
} pdx_quote_said;

/* A part of the post, in order. */
typedef struct pdx_quote_block {
    pdx_span text; /* borrowed */
    uint8_t role;
} pdx_quote_block;

/* Where something stands: a range of a block; empty: nowhere. */
typedef struct pdx_quote_place {
    uint32_t block;
    size_t begin, end;
} pdx_quote_place;

typedef struct pdx_quote {
    pdx_quote_place place;   /* with its marks */
    size_t inner_begin, inner_end; /* its words */
    pdx_quote_place speaker, cue;
    uint32_t outer;          /* that it stands in: a number among those of the post, or PDX_QUOTED_NONE */
    uint32_t group;          /* the same for what one sentence gives of one speaker, counted from 0; or PDX_QUOTED_NONE: alone */
    uint8_t kind, said;
    bool opened, closed, continues; /* as in quote_marks.h */
} pdx_quote;

typedef PDX_VEC(pdx_quote) pdx_quotes;

typedef struct pdx_quote_finder pdx_quote_finder;
pdx_status pdx_quote_finder_new(pdx_quote_finder **out, pdx_error *err) PDX_MUST;
void pdx_quote_finder_free(pdx_quote_finder *finder);
/* The quotations of one post, in place of what `out` holds. */
pdx_status pdx_quotes_find(pdx_quote_finder *finder, const pdx_quote_block *blocks, size_t n, pdx_lang language, pdx_quotes *out,
                           const pdx_tick *tick, pdx_error *err) PDX_MUST;
const char *pdx_quote_kind_name(pdx_quote_kind kind);
const char *pdx_quote_said_name(pdx_quote_said said); /* "": by nobody */

#endif
