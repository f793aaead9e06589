/* The iterator over a concordance: reads ahead in batches with the lock released, so that a line costs one object. */
#include "py/call/call.h"
#include "py/call/errors.h"
#include "py/call/reach.h"

enum { AHEAD = PDX_LIMIT(64, 2) };

typedef struct line_iterator {
    PyObject_HEAD
    pdx_py_concordance *of;  /* owned */
    pdx_line_reader *reader; /* owned */
    size_t next;             /* the next line to read */
    bool ended;              /* there is none */
    size_t at, have;         /* in `ahead` */
    bool busy;               /* another thread is reading ahead */
    pdx_line_info ahead[AHEAD];
} line_iterator;

static line_iterator *iterator_of(PyObject *self) { return (line_iterator *)(void *)self; }

PyObject *pdx_py_wrap_line_iterator(pdx_py_concordance *concordance) {
    pdx_py_state *state = concordance->result.archive->store->state;
    pdx_line_reader *reader = NULL;
    pdx_error err = {0};
    if (pdx_line_reader_new(concordance->lines, &reader, &err) != PDX_OK) return pdx_py_raise(state, &err, NULL);
    line_iterator *self = iterator_of(pdx_py_new(state, PDX_PY_LINE_ITERATOR));
    if (self == NULL) {
        pdx_line_reader_free(reader);
        return NULL;
    }
    self->of = pdx_py_concordance_of(Py_NewRef(pdx_py_object(concordance)));
    self->reader = reader;
    return pdx_py_object(self);
}

static void iterator_dealloc(PyObject *object) {
    pdx_line_reader_free(iterator_of(object)->reader);
    Py_XDECREF(pdx_py_object(iterator_of(object)->of));
    pdx_py_free(object);
}

static int read_ahead(line_iterator *self) {
    if (pdx_py_stopped()) return -1;
    self->busy = true;
    const Py_ssize_t reached = pdx_py_lines_reach(self->of, self->next + AHEAD);
    self->busy = false;
    if (reached < 0) return -1;
    const size_t wanted = (size_t)reached - self->next;
    pdx_status status = PDX_OK;
    pdx_error err = {0};
    size_t have = 0;
    pdx_py_call call;
    self->busy = true;
    pdx_py_call_begin(&call, NULL);
    pdx_line_reader_ask(self->reader, &call.tick);
    for (; have < wanted && status == PDX_OK; have++) {
        status = pdx_line_reader_get(self->reader, self->next + have, &self->ahead[have], &err);
    }
    pdx_py_call_end(&call);
    self->busy = false;
    if (status != PDX_OK) {
        (void)pdx_py_raise(self->of->result.archive->store->state, &err, NULL);
        return -1;
    }
    self->next += have;
    self->have = have;
    self->ended = have == 0;
    self->at = 0;
    return 0;
}

static PyObject *iterator_next(PyObject *object) {
    line_iterator *self = iterator_of(object);
    if (self->busy) {
        PyErr_SetString(PyExc_RuntimeError, "another thread uses this iterator: take one for each");
        return NULL;
    }
    if (self->at == self->have) {
        if (self->ended || read_ahead(self) < 0 || self->ended) return NULL;
    }
    return pdx_py_wrap_line(self->of->result.archive->store, &self->ahead[self->at++]);
}

static PyObject *iterator_hint(PyObject *object, PyObject *unused) {
    (void)unused;
    line_iterator *self = iterator_of(object);
    const Py_ssize_t n = pdx_py_lines_reach(self->of, (size_t)PY_SSIZE_T_MAX);
    return n < 0 ? NULL : PyLong_FromSsize_t(n - (Py_ssize_t)(self->next - self->have + self->at));
}

static PyMethodDef iterator_methods[] = {
    {"__length_hint__", iterator_hint, METH_NOARGS, PyDoc_STR("__length_hint__($self, /)\n--\n\nLines that are left.")},
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(iterator_doc, "Lines of a concordance, one after the other.");

static PyType_Slot iterator_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)iterator_doc}, {Py_tp_new, pdx_py_no_new},        {Py_tp_dealloc, iterator_dealloc},
    {Py_tp_iter, PyObject_SelfIter},              {Py_tp_iternext, iterator_next},   {Py_tp_methods, iterator_methods},
    {0, NULL},
};

PyType_Spec pdx_py_line_iterator_spec = {
    .name = "postdex._core.LineIterator",
    .basicsize = sizeof(line_iterator),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = iterator_slots,
};
