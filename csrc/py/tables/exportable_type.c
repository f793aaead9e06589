/* What everything with rows can do: name its columns, give rows, stream Arrow. The base of archives, hits,
 * concordances, counts, and of what sliceable_type.c is the base of. */
#include "py/call/call.h"
#include "py/call/errors.h"
#include "py/tables/arrow_schema.h"

enum { SUMMED = PDX_LIMIT(4096, 4) }; /* rows at a time */

static PyObject *exportable_columns(PyObject *self, PyObject *unused) {
    (void)unused;
    pdx_py_table table;
    if (pdx_py_table_open(self, &table) < 0) return NULL;
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < table.n_chosen; i++) {
        const pdx_py_column *column = pdx_py_table_chosen(&table, i);
        PyObject *item = Py_BuildValue("(sO)", column->name, column->kind == PDX_PY_CELL_DAY ? Py_True : Py_False);
        if (item == NULL || PyList_Append(list, item) < 0) Py_CLEAR(list);
        Py_XDECREF(item);
    }
    pdx_py_table_close(&table);
    return list;
}

static PyObject *exportable_rows(PyObject *self, PyObject *args) {
    Py_ssize_t begin, end;
    pdx_py_table table;
    if (!PyArg_ParseTuple(args, "nn:_rows", &begin, &end) || pdx_py_table_open(self, &table) < 0) return NULL;
    const Py_ssize_t n = (Py_ssize_t)table.n_rows;
    if (end > n) end = n;
    if (begin < 0) begin = 0;
    PyObject *rows = begin < end ? pdx_py_table_rows(&table, (size_t)begin, (size_t)end) : PyList_New(0);
    pdx_py_table_close(&table);
    return rows;
}

/* Sums of every `size` rows of a chosen column of numbers; what is not there counts as nothing. */
static pdx_status column_sum(pdx_py_table *table, size_t column, size_t size, int64_t *whole, double *real, pdx_error *err) {
    const bool is_real = pdx_py_table_chosen(table, column)->kind == PDX_PY_CELL_REAL;
    for (size_t begin = 0; begin < table->n_rows; begin += SUMMED) {
        const size_t n = pdx_min_size(SUMMED, table->n_rows - begin);
        PDX_TRY(pdx_py_table_load(table, begin, begin + n, err));
        PDX_TRY(pdx_py_table_column(table, column, begin, begin + n, err));
        for (size_t i = 0; i < n; i++) {
            if (is_real) real[(begin + i) / size] += table->values.reals[i];
            else if (table->values.integers[i] != PDX_PY_NOTHING) whole[(begin + i) / size] += table->values.integers[i];
        }
    }
    return PDX_OK;
}

static PyObject *column_sums(pdx_py_table *table, size_t column, size_t size) {
    const bool is_real = pdx_py_table_chosen(table, column)->kind == PDX_PY_CELL_REAL;
    const size_t n = (table->n_rows + size - 1) / size;
    int64_t *whole = PyMem_RawCalloc(n + 1, sizeof *whole);
    double *real = PyMem_RawCalloc(n + 1, sizeof *real);
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    table->tick = &call.tick;
    const pdx_status status = whole == NULL || real == NULL ? pdx_fail_memory(&err) : column_sum(table, column, size, whole, real, &err);
    pdx_py_call_end(&call);
    PyObject *list = status == PDX_OK ? PyList_New((Py_ssize_t)n) : pdx_py_raise(table->state, &err, NULL);
    for (size_t i = 0; list != NULL && i < n; i++) {
        PyObject *sum = is_real ? PyFloat_FromDouble(real[i]) : PyLong_FromLongLong(whole[i]);
        if (sum == NULL || PyList_SetItem(list, (Py_ssize_t)i, sum) < 0) Py_CLEAR(list);
    }
    PyMem_RawFree(whole);
    PyMem_RawFree(real);
    return list;
}

