#include "py/call/results.h"

#include "py/call/convert.h"

static pdx_py_result *result_of(PyObject *object) { return (pdx_py_result *)(void *)object; }

void pdx_py_result_init(pdx_py_result *result, pdx_py_table_opener open, pdx_py_archive *archive, PyObject *recipe) {
    result->head.open = open;
    result->archive = pdx_py_archive_of(Py_NewRef(pdx_py_object(archive)));
    result->recipe = Py_NewRef(recipe);
}

void pdx_py_result_deinit(pdx_py_result *result) {
    Py_CLEAR(result->recipe);
    Py_XDECREF(pdx_py_object(result->archive));
}

int pdx_py_result_traverse(pdx_py_result *result, visitproc visit, void *arg) {
    Py_VISIT(pdx_py_object(result->archive));
    Py_VISIT(result->recipe);
    return 0;
}

int pdx_py_result_clear(PyObject *object) {
    Py_CLEAR(result_of(object)->recipe);
    return 0;
}

PyObject *pdx_py_result_archive(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_object(result_of(object)->archive));
}

PyObject *pdx_py_result_recipe(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(result_of(object)->recipe);
}

PyObject *pdx_py_recipe_add(PyObject *recipe, PyObject *step) {
    const Py_ssize_t n = PyTuple_Size(recipe);
    PyObject *whole = n < 0 ? NULL : PyTuple_New(n + 1);
    for (Py_ssize_t i = 0; whole != NULL && i <= n; i++) {
        PyObject *each = i < n ? PyTuple_GetItem(recipe, i) : step; /* borrowed */
        if (each == NULL || PyTuple_SetItem(whole, i, Py_NewRef(each)) < 0) Py_CLEAR(whole);
    }
    return whole;
}

int pdx_py_index_argument(PyObject *key, Py_ssize_t n, Py_ssize_t *out) {
    if (!PyIndex_Check(key)) {
        PyErr_Format(PyExc_TypeError, "an index is a number or a slice, not %R", (PyObject *)Py_TYPE(key));
        return -1;
    }
    Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred() != NULL) return -1;
    if (i < 0) i += n;
    if (i < 0 || i >= n) {
        PyErr_Format(PyExc_IndexError, "there is no number %R among %zd", key, n);
        return -1;
    }
    *out = i;
    return 0;
}

int pdx_py_facet_argument(PyObject *name, pdx_facet *out) {
    static const struct {
        const char *name;
        pdx_facet facet;
    } facets[] = {
        {"tag", PDX_FACET_TAG}, {"category", PDX_FACET_CATEGORY}, {"month", PDX_FACET_MONTH},
        {"part", PDX_FACET_PART}, {"source", PDX_FACET_SOURCE}, {"language", PDX_FACET_LANGUAGE},
    };
    PyObject *owner;
    pdx_span text;
    if (pdx_py_text_argument(name, &owner, &text) < 0) return -1;
    size_t i = 0;
    while (i < PDX_COUNTOF(facets) && !pdx_span_equal(text, pdx_span_str(facets[i].name))) i++;
    Py_DECREF(owner);
    if (i < PDX_COUNTOF(facets)) {
        *out = facets[i].facet;
        return 0;
    }
    PyErr_Format(PyExc_ValueError, "there is no facet %R: tag, category, month, part, source, language", name);
    return -1;
}
