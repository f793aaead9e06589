/* A Builder that continues a store: which sources are there already, what is taken out, which pieces are one source. */
#include "py/types/builder_object.h"

#include "py/call/convert.h"
#include "py/call/errors.h"

static PyObject *numbers_list(const uint32_t *numbers, size_t n) {
    PyObject *list = PyList_New((Py_ssize_t)n);
    for (size_t i = 0; list != NULL && i < n; i++) {
        PyObject *number = PyLong_FromUnsignedLong(numbers[i]);
        if (number == NULL || PyList_SetItem(list, (Py_ssize_t)i, number) < 0) Py_CLEAR(list);
    }
    return list;
}

PyObject *pdx_py_builder_continue(PyObject *object, PyObject *base) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    pdx_error err = {0};
    if (!PyObject_TypeCheck(base, self->state->types[PDX_PY_STORE])) {
        PyErr_SetString(PyExc_TypeError, "a store is needed");
        return NULL;
    }
    if (pdx_py_builder_claim(self) < 0) return NULL;
    const pdx_status status = pdx_builder_continue(self->builder, pdx_py_store_of(base)->archive, &err);
    self->busy = false;
    if (status != PDX_OK) return pdx_py_raise(self->state, &err, NULL);
    self->base = Py_NewRef(base);
    self->n_posts = pdx_py_store_of(base)->info.n_posts;
    Py_RETURN_NONE;
}

PyObject *pdx_py_builder_take_out(PyObject *object, PyObject *list) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    uint32_t count = 0;
    size_t n;
    uint32_t *posts = pdx_py_numbers_argument(list, self->n_posts, &n);
    const bool ready = posts != NULL && pdx_py_builder_claim(self) == 0;
    if (ready) {
        if (n > 0) count = pdx_builder_take_out(self->builder, posts, n);
        self->busy = false;
    }
    PyMem_RawFree(posts);
    return ready ? PyLong_FromUnsignedLong(count) : NULL;
}

PyObject *pdx_py_builder_alike(PyObject *object, PyObject *args) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    PyObject *name, *url, *day, *name_owner = NULL, *url_owner = NULL, *list = NULL;
    unsigned long long n_bytes;
    pdx_source_facts facts = {0};
    pdx_error err = {0};
    pdx_buf found;
    if (!PyArg_ParseTuple(args, "OOOK:alike", &name, &url, &day, &n_bytes)) return NULL;
    pdx_buf_init(&found);
    if (pdx_py_text_argument(name, &name_owner, &facts.name) == 0 && pdx_py_text_argument(url, &url_owner, &facts.url) == 0 &&
        pdx_py_day_argument(day, &facts.captured) == 0 && pdx_py_builder_claim(self) == 0) {
        const pdx_status status = pdx_builder_alike(self->builder, &facts, n_bytes, &found, &err);
        self->busy = false;
        list = status == PDX_OK ? numbers_list((const uint32_t *)(const void *)found.data, found.len / sizeof(uint32_t))
                                : pdx_py_raise(self->state, &err, NULL);
    }
    pdx_buf_deinit(&found);
    Py_XDECREF(name_owner);
    Py_XDECREF(url_owner);
    return list;
}

PyObject *pdx_py_builder_last_named(PyObject *object, PyObject *given) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    PyObject *owner = NULL, *result = NULL;
    pdx_span name;
    pdx_error err = {0};
    if (pdx_py_text_argument(given, &owner, &name) == 0 && pdx_py_builder_claim(self) == 0) {
        uint32_t number;
        const pdx_status status = pdx_builder_last_named(self->builder, name, &number, &err);
        self->busy = false;
        result = status != PDX_OK ? pdx_py_raise(self->state, &err, NULL) : number == PDX_NONE ? Py_NewRef(Py_None) : PyLong_FromUnsignedLong(number);
    }
    Py_XDECREF(owner);
    return result;
}

PyObject *pdx_py_builder_take_out_last(PyObject *object, PyObject *given) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    PyObject *owner = NULL;
    pdx_span name;
    pdx_error err = {0};
    pdx_status status = PDX_EVALUE;
    const bool ready = pdx_py_text_argument(given, &owner, &name) == 0 && pdx_py_builder_claim(self) == 0;
    if (ready) {
        status = pdx_builder_take_out_last(self->builder, name, &err);
        self->busy = false;
        if (status != PDX_OK) (void)pdx_py_raise(self->state, &err, NULL);
    }
    Py_XDECREF(owner);
    return status != PDX_OK ? NULL : Py_NewRef(Py_None);
}

PyObject *pdx_py_builder_beside(PyObject *object, PyObject *number) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    const unsigned long n = PyLong_AsUnsignedLong(number);
    if (PyErr_Occurred() != NULL || pdx_py_builder_claim(self) < 0) return NULL;
    pdx_builder_beside(self->builder, (uint32_t)n);
    self->busy = false;
    Py_RETURN_NONE;
}

PyObject *pdx_py_builder_unite(PyObject *object, PyObject *number) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    const unsigned long n = PyLong_AsUnsignedLong(number);
    if (PyErr_Occurred() != NULL || pdx_py_builder_claim(self) < 0) return NULL;
    pdx_builder_unite(self->builder, (uint32_t)n);
    self->busy = false;
    Py_RETURN_NONE;
}

PyObject *pdx_py_builder_prove(PyObject *object, PyObject *other) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    const pdx_builder *whole = pdx_py_builder_of(self->state, other);
    if (whole == NULL || pdx_py_builder_claim(self) < 0) return NULL;
    pdx_builder_prove(self->builder, whole);
    self->busy = false;
    Py_RETURN_NONE;
}
