/* Counts: keys with how often and in how many posts, most frequent first. */
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/call/results.h"
#include "py/call/table.h"

PyObject *pdx_py_wrap_counts(pdx_py_state *state, pdx_counts *counts, PyObject *typed) {
    pdx_py_counts *self = pdx_py_counts_of(pdx_py_new(state, PDX_PY_COUNTS));
    if (self == NULL) {
        pdx_counts_free(counts);
        return NULL;
    }
    self->head.open = pdx_py_counts_table;
    self->state = state;
    self->counts = counts;
    self->typed = Py_NewRef(typed);
    return pdx_py_object(self);
}

static void counts_dealloc(PyObject *object) {
    pdx_counts_free(pdx_py_counts_of(object)->counts);
    Py_XDECREF(pdx_py_counts_of(object)->typed);
    pdx_py_free(object);
}

static Py_ssize_t counts_len(PyObject *object) { return (Py_ssize_t)pdx_counts_n(pdx_py_counts_of(object)->counts); }

/* (key, count, posts). */
static PyObject *counts_item(PyObject *object, Py_ssize_t i) {
    if (i < 0 || i >= counts_len(object)) {
        PyErr_SetString(PyExc_IndexError, "there is no such count");
        return NULL;
    }
    const pdx_count_info info = pdx_counts_get(pdx_py_counts_of(object)->counts, (size_t)i);
    PyObject *result = PyStructSequence_New(pdx_py_counts_of(object)->state->count);
    if (result == NULL) return NULL;
    PyObject *key = pdx_py_str(info.key), *count = PyLong_FromUnsignedLongLong(info.count), *posts = PyLong_FromUnsignedLong(info.posts);
    const bool failed = key == NULL || count == NULL || posts == NULL;
    PyStructSequence_SetItem(result, 0, key); /* takes the references */
    PyStructSequence_SetItem(result, 1, count);
    PyStructSequence_SetItem(result, 2, posts);
    if (failed) Py_CLEAR(result);
    return result;
}

static PyObject *counts_at(PyObject *object, PyObject *key) {
    Py_ssize_t i;
    return pdx_py_index_argument(key, counts_len(object), &i) < 0 ? NULL : counts_item(object, i);
}

/* Keys are compared where they are: no object is made of those passed by. */
static PyObject *counts_number_of(PyObject *object, PyObject *key) {
    const pdx_counts *counts = pdx_py_counts_of(object)->counts;
    const size_t n = pdx_counts_n(counts);
    size_t i = 0;
    PyObject *owner;
    pdx_span wanted;
    if (pdx_py_text_argument(key, &owner, &wanted) < 0) return NULL;
    while (i < n && !pdx_span_equal(pdx_counts_get(counts, i).key, wanted)) i++;
    Py_DECREF(owner);
    return PyLong_FromSsize_t(i < n ? (Py_ssize_t)i : -1);
}

/* All rows, keys as the bytes that they are. */
static PyObject *counts_state(PyObject *object, PyObject *unused) {
    (void)unused;
    const Py_ssize_t n = counts_len(object);
    PyObject *rows = PyList_New(n);
    for (Py_ssize_t i = 0; rows != NULL && i < n; i++) {
        const pdx_count_info info = pdx_counts_get(pdx_py_counts_of(object)->counts, (size_t)i);
        PyObject *row = Py_BuildValue("(NKk)", pdx_py_bytes(info.key), (unsigned long long)info.count, (unsigned long)info.posts);
        if (row == NULL || PyList_SetItem(rows, i, row) < 0) Py_CLEAR(rows);
    }
    return rows;
}

