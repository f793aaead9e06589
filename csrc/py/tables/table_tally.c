/* How often each text of a column is there, and in how many posts: without an object for every row. */
#include "py/call/call.h"
#include "py/call/errors.h"
#include "py/call/table.h"

enum { POST, KEY, TALLIED = PDX_LIMIT(4096, 4) }; /* the columns; rows at a time */

typedef struct tallying {
    pdx_counts *counts; /* owned */
    int64_t posts[TALLIED];
    int64_t last;       /* post */
    bool ascends, descends;
} tallying;

static pdx_status rows_tally(pdx_py_table *table, tallying *self, size_t begin, size_t n, pdx_error *err) {
    PDX_TRY(pdx_py_table_load(table, begin, begin + n, err));
    PDX_TRY(pdx_py_table_column(table, POST, begin, begin + n, err));
    memcpy(self->posts, table->values.integers, n * sizeof *self->posts);
    PDX_TRY(pdx_py_table_column(table, KEY, begin, begin + n, err));
    for (size_t i = 0; i < n; i++) {
        if (table->values.texts[i].data == NULL) continue;
        self->ascends = self->ascends && (self->last < 0 || self->posts[i] >= self->last);
        self->descends = self->descends && (self->last < 0 || self->posts[i] <= self->last);
        self->last = self->posts[i];
        PDX_TRY(pdx_counts_add(self->counts, table->values.texts[i], (uint32_t)self->posts[i], err));
    }
    return PDX_OK;
}

static pdx_status all_tally(pdx_py_table *table, tallying *self, pdx_error *err) {
    PDX_TRY(pdx_counts_new(&self->counts, err));
    for (size_t begin = 0; begin < table->n_rows; begin += TALLIED) {
        PDX_TRY(rows_tally(table, self, begin, pdx_min_size(TALLIED, table->n_rows - begin), err));
    }
    return pdx_counts_sort(self->counts, table->tick, err);
}

PyObject *pdx_py_table_tally(pdx_py_table *table, PyObject *typed) {
    if (table->n_chosen != 2 || pdx_py_table_chosen(table, POST)->kind != PDX_PY_CELL_INT) Py_RETURN_NONE;
    if (pdx_py_table_chosen(table, KEY)->kind != PDX_PY_CELL_TEXT) Py_RETURN_NONE;
    tallying *self = PyMem_RawCalloc(1, sizeof *self);
    if (self == NULL) return PyErr_NoMemory();
    pdx_error err = {0};
    pdx_py_call call;
    self->last = -1;
    self->ascends = self->descends = true;
    pdx_py_call_begin(&call, NULL);
    table->tick = &call.tick;
    const pdx_status status = all_tally(table, self, &err);
    pdx_py_call_end(&call);
    pdx_counts *counts = self->counts;
    const bool in_order = self->ascends || self->descends;
    PyMem_RawFree(self);
    if (status == PDX_OK && in_order) return pdx_py_wrap_counts(table->state, counts, typed);
    pdx_counts_free(counts);
    return status == PDX_OK ? Py_NewRef(Py_None) : pdx_py_raise(table->state, &err, NULL);
}
