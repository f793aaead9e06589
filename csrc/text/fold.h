/* Folding of one piece (docs/words.md, "Folding"): a table look-up per character where that is enough, the
 * steps as they are written where marks, languages or neighbours matter.
 * Called by analyzer.c, fold_steps.c, tokens.c and post/quotes/speech_lex.c. Promises: both ways agree; any bytes are accepted (ill-formed ones
 * become U+FFFD). */
#ifndef PDX_TEXT_FOLD_H
#define PDX_TEXT_FOLD_H

#include "base/buf.h"
#include "text/lang.h"

/* Appends to `out`, which tells whether memory ran out. */
void pdx_fold(pdx_span piece, pdx_lang language, bool keep_marks, pdx_buf *out);

/* The second way alone; for the test that the two agree. */
void pdx_fold_by_steps(pdx_span piece, pdx_lang language, bool keep_marks, pdx_buf *out);

/* The decimal digits of `piece`, in ASCII. */
void pdx_fold_digits(pdx_span piece, pdx_buf *out);

#endif
