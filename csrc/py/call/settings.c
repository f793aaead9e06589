#include "py/call/settings.h"

static int group_numbers(PyObject *tuple, double out[PDX_GROUP_COUNT]) {
    if (tuple == Py_None) return 0;
    if (PyTuple_Size(tuple) != PDX_GROUP_COUNT) {
        if (PyErr_Occurred() == NULL) PyErr_SetString(PyExc_ValueError, "one number per scoring group is needed");
        return -1;
    }
    for (Py_ssize_t i = 0; i < PDX_GROUP_COUNT; i++) {
        out[i] = PyFloat_AsDouble(PyTuple_GetItem(tuple, i));
        if (out[i] == -1.0 && PyErr_Occurred() != NULL) return -1;
    }
    return 0;
}

int pdx_py_settings_argument(PyObject *tuple, pdx_query_settings *out) {
    int any, strict, possible;
    PyObject *k1, *weights, *b;
    *out = pdx_query_settings_default();
    if (tuple == Py_None) return 0;
    if (!PyArg_ParseTuple(tuple, "pppdOOO:settings", &any, &strict, &possible, &out->deadline, &k1, &weights, &b)) return -1;
    out->any = any != 0;
    out->strict = strict != 0;
    out->possible = possible != 0;
    if (k1 != Py_None) {
        out->k1 = PyFloat_AsDouble(k1);
        if (out->k1 == -1.0 && PyErr_Occurred() != NULL) return -1;
    }
    return group_numbers(weights, out->weight) < 0 || group_numbers(b, out->b) < 0 ? -1 : 0;
}
