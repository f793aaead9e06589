/* One mark: which bytes are quotation marks, and whether one opens or closes by itself and by what stands round it. Called by quote_marks.c. */
#ifndef PDX_POST_MARK_TABLE_H
#define PDX_POST_MARK_TABLE_H

#include "post/quotes/quote_marks.h"

/* Where from `at` on a byte stands with which a mark can begin; block.len: nowhere. */
size_t pdx_mark_next(pdx_span block, size_t at);
/* The mark at `at`; false: there is none, or it is an apostrophe or a measure. */
bool pdx_mark_read(pdx_span block, size_t at, pdx_mark *mark);
bool pdx_mark_is_space(uint32_t code);

#endif
