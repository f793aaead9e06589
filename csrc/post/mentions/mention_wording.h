/* Goes through text and finds the dates that the patterns of its language make (mention_match.h): all of them, or those round one word. Called by
 * mentions.c.
 * Promises: ranges never overlap and come in order; memory does not grow with the text. */
#ifndef PDX_POST_MENTION_WORDING_H
#define PDX_POST_MENTION_WORDING_H

#include "post/mentions/mentions.h"

/* Appends the mentions of `text`; a language without patterns has none. */
pdx_status pdx_wording_find(pdx_span text, uint64_t offset, pdx_lang language, pdx_mentions *out, const pdx_tick *tick, pdx_error *err) PDX_MUST;

/* Whether the English word text[begin, end) and what stands next to it can be of a date that patterns tell. */
bool pdx_wording_hint(pdx_span text, size_t begin, size_t end);
/* The mention that has that word in it and begins at `floor` or later. */
bool pdx_wording_round(pdx_span text, size_t floor, size_t begin, pdx_mention *out);
/* The century that is joined to the one at `begin` and has its word from it, at `floor` or later: "the 19th" of "the 19th and early 20th
 * centuries". */
bool pdx_wording_century_before(pdx_span text, size_t floor, size_t begin, pdx_mention *out);

#endif