/* -1 with an exception. */
static int counts_put(pdx_py_state *state, pdx_counts *counts, PyObject *row) {
    pdx_error err = {0};
    const char *key;
    Py_ssize_t len;
    unsigned long long count;
    unsigned long posts;
    if (!PyTuple_Check(row)) {
        PyErr_SetString(PyExc_TypeError, "a row of counts is a tuple");
        return -1;
    }
    if (!PyArg_ParseTuple(row, "y#Kk:_counts", &key, &len, &count, &posts)) return -1;
    if (pdx_counts_put(counts, pdx_span_of(key, (size_t)len), count, (uint32_t)posts, &err) == PDX_OK) return 0;
    (void)pdx_py_raise(state, &err, NULL);
    return -1;
}

PyObject *pdx_py_counts_restore(pdx_py_state *state, PyObject *args) {
    PyObject *rows, *typed;
    pdx_counts *counts = NULL;
    pdx_error err = {0};
    int in_order = 0; /* they stay as they stand */
    if (!PyArg_ParseTuple(args, "O!U|p:_counts", &PyList_Type, &rows, &typed, &in_order)) return NULL;
    if (pdx_counts_new(&counts, &err) != PDX_OK) return pdx_py_raise(state, &err, NULL);
    for (Py_ssize_t i = 0; i < PyList_Size(rows); i++) {
        if (counts_put(state, counts, PyList_GetItem(rows, i)) < 0) {
            pdx_counts_free(counts);
            return NULL;
        }
    }
    if (!in_order && pdx_counts_sort(counts, NULL, &err) != PDX_OK) {
        pdx_counts_free(counts);
        return pdx_py_raise(state, &err, NULL);
    }
    return pdx_py_wrap_counts(state, counts, typed);
}

/* Some of the rows, in the order of the slice. */
static PyObject *counts_window(PyObject *object, PyObject *args) {
    pdx_py_counts *self = pdx_py_counts_of(object);
    pdx_counts *window = NULL;
    pdx_error err = {0};
    PyObject *slice, *typed;
    Py_ssize_t start, stop, step;
    if (!PyArg_ParseTuple(args, "O!U:_window", &PySlice_Type, &slice, &typed) || PySlice_Unpack(slice, &start, &stop, &step) < 0) return NULL;
    const Py_ssize_t n = PySlice_AdjustIndices(counts_len(object), &start, &stop, step);
    pdx_status status = pdx_counts_new(&window, &err);
    for (Py_ssize_t i = 0; status == PDX_OK && i < n; i++) {
        const pdx_count_info info = pdx_counts_get(self->counts, (size_t)(start + i * step));
        status = pdx_counts_put(window, info.key, info.count, info.posts, &err);
    }
    if (status == PDX_OK) return pdx_py_wrap_counts(self->state, window, typed);
    pdx_counts_free(window);
    return pdx_py_raise(self->state, &err, NULL);
}

static PyObject *counts_typed(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_counts_of(object)->typed);
}

static PyGetSetDef counts_fields[] = {
    {"_typed", counts_typed, NULL, PyDoc_STR("What a user types to have these counts."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMethodDef counts_methods[] = {
    {"_number_of", counts_number_of, METH_O, PyDoc_STR("_number_of($self, key, /)\n--\n\nThe number of the row with this key; -1: none has it.")},
    {"_window", counts_window, METH_VARARGS, PyDoc_STR("_window($self, slice, typed, /)\n--\n\nThe rows of a slice.")},
    {"_state", counts_state, METH_NOARGS,
     PyDoc_STR("_state($self, /)\n--\n\nAll rows, as _counts takes them.")},
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(counts_doc, "Keys with how often and in how many posts.");

static PyType_Slot counts_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)counts_doc}, {Py_tp_dealloc, counts_dealloc}, {Py_sq_length, counts_len},
    {Py_sq_item, counts_item}, {Py_mp_subscript, counts_at},                  {Py_tp_getset, counts_fields},   {Py_tp_methods, counts_methods},
    {0, NULL},
};

PyType_Spec pdx_py_counts_spec = {
    .name = "postdex._core.CountsBase",
    .basicsize = sizeof(pdx_py_counts),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = counts_slots,
};
