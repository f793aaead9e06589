/* What a regular expression finds, as a table: one row per occurrence, with the columns of a concordance. */
#include "py/call/sliceable.h"
#include "py/call/post_text.h"
#include "py/call/values.h"

enum { POST, TITLE, PART, BEFORE, NODE, AFTER, PAGE, SOURCE };
static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT}, {"title", PDX_PY_CELL_TEXT}, {"part", PDX_PY_CELL_TEXT}, {"before", PDX_PY_CELL_TEXT},
    {"node", PDX_PY_CELL_TEXT}, {"after", PDX_PY_CELL_TEXT}, {"page", PDX_PY_CELL_INT}, {"source", PDX_PY_CELL_TEXT},
    {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT}, {"byte_end", PDX_PY_CELL_INT},
};

static bool title_of(const pdx_archive *archive, uint32_t post, pdx_py_values *out, size_t i) {
    pdx_span title;
    pdx_archive_titles(archive, &post, 1, &title);
    out->texts[i] = title;
    return title.data == NULL || pdx_py_value_text(out, title, &out->texts[i]);
}

static bool grep_value(const pdx_archive *archive, const pdx_line_info *line, size_t column, size_t i, pdx_py_values *out) {
    const pdx_range range = column == BEFORE ? line->before : column == NODE ? line->node : line->after;
    switch (column) {
        case POST: out->integers[i] = pdx_py_value_number(line->post); return true;
        case TITLE: return title_of(archive, line->post, out, i);
        case PART: out->texts[i] = pdx_py_value_role(line->role); return true;
        case PAGE: out->integers[i] = pdx_py_value_number(line->page); return true;
        case BEFORE:
        case NODE:
        case AFTER: return pdx_py_value_text(out, pdx_layer_text(archive, line->layer, range), &out->texts[i]);
        default: return pdx_py_value_place(out, i, archive, line->layer, line->node, (pdx_py_place)(column - SOURCE));
    }
}

static pdx_status grep_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    for (size_t i = begin; i < end; i++) {
        const pdx_line_info line = pdx_grep_get(table->grep, pdx_py_table_row(table, i));
        if (!grep_value(table->archive, &line, column, i - begin, out)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

int pdx_py_grep_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_grep *grep = pdx_py_grep_of(pdx_py_sliceable_whole(self));
    pdx_py_sliceable_table(self, columns, PDX_COUNTOF(columns), out);
    out->grep = grep->table;
    out->column = grep_column;
    return 0;
}
