/* A printed date as tokens: numbers in any digits, words with their meanings, marks. Called by date_field.c, date_order.c, date_read.c and
 * mention_match.c. Promises: any bytes are accepted; at most PDX_DATE_TOKENS tokens of the first PDX_DATE_BYTES, the rest of the text is left aside
 * (a printed date stands at the head of what the page names as one). */
#ifndef PDX_POST_DATE_LEX_H
#define PDX_POST_DATE_LEX_H

#include "post/dates/date_words.h"

enum { PDX_DATE_TOKENS = 96, PDX_DATE_BYTES = 4096 };

typedef enum pdx_date_token_kind { PDX_DATE_NUMBER, PDX_DATE_WORD, PDX_DATE_MARK } pdx_date_token_kind;

typedef struct pdx_date_token {
    uint8_t kind;   /* pdx_date_token_kind */
    uint8_t digits; /* of a number */
    bool glued;     /* nothing stands between it and the token before */
    bool eastern;   /* a number in Persian digits */
    bool arabic;    /* a number in Arabic digits, or a word in that script */
    char mark;      /* the character; '\'' for all apostrophes, ',' for all commas, '-' for all dashes, 'Y' 'M' 'D' for
                       the signs of year, month and day in Chinese, Japanese and Korean, '?' for all others */
    uint32_t value; /* of a number; UINT32_MAX when it has more than nine digits */
    uint32_t begin, end;
    pdx_date_word word;
} pdx_date_token;

typedef struct pdx_date_tokens {
    pdx_date_token items[PDX_DATE_TOKENS];
    size_t n;
} pdx_date_tokens;

/* Whether a number or a word is in Arabic script, in which Persian is written too. */
bool pdx_date_is_scripted(const pdx_date_tokens *tokens);

void pdx_date_lex(pdx_span text, pdx_lang language, pdx_date_tokens *out);

#endif
