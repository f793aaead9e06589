#include "py/call/decoding.h"

int pdx_py_decoding_take(PyObject *tuple, pdx_py_decoding *out) {
    memset(out, 0, sizeof *out);
    if (tuple == Py_None) return 0;
    if (!PyTuple_Check(tuple)) {
        PyErr_SetString(PyExc_TypeError, "a decoding is a tuple (text, shape, numbers)");
        return -1;
    }
    if (!PyArg_ParseTuple(tuple, "y*Iy*:decoding", &out->text, &out->decoding.shape, &out->bad)) return -1;
    out->is_there = true;
    if ((size_t)out->bad.len % sizeof(pdx_undecoded) != 0) {
        PyErr_SetString(PyExc_ValueError, "three numbers of 64 bits are needed for each");
        return -1;
    }
    out->decoding.text = pdx_span_of(out->text.buf, (size_t)out->text.len);
    out->decoding.bad = out->bad.buf;
    out->decoding.n_bad = (size_t)out->bad.len / sizeof(pdx_undecoded);
    return 0;
}

void pdx_py_decoding_release(pdx_py_decoding *self) {
    if (!self->is_there) return;
    PyBuffer_Release(&self->text);
    PyBuffer_Release(&self->bad);
    self->is_there = false;
}
