/* What search and find are told besides the query. Called by answers_type.c and archive_type.c. */
#ifndef PDX_PY_SETTINGS_H
#define PDX_PY_SETTINGS_H

#include "py/call/state.h"

/* (any, strict, possible, deadline, k1 or None, weights or None, b or None); the last two are tuples of one float per
 * scoring group; or None: all defaults. -1 with an exception. */
int pdx_py_settings_argument(PyObject *tuple, pdx_query_settings *out);

#endif
