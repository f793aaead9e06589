/* Quotations: what stands in quotation marks in the posts of a view, in order, or some of it. */
#include "py/call.h"
#include "py/convert.h"
#include "py/errors.h"
#include "py/results.h"
#include "py/table.h"

PyObject *pdx_py_wrap_quotes(pdx_py_archive *archive, pdx_quote_table *table, PyObject *recipe) {
    pdx_py_quotes *self = pdx_py_quotes_of(pdx_py_new(archive->store->state, PDX_PY_QUOTES));
    if (self == NULL) {
        pdx_quote_table_free(table);
        return NULL;
    }
    self->head.open = pdx_py_quotes_table;
    self->archive = pdx_py_archive_of(Py_NewRef(pdx_py_object(archive)));
    self->table = table;
    self->recipe = Py_NewRef(recipe);
    return pdx_py_object(self);
}

static void quotes_dealloc(PyObject *object) {
    pdx_py_quotes *self = pdx_py_quotes_of(object);
    pdx_quote_table_free(self->table);
    PyMem_RawFree(self->rows);
    Py_XDECREF(pdx_py_object(self->archive));
    Py_XDECREF(self->recipe);
    pdx_py_free(object);
}

static Py_ssize_t quotes_len(PyObject *object) { return (Py_ssize_t)pdx_quote_count(pdx_py_quotes_of(object)->table); }

static PyObject *text_or_none(const pdx_py_quotes *self, const pdx_quote_info *info, uint32_t part, pdx_range range) {
    if (range.begin == range.end) Py_RETURN_NONE;
    return pdx_py_text(self->archive->store, info->page, part, info->layer, range);
}

/* (with its marks, text, kind, speaker, cue, attribution, outer, depth, group, (opened, closed, continues), post, page, part). */
static PyObject *quotes_item(PyObject *object, Py_ssize_t i) {
    const pdx_py_quotes *self = pdx_py_quotes_of(object);
    if (i < 0 || i >= quotes_len(object)) {
        PyErr_SetString(PyExc_IndexError, "there is no such quotation");
        return NULL;
    }
    const pdx_quote_info info = pdx_quote_get(self->table, (size_t)i);
    return Py_BuildValue("(NNsNNzNkN(NNN)Nkk)", text_or_none(self, &info, info.part, info.range), text_or_none(self, &info, info.part, info.inner), info.kind,
                         text_or_none(self, &info, info.speaker_part, info.speaker), text_or_none(self, &info, info.cue_part, info.cue),
                         info.attribution[0] == '\0' ? NULL : info.attribution, text_or_none(self, &info, info.part, info.outer),
                         (unsigned long)info.depth, pdx_py_number(info.group), PyBool_FromLong(info.opened), PyBool_FromLong(info.closed),
                         PyBool_FromLong(info.continues), pdx_py_number(info.post), (unsigned long)info.page, (unsigned long)info.part);
}

static PyObject *quotes_at(PyObject *object, PyObject *key) {
    Py_ssize_t i;
    return pdx_py_index_argument(key, quotes_len(object), &i) < 0 ? NULL : quotes_item(object, i);
}

static uint32_t row_at(const pdx_py_quotes *self, size_t i) { return self->rows == NULL ? (uint32_t)i : self->rows[i]; }

/* Fills `rows` with numbers of rows out of a list; -1 with an exception. */
static int rows_read(PyObject *list, uint32_t n, uint32_t *rows) {
    for (Py_ssize_t i = 0; i < PyList_Size(list); i++)
        if (pdx_py_number_argument(PyList_GetItem(list, i), n, &rows[i]) < 0) return -1;
    return 0;
}

static PyObject *quotes_pick(PyObject *object, PyObject *args) {
    const pdx_py_quotes *self = pdx_py_quotes_of(object);
    PyObject *list, *recipe;
    pdx_quote_table *table = NULL;
    pdx_error err = {0};
    if (!PyArg_ParseTuple(args, "O!O:_pick", &PyList_Type, &list, &recipe)) return NULL;
    const size_t n = (size_t)PyList_Size(list);
    uint32_t *rows = PyMem_RawMalloc((n + 1) * sizeof *rows);
    if (rows == NULL) return PyErr_NoMemory();
    if (rows_read(list, (uint32_t)quotes_len(object), rows) < 0) {
        PyMem_RawFree(rows);
        return NULL;
    }
    if (pdx_quote_table_pick(self->table, rows, n, &table, &err) != PDX_OK) {
        PyMem_RawFree(rows);
        return pdx_py_raise(self->archive->store->state, &err, NULL);
    }
    PyObject *picked = pdx_py_wrap_quotes(self->archive, table, recipe);
    for (size_t i = 0; i < n; i++) rows[i] = row_at(self, rows[i]);
    if (picked == NULL) PyMem_RawFree(rows);
    else pdx_py_quotes_of(picked)->rows = rows;
    return picked;
}

static PyObject *quotes_numbers(PyObject *object, PyObject *unused) {
    (void)unused;
    const pdx_py_quotes *self = pdx_py_quotes_of(object);
    if (self->rows == NULL) Py_RETURN_NONE;
    PyObject *list = PyList_New(quotes_len(object));
    for (Py_ssize_t i = 0; list != NULL && i < quotes_len(object); i++) {
        PyObject *number = PyLong_FromUnsignedLong(self->rows[i]);
        if (number == NULL || PyList_SetItem(list, i, number) < 0) Py_CLEAR(list);
    }
    return list;
}

static PyObject *quotes_store(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_object(pdx_py_quotes_of(object)->archive->store));
}

static PyObject *quotes_archive(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_object(pdx_py_quotes_of(object)->archive));
}

static PyObject *quotes_recipe(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_quotes_of(object)->recipe);
}

static PyGetSetDef quotes_fields[] = {
    {"_archive", quotes_archive, NULL, PyDoc_STR("The view whose posts have them."), NULL},
    {"_store", quotes_store, NULL, PyDoc_STR("What all objects of the archive share."), NULL},
    {"_recipe", quotes_recipe, NULL, PyDoc_STR("The steps that led here."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMethodDef quotes_methods[] = {
    {"_pick", quotes_pick, METH_VARARGS, PyDoc_STR("_pick($self, rows, recipe, /)\n--\n\nOnly these, in this order.")},
    {"_numbers", quotes_numbers, METH_NOARGS, PyDoc_STR("_numbers($self, /)\n--\n\nWhich of the view's they are; None: all.")},
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(quotes_doc, "Quotations of posts.");

static PyType_Slot quotes_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)quotes_doc}, {Py_tp_dealloc, quotes_dealloc}, {Py_sq_length, quotes_len}, {Py_sq_item, quotes_item},
    {Py_mp_subscript, quotes_at}, {Py_tp_getset, quotes_fields}, {Py_tp_methods, quotes_methods}, {0, NULL},
};

PyType_Spec pdx_py_quotes_spec = {
    .name = "postdex._core.QuotesBase",
    .basicsize = sizeof(pdx_py_quotes),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = quotes_slots,
};
