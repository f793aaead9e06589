/* One date in English text, no range: the longest reading of the tokens at hand. Called by mentions.c, which
 * decides whether the words around allow it. */
#ifndef PDX_POST_MENTION_POINT_H
#define PDX_POST_MENTION_POINT_H

#include "post/mentions/mention_lex.h"
#include "post/mentions/mentions.h"

typedef struct pdx_point {
    uint8_t kind;     /* pdx_mention_kind, never RANGE */
    uint8_t part;     /* of a decade */
    uint8_t season;   /* 21..24, or 0 */
    bool short_year;  /* a decade of two digits without its apostrophe: the words around must prove it */
    bool brief;       /* the month is a short form */
    bool capital;     /* the month or weekday begins with a capital letter */
    pdx_date date;
    size_t n_tokens;  /* that it covers */
    size_t begin, end;
} pdx_point;

/* Reads a date that begins with tokens[0]; false when there is none. `text` is needed for what is glued. */
bool pdx_point_read(pdx_span text, const pdx_look *tokens, size_t n, pdx_point *out);
/* Reads "1 to 3 July 1863", of which both days are in the month that stands behind the second; `and`: joined by that word, as behind "between". */
bool pdx_point_read_days(pdx_span text, const pdx_look *tokens, size_t n, bool and, pdx_point *first, pdx_point *last);
/* ISO 8601 of a point; empty for a weekday alone. */
void pdx_point_value(const pdx_point *point, char out[32]);

#endif
