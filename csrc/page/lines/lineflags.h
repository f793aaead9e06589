/* What a line looks like by its bytes alone: those of the flags PDX_FACT_* that need no lexicon and no other line. Called by
 * linefacts.c for each line. Promises: any bytes are accepted; a few passes over the line's head at most. */
#ifndef PDX_PAGE_LINEFLAGS_H
#define PDX_PAGE_LINEFLAGS_H

#include "page/lines/facts.h"

uint32_t pdx_line_flags(const pdx_line *line, pdx_span bytes);
/* It ends in an ellipsis, brackets and quotation marks left aside. */
bool pdx_line_is_cut(pdx_span bytes);
/* A sentence ends in it and another one follows. */
bool pdx_line_has_inner_stop(pdx_span bytes);

#endif
