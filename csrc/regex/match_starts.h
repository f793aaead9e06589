/* Where in a text a match may begin: told by a text that every match holds, or by the bytes with which matches begin, many at a time. Called by
 * regex.c.
 * Promises: passes over no place where a match begins; places told are never in the middle of a character. */
#ifndef PDX_REGEX_MATCH_STARTS_H
#define PDX_REGEX_MATCH_STARTS_H

#include "regex/match_heads.h"

enum { PDX_MATCH_STARTS_TEXT = 64 };

typedef enum pdx_match_starts_kind { PDX_MATCH_STARTS_ANYWHERE, PDX_MATCH_STARTS_TEXT_HELD, PDX_MATCH_STARTS_HEADS } pdx_match_starts_kind;

typedef struct pdx_match_starts {
    uint8_t kind;                   /* pdx_match_starts_kind */
    uint8_t text[PDX_MATCH_STARTS_TEXT];  /* that every match holds: before it there are only bytes of `bytes` */
    size_t len;
    size_t pair_at;                 /* where in it two bytes stand that are looked for first */
    pdx_byte_pair pair;
    bool has_before;                /* something may stand before the text in a match */
    bool bytes[256];                /* of what may stand before it */
    bool edge_before, edge_behind;  /* the text begins or ends with a letter of ASCII, and with a word */
    pdx_match_heads heads;
} pdx_match_starts;

void pdx_match_starts_find(pdx_match_starts *self, const pdx_patterns *patterns);
/* The first place from `at` on where a match may begin; text.len: there is none. At places of `known` matches may begin, too, as was found out
 * before; it says what is found out now, so that nothing is looked at twice where places ascend. It begins as {1, 0}. */
size_t pdx_match_starts_next(const pdx_match_starts *self, pdx_span text, size_t at, pdx_range *known);
/* As pdx_regex_pass_over. */
size_t pdx_match_starts_pass_over(const pdx_match_starts *self, pdx_span text, size_t at);

#endif
