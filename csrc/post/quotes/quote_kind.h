/* Of which kind a quotation is: somebody's words, a term held at a distance, a title. Called by quotes.c. */
#ifndef PDX_POST_QUOTE_KIND_H
#define PDX_POST_QUOTE_KIND_H

#include "post/quotes/quote_speaker.h"

/* Of the words `inner` between marks of `family` in a part of this role. `at` is its token and `spoken` who was found to say it; SIZE_MAX and
 * NULL: it stands inside another. */
pdx_quote_kind pdx_quote_kind_of(const pdx_scene *scene, size_t at, const pdx_spoken *spoken, pdx_span inner, uint8_t family, uint8_t role);

#endif
