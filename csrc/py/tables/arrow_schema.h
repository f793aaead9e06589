/* Schemas of tables in Arrow's structures. Called by arrow_export.c and exportable_type.c. */
#ifndef PDX_PY_ARROW_SCHEMA_H
#define PDX_PY_ARROW_SCHEMA_H

#include "py/tables/arrow_abi.h"
#include "py/call/table.h"

/* Fills `out`, which its `release` frees. false: out of memory, nothing to release. */
bool pdx_py_arrow_schema_fill(const pdx_py_table *table, struct ArrowSchema *out);
/* What a consumer wishes for, as far as it can be had: texts as views, or as copies. */
void pdx_py_arrow_schema_wish(pdx_py_table *table, const struct ArrowSchema *wish);

#endif
