/* A stable sort that can be stopped: for the orders of large results, which the C library's sort would finish whatever is asked
 * meanwhile. Called by archive/, corpus/, index/, page/, post/, query/, source/ and study/. Promises: n log n comparisons, room for as many items
 * again; asks the tick every few thousand items. Where it fails, items may be there twice and others not at all: they are of no use any more. */
#ifndef PDX_BASE_SORT_H
#define PDX_BASE_SORT_H

#include "base/tick.h"

/* Below 0: `a` before `b`; above 0: after it. */
typedef int (*pdx_order)(const void *a, const void *b, const void *context);

pdx_status pdx_sort(void *items, size_t n, size_t size, pdx_order order, const void *context, const pdx_tick *tick, pdx_error *err) PDX_MUST;

#endif
