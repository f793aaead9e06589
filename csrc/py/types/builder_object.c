#include "py/types/builder_object.h"

int pdx_py_builder_claim(pdx_py_builder *self) {
    if (self->builder == NULL || self->busy) {
        PyErr_SetString(PyExc_RuntimeError, self->busy ? "another thread uses this builder" : "this builder is finished");
        return -1;
    }
    self->busy = true;
    return 0;
}

pdx_builder *pdx_py_builder_take(pdx_py_state *state, PyObject *object) {
    if (!PyObject_TypeCheck(object, state->types[PDX_PY_BUILDER])) {
        PyErr_SetString(PyExc_TypeError, "a builder is needed");
        return NULL;
    }
    return pdx_py_builder_claim(pdx_py_builder_self(object)) < 0 ? NULL : pdx_py_builder_self(object)->builder;
}

void pdx_py_builder_give(PyObject *object) { pdx_py_builder_self(object)->busy = false; }

pdx_builder *pdx_py_builder_of(pdx_py_state *state, PyObject *object) {
    pdx_builder *builder = pdx_py_builder_take(state, object);
    if (builder != NULL) pdx_py_builder_give(object);
    return builder;
}
