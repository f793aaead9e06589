/* Hits as a table: one row per ranked post, with its snippet. */
#include "py/post_text.h"
#include "py/results.h"
#include "py/table.h"

enum { SNIPPET_CHARS = 240 };

static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT}, {"score", PDX_PY_CELL_REAL}, {"title", PDX_PY_CELL_TEXT}, {"published", PDX_PY_CELL_DAY},
    {"not_before", PDX_PY_CELL_DAY}, {"before", PDX_PY_CELL_DAY}, {"tags", PDX_PY_CELL_TEXTS}, {"source", PDX_PY_CELL_TEXT},
    {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT}, {"byte_end", PDX_PY_CELL_INT}, {"snippet", PDX_PY_CELL_TEXT},
};

static pdx_status fill_hit(pdx_py_table *table, size_t row, pdx_py_cell *cells, pdx_error *err) {
    const pdx_archive *archive = table->archive;
    const size_t at = pdx_py_hits_at(table->hits, (Py_ssize_t)row);
    const pdx_hit_info hit = pdx_hits_get(table->hits->hits, at);
    const pdx_post_info info = pdx_archive_post(archive, hit.post);
    const pdx_appearance_info main = pdx_archive_appearance(archive, info.appearance);
    pdx_py_cell categories;
    pdx_snippet_info snippet;
    if (!pdx_py_table_lists(table, hit.post, &cells[6], &categories)) return pdx_fail_memory(err);
    PDX_TRY(pdx_hits_snippet(table->hits->hits, at, SNIPPET_CHARS, &snippet, err));
    cells[0] = pdx_py_cell_number(hit.post);
    cells[1] = pdx_py_cell_real(hit.score);
    cells[2] = pdx_py_cell_optional(pdx_py_post_title_field(archive, hit.post).text);
    cells[3] = pdx_py_cell_day(pdx_py_date_day(&info.published));
    cells[4] = pdx_py_cell_day(info.not_before);
    cells[5] = pdx_py_cell_day(info.before);
    pdx_py_cells_place(archive, pdx_archive_page(archive, main.page).layer, main.range, &cells[7]);
    cells[11] = pdx_py_cell_optional(
        pdx_span_slice(pdx_archive_layer(archive, snippet.layer).text, (size_t)snippet.range.begin, (size_t)snippet.range.end));
    return PDX_OK;
}

int pdx_py_hits_table(PyObject *self, pdx_py_table *out) {
    pdx_py_hits *hits = pdx_py_hits_of(self);
    if (pdx_py_hits_all(hits) < 0) return -1;
    pdx_py_table_init(out, self, hits->archive->store->state, hits->archive->store->archive, columns, PDX_COUNTOF(columns), (size_t)hits->n);
    out->hits = hits;
    out->fill = fill_hit;
    return 0;
}
