/* Who says what stands in quotation marks, by the words round it. Called by quote_kind.c and quotes.c. Promises: a speaker stands in the tokens
 * given; where nothing speaks for anybody there is none. */
#ifndef PDX_POST_QUOTE_SPEAKER_H
#define PDX_POST_QUOTE_SPEAKER_H

#include "post/quotes/quote_names.h"

typedef struct pdx_spoken {
    pdx_named who;
    size_t cue;        /* token; SIZE_MAX: none */
    uint32_t same_as;  /* the quotation of the same sentence whose speaker it is; or PDX_QUOTED_NONE */
    bool near;         /* the cue stands at the quotation, or with what it was said of alone between */
} pdx_spoken;

/* Of the quotation that is token `at`. */
pdx_spoken pdx_spoken_find(const pdx_scene *scene, size_t at);
/* Whether the quotation is the name of what is named before it: "a campaign called". */
bool pdx_spoken_names(const pdx_scene *scene, size_t at);

#endif
