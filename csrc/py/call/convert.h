/* Between Python values and the core's. Called by all types. Functions that return PyObject give a new reference
 * or NULL with an exception; those that return int give -1 with one. */
#ifndef PDX_PY_CONVERT_H
#define PDX_PY_CONVERT_H

#include "py/call/state.h"

/* The bytes of a str; lone surrogates pass as ill-formed bytes, which the core reads as U+FFFD. `*owner` (a new
 * reference, or NULL) must live as long as the span is used. */
int pdx_py_text_argument(PyObject *text, PyObject **owner, pdx_span *out);
/* A number in [0, n); IndexError otherwise. */
int pdx_py_number_argument(PyObject *number, uint32_t n, uint32_t *out);
/* A sequence of such numbers, *n of them; NULL with an exception. What a number does when it is asked may change the sequence: how many there are
 * is asked once. PyMem_RawFree. */
uint32_t *pdx_py_numbers_argument(PyObject *sequence, uint32_t limit, size_t *n);
/* An iterable of role names -> a set. */
int pdx_py_roles_argument(PyObject *names, pdx_role_set *out);
/* None -> `none`; a number of days otherwise. */
int pdx_py_day_argument(PyObject *day, int64_t *out);

PyObject *pdx_py_str(pdx_span bytes);         /* ill-formed bytes become U+FFFD */
PyObject *pdx_py_name(pdx_span bytes);        /* of a source, as it was given: lone surrogates stay */
PyObject *pdx_py_bytes(pdx_span bytes);
PyObject *pdx_py_range(pdx_range range);      /* (begin, end) */
PyObject *pdx_py_number(uint32_t number);     /* None for PDX_NONE */
PyObject *pdx_py_day(int64_t day);            /* days since 1970-01-01, or None */
PyObject *pdx_py_rules(uint64_t why);         /* list of sentences */

/* Layer text of a range that the core gave out. */
pdx_span pdx_py_layer_span(const pdx_archive *archive, uint32_t layer, pdx_range range);
/* A tuple of these, whose references it takes; NULL, with the error that is set, where one of them is NULL. */
PyObject *pdx_py_tuple(PyObject *const *values, size_t n);
/* A str that knows its place: the package's Text. */
PyObject *pdx_py_text(pdx_py_store *store, uint32_t page, uint32_t part, uint32_t layer, pdx_range range);

#endif
