/* Many pieces of bytes one behind the other, by several threads. Called by what puts large sections together. */
#ifndef PDX_SEGMENT_SPAN_COPIES_H
#define PDX_SEGMENT_SPAN_COPIES_H

#include "base/buf.h"

/* Appends them in their order. False: out of memory. */
bool pdx_spans_append(pdx_buf *out, const pdx_span *spans, size_t n, unsigned n_threads) PDX_MUST;

#endif
