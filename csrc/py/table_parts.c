/* Parts as a table: one row per part. */
#include "py/table.h"

static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT}, {"page", PDX_PY_CELL_INT}, {"part", PDX_PY_CELL_INT}, {"role", PDX_PY_CELL_TEXT},
    {"confidence", PDX_PY_CELL_REAL}, {"source", PDX_PY_CELL_TEXT}, {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT},
    {"byte_end", PDX_PY_CELL_INT}, {"text", PDX_PY_CELL_TEXT},
};

static pdx_status fill_part(pdx_py_table *table, size_t row, pdx_py_cell *cells, pdx_error *err) {
    (void)err;
    const pdx_archive *archive = table->archive;
    const uint64_t key = table->parts->keys == NULL ? table->parts->first + row : table->parts->keys[row];
    const uint32_t page = (uint32_t)(key >> 32), number = (uint32_t)key;
    const pdx_part_info part = pdx_page_part_at(archive, page, number);
    const uint32_t layer = pdx_archive_page(archive, page).layer;
    cells[0] = part.appearance == PDX_NONE ? pdx_py_cell_null()
                                           : pdx_py_cell_number(pdx_archive_appearance(archive, part.appearance).post);
    cells[1] = pdx_py_cell_number(page);
    cells[2] = pdx_py_cell_number(number);
    cells[3] = pdx_py_cell_text(pdx_span_str(pdx_role_name((pdx_role)part.role)));
    cells[4] = pdx_py_cell_real((double)part.probability);
    pdx_py_cells_place(archive, layer, part.range, &cells[5]);
    cells[9] = pdx_py_cell_text(pdx_span_slice(pdx_archive_layer(archive, layer).text, (size_t)part.range.begin, (size_t)part.range.end));
    return PDX_OK;
}

int pdx_py_parts_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_parts *parts = pdx_py_parts_of(self);
    pdx_py_table_init(out, self, parts->store->state, parts->store->archive, columns, PDX_COUNTOF(columns), parts->n);
    out->parts = parts;
    out->fill = fill_part;
    return 0;
}
