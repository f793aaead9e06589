/* Numbers to and from text without the process's locale, whose decimal comma would break JSON and boosts.
 * Called by the parser, the dump and explain. Promises: a finite double reads back as itself. */
#ifndef PDX_QUERY_NUMBER_H
#define PDX_QUERY_NUMBER_H

#include "base/buf.h"

void pdx_number_append(pdx_buf *out, double value);
/* Decimal digits with at most one point: "2", "2.5", ".5"; false for anything else or beyond 10^9. */
bool pdx_number_parse(pdx_span text, double *value) PDX_MUST;

#endif
