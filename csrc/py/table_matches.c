/* Names of a dictionary in posts, as a table: one row per place. */
#include "py/sliceable.h"
#include "py/values.h"

enum { POST, ENTRY, CATEGORY, TEXT, PART, PAGE, SOURCE };
static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT}, {"entry", PDX_PY_CELL_TEXT}, {"category", PDX_PY_CELL_TEXT}, {"text", PDX_PY_CELL_TEXT}, {"part", PDX_PY_CELL_TEXT},
    {"page", PDX_PY_CELL_INT}, {"source", PDX_PY_CELL_TEXT}, {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT}, {"byte_end", PDX_PY_CELL_INT},
};

static bool match_value(pdx_py_table *table, const pdx_match_info *info, size_t column, size_t i, pdx_py_values *out) {
    const pdx_py_matches *matches = table->matches;
    const pdx_span layer = pdx_archive_layer(table->archive, info->layer).text;
    switch (column) {
        case POST: out->integers[i] = pdx_py_value_number(info->post); return true;
        case ENTRY: return pdx_py_value_text(out, matches->names[info->entry], &out->texts[i]);
        case CATEGORY:
            out->texts[i] = pdx_py_value_none();
            return matches->categories[info->entry].data == NULL || pdx_py_value_text(out, matches->categories[info->entry], &out->texts[i]);
        case TEXT: return pdx_py_value_text(out, pdx_span_slice(layer, (size_t)info->range.begin, (size_t)info->range.end), &out->texts[i]);
        case PART: out->texts[i] = pdx_py_value_role(pdx_page_part_at(table->archive, info->page, info->part).role); return true;
        case PAGE: out->integers[i] = pdx_py_value_number(info->page); return true;
        default: return pdx_py_value_place(out, i, table->archive, info->layer, info->range, (pdx_py_place)(column - SOURCE));
    }
}

static pdx_status match_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    for (size_t i = begin; i < end; i++) {
        const pdx_match_info info = pdx_match_get(table->matches->table, pdx_py_table_row(table, i));
        if (!match_value(table, &info, column, i - begin, out)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

int pdx_py_matches_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_matches *matches = pdx_py_matches_of(pdx_py_sliceable_whole(self));
    pdx_py_sliceable_table(self, matches->archive, columns, PDX_COUNTOF(columns), out);
    out->matches = matches;
    out->column = match_column;
    return 0;
}
