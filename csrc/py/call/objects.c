/* How objects of the module begin and end. */
#include "py/call/state.h"

pdx_py_state *pdx_py_state_of_type(PyTypeObject *type) {
    PyObject *module = PyType_GetModuleByDef(type, &pdx_py_module);
    return module == NULL ? NULL : PyModule_GetState(module);
}

PyObject *pdx_py_new(pdx_py_state *state, pdx_py_kind kind) {
    PyTypeObject *cls = state->classes[kind];
    if (cls == NULL) { /* the interpreter is going away */
        PyErr_SetString(PyExc_RuntimeError, "postdex is no longer there");
        return NULL;
    }
    const allocfunc allocate = (allocfunc)PyType_GetSlot(cls, Py_tp_alloc);
    return allocate(cls, 0);
}

void pdx_py_free(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    const freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(self);
    Py_DECREF((PyObject *)type);
}

PyObject *pdx_py_no_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    (void)args;
    (void)kwargs;
    PyErr_Format(PyExc_TypeError, "%R objects come from archives: see postdex.open", (PyObject *)type);
    return NULL;
}
