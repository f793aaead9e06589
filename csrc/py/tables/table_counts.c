/* Counts (tags, months, words) as a table: one row per key. */
#include "py/call/values.h"

enum { KEY, COUNT, POSTS };
static const pdx_py_column columns[] = {
    {"key", PDX_PY_CELL_TEXT},
    {"count", PDX_PY_CELL_INT},
    {"posts", PDX_PY_CELL_INT},
};

static pdx_status count_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    for (size_t i = begin; i < end; i++) {
        const pdx_count_info info = pdx_counts_get(table->counts, i);
        if (column == KEY) {
            if (!pdx_py_value_text(out, info.key, &out->texts[i - begin])) return pdx_fail_memory(err);
        } else {
            out->integers[i - begin] = column == COUNT ? (int64_t)info.count : (int64_t)info.posts;
        }
    }
    return PDX_OK;
}

int pdx_py_counts_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_counts *counts = pdx_py_counts_of(self);
    pdx_py_table_init(out, self, counts->state, NULL, columns, PDX_COUNTOF(columns), pdx_counts_n(counts->counts));
    out->counts = counts->counts;
    out->column = count_column;
    return 0;
}
