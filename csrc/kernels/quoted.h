/* How much of a text stands for itself between the quotation marks of JSON. Called by source/, which reads and writes strings.
 * Promises: every level gives the same number; the generic one is the oracle. */
#ifndef PDX_KERNELS_QUOTED_H
#define PDX_KERNELS_QUOTED_H

#include "base/span.h"

/* The number of bytes before the first quotation mark, backslash or control character. `*ascii` becomes false when one of them is
 * no ASCII. */
size_t pdx_quoted_plain(pdx_span text, bool *ascii);

/* One level each, for tests: false when this build does not have it. */
size_t pdx_quoted_plain_generic(pdx_span text, bool *ascii);
bool pdx_quoted_plain_vector(pdx_span text, bool *ascii, size_t *plain);
bool pdx_quoted_plain_wide(pdx_span text, bool *ascii, size_t *plain);

#endif
