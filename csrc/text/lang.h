/* Languages that the core distinguishes, and which one a text is in.
 * Asked by archive/ once per post, by page/ for its lexicon; index/ chooses a stemmer by what is answered. */
#ifndef PDX_TEXT_LANG_H
#define PDX_TEXT_LANG_H

#include "base/span.h"

/* ISO 639-1 letters in one number, 'e' << 8 | 'n'; 0 is unknown. */
typedef uint16_t pdx_lang;

#define PDX_LANG(a, b) ((pdx_lang)((unsigned)(a) << 8 | (unsigned)(b)))
#define PDX_LANG_NONE ((pdx_lang)0)
#define PDX_LANG_EN PDX_LANG('e', 'n')

/* The likely language of `text` from its scripts and commonest short words, and how sure (0..1).
 * PDX_LANG_NONE with 0 when nothing speaks for any. */
pdx_lang pdx_lang_detect(pdx_span text, double *confidence);
/* The likeliest where nothing else tells it: of letters that are not Latin whatever they say, were it their script alone (then the first of
 * the table that is written so); of Latin letters only what leads by some words. PDX_LANG_NONE: nobody could say. */
pdx_lang pdx_lang_guess(pdx_span text);
/* "en" -> PDX_LANG_EN; PDX_LANG_NONE when it is not two ASCII letters. */
pdx_lang pdx_lang_parse(pdx_span code);
/* The same of a longer tag, as feeds have it: "en-GB", "pt_BR". */
pdx_lang pdx_lang_of_tag(pdx_span tag);

#endif
