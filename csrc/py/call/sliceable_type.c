/* Sliceable: the base of results whose slices are of the same type. */
#include "py/call/convert.h"
#include "py/call/results.h"
#include "py/call/sliceable.h"

void pdx_py_sliceable_init(PyObject *object, pdx_py_archive *archive, pdx_py_table_opener open, pdx_py_item_maker item, size_t n) {
    pdx_py_sliceable *self = pdx_py_sliceable_of(object);
    self->head.open = open;
    self->archive = archive == NULL ? NULL : pdx_py_archive_of(Py_NewRef(pdx_py_object(archive)));
    self->item = item;
    self->n = self->n_table = n;
}

PyObject *pdx_py_sliceable_pick(PyObject *object, uint32_t *rows, size_t n, PyObject *steps) {
    const pdx_py_sliceable *self = pdx_py_sliceable_of(object);
    const allocfunc allocate = (allocfunc)PyType_GetSlot(Py_TYPE(object), Py_tp_alloc);
    PyObject *made = allocate(Py_TYPE(object), 0);
    if (made == NULL) {
        PyMem_RawFree(rows);
        return NULL;
    }
    pdx_py_sliceable_init(made, self->archive, self->head.open, self->item, self->n_table);
    pdx_py_sliceable *picked = pdx_py_sliceable_of(made);
    picked->whole = Py_NewRef(pdx_py_sliceable_whole(object));
    picked->rows = rows;
    picked->n = n;
    picked->steps = Py_NewRef(steps);
    return made;
}

void pdx_py_sliceable_free(PyObject *object) {
    const pdx_py_sliceable *self = pdx_py_sliceable_of(object);
    Py_XDECREF(self->whole);
    Py_XDECREF(pdx_py_object(self->archive));
    Py_XDECREF(self->steps);
    PyMem_RawFree(self->rows);
    pdx_py_free(object);
}

void pdx_py_sliceable_table(PyObject *object, const pdx_py_column *columns, size_t n_columns, pdx_py_table *out) {
    const pdx_py_sliceable *self = pdx_py_sliceable_of(object);
    const pdx_py_store *store = pdx_py_sliceable_store(self);
    pdx_py_table_init(out, object, store->state, store->archive, columns, n_columns, self->n);
    out->rows = self->rows;
}

static Py_ssize_t sliceable_len(PyObject *object) { return (Py_ssize_t)pdx_py_sliceable_of(object)->n; }

static PyObject *sliceable_item(PyObject *object, Py_ssize_t i) {
    const pdx_py_sliceable *self = pdx_py_sliceable_of(object);
    if (i < 0 || i >= sliceable_len(object)) {
        PyErr_Format(PyExc_IndexError, "there is no number %zd among %zd", i, sliceable_len(object));
        return NULL;
    }
    if (self->archive != NULL) pdx_py_store_rest(pdx_py_sliceable_store(self));
    return self->item(pdx_py_sliceable_whole(object), pdx_py_sliceable_row(self, (size_t)i));
}

static PyObject *sliceable_at(PyObject *object, PyObject *key) {
    Py_ssize_t i;
    return pdx_py_index_argument(key, sliceable_len(object), &i) < 0 ? NULL : sliceable_item(object, i);
}

static PyObject *sliceable_pick(PyObject *object, PyObject *args) {
    PyObject *numbers, *steps;
    if (!PyArg_ParseTuple(args, "OO!:_pick", &numbers, &PyTuple_Type, &steps)) return NULL;
    size_t n;
    uint32_t *rows = pdx_py_numbers_argument(numbers, (uint32_t)pdx_py_sliceable_of(object)->n_table, &n);
    return rows == NULL ? NULL : pdx_py_sliceable_pick(object, rows, n, steps);
}

static PyObject *sliceable_numbers(PyObject *object, PyObject *unused) {
    const pdx_py_sliceable *self = pdx_py_sliceable_of(object);
    (void)unused;
    if (self->rows == NULL) return PyObject_CallFunction((PyObject *)&PyRange_Type, "n", (Py_ssize_t)self->n);
    PyObject *list = PyList_New((Py_ssize_t)self->n);
    for (size_t i = 0; list != NULL && i < self->n; i++) {
        PyObject *number = PyLong_FromUnsignedLong(self->rows[i]);
        if (number == NULL || PyList_SetItem(list, (Py_ssize_t)i, number) < 0) Py_CLEAR(list);
    }
    return list;
}

static PyObject *sliceable_whole(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_sliceable_whole(object));
}

static PyObject *sliceable_steps(PyObject *object, void *closure) {
    const pdx_py_sliceable *self = pdx_py_sliceable_of(object);
    (void)closure;
    return self->steps == NULL ? PyTuple_New(0) : Py_NewRef(self->steps);
}

/* -1 with an exception: it is of none. */
static int archive_check(const pdx_py_sliceable *self) {
    if (self->archive != NULL) return 0;
    PyErr_SetString(PyExc_AttributeError, "these rows are of no archive");
    return -1;
}

static PyObject *sliceable_archive(PyObject *object, void *closure) {
    const pdx_py_sliceable *self = pdx_py_sliceable_of(object);
    (void)closure;
    return archive_check(self) < 0 ? NULL : Py_NewRef(pdx_py_object(self->archive));
}

static PyObject *sliceable_store(PyObject *object, void *closure) {
    const pdx_py_sliceable *self = pdx_py_sliceable_of(object);
    (void)closure;
    return archive_check(self) < 0 ? NULL : Py_NewRef(pdx_py_object(pdx_py_sliceable_store(self)));
}

static PyGetSetDef sliceable_fields[] = {
    {"_archive", sliceable_archive, NULL, PyDoc_STR("The view that its rows are of."), NULL},
    {"_store", sliceable_store, NULL, PyDoc_STR("What all objects of that archive share."), NULL},
    {"_whole", sliceable_whole, NULL, PyDoc_STR("What it is a slice of, or itself."), NULL},
    {"_steps", sliceable_steps, NULL, PyDoc_STR("The steps from there to here."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMethodDef sliceable_methods[] = {
    {"_pick", sliceable_pick, METH_VARARGS, PyDoc_STR("_pick($self, numbers, steps, /)\n--\n\nOnly these rows of the table, in this order.")},
    {"_numbers", sliceable_numbers, METH_NOARGS, PyDoc_STR("_numbers($self, /)\n--\n\nWhich rows of the table they are.")},
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(sliceable_doc, "Something with rows, whose slices are the like.");

static PyType_Slot sliceable_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)sliceable_doc}, {Py_tp_dealloc, pdx_py_sliceable_free}, {Py_sq_length, sliceable_len},
    {Py_sq_item, sliceable_item}, {Py_mp_subscript, sliceable_at}, {Py_tp_getset, sliceable_fields}, {Py_tp_methods, sliceable_methods}, {0, NULL},
};

PyType_Spec pdx_py_sliceable_spec = {
    .name = "postdex._core.Sliceable",
    .basicsize = sizeof(pdx_py_sliceable),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = sliceable_slots,
};
