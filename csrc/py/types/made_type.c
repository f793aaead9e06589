/* Rows that Python has made, as a table of its own: what compares archives, and belongs to none. Values are copied once, so that streams touch no
 * Python object. */
#include "py/call/convert.h"
#include "py/call/sliceable.h"

/* The values of a column, one a row. */
typedef struct made_values {
    int64_t *integers; /* owned, like the rest: of numbers and days; */
    double *reals;
    pdx_span *texts;
    char *bytes;       /* of the texts */
} made_values;

typedef struct made_object {
    pdx_py_sliceable head;
    PyObject *items; /* owned: a list, an object a row */
    PyObject *of;    /* owned: what they were made of, as whoever made them has it */
    PyObject *names; /* owned: a tuple of (name, kind), whose texts the columns point to */
    pdx_py_column columns[PDX_PY_COLUMNS_MAX];
    made_values values[PDX_PY_COLUMNS_MAX];
    size_t n_columns;
} made_object;

static made_object *made_of(PyObject *self) { return (made_object *)(void *)self; }

static void made_dealloc(PyObject *object) {
    made_object *self = made_of(object);
    for (size_t i = 0; i < self->n_columns; i++) {
        PyMem_RawFree(self->values[i].integers);
        PyMem_RawFree(self->values[i].reals);
        PyMem_RawFree(self->values[i].texts);
        PyMem_RawFree(self->values[i].bytes);
    }
    Py_XDECREF(self->items);
    Py_XDECREF(self->of);
    Py_XDECREF(self->names);
    pdx_py_sliceable_free(object);
}

static PyObject *made_item(PyObject *object, size_t row) { return Py_XNewRef(PyList_GetItem(made_of(object)->items, (Py_ssize_t)row)); }

static pdx_status made_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    const made_values *values = &made_of(pdx_py_sliceable_whole(table->owner))->values[column];
    (void)err;
    for (size_t i = 0; i < end - begin; i++) {
        const size_t row = pdx_py_table_row(table, begin + i);
        if (values->texts != NULL) out->texts[i] = values->texts[row];
        else if (values->reals != NULL) out->reals[i] = values->reals[row];
        else out->integers[i] = values->integers[row];
    }
    return PDX_OK;
}

static int made_table(PyObject *object, pdx_py_table *out) {
    const made_object *whole = made_of(pdx_py_sliceable_whole(object));
    pdx_py_state *state = pdx_py_state_of_type(Py_TYPE(object));
    if (state == NULL) return -1;
    pdx_py_table_init(out, object, state, NULL, whole->columns, whole->n_columns, pdx_py_sliceable_of(object)->n);
    out->rows = pdx_py_sliceable_of(object)->rows;
    out->column = made_column;
    return 0;
}

/* ---- values out of rows */

/* Borrowed: cell `column` of row `i`; NULL with an exception. */
static PyObject *cell(PyObject *rows, Py_ssize_t i, size_t column) {
    PyObject *row = PyList_GetItem(rows, i);
    if (row != NULL && PyTuple_Check(row)) return PyTuple_GetItem(row, (Py_ssize_t)column);
    if (row != NULL) PyErr_SetString(PyExc_TypeError, "rows are tuples");
    return NULL;
}

static int numbers_take(made_values *out, PyObject *rows, Py_ssize_t n, size_t column) {
    out->integers = PyMem_RawCalloc((size_t)n + 1, sizeof *out->integers);
    if (out->integers == NULL) return PyErr_NoMemory(), -1;
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *item = cell(rows, i, column);
        if (item == NULL) return -1;
        out->integers[i] = item == Py_None ? PDX_PY_NOTHING : (int64_t)PyLong_AsLongLong(item);
        if (PyErr_Occurred() != NULL) return -1;
    }
    return 0;
}

static int reals_take(made_values *out, PyObject *rows, Py_ssize_t n, size_t column) {
    out->reals = PyMem_RawCalloc((size_t)n + 1, sizeof *out->reals);
    if (out->reals == NULL) return PyErr_NoMemory(), -1;
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *item = cell(rows, i, column);
        if (item == NULL) return -1;
        out->reals[i] = PyFloat_AsDouble(item);
        if (PyErr_Occurred() != NULL) return -1;
    }
    return 0;
}

/* The bytes of a text in UTF-8, which the text keeps. Data NULL: None. */
static int text_look(PyObject *rows, Py_ssize_t i, size_t column, pdx_span *out) {
    Py_ssize_t len = 0;
    PyObject *item = cell(rows, i, column);
    if (item == NULL) return -1;
    *out = pdx_span_of(NULL, 0);
    if (item == Py_None) return 0;
    const char *text = PyUnicode_AsUTF8AndSize(item, &len);
    if (text == NULL) return -1;
    *out = pdx_span_of((const uint8_t *)text, (size_t)len);
    return 0;
}

