/* Schemas of tables in Arrow's structures. Called by arrow_export.c. */
#ifndef PDX_PY_ARROW_SCHEMA_H
#define PDX_PY_ARROW_SCHEMA_H

#include "py/arrow_abi.h"
#include "py/table.h"

/* Fills `out`, which its `release` frees. false: out of memory, nothing to release. */
bool pdx_py_arrow_schema_fill(const pdx_py_column *columns, size_t n, struct ArrowSchema *out);

#endif
