/* Rows of a table as Python tuples, made a column at a time. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/call/table.h"

static PyObject *texts_list(const pdx_py_values *values, size_t row) {
    const size_t begin = row == 0 ? 0 : values->ends[row - 1];
    PyObject *list = PyList_New((Py_ssize_t)(values->ends[row] - begin));
    for (size_t i = begin; list != NULL && i < values->ends[row]; i++) {
        PyObject *text = pdx_py_str(pdx_py_values_items(values)[i]);
        if (text == NULL || PyList_SetItem(list, (Py_ssize_t)(i - begin), text) < 0) Py_CLEAR(list);
    }
    return list;
}

/* Days become numbers here; the package makes dates of them, which it alone imports. */
static PyObject *value_object(const pdx_py_values *values, pdx_py_cell_kind kind, size_t row) {
    switch (kind) {
        case PDX_PY_CELL_TEXT:
            if (values->texts[row].data == NULL) Py_RETURN_NONE;
            return pdx_py_str(values->texts[row]);
        case PDX_PY_CELL_TEXTS: return texts_list(values, row);
        case PDX_PY_CELL_REAL: return PyFloat_FromDouble(values->reals[row]);
        case PDX_PY_CELL_INT:
        case PDX_PY_CELL_DAY: break;
    }
    if (values->integers[row] == PDX_PY_NOTHING) Py_RETURN_NONE;
    return PyLong_FromLongLong(values->integers[row]);
}

/* Chosen column `i` as a list. */
static PyObject *column_list(pdx_py_table *table, size_t i, size_t begin, size_t end) {
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    table->tick = &call.tick;
    const pdx_status status = pdx_py_table_column(table, i, begin, end, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(table->state, &err, NULL);
    PyObject *list = PyErr_CheckSignals() < 0 ? NULL : PyList_New((Py_ssize_t)(end - begin));
    for (size_t row = 0; list != NULL && row < end - begin; row++) {
        PyObject *value = value_object(&table->values, pdx_py_table_chosen(table, i)->kind, row);
        if (value == NULL || PyList_SetItem(list, (Py_ssize_t)row, value) < 0) Py_CLEAR(list);
    }
    return list;
}

static int rows_load(pdx_py_table *table, size_t begin, size_t end) {
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    table->tick = &call.tick;
    const pdx_status status = pdx_py_table_load(table, begin, end, &err);
    pdx_py_call_end(&call);
    if (status == PDX_OK) return 0;
    (void)pdx_py_raise(table->state, &err, NULL);
    return -1;
}

/* A tuple of the items of number `row` of each list. */
static PyObject *row_tuple(PyObject *const *lists, size_t n, size_t row) {
    PyObject *tuple = PyTuple_New((Py_ssize_t)n);
    for (size_t i = 0; tuple != NULL && i < n; i++) {
        if (PyTuple_SetItem(tuple, (Py_ssize_t)i, Py_NewRef(PyList_GetItem(lists[i], (Py_ssize_t)row))) < 0) Py_CLEAR(tuple);
    }
    return tuple;
}

PyObject *pdx_py_table_rows(pdx_py_table *table, size_t begin, size_t end) {
    PyObject *lists[PDX_PY_COLUMNS_MAX], *rows = NULL;
    size_t n = 0;
    pdx_py_table_rest(table);
    if (rows_load(table, begin, end) < 0) return NULL;
    while (n < table->n_chosen && (lists[n] = column_list(table, n, begin, end)) != NULL) n++;
    if (n == table->n_chosen) rows = PyList_New((Py_ssize_t)(end - begin));
    for (size_t row = 0; rows != NULL && row < end - begin; row++) {
        PyObject *tuple = row_tuple(lists, n, row);
        if (tuple == NULL || PyList_SetItem(rows, (Py_ssize_t)row, tuple) < 0) Py_CLEAR(rows);
    }
    while (n > 0) Py_DECREF(lists[--n]);
    return rows;
}
