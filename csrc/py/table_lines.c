/* A concordance as a table: one row per occurrence. */
#include "py/errors.h"
#include "py/post_text.h"
#include "py/table.h"

static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT}, {"title", PDX_PY_CELL_TEXT}, {"part", PDX_PY_CELL_TEXT}, {"before", PDX_PY_CELL_TEXT},
    {"node", PDX_PY_CELL_TEXT}, {"after", PDX_PY_CELL_TEXT}, {"page", PDX_PY_CELL_INT}, {"source", PDX_PY_CELL_TEXT},
    {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT}, {"byte_end", PDX_PY_CELL_INT},
};

static pdx_status fill_line(pdx_py_table *table, size_t row, pdx_py_cell *cells, pdx_error *err) {
    const pdx_archive *archive = table->archive;
    pdx_line_info line;
    PDX_TRY(pdx_line_reader_get(table->reader, row, &line, err));
    const pdx_span text = pdx_archive_layer(archive, line.layer).text;
    cells[0] = pdx_py_cell_number(line.post);
    cells[1] = line.post == PDX_NONE ? pdx_py_cell_null() : pdx_py_cell_optional(pdx_py_post_title_field(archive, line.post).text);
    cells[2] = pdx_py_cell_text(pdx_span_str(pdx_role_name((pdx_role)line.role)));
    cells[3] = pdx_py_cell_text(pdx_span_slice(text, (size_t)line.before.begin, (size_t)line.before.end));
    cells[4] = pdx_py_cell_text(pdx_span_slice(text, (size_t)line.node.begin, (size_t)line.node.end));
    cells[5] = pdx_py_cell_text(pdx_span_slice(text, (size_t)line.after.begin, (size_t)line.after.end));
    cells[6] = pdx_py_cell_number(line.page);
    pdx_py_cells_place(archive, line.layer, line.node, &cells[7]);
    return PDX_OK;
}

int pdx_py_lines_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_concordance *concordance = pdx_py_concordance_of(self);
    pdx_line_reader *reader = NULL;
    pdx_error err = {0};
    if (pdx_line_reader_new(concordance->lines, &reader, &err) != PDX_OK) {
        (void)pdx_py_raise(concordance->archive->store->state, &err, NULL);
        return -1;
    }
    pdx_py_table_init(out, self, concordance->archive->store->state, concordance->archive->store->archive, columns, PDX_COUNTOF(columns), pdx_lines_count(concordance->lines));
    out->reader = reader;
    out->fill = fill_line;
    return 0;
}
