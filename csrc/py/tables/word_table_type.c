/* Tables of words: collocates and the like. Rows are windows on a table of the core, so that slices cost nothing. */
#include <math.h>

#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/call/results.h"
#include "py/tables/word_table.h"

static void columns_set(pdx_py_word_table *self) {
    static const pdx_py_cell_kind kinds[] = {
        [PDX_WORD_TEXT] = PDX_PY_CELL_TEXT, [PDX_WORD_COUNT] = PDX_PY_CELL_INT, [PDX_WORD_REAL] = PDX_PY_CELL_REAL};
    size_t n;
    const pdx_word_column *columns = pdx_word_table_columns(self->words, &n);
    assert(n <= PDX_PY_COLUMNS_MAX);
    for (size_t i = 0; i < n; i++) self->columns[i] = (pdx_py_column){columns[i].name, kinds[columns[i].kind]};
}

PyObject *pdx_py_wrap_words(PyObject *cls, pdx_py_archive *archive, pdx_word_table *words, PyObject *steps) {
    const allocfunc allocate = (allocfunc)PyType_GetSlot((PyTypeObject *)(void *)cls, Py_tp_alloc);
    pdx_py_word_table *self = pdx_py_word_table_of(allocate((PyTypeObject *)(void *)cls, 0));
    if (self == NULL) {
        pdx_word_table_release(words);
        return NULL;
    }
    self->head.open = pdx_py_words_table;
    self->archive = pdx_py_archive_of(Py_NewRef(pdx_py_object(archive)));
    self->words = words;
    self->steps = Py_NewRef(steps);
    self->step = 1;
    columns_set(self);
    self->n = (Py_ssize_t)pdx_word_table_n(words);
    return pdx_py_object(self);
}

static void words_dealloc(PyObject *object) {
    pdx_py_word_table *self = pdx_py_word_table_of(object);
    pdx_word_table_release(self->words);
    Py_XDECREF(self->steps);
    Py_XDECREF(self->order);
    Py_XDECREF(pdx_py_object(self->archive));
    pdx_py_free(object);
}

/* Takes `order`; NULL: the rows as they stand. */
static void order_set(pdx_py_word_table *self, PyObject *order) {
    self->order = order;
    self->rows = order == NULL ? NULL : PyBytes_AsString(order);
}

static Py_ssize_t words_len(PyObject *object) { return pdx_py_word_table_of(object)->n; }

/* The same table, to which another step leads. */
static pdx_py_word_table *words_again(pdx_py_word_table *self, PyObject *step) {
    PyObject *steps = pdx_py_recipe_add(self->steps, step);
    if (steps == NULL) return NULL;
    pdx_word_table_retain(self->words);
    pdx_py_word_table *again = pdx_py_word_table_of(pdx_py_wrap_words((PyObject *)Py_TYPE(pdx_py_object(self)), self->archive, self->words, steps));
    Py_DECREF(steps);
    return again;
}

static PyObject *words_slice(pdx_py_word_table *self, PyObject *slice) {
    Py_ssize_t start, stop, step;
    if (PySlice_Unpack(slice, &start, &stop, &step) < 0) return NULL;
    const Py_ssize_t n = PySlice_AdjustIndices(self->n, &start, &stop, step);
    pdx_py_word_table *window = words_again(self, slice);
    if (window == NULL) return NULL;
    order_set(window, Py_XNewRef(self->order));
    window->n = n;
    window->start = self->start + start * self->step;
    window->step = self->step * step;
    return pdx_py_object(window);
}

/* Rows by their numbers here; NULL with an exception: there is no such row. */
static PyObject *rows_numbered(const pdx_py_word_table *self, PyObject *numbers) {
    size_t n;
    uint32_t *rows = pdx_py_numbers_argument(numbers, (uint32_t)self->n, &n);
    if (rows == NULL) return NULL;
    for (size_t i = 0; i < n; i++) rows[i] = (uint32_t)pdx_py_word_row(self, rows[i]);
    PyObject *order = PyBytes_FromStringAndSize((const char *)rows, (Py_ssize_t)(n * sizeof *rows));
    PyMem_RawFree(rows);
    return order;
}

static PyObject *words_pick(PyObject *object, PyObject *args) {
    pdx_py_word_table *self = pdx_py_word_table_of(object);
    PyObject *numbers, *step;
    if (!PyArg_ParseTuple(args, "O!O:_pick", &PyList_Type, &numbers, &step)) return NULL;
    PyObject *order = rows_numbered(self, numbers);
    if (order == NULL) return NULL;
    pdx_py_word_table *picked = words_again(self, step);
    if (picked == NULL) {
        Py_DECREF(order);
        return NULL;
    }
    order_set(picked, order);
    picked->n = PyBytes_Size(order) / (Py_ssize_t)sizeof(uint32_t);
    return pdx_py_object(picked);
}

/* Rows in the order of a column, of those that are bytes; *known as pdx_word_table_order has it. */
static PyObject *rows_in_order(const pdx_py_word_table *self, size_t column, bool ascending, bool *known) {
    PyObject *order = PyBytes_FromStringAndSize(NULL, self->n * (Py_ssize_t)sizeof(uint32_t));
    if (order == NULL) return NULL;
    uint32_t *rows = (uint32_t *)(void *)PyBytes_AsString(order);
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    for (size_t i = 0; i < (size_t)self->n; i++) rows[i] = (uint32_t)pdx_py_word_row(self, i);
    const pdx_status status = pdx_word_table_order(self->words, column, ascending, rows, (size_t)self->n, &call.tick, known, &err);
    pdx_py_call_end(&call);
    if (status == PDX_OK) return order;
    Py_DECREF(order);
    return pdx_py_raise(self->archive->store->state, &err, NULL);
}

