/* Rows of a table as one Arrow record batch. Called by arrow_export.c, from any thread. */
#ifndef PDX_PY_ARROW_BATCH_H
#define PDX_PY_ARROW_BATCH_H

#include "py/tables/arrow_abi.h"
#include "py/call/table.h"

/* Fills `out` with rows [begin, end); its `release` frees it, and it needs nothing of the table any more. */
pdx_status pdx_py_arrow_batch_fill(pdx_py_table *table, size_t begin, size_t end, struct ArrowArray *out, pdx_error *err) PDX_MUST;

#endif
