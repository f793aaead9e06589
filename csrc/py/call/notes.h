/* Notes of a query, for Python: what was read otherwise than typed. Called by hits_type.c and concordance_type.c. */
#ifndef PDX_PY_NOTES_H
#define PDX_PY_NOTES_H

#include "py/call/state.h"

/* Appends (begin, end, message), in bytes of the query, to `list`. -1 with an exception. */
int pdx_py_notes_append(PyObject *list, pdx_note_info note);

#endif
