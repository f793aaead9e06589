/* Selection: some columns of something with rows, in an order of one's own. */
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/call/table.h"

static int selection_traverse(PyObject *object, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(pdx_py_selection_of(object)->of);
    return 0;
}

static void selection_dealloc(PyObject *object) {
    PyObject_GC_UnTrack(object);
    Py_XDECREF(pdx_py_selection_of(object)->of);
    Py_XDECREF(pdx_py_selection_of(object)->columns);
    pdx_py_free(object);
}

static int selection_open(PyObject *object, pdx_py_table *out) {
    const pdx_py_selection *self = pdx_py_selection_of(object);
    if (pdx_py_table_open(self->of, out) < 0) return -1;
    const pdx_py_table from = *out; /* a selection of a selection */
    out->n_chosen = (size_t)PyTuple_Size(self->columns);
    out->views = 0;
    for (size_t i = 0; i < out->n_chosen; i++) {
        const size_t number = PyLong_AsSize_t(PyTuple_GetItem(self->columns, (Py_ssize_t)i));
        out->chosen[i] = from.chosen[number];
        if (self->views && pdx_py_table_chosen(out, i)->kind == PDX_PY_CELL_TEXT) out->views |= (uint32_t)1 << i;
    }
    return 0;
}

/* The number of the column called `name`; -1 with an exception. */
static Py_ssize_t column_find(const pdx_py_table *table, PyObject *name) {
    PyObject *owner = NULL;
    pdx_span text;
    pdx_error err = {0};
    pdx_buf names;
    size_t i = 0;
    if (pdx_py_text_argument(name, &owner, &text) < 0) return -1;
    while (i < table->n_chosen && !pdx_span_equal(text, pdx_span_str(pdx_py_table_chosen(table, i)->name))) i++;
    if (i < table->n_chosen) {
        Py_DECREF(owner);
        return (Py_ssize_t)i;
    }
    pdx_buf_init(&names);
    for (i = 0; i < table->n_chosen; i++) pdx_buf_format(&names, i == 0 ? "%s" : ", %s", pdx_py_table_chosen(table, i)->name);
    pdx_buf_byte(&names, '\0');
    if (names.failed) {
        PyErr_NoMemory();
    } else {
        (void)pdx_fail(&err, PDX_EVALUE, PDX_NO_OFFSET, "there is no column \"%.*s\"; there are %s", (int)pdx_min_size(text.len, 40),
                       (const char *)text.data, (const char *)names.data);
        (void)pdx_py_raise(table->state, &err, NULL);
    }
    pdx_buf_deinit(&names);
    Py_DECREF(owner);
    return -1;
}

/* Names are keys of rows, so none can be there twice. */
static int column_take(const pdx_py_table *table, size_t at, uint32_t *taken) {
    pdx_error err = {0};
    if ((*taken >> at & 1) != 0) {
        (void)pdx_fail(&err, PDX_EVALUE, PDX_NO_OFFSET, "the column \"%s\" is named twice", pdx_py_table_chosen(table, at)->name);
        (void)pdx_py_raise(table->state, &err, NULL);
        return -1;
    }
    *taken |= (uint32_t)1 << at;
    return 0;
}

/* Numbers of columns by their names; all where none is named. */
static PyObject *columns_find(const pdx_py_table *table, PyObject *names) {
    const Py_ssize_t wanted = PyTuple_Size(names), n = wanted == 0 ? (Py_ssize_t)table->n_chosen : wanted;
    if (n > PDX_PY_COLUMNS_MAX) {
        PyErr_Format(PyExc_ValueError, "at most %d columns can be selected", PDX_PY_COLUMNS_MAX);
        return NULL;
    }
    uint32_t taken = 0;
    PyObject *numbers = PyTuple_New(n);
    for (Py_ssize_t i = 0; numbers != NULL && i < n; i++) {
        const Py_ssize_t at = wanted == 0 ? i : column_find(table, PyTuple_GetItem(names, i));
        PyObject *number = at < 0 || column_take(table, (size_t)at, &taken) < 0 ? NULL : PyLong_FromSsize_t(at);
        if (number == NULL || PyTuple_SetItem(numbers, i, number) < 0) Py_CLEAR(numbers);
    }
    return numbers;
}

PyObject *pdx_py_wrap_selection(pdx_py_state *state, PyObject *of, PyObject *names, bool views) {
    pdx_py_table table;
    if (pdx_py_table_open(of, &table) < 0) return NULL;
    PyObject *columns = columns_find(&table, names);
    pdx_py_table_close(&table);
    pdx_py_selection *self = columns == NULL ? NULL : pdx_py_selection_of(pdx_py_new(state, PDX_PY_SELECTION));
    if (self == NULL) {
        Py_XDECREF(columns);
        return NULL;
    }
    self->head.open = selection_open;
    self->of = Py_NewRef(of);
    self->columns = columns;
    self->views = views;
    return pdx_py_object(self);
}

static Py_ssize_t selection_len(PyObject *object) { return PyObject_Size(pdx_py_selection_of(object)->of); }

static PyObject *selection_source(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_selection_of(object)->of);
}

static PyObject *selection_views(PyObject *object, void *closure) {
    (void)closure;
    return PyBool_FromLong(pdx_py_selection_of(object)->views);
}

static PyGetSetDef selection_fields[] = {
    {"of", selection_source, NULL, PyDoc_STR("Whose columns they are."), NULL},
    {"views", selection_views, NULL, PyDoc_STR("Whether texts leave as string views of Arrow."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(selection_doc, "Some columns of something with rows.");

static PyType_Slot selection_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)selection_doc}, {Py_tp_dealloc, selection_dealloc}, {Py_tp_traverse, selection_traverse},
    {Py_sq_length, selection_len},                 {Py_tp_getset, selection_fields},   {0, NULL},
};

PyType_Spec pdx_py_selection_spec = {
    .name = "postdex._core.SelectionBase",
    .basicsize = sizeof(pdx_py_selection),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .slots = selection_slots,
};
