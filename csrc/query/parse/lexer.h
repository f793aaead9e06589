/* The signs of a query: words, quoted texts, operators, with what hangs on them (`~2`, `^3`).
 * Called by the parser alone, one sign at a time, because what a word may hold depends on where it
 * stands: the value of a filter is taken as it is. Promises: any bytes are accepted, linear time. */
#ifndef PDX_QUERY_LEXER_H
#define PDX_QUERY_LEXER_H

#include "base/span.h"

typedef enum pdx_sign_kind {
    PDX_SIGN_END, PDX_SIGN_WORD, PDX_SIGN_QUOTED, PDX_SIGN_REGEX, PDX_SIGN_OPEN, PDX_SIGN_CLOSE, PDX_SIGN_AND, PDX_SIGN_OR,
    PDX_SIGN_NOT,    /* NOT or a minus */
    PDX_SIGN_PLUS, PDX_SIGN_WRITTEN, /* `=` */
    PDX_SIGN_NEAR,   /* `number` is the distance */
    PDX_SIGN_SCOPE   /* `text` is the name before a colon */
} pdx_sign_kind;

/* What hangs on a word, a quoted text or a closing parenthesis. */
typedef struct pdx_suffix {
    bool has_tilde, has_boost;
    bool bad_boost;    /* a `^` with something that is no number: left out */
    uint32_t tilde;    /* PDX_NO_TILDE: `~` alone */
    double boost;
    size_t begin, end; /* of all of it, in the query */
} pdx_suffix;

#define PDX_NO_TILDE UINT32_MAX

typedef struct pdx_sign {
    pdx_sign_kind kind;
    pdx_span text;     /* of a word without its suffix, of a quoted text without its quotes, of a regular expression without its slashes */
    size_t begin, end; /* in the query, suffix included */
    uint32_t number;
    bool incomplete;   /* a quoted text that the end of the query closed, a NEAR with a bad number,
                          a scope with nothing right behind its colon */
    pdx_suffix suffix;
} pdx_sign;

typedef struct pdx_lexer {
    pdx_span text; /* borrowed */
    size_t at;
    bool verbatim; /* words are taken whole: values of filters */
} pdx_lexer;

/* Reads the next sign and moves behind it. */
void pdx_lexer_next(pdx_lexer *lexer, pdx_sign *sign);
/* Reads the value of a filter, right here: a quoted text, an opening parenthesis or a word as it stands. */
void pdx_lexer_value(pdx_lexer *lexer, pdx_sign *sign);
/* Passes over `-` and `+`, which are text right behind a colon or `=`. */
void pdx_lexer_skip_signs(pdx_lexer *lexer);

#endif