/* None where the column has no numbers, or some that are none. */
static PyObject *words_in_order(PyObject *object, PyObject *args) {
    pdx_py_word_table *self = pdx_py_word_table_of(object);
    PyObject *step;
    Py_ssize_t column, n = self->n;
    int ascending;
    size_t n_columns;
    bool known = false;
    if (!PyArg_ParseTuple(args, "npO:_in_order", &column, &ascending, &step)) return NULL;
    const pdx_word_column *columns = pdx_word_table_columns(self->words, &n_columns);
    if (column < 0 || (size_t)column >= n_columns || columns[column].kind == PDX_WORD_TEXT) Py_RETURN_NONE;
    PyObject *order = rows_in_order(self, (size_t)column, ascending != 0, &known);
    if (order == NULL) return NULL;
    pdx_py_word_table *sorted = known ? words_again(self, step) : NULL;
    if (sorted == NULL) {
        Py_DECREF(order);
        return known ? NULL : Py_NewRef(Py_None);
    }
    order_set(sorted, order);
    sorted->n = n;
    return pdx_py_object(sorted);
}

static PyObject *words_row(pdx_py_word_table *self, Py_ssize_t i) {
    pdx_py_table table;
    if (pdx_py_words_table(pdx_py_object(self), &table) < 0) return NULL;
    PyObject *rows = pdx_py_table_rows(&table, (size_t)i, (size_t)i + 1);
    pdx_py_table_close(&table);
    PyObject *row = rows == NULL ? NULL : Py_NewRef(PyList_GetItem(rows, 0));
    Py_XDECREF(rows);
    return row;
}

/* A slice, or the values of a row. */
static PyObject *words_at(PyObject *object, PyObject *key) {
    pdx_py_word_table *self = pdx_py_word_table_of(object);
    Py_ssize_t i;
    if (PySlice_Check(key)) return words_slice(self, key);
    return pdx_py_index_argument(key, self->n, &i) < 0 ? NULL : words_row(self, i);
}

static pdx_status row_find(const pdx_py_word_table *self, pdx_span word, Py_ssize_t *row, pdx_error *err) {
    pdx_status status = PDX_OK;
    pdx_buf text;
    pdx_buf_init(&text);
    *row = -1;
    for (Py_ssize_t i = 0; i < self->n && *row < 0 && status == PDX_OK; i++) {
        pdx_buf_reset(&text);
        status = pdx_word_table_text(self->words, 0, pdx_py_word_row(self, (size_t)i), &text, err);
        if (status == PDX_OK && text.failed) status = pdx_fail_memory(err);
        if (status == PDX_OK && pdx_span_equal(pdx_buf_view(&text), word)) *row = i;
    }
    pdx_buf_deinit(&text);
    return status;
}

/* Words are compared where they are: no object is made of those passed by. */
static PyObject *words_number_of(PyObject *object, PyObject *word) {
    const pdx_py_word_table *self = pdx_py_word_table_of(object);
    PyObject *owner;
    pdx_span wanted;
    pdx_error err = {0};
    Py_ssize_t row;
    if (pdx_py_text_argument(word, &owner, &wanted) < 0) return NULL;
    const pdx_status status = row_find(self, wanted, &row, &err);
    Py_DECREF(owner);
    return status == PDX_OK ? PyLong_FromSsize_t(row) : pdx_py_raise(self->archive->store->state, &err, NULL);
}

static PyObject *words_archive(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_object(pdx_py_word_table_of(object)->archive));
}

static PyObject *words_steps(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_word_table_of(object)->steps);
}

static PyObject *words_facts(PyObject *object, void *closure) {
    const pdx_py_word_table *self = pdx_py_word_table_of(object);
    (void)closure;
    PyObject *facts = PyDict_New();
    double value;
    const char *name;
    for (size_t i = 0; facts != NULL && (name = pdx_word_table_fact(self->words, i, &value)) != NULL; i++) {
        PyObject *number = value == floor(value) ? PyLong_FromDouble(value) : PyFloat_FromDouble(value);
        if (number == NULL || PyDict_SetItemString(facts, name, number) < 0) Py_CLEAR(facts);
        Py_XDECREF(number);
    }
    return facts;
}

static PyGetSetDef words_fields[] = {
    {"_archive", words_archive, NULL, PyDoc_STR("The view that was counted."), NULL},
    {"_steps", words_steps, NULL, PyDoc_STR("The steps from there to here."), NULL},
    {"_facts", words_facts, NULL, PyDoc_STR("Numbers of the whole table by name."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMethodDef words_methods[] = {
    {"_pick", words_pick, METH_VARARGS, PyDoc_STR("_pick($self, numbers, step, /)\n--\n\nRows by their numbers, to which this step leads.")},
    {"_in_order", words_in_order, METH_VARARGS,
     PyDoc_STR("_in_order($self, column, ascending, step, /)\n--\n\nThe same rows in the order of a column of numbers, to which this step leads; "
               "None where it has others.")},
    {"_number_of", words_number_of, METH_O,
     PyDoc_STR("_number_of($self, word, /)\n--\n\nThe number of the row of this word, by the first column; -1: none is.")},
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(words_doc, "Words with what was counted of them.");

static PyType_Slot words_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)words_doc}, {Py_tp_dealloc, words_dealloc}, {Py_mp_length, words_len},
    {Py_mp_subscript, words_at}, {Py_tp_getset, words_fields}, {Py_tp_methods, words_methods}, {0, NULL},
};

PyType_Spec pdx_py_word_table_spec = {
    .name = "postdex._core.WordTableBase",
    .basicsize = sizeof(pdx_py_word_table),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = words_slots,
};
