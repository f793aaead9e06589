#include "py/call/errors.h"

static const char *const exception_names[PDX_STATUS_COUNT] = {
#define PDX_STATUS(name, text, exception) exception,
#include "base/status.def"
#undef PDX_STATUS
};

/* `class(message, path=, offset=)`, as postdex.Error takes them; a FileError with errno= too. */
static PyObject *error_make(PyObject *cls, const pdx_error *err, PyObject *path) {
    PyObject *arguments = Py_BuildValue("(N)", PyUnicode_DecodeUTF8(err->message, (Py_ssize_t)strlen(err->message), "replace"));
    PyObject *names = PyDict_New();
    PyObject *error = NULL;
    if (arguments == NULL || names == NULL) goto done;
    if (path != NULL && PyDict_SetItemString(names, "path", path) < 0) goto done;
    if (err->offset != PDX_NO_OFFSET) {
        PyObject *offset = PyLong_FromUnsignedLongLong(err->offset);
        const int failed = offset == NULL || PyDict_SetItemString(names, "offset", offset) < 0;
        Py_XDECREF(offset);
        if (failed) goto done;
    }
    if (err->code != 0) {
        PyObject *code = PyLong_FromLong(err->code);
        const int failed = code == NULL || PyDict_SetItemString(names, "errno", code) < 0;
        Py_XDECREF(code);
        if (failed) goto done;
    }
    error = PyObject_Call(cls, arguments, names);
done:
    Py_XDECREF(arguments);
    Py_XDECREF(names);
    return error;
}

PyObject *pdx_py_raise(pdx_py_state *state, const pdx_error *err, PyObject *path) {
    if (PyErr_Occurred() != NULL) return NULL; /* raised by a tick or a callback */
    if (err->status == PDX_ENOMEM) return PyErr_NoMemory();
    PyObject *cls = err->status < PDX_STATUS_COUNT ? state->exceptions[err->status] : NULL;
    if (cls == NULL) { /* before the package has given its classes, or for a status that is always accompanied */
        PyErr_SetString(PyExc_RuntimeError, err->message);
        return NULL;
    }
    PyObject *error = error_make(cls, err, path);
    if (error != NULL) PyErr_SetObject(cls, error);
    Py_XDECREF(error);
    return NULL;
}

int pdx_py_adopt_exceptions(pdx_py_state *state, PyObject *names) {
    for (size_t i = 0; i < PDX_COUNTOF(exception_names); i++) {
        if (i == PDX_ENOMEM || i == PDX_EINTERRUPTED || i == PDX_ECALLBACK) continue; /* raised already, or MemoryError */
        PyObject *cls = PyDict_GetItemString(names, exception_names[i]); /* borrowed */
        if (cls == NULL || !PyExceptionClass_Check(cls)) {
            PyErr_Format(PyExc_TypeError, "no exception class %s was given", exception_names[i]);
            return -1;
        }
        Py_INCREF(cls);
        Py_XSETREF(state->exceptions[i], cls);
    }
    return 0;
}
