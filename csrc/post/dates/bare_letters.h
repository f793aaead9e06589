/* Letters in comparable form: small, without accents, vowel marks and joiners, Arabic and Persian letters
 * unified. Called by the date words and by identity. Promises: one folded letter per character at most; any
 * bytes are accepted. */
#ifndef PDX_POST_BARE_LETTERS_H
#define PDX_POST_BARE_LETTERS_H

#include "base/buf.h"

/* The folded character; 0 when it is a mark that is written or left out as one likes. */
uint32_t pdx_bare_letter(uint32_t cp);

/* Folds `word` into `out`, which has room for `room` bytes; gives the length, or 0 when it does not fit. */
size_t pdx_bare_fold(pdx_span word, char *out, size_t room);

/* Appends the letters and digits of `text`, folded, and the symbols that can be all that tells two texts apart (C++, $100,
 * emoji); what else stands between them is left out. */
void pdx_bare_append(pdx_span text, pdx_buf *out);

#endif
