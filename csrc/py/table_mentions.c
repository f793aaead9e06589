/* Dates that posts speak of, as a table: one row per mention. */
#include "py/table.h"

static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT}, {"kind", PDX_PY_CELL_TEXT}, {"value", PDX_PY_CELL_TEXT}, {"day", PDX_PY_CELL_DAY},
    {"text", PDX_PY_CELL_TEXT}, {"part", PDX_PY_CELL_TEXT}, {"page", PDX_PY_CELL_INT}, {"source", PDX_PY_CELL_TEXT},
    {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT}, {"byte_end", PDX_PY_CELL_INT},
};

static pdx_status fill_mention(pdx_py_table *table, size_t row, pdx_py_cell *cells, pdx_error *err) {
    (void)err;
    const pdx_mention_info info = pdx_mention_get(table->mentions, row);
    const pdx_span text = pdx_archive_layer(table->archive, info.layer).text;
    memcpy(table->iso, info.value, sizeof table->iso);
    cells[0] = pdx_py_cell_number(info.post);
    cells[1] = pdx_py_cell_text(pdx_span_str(info.kind));
    cells[2] = pdx_py_cell_text(pdx_span_str(table->iso));
    cells[3] = info.date.year == 0 || strcmp(info.kind, "day") != 0 ? pdx_py_cell_null()
                                                                     : pdx_py_cell_day(pdx_py_date_day(&info.date));
    cells[4] = pdx_py_cell_text(pdx_span_slice(text, (size_t)info.range.begin, (size_t)info.range.end));
    cells[5] = pdx_py_cell_text(pdx_span_str(pdx_role_name((pdx_role)pdx_page_part_at(table->archive, info.page, info.part).role)));
    cells[6] = pdx_py_cell_number(info.page);
    pdx_py_cells_place(table->archive, info.layer, info.range, &cells[7]);
    return PDX_OK;
}

int pdx_py_mentions_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_mentions *mentions = pdx_py_mentions_of(self);
    pdx_py_table_init(out, self, mentions->archive->store->state, mentions->archive->store->archive, columns, PDX_COUNTOF(columns), pdx_mention_count(mentions->table));
    out->mentions = mentions->table;
    out->fill = fill_mention;
    return 0;
}
