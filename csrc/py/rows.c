/* Rows of a table as Python tuples. */
#include "py/call.h"
#include "py/convert.h"
#include "py/errors.h"
#include "py/table.h"

PyObject *pdx_py_table_names(const pdx_py_table *table) {
    PyObject *names = PyList_New((Py_ssize_t)table->n_columns);
    for (size_t i = 0; names != NULL && i < table->n_columns; i++) {
        PyObject *name = PyUnicode_FromString(table->columns[i].name);
        if (name == NULL || PyList_SetItem(names, (Py_ssize_t)i, name) < 0) Py_CLEAR(names);
    }
    return names;
}

static PyObject *texts_list(const pdx_py_cell *cell) {
    PyObject *list = PyList_New((Py_ssize_t)cell->n_texts);
    for (size_t i = 0; list != NULL && i < cell->n_texts; i++) {
        PyObject *text = pdx_py_str(cell->texts[i]);
        if (text == NULL || PyList_SetItem(list, (Py_ssize_t)i, text) < 0) Py_CLEAR(list);
    }
    return list;
}

/* Days become numbers here; the package makes dates of them, which it alone imports. */
static PyObject *cell_value(pdx_py_cell_kind kind, const pdx_py_cell *cell) {
    if (cell->null) Py_RETURN_NONE;
    switch (kind) {
        case PDX_PY_CELL_TEXT: return pdx_py_str(cell->text);
        case PDX_PY_CELL_TEXTS: return texts_list(cell);
        case PDX_PY_CELL_REAL: return PyFloat_FromDouble(cell->real);
        case PDX_PY_CELL_INT:
        case PDX_PY_CELL_DAY: break;
    }
    return PyLong_FromLongLong(cell->integer);
}

static PyObject *row_tuple(pdx_py_table *table, size_t row) {
    pdx_py_cell cells[PDX_PY_COLUMNS_MAX];
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = table->fill(table, row, cells, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(table->state, &err, NULL);
    PyObject *tuple = PyTuple_New((Py_ssize_t)table->n_columns);
    for (size_t i = 0; tuple != NULL && i < table->n_columns; i++) {
        PyObject *value = cell_value(table->columns[i].kind, &cells[i]);
        if (value == NULL || PyTuple_SetItem(tuple, (Py_ssize_t)i, value) < 0) Py_CLEAR(tuple);
    }
    return tuple;
}

PyObject *pdx_py_table_rows(pdx_py_table *table, size_t begin, size_t end) {
    PyObject *list = PyList_New(0);
    for (size_t row = begin; list != NULL && row < end; row++) {
        PyObject *tuple = row_tuple(table, row);
        if (tuple == NULL || PyList_Append(list, tuple) < 0) Py_CLEAR(list);
        Py_XDECREF(tuple);
    }
    return list;
}
