/* From the bytes of markup to what they say: character references, line ends, NUL, letters of names. Called by the tokenizers and their users.
 * Promises: linear; everything else goes through as it is, also bytes that are not UTF-8; a map tells where each byte came from. */
#ifndef PDX_MARKUP_UNESCAPE_H
#define PDX_MARKUP_UNESCAPE_H

#include "base/buf.h"
#include "base/offsets.h"
#include "markup/reference.h"

typedef struct pdx_unescape {
    bool references;              /* character references are read, as `kind` says */
    pdx_reference_kind kind;
    bool nul;                     /* NUL becomes U+FFFD */
    bool spaces;                  /* tabs and line ends become spaces, as in attributes of XML */
} pdx_unescape;

/* Appends what `bytes`, which stand at `source`, say. `map` may be NULL. False: out of memory. */
bool pdx_unescape_append(pdx_span bytes, uint64_t source, pdx_unescape how, pdx_buf *out, pdx_offsets *map) PDX_MUST;
/* The same of bytes that say what they are. */
bool pdx_unescape_plain(pdx_span bytes, uint64_t source, pdx_buf *out, pdx_offsets *map) PDX_MUST;
/* Appends a name of HTML: capitals of ASCII become small letters, NUL becomes U+FFFD. */
void pdx_unescape_name(pdx_span bytes, pdx_buf *out);
/* Whether a name of HTML is `name`, which is given in small letters. */
bool pdx_unescape_name_is(pdx_span bytes, const char *name);

#endif
