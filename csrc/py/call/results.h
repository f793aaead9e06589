/* What the result types share: recipes, indexes, facets. Called by the *_type.c files. */
#ifndef PDX_PY_RESULTS_H
#define PDX_PY_RESULTS_H

#include "py/call/state.h"

void pdx_py_result_init(pdx_py_result *result, pdx_py_table_opener open, pdx_py_archive *archive, PyObject *recipe);
void pdx_py_result_deinit(pdx_py_result *result);
int pdx_py_result_traverse(pdx_py_result *result, visitproc visit, void *arg);
/* Of any object that begins so: a tp_clear, and getters. */
int pdx_py_result_clear(PyObject *object);
PyObject *pdx_py_result_archive(PyObject *object, void *closure);
PyObject *pdx_py_result_recipe(PyObject *object, void *closure);

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
