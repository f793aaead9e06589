/* Which terms stand in posts of which language, as they are told one after the other. Called when a segment is finished, or made of several. */
#ifndef PDX_INDEX_LANGUAGE_TERMS_H
#define PDX_INDEX_LANGUAGE_TERMS_H

#include "base/vec.h"
#include "segment/segment.h"
#include "text/analyzer.h"

/* Terms that occur in posts of one language. */
typedef struct pdx_language_terms {
    pdx_lang language;
    PDX_VEC(pdx_ord) ords; /* owned; ascending */
} pdx_language_terms;

typedef PDX_VEC(pdx_language_terms) pdx_languages; /* by code */

void pdx_languages_deinit(pdx_languages *languages);
/* The terms of `language`, which is there from now on. NULL: out of memory. */
pdx_language_terms *pdx_languages_find(pdx_languages *languages, pdx_lang language);
/* Notes that a post of `language` has the term; those of one language are told in order. False: out of memory. */
bool pdx_languages_note(pdx_languages *languages, pdx_ord ord, pdx_lang language) PDX_MUST;

#endif
