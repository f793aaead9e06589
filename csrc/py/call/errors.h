/* From a status to a Python exception: the only place that knows which is which. Called after every core call. */
#ifndef PDX_PY_ERRORS_H
#define PDX_PY_ERRORS_H

#include "py/call/state.h"

/* Raises what `err` says, with `.offset`, and `.path` when `path` (borrowed str) is not NULL. An exception that a
 * callback has already raised is kept. Returns NULL so that a caller can return it. */
PyObject *pdx_py_raise(pdx_py_state *state, const pdx_error *err, PyObject *path);

/* Takes the exception classes out of the package's namespace; -1 with an exception when one is missing. */
int pdx_py_adopt_exceptions(pdx_py_state *state, PyObject *names);

#endif