static PyObject *exportable_sums(PyObject *self, PyObject *args) {
    Py_ssize_t column, size;
    pdx_py_table table;
    if (!PyArg_ParseTuple(args, "nn:_sums", &column, &size) || pdx_py_table_open(self, &table) < 0) return NULL;
    PyObject *sums = NULL;
    const bool fits = size > 0 && column >= 0 && (size_t)column < table.n_chosen;
    const pdx_py_cell_kind kind = fits ? pdx_py_table_chosen(&table, (size_t)column)->kind : PDX_PY_CELL_TEXT;
    if (kind == PDX_PY_CELL_INT || kind == PDX_PY_CELL_REAL) sums = column_sums(&table, (size_t)column, (size_t)size);
    else PyErr_SetString(PyExc_ValueError, "there is no such column of numbers");
    pdx_py_table_close(&table);
    return sums;
}

static PyObject *exportable_tally(PyObject *self, PyObject *typed) {
    pdx_py_table table;
    if (!PyUnicode_Check(typed)) return PyErr_Format(PyExc_TypeError, "a str is needed");
    if (pdx_py_table_open(self, &table) < 0) return NULL;
    PyObject *counts = pdx_py_table_tally(&table, typed);
    pdx_py_table_close(&table);
    return counts;
}

static PyObject *exportable_select(PyObject *self, PyObject *args) {
    PyObject *names;
    int views;
    if (!PyArg_ParseTuple(args, "O!p:_select_columns", &PyTuple_Type, &names, &views)) return NULL;
    pdx_py_state *state = pdx_py_state_of_type(Py_TYPE(self));
    return state == NULL ? NULL : pdx_py_wrap_selection(state, self, names, views != 0);
}

static PyObject *exportable_schema(PyObject *self, PyObject *unused) {
    (void)unused;
    pdx_py_table table;
    if (pdx_py_table_open(self, &table) < 0) return NULL;
    PyObject *capsule = pdx_py_arrow_schema(&table);
    pdx_py_table_close(&table);
    return capsule;
}

static PyObject *exportable_stream(PyObject *self, PyObject *args, PyObject *kwargs) {
    /* The protocol lets a consumer wish for a schema; a producer that cannot fulfil the wish gives its own. */
    const struct ArrowSchema *wished = NULL;
    static char *names[] = {"requested_schema", NULL};
    PyObject *wish = Py_None;
    pdx_py_table table;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|O:__arrow_c_stream__", names, &wish)) return NULL;
    if (wish != Py_None && (wished = PyCapsule_GetPointer(wish, "arrow_schema")) == NULL) return NULL;
    if (pdx_py_table_open(self, &table) < 0) return NULL;
    if (wished != NULL) pdx_py_arrow_schema_wish(&table, wished);
    return pdx_py_arrow_stream(&table);
}

static PyMethodDef exportable_methods[] = {
    {"_columns", exportable_columns, METH_NOARGS, PyDoc_STR("_columns($self, /)\n--\n\n(name, whether it holds days) of each column.")},
    {"_rows", exportable_rows, METH_VARARGS, PyDoc_STR("_rows($self, begin, end, /)\n--\n\nRows as tuples.")},
    {"_sums", exportable_sums, METH_VARARGS, PyDoc_STR("_sums($self, column, size, /)\n--\n\nSums of every so many rows of a column of numbers.")},
    {"_tally", exportable_tally, METH_O,
     PyDoc_STR("_tally($self, typed, /)\n--\n\nCounts of the texts, of columns (post, text); None where they are others, or not in order.")},
    {"_select_columns", exportable_select, METH_VARARGS,
     PyDoc_STR("_select_columns($self, names, views, /)\n--\n\nOnly these columns.")},
    {"__arrow_c_schema__", exportable_schema, METH_NOARGS, PyDoc_STR("__arrow_c_schema__($self, /)\n--\n\nThe columns, as an Arrow schema capsule.")},
    {"__arrow_c_stream__", (PyCFunction)(void (*)(void))exportable_stream, METH_VARARGS | METH_KEYWORDS,
     PyDoc_STR("__arrow_c_stream__($self, requested_schema=None)\n--\n\nThe rows, as an Arrow stream capsule of its own.")},
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(exportable_doc, "Something with rows.");

static PyType_Slot exportable_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)exportable_doc},
    {Py_tp_new, pdx_py_no_new},
    {Py_tp_dealloc, pdx_py_free},
    {Py_tp_methods, exportable_methods},
    {0, NULL},
};

PyType_Spec pdx_py_exportable_spec = {
    .name = "postdex._core.Exportable",
    .basicsize = sizeof(pdx_py_exportable),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = exportable_slots,
};
