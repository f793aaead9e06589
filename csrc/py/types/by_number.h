/* What pages, posts and parts have in common: each is a number in a store. Called by their types. */
#ifndef PDX_PY_BY_NUMBER_H
#define PDX_PY_BY_NUMBER_H

#include "py/call/state.h"

/* Slots of all three. Those of equal archives sort by their place; others do not compare. */
void pdx_py_item_dealloc(PyObject *object);
PyObject *pdx_py_item_compare(PyObject *a, PyObject *b, int op);
Py_hash_t pdx_py_item_hash(PyObject *object);

/* A field of one of the three that is read from its rows: `get` is a getter, which cannot tell that a row could not be read again. */
#define PDX_PY_FIELD(name, get, doc) {name, pdx_py_item_field, NULL, PyDoc_STR(doc), (void *)(uintptr_t)(get)}
PyObject *pdx_py_item_field(PyObject *object, void *get);

#endif
