/* What the result types share: recipes, indexes, facets. Called by the *_type.c files. */
#ifndef PDX_PY_RESULTS_H
#define PDX_PY_RESULTS_H

#include "py/call/state.h"

/* recipe + (step,). */
PyObject *pdx_py_recipe_add(PyObject *recipe, PyObject *step);
/* An index as Python takes it (negative from the end), brought into [0, n); IndexError otherwise. */
int pdx_py_index_argument(PyObject *key, Py_ssize_t n, Py_ssize_t *out);
/* "tag", "category", "month", "part", "source", "language". */
int pdx_py_facet_argument(PyObject *name, pdx_facet *out);

/* The handle is taken, also on failure. */
PyObject *pdx_py_wrap_hits(pdx_py_archive *archive, pdx_hits *hits, PyObject *recipe);
/* Arguments of Archive._search_many. */
PyObject *pdx_py_search_many(pdx_py_archive *archive, PyObject *args);
PyObject *pdx_py_wrap_lines(pdx_py_archive *archive, pdx_lines *lines, PyObject *recipe);
PyObject *pdx_py_wrap_hit(pdx_py_hits *hits, Py_ssize_t rank);
PyObject *pdx_py_wrap_hit_iterator(PyObject *hits);
/* The parts of the posts of a view, in order, only those with a role of the view. */
PyObject *pdx_py_view_parts(pdx_py_archive *archive);

#endif
