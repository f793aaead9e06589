/* Near copies as a table: one row per post that repeats another. */
#include "py/call/sliceable.h"
#include "py/call/values.h"

enum { POST, TITLE, OF, OF_TITLE, LIKENESS };
static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT}, {"title", PDX_PY_CELL_TEXT}, {"of", PDX_PY_CELL_INT}, {"of_title", PDX_PY_CELL_TEXT}, {"likeness", PDX_PY_CELL_REAL},
};

/* Posts, then those that they repeat. */
static pdx_status near_copy_load(pdx_py_table *table, size_t begin, size_t end, pdx_error *err) {
    const size_t n = end - begin;
    if (!pdx_py_table_reserve(table, 2 * n * sizeof(uint32_t))) return pdx_fail_memory(err);
    uint32_t *posts = table->loaded;
    for (size_t i = 0; i < n; i++) {
        posts[i] = pdx_copy_get(table->copies, pdx_py_table_row(table, begin + i));
        posts[n + i] = pdx_post_copy(table->archive, posts[i]).of;
    }
    return PDX_OK;
}

static pdx_status near_copy_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    const uint32_t *posts = table->loaded, *of = posts + (end - begin);
    switch (column) {
        case POST: return pdx_py_values_posts(out, table->archive, posts, PDX_PY_POST_NUMBER, PDX_ROLES_ALL, err);
        case TITLE: return pdx_py_values_posts(out, table->archive, posts, PDX_PY_POST_TITLE, PDX_ROLES_ALL, err);
        case OF: return pdx_py_values_posts(out, table->archive, of, PDX_PY_POST_NUMBER, PDX_ROLES_ALL, err);
        case OF_TITLE: return pdx_py_values_posts(out, table->archive, of, PDX_PY_POST_TITLE, PDX_ROLES_ALL, err);
        default:
            for (size_t i = 0; i < end - begin; i++) out->reals[i] = pdx_post_copy(table->archive, posts[i]).likeness;
            return PDX_OK;
    }
}

int pdx_py_near_copies_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_near_copies *copies = pdx_py_near_copies_of(pdx_py_sliceable_whole(self));
    pdx_py_sliceable_table(self, columns, PDX_COUNTOF(columns), out);
    out->copies = copies->table;
    out->load = near_copy_load;
    out->column = near_copy_column;
    return 0;
}
