/* The iterator over the terms of the dictionary. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"

typedef struct term_iterator {
    PyObject_HEAD
    pdx_py_store *store;     /* owned */
    pdx_term_reader *reader; /* owned */
} term_iterator;

static term_iterator *iterator_of(PyObject *self) { return (term_iterator *)(void *)self; }

PyObject *pdx_py_wrap_term_iterator(pdx_py_store *store, PyObject *from) {
    PyObject *owner;
    pdx_span span;
    if (pdx_py_text_argument(from, &owner, &span) < 0) return NULL;
    pdx_term_reader *reader = NULL;
    pdx_error err = {0};
    const pdx_status status = pdx_archive_terms(store->archive, span, &reader, &err);
    Py_DECREF(owner);
    if (status != PDX_OK) return pdx_py_raise(store->state, &err, NULL);
    term_iterator *self = iterator_of(pdx_py_new(store->state, PDX_PY_TERM_ITERATOR));
    if (self == NULL) {
        pdx_term_reader_free(reader);
        return NULL;
    }
    self->store = pdx_py_store_of(Py_NewRef(pdx_py_object(store)));
    self->reader = reader;
    return pdx_py_object(self);
}

static void iterator_dealloc(PyObject *object) {
    pdx_term_reader_free(iterator_of(object)->reader);
    Py_XDECREF(pdx_py_object(iterator_of(object)->store));
    pdx_py_free(object);
}

static PyObject *iterator_next(PyObject *object) {
    term_iterator *self = iterator_of(object);
    pdx_term_info term;
    if (pdx_py_stopped()) return NULL;
    if (!pdx_term_next(self->reader, &term)) {
        pdx_error err = {0};
        if (pdx_term_reader_status(self->reader, &err) == PDX_OK) return NULL;
        return pdx_py_raise(self->store->state, &err, NULL);
    }
    PyObject *result = PyStructSequence_New(self->store->state->term);
    if (result == NULL) return NULL;
    PyObject *key = pdx_py_str(term.key), *posts = PyLong_FromUnsignedLong(term.posts);
    PyObject *occurrences = PyLong_FromUnsignedLongLong(term.occurrences);
    const bool failed = key == NULL || posts == NULL || occurrences == NULL;
    PyStructSequence_SetItem(result, 0, key); /* takes the references */
    PyStructSequence_SetItem(result, 1, posts);
    PyStructSequence_SetItem(result, 2, occurrences);
    if (failed) Py_CLEAR(result);
    return result;
}

PyDoc_STRVAR(iterator_doc, "Terms of the dictionary, in byte order.");

static PyType_Slot iterator_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)iterator_doc}, {Py_tp_new, pdx_py_no_new},      {Py_tp_dealloc, iterator_dealloc},
    {Py_tp_iter, PyObject_SelfIter},              {Py_tp_iternext, iterator_next}, {0, NULL},
};

PyType_Spec pdx_py_term_iterator_spec = {
    .name = "postdex._core.TermIterator",
    .basicsize = sizeof(term_iterator),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = iterator_slots,
};
