/* Counts: keys with how often and in how many posts, most frequent first. */
#include "py/convert.h"
#include "py/table.h"

PyObject *pdx_py_wrap_counts(pdx_py_store *store, pdx_counts *counts, PyObject *typed) {
    pdx_py_counts *self = pdx_py_counts_of(pdx_py_new(store->state, PDX_PY_COUNTS));
    if (self == NULL) {
        pdx_counts_free(counts);
        return NULL;
    }
    self->head.open = pdx_py_counts_table;
    self->store = pdx_py_store_of(Py_NewRef(pdx_py_object(store)));
    self->counts = counts;
    self->typed = Py_NewRef(typed);
    return pdx_py_object(self);
}

static void counts_dealloc(PyObject *object) {
    pdx_counts_free(pdx_py_counts_of(object)->counts);
    Py_XDECREF(pdx_py_object(pdx_py_counts_of(object)->store));
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
    PyObject *result = PyStructSequence_New(pdx_py_counts_of(object)->store->state->count);
    if (result == NULL) return NULL;
    PyObject *key = pdx_py_str(info.key), *count = PyLong_FromUnsignedLongLong(info.count), *posts = PyLong_FromUnsignedLong(info.posts);
    const bool failed = key == NULL || count == NULL || posts == NULL;
    PyStructSequence_SetItem(result, 0, key); /* takes the references */
    PyStructSequence_SetItem(result, 1, count);
    PyStructSequence_SetItem(result, 2, posts);
    if (failed) Py_CLEAR(result);
    return result;
}

static PyObject *counts_typed(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_counts_of(object)->typed);
}

static PyGetSetDef counts_fields[] = {
    {"_typed", counts_typed, NULL, PyDoc_STR("What a user types to have these counts."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(counts_doc, "Keys with how often and in how many posts.");

static PyType_Slot counts_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)counts_doc}, {Py_tp_dealloc, counts_dealloc}, {Py_sq_length, counts_len},
    {Py_sq_item, counts_item},                  {Py_tp_getset, counts_fields},          {0, NULL},
};

PyType_Spec pdx_py_counts_spec = {
    .name = "postdex._core.CountsBase",
    .basicsize = sizeof(pdx_py_counts),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = counts_slots,
};
