/* Rows of the user's own (dicts) as JSON lines, byte for byte what the package's encoder makes of them. Called by
 * builder_sources.c. Promises: rows of plain dicts, strings, numbers and lists of strings are written here; any other row is
 * handed to the encoder whole. */
#ifndef PDX_PY_ROW_WRITER_H
#define PDX_PY_ROW_WRITER_H

#include "py/call/state.h"

/* Appends a line for each of `rows`, an iterable; `encode(number, row)` gives the JSON of a row that is not plain.
 * -1 with an exception. */
int pdx_py_rows_write(PyObject *rows, PyObject *encode, pdx_buf *out);
/* The same lines to whoever reads them meanwhile. */
int pdx_py_rows_feed(pdx_py_state *state, PyObject *rows, PyObject *encode, pdx_row_feed *feed);

#endif
