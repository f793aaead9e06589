/* From a node of a query to the cursor that walks what it matches. Called by what ranks, counts, and finds occurrences. */
#ifndef PDX_QUERY_CURSOR_BUILD_H
#define PDX_QUERY_CURSOR_BUILD_H

#include "query/walk/cursor.h"

/* The cursor of `node`, on its first candidate; scored leaves under it that match and score alike are
 * remembered in scan->leaves. */
pdx_status pdx_cursor_build(pdx_scan *scan, const pdx_node *node, const pdx_aim *aim, pdx_cursor **out, pdx_error *err) PDX_MUST;
/* The cursor of scored leaf i, in scan->leaves or made now. */
pdx_status pdx_cursor_build_leaf(pdx_scan *scan, size_t i, const pdx_aim *aim, pdx_cursor **out, pdx_error *err) PDX_MUST;

#endif
