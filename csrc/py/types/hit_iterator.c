/* The iterator over hits. Threads may share one: each hit goes to one of them, although the interpreter is let go while hits are found. */
#include "py/call/call.h"
#include "py/call/results.h"

typedef struct hit_iterator {
    PyObject_HEAD
    pdx_py_hits *hits; /* owned; NULL: it has ended */
    Py_ssize_t at;     /* the number of the next one */
} hit_iterator;

static hit_iterator *iterator_of(PyObject *self) { return (hit_iterator *)(void *)self; }

PyObject *pdx_py_wrap_hit_iterator(PyObject *hits) {
    hit_iterator *self = iterator_of(pdx_py_new(pdx_py_hits_of(hits)->result.archive->store->state, PDX_PY_HIT_ITERATOR));
    if (self == NULL) return NULL;
    self->hits = pdx_py_hits_of(Py_NewRef(hits));
    return pdx_py_object(self);
}

static void iterator_end(hit_iterator *self) {
    pdx_py_hits *hits = self->hits;
    self->hits = NULL;
    if (hits != NULL) Py_DECREF(pdx_py_object(hits));
}

static int iterator_traverse(PyObject *object, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(object));
    if (iterator_of(object)->hits != NULL) Py_VISIT(pdx_py_object(iterator_of(object)->hits));
    return 0;
}

static int iterator_clear(PyObject *object) {
    iterator_end(iterator_of(object));
    return 0;
}

static void iterator_dealloc(PyObject *object) {
    PyObject_GC_UnTrack(object);
    iterator_end(iterator_of(object));
    pdx_py_free(object);
}

static PyObject *iterator_next(PyObject *object) {
    hit_iterator *self = iterator_of(object);
    if (self->hits == NULL || pdx_py_stopped()) return NULL;
    PyObject *hits = Py_NewRef(pdx_py_object(self->hits)); /* another thread may end it meanwhile */
    const Py_ssize_t i = self->at++;
    PyObject *hit = PySequence_GetItem(hits, i);
    Py_DECREF(hits);
    if (hit != NULL) return hit;
    if (PyErr_ExceptionMatches(PyExc_IndexError)) {
        PyErr_Clear();
        iterator_end(self);
    } else if (self->at == i + 1) {
        self->at = i; /* it was interrupted, and can go on */
    }
    return NULL;
}

PyDoc_STRVAR(iterator_doc, "Hits, best first.");

static PyType_Slot iterator_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)iterator_doc}, {Py_tp_new, pdx_py_no_new}, {Py_tp_dealloc, iterator_dealloc},
    {Py_tp_traverse, iterator_traverse}, {Py_tp_clear, iterator_clear}, {Py_tp_iter, PyObject_SelfIter}, {Py_tp_iternext, iterator_next}, {0, NULL},
};

PyType_Spec pdx_py_hit_iterator_spec = {
    .name = "postdex._core.HitIterator",
    .basicsize = sizeof(hit_iterator),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_HAVE_GC,
    .slots = iterator_slots,
};