static int texts_take(made_values *out, PyObject *rows, Py_ssize_t n, size_t column) {
    pdx_span text;
    size_t all = 0, at = 0;
    out->texts = PyMem_RawCalloc((size_t)n + 1, sizeof *out->texts);
    if (out->texts == NULL) return PyErr_NoMemory(), -1;
    for (Py_ssize_t i = 0; i < n; i++) {
        if (text_look(rows, i, column, &text) < 0) return -1;
        all += text.len;
    }
    out->bytes = PyMem_RawMalloc(all + 1);
    if (out->bytes == NULL) return PyErr_NoMemory(), -1;
    for (Py_ssize_t i = 0; i < n; i++) {
        if (text_look(rows, i, column, &text) < 0) return -1;
        if (text.data == NULL) continue;
        memcpy(out->bytes + at, text.data, text.len);
        out->texts[i] = pdx_span_of((const uint8_t *)out->bytes + at, text.len);
        at += text.len;
    }
    return 0;
}

/* Column `i` of what is made, of (name, kind). */
static int column_take(made_object *self, PyObject *rows, Py_ssize_t n, size_t i) {
    const char *name, *kind;
    PyObject *pair = PyTuple_GetItem(self->names, (Py_ssize_t)i);
    if (pair == NULL || !PyTuple_Check(pair)) {
        PyErr_SetString(PyExc_TypeError, "columns are pairs of a name and a kind");
        return -1;
    }
    if (!PyArg_ParseTuple(pair, "ss:column", &name, &kind)) return -1;
    self->columns[i].name = name;
    self->n_columns = i + 1;
    self->columns[i].kind = strcmp(kind, "int") == 0    ? PDX_PY_CELL_INT
                            : strcmp(kind, "day") == 0  ? PDX_PY_CELL_DAY
                            : strcmp(kind, "real") == 0 ? PDX_PY_CELL_REAL
                                                        : PDX_PY_CELL_TEXT;
    if (self->columns[i].kind == PDX_PY_CELL_REAL) return reals_take(&self->values[i], rows, n, i);
    return self->columns[i].kind == PDX_PY_CELL_TEXT ? texts_take(&self->values[i], rows, n, i) : numbers_take(&self->values[i], rows, n, i);
}

PyDoc_STRVAR(make_doc, "_make($type, columns, rows, items, of, /)\n--\n\nAn object with these rows, a list of tuples, and an item for each; columns "
                       "are (name, text, int, day or real).");

static PyObject *made_make(PyObject *cls, PyObject *args) {
    PyObject *columns, *rows, *items, *of;
    PyTypeObject *type = (PyTypeObject *)(void *)cls;
    if (!PyArg_ParseTuple(args, "O!O!O!O:_make", &PyTuple_Type, &columns, &PyList_Type, &rows, &PyList_Type, &items, &of)) return NULL;
    const Py_ssize_t n = PyList_Size(rows), n_columns = PyTuple_Size(columns);
    if (n_columns > PDX_PY_COLUMNS_MAX || PyList_Size(items) != n || n > UINT32_MAX) {
        PyErr_SetString(PyExc_ValueError, "there are too many columns or rows, or not as many items as rows");
        return NULL;
    }
    const allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    PyObject *object = allocate(type, 0);
    if (object == NULL) return NULL;
    made_object *self = made_of(object);
    pdx_py_sliceable_init(object, NULL, made_table, made_item, (size_t)n);
    self->names = Py_NewRef(columns);
    self->items = Py_NewRef(items);
    self->of = Py_NewRef(of);
    for (Py_ssize_t i = 0; i < n_columns; i++) {
        if (column_take(self, rows, n, (size_t)i) < 0) {
            Py_DECREF(object);
            return NULL;
        }
    }
    return object;
}

static PyObject *made_of_what(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(made_of(pdx_py_sliceable_whole(object))->of);
}

static PyMethodDef made_methods[] = {
    {"_make", made_make, METH_VARARGS | METH_CLASS, make_doc},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef made_fields[] = {
    {"_of", made_of_what, NULL, PyDoc_STR("What they were made of."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(made_doc, "Rows that were made in Python.");

static PyType_Slot made_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)made_doc}, {Py_tp_dealloc, made_dealloc}, {Py_tp_methods, made_methods}, {Py_tp_getset, made_fields}, {0, NULL},
};

PyType_Spec pdx_py_made_spec = {
    .name = "postdex._core.MadeBase",
    .basicsize = sizeof(made_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = made_slots,
};
