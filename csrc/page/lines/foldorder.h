/* The order that sites put terms in: of their letters, whatever accents these have. Called where it is asked whether a list is in order.
 * Promises: never reads past the ends, whatever the bytes; no allocation. */
#ifndef PDX_PAGE_FOLDORDER_H
#define PDX_PAGE_FOLDORDER_H

#include "base/span.h"

/* Of folded text (page/lines/linefold.h): less than, equal to or more than 0. */
int pdx_fold_order(pdx_span a, pdx_span b);

#endif
