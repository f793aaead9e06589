/* Archives as a table: one row per post. */
#include "py/post_text.h"
#include "py/table.h"

static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT}, {"title", PDX_PY_CELL_TEXT}, {"author", PDX_PY_CELL_TEXT}, {"published", PDX_PY_CELL_DAY},
    {"published_iso", PDX_PY_CELL_TEXT}, {"not_before", PDX_PY_CELL_DAY}, {"before", PDX_PY_CELL_DAY}, {"tags", PDX_PY_CELL_TEXTS},
    {"categories", PDX_PY_CELL_TEXTS}, {"language", PDX_PY_CELL_TEXT}, {"words", PDX_PY_CELL_INT},
    {"appearances", PDX_PY_CELL_INT}, {"confidence", PDX_PY_CELL_REAL}, {"source", PDX_PY_CELL_TEXT},
    {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT}, {"byte_end", PDX_PY_CELL_INT}, {"text", PDX_PY_CELL_TEXT},
};

static pdx_status fill_post(pdx_py_table *table, size_t row, pdx_py_cell *cells, pdx_error *err) {
    const pdx_archive *archive = table->archive;
    const uint32_t post = pdx_view_post(table->view, (uint32_t)row);
    const pdx_post_info info = pdx_archive_post(archive, post);
    const pdx_appearance_info main = pdx_archive_appearance(archive, info.appearance);
    const uint32_t layer = pdx_archive_page(archive, main.page).layer;
    memcpy(table->iso, info.published.iso, sizeof table->iso);
    pdx_buf_reset(&table->scratch);
    pdx_py_post_text(archive, post, pdx_view_roles(table->view), &table->scratch);
    if (table->scratch.failed || !pdx_py_table_lists(table, post, &cells[7], &cells[8])) return pdx_fail_memory(err);
    cells[0] = pdx_py_cell_number(post);
    cells[1] = pdx_py_cell_optional(pdx_py_post_title_field(archive, post).text);
    cells[2] = pdx_py_cell_optional(pdx_py_post_author(archive, post).text);
    cells[3] = pdx_py_cell_day(pdx_py_date_day(&info.published));
    cells[4] = pdx_py_cell_optional(pdx_span_str(table->iso));
    cells[5] = pdx_py_cell_day(info.not_before);
    cells[6] = pdx_py_cell_day(info.before);
    cells[9] = pdx_py_cell_optional(pdx_span_str(memcpy(table->number, info.language, sizeof info.language)));
    cells[10] = pdx_py_cell_int((int64_t)info.n_words);
    cells[11] = pdx_py_cell_int((int64_t)info.n_appearances);
    cells[12] = pdx_py_cell_real((double)main.probability);
    pdx_py_cells_place(archive, layer, main.range, &cells[13]);
    cells[17] = pdx_py_cell_text(pdx_buf_view(&table->scratch));
    return PDX_OK;
}

int pdx_py_posts_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_archive *archive = pdx_py_archive_of(self);
    pdx_py_table_init(out, self, archive->store->state, archive->store->archive, columns, PDX_COUNTOF(columns), pdx_view_n_posts(archive->view));
    out->view = archive->view;
    out->fill = fill_post;
    return 0;
}
