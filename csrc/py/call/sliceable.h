/* Results whose slices are of the same type: rows of a table of the core, by their numbers. Included by the types that are such.
 * Promises: a slice copies no row; it holds the object that has the table, and reads it there; numbers are those of the table,
 * so that a slice of a slice is no deeper. */
#ifndef PDX_PY_SLICEABLE_H
#define PDX_PY_SLICEABLE_H

#include "py/call/table.h"

/* For makers: `self` has all `n` rows of its table, which are of the archive, where they are of one. */
void pdx_py_sliceable_init(PyObject *self, pdx_py_archive *archive, pdx_py_table_opener open, pdx_py_item_maker item, size_t n);
/* The same with some rows; `rows` is taken, also on failure. A new object of the type of `self`. */
PyObject *pdx_py_sliceable_pick(PyObject *self, uint32_t *rows, size_t n, PyObject *steps);
/* In place of pdx_py_free. */
void pdx_py_sliceable_free(PyObject *self);

/* Borrowed: the object that has the table and all fields of its type. */
static inline PyObject *pdx_py_sliceable_whole(PyObject *self) {
    PyObject *whole = pdx_py_sliceable_of(self)->whole;
    return whole == NULL ? self : whole;
}

/* Borrowed: what all objects of its archive share. */
static inline pdx_py_store *pdx_py_sliceable_store(const pdx_py_sliceable *self) { return self->archive->store; }

/* The number in the table of the i-th row. */
static inline size_t pdx_py_sliceable_row(const pdx_py_sliceable *self, size_t i) { return self->rows == NULL ? i : self->rows[i]; }

/* For openers: the rows of `self`, of its archive. */
void pdx_py_sliceable_table(PyObject *self, const pdx_py_column *columns, size_t n_columns, pdx_py_table *out);

#endif
