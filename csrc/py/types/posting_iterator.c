/* The iterator over the postings of a term: posts, with the positions in each. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"

typedef struct posting_iterator {
    PyObject_HEAD
    pdx_py_store *store;        /* owned */
    pdx_posting_reader *reader; /* owned */
} posting_iterator;

static posting_iterator *iterator_of(PyObject *self) { return (posting_iterator *)(void *)self; }

PyObject *pdx_py_wrap_posting_iterator(pdx_py_store *store, PyObject *term) {
    PyObject *owner;
    pdx_span span;
    if (pdx_py_text_argument(term, &owner, &span) < 0) return NULL;
    pdx_posting_reader *reader = NULL;
    pdx_error err = {0};
    const pdx_status status = pdx_archive_postings(store->archive, span, &reader, &err);
    Py_DECREF(owner);
    if (status != PDX_OK) return pdx_py_raise(store->state, &err, NULL);
    posting_iterator *self = iterator_of(pdx_py_new(store->state, PDX_PY_POSTING_ITERATOR));
    if (self == NULL) {
        pdx_posting_reader_free(reader);
        return NULL;
    }
    self->store = pdx_py_store_of(Py_NewRef(pdx_py_object(store)));
    self->reader = reader;
    return pdx_py_object(self);
}

static void iterator_dealloc(PyObject *object) {
    pdx_posting_reader_free(iterator_of(object)->reader);
    Py_XDECREF(pdx_py_object(iterator_of(object)->store));
    pdx_py_free(object);
}

static PyObject *iterator_next(PyObject *object) {
    posting_iterator *self = iterator_of(object);
    pdx_posting_info posting;
    if (pdx_py_stopped()) return NULL;
    if (!pdx_posting_next(self->reader, &posting)) {
        pdx_error err = {0};
        if (pdx_posting_reader_status(self->reader, &err) == PDX_OK) return NULL;
        return pdx_py_raise(self->store->state, &err, NULL);
    }
    PyObject *positions = PyTuple_New((Py_ssize_t)posting.n_positions);
    for (uint32_t i = 0; positions != NULL && i < posting.n_positions; i++) {
        PyObject *position = PyLong_FromUnsignedLong(posting.positions[i]);
        if (position == NULL || PyTuple_SetItem(positions, (Py_ssize_t)i, position) < 0) Py_CLEAR(positions);
    }
    return Py_BuildValue("(kN)", (unsigned long)posting.post, positions);
}

PyDoc_STRVAR(iterator_doc, "(post, positions) of a term, in the order of posts.");

static PyType_Slot iterator_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)iterator_doc}, {Py_tp_new, pdx_py_no_new},      {Py_tp_dealloc, iterator_dealloc},
    {Py_tp_iter, PyObject_SelfIter},              {Py_tp_iternext, iterator_next}, {0, NULL},
};

PyType_Spec pdx_py_posting_iterator_spec = {
    .name = "postdex._core.PostingIterator",
    .basicsize = sizeof(posting_iterator),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = iterator_slots,
};
