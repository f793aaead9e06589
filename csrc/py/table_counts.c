/* Counts (tags, months, words) as a table: one row per key. */
#include "py/table.h"

static const pdx_py_column columns[] = {
    {"key", PDX_PY_CELL_TEXT},
    {"count", PDX_PY_CELL_INT},
    {"posts", PDX_PY_CELL_INT},
};

static pdx_status fill_count(pdx_py_table *table, size_t row, pdx_py_cell *cells, pdx_error *err) {
    (void)err;
    const pdx_count_info info = pdx_counts_get(table->counts, row);
    cells[0] = pdx_py_cell_text(info.key);
    cells[1] = pdx_py_cell_int((int64_t)info.count);
    cells[2] = pdx_py_cell_int((int64_t)info.posts);
    return PDX_OK;
}

int pdx_py_counts_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_counts *counts = pdx_py_counts_of(self);
    pdx_py_table_init(out, self, counts->state, NULL, columns, PDX_COUNTOF(columns), pdx_counts_n(counts->counts));
    out->counts = counts->counts;
    out->fill = fill_count;
    return 0;
}
