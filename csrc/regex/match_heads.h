/* With which bytes matches of a pattern begin: up to three, in up to eight ways. Called by match_starts.c. Promises: no match begins otherwise. Where
 * one of the ways stands is no place in the middle of a character, but for sets that have U+FFFD: ill-formed bytes are such characters. */
#ifndef PDX_REGEX_MATCH_HEADS_H
#define PDX_REGEX_MATCH_HEADS_H

#include "kernels/bytefind.h"
#include "regex/pattern.h"

typedef struct pdx_match_heads {
    pdx_byte_heads bytes;
    double often; /* at which share of the places of a text one of them stands, by how often letters are in languages written with them */
} pdx_match_heads;

void pdx_match_heads_find(pdx_match_heads *self, const pdx_patterns *patterns);
/* The share of a byte among those of a text, in the same way; what is beyond ASCII counts for nothing, since that is most of some texts and none
 * of others. */
double pdx_match_heads_share(uint8_t byte);

#endif
