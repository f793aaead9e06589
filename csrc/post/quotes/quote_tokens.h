/* A block of text as words and quotations, as far as one sees by them who says what: each quotation is one token, whatever it holds. Called by
 * quotes.c. Promises: any bytes are accepted, time is linear; what stands in brackets is passed over. */
#ifndef PDX_POST_QUOTE_TOKENS_H
#define PDX_POST_QUOTE_TOKENS_H

#include "base/tick.h"
#include "post/quotes/quote_marks.h"
#include "post/quotes/speech_lex.h"

/* What stands between a token and the one before. */
enum {
    PDX_GAP_COMMA = 1, PDX_GAP_COLON = 2, PDX_GAP_DASH = 4,
    PDX_GAP_STOP = 8,  /* a sentence ends */
    PDX_GAP_SOFT = 16, /* a sentence ends inside the quotation before: with it that round it may, or may not */
    PDX_GAP_BLOCK = 32 /* a block ends */
};
#define PDX_GAP_ENDS (PDX_GAP_STOP | PDX_GAP_SOFT | PDX_GAP_BLOCK)

enum { PDX_SHAPE_CAPITAL = 1, PDX_SHAPE_CAPITALS = 2, PDX_SHAPE_OWNER = 4 /* 's follows */, PDX_SHAPE_DIGITS = 8, PDX_SHAPE_CASELESS = 16 };

typedef struct pdx_quote_token {
    size_t begin, end; /* in its block */
    uint32_t block;
    uint32_t quote;    /* that it stands for, by the number that was given; or PDX_QUOTED_NONE: a word */
    uint32_t classes;  /* of speech_lex.h */
    uint8_t gap, shape;
    uint64_t hash;     /* of the word, folded; the same in every run */
} pdx_quote_token;

typedef PDX_VEC(pdx_quote_token) pdx_quote_tokens;

/* Appends the tokens of a block. Of `quoted` those that stand in no other are tokens: the i-th of all has number first + i. */
pdx_status pdx_quote_tokens_read(pdx_quote_tokens *self, pdx_speech_words *words, pdx_span text, uint32_t block, const pdx_quoted *quoted, size_t n,
                                 uint32_t first, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
