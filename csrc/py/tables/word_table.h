/* The C side of tables of words. Included by word_table_type.c, word_tables_make.c and table_words.c. */
#ifndef PDX_PY_WORD_TABLE_H
#define PDX_PY_WORD_TABLE_H

#include "py/call/table.h"

/* Rows start, start + step, ... of a table of words, or of numbers of its rows; slices share both. */
typedef struct pdx_py_word_table {
    pdx_py_exportable head;
    pdx_py_archive *archive; /* owned: the view that was counted */
    pdx_word_table *words;   /* owned */
    PyObject *steps;         /* owned: a tuple of the steps of a recipe that led from the view to here; no cycle passes through them */
    PyObject *order;         /* owned: bytes of uint32_t, the rows in another order; NULL: as they stand */
    const char *rows;        /* these bytes, which are read where the interpreter is let go */
    Py_ssize_t start, step, n;
    pdx_py_column columns[PDX_PY_COLUMNS_MAX];
} pdx_py_word_table;

static inline pdx_py_word_table *pdx_py_word_table_of(PyObject *self) { return (pdx_py_word_table *)(void *)self; }

/* Which row of the table of words row `i` is. */
static inline size_t pdx_py_word_row(const pdx_py_word_table *self, size_t i) {
    const size_t at = (size_t)(self->start + (Py_ssize_t)i * self->step);
    uint32_t row;
    if (self->order == NULL) return at;
    memcpy(&row, self->rows + at * sizeof row, sizeof row);
    return row;
}

/* An object of the class `cls`, a subclass of the C type, on a table of words, which is taken, also on failure. */
PyObject *pdx_py_wrap_words(PyObject *cls, pdx_py_archive *archive, pdx_word_table *words, PyObject *steps);

#endif
