/* Archives as a table: one row per post. */
#include "py/call/values.h"

/* In the order of pdx_py_post_column. */
static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT}, {"title", PDX_PY_CELL_TEXT}, {"author", PDX_PY_CELL_TEXT}, {"published", PDX_PY_CELL_DAY},
    {"published_iso", PDX_PY_CELL_TEXT}, {"not_before", PDX_PY_CELL_DAY}, {"before", PDX_PY_CELL_DAY}, {"tags", PDX_PY_CELL_TEXTS},
    {"categories", PDX_PY_CELL_TEXTS}, {"language", PDX_PY_CELL_TEXT}, {"words", PDX_PY_CELL_INT},
    {"appearances", PDX_PY_CELL_INT}, {"confidence", PDX_PY_CELL_REAL}, {"source", PDX_PY_CELL_TEXT},
    {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT}, {"byte_end", PDX_PY_CELL_INT}, {"url", PDX_PY_CELL_TEXT},
    {"kind", PDX_PY_CELL_TEXT}, {"status", PDX_PY_CELL_TEXT}, {"updated", PDX_PY_CELL_TEXT}, {"text", PDX_PY_CELL_TEXT},
};

static pdx_status post_load(pdx_py_table *table, size_t begin, size_t end, pdx_error *err) {
    if (!pdx_py_table_reserve(table, (end - begin) * sizeof(uint32_t))) return pdx_fail_memory(err);
    uint32_t *posts = table->loaded;
    for (size_t i = begin; i < end; i++) posts[i - begin] = pdx_view_post(table->view, (uint32_t)i);
    return PDX_OK;
}

static pdx_status post_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    (void)begin;
    (void)end;
    return pdx_py_values_posts(out, table->archive, table->loaded, (pdx_py_post_column)column, pdx_view_roles(table->view), err);
}

int pdx_py_posts_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_archive *archive = pdx_py_archive_of(self);
    pdx_py_table_init(out, self, archive->store->state, archive->store->archive, columns, PDX_COUNTOF(columns), pdx_view_n_posts(archive->view));
    out->view = archive->view;
    out->load = post_load;
    out->column = post_column;
    return 0;
}
