/* Where posts name somebody, as a table: one row per mention. */
#include "py/call/sliceable.h"
#include "py/call/values.h"

enum { POST, TEXT, WHY, PART, PAGE, SOURCE };
static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT}, {"text", PDX_PY_CELL_TEXT}, {"why", PDX_PY_CELL_TEXTS}, {"part", PDX_PY_CELL_TEXT}, {"page", PDX_PY_CELL_INT},
    {"source", PDX_PY_CELL_TEXT}, {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT}, {"byte_end", PDX_PY_CELL_INT},
};

static bool rules_put(uint32_t rules, size_t i, pdx_py_values *out) {
    for (unsigned bit = 0; pdx_name_rule(bit) != NULL; bit++) {
        const pdx_span name = pdx_span_str(pdx_name_rule(bit));
        if (rules >> bit & 1) pdx_buf_append(&out->items, &name, sizeof name);
    }
    out->ends[i] = pdx_py_values_n_items(out);
    return !out->items.failed;
}

static bool name_value(const pdx_archive *archive, const pdx_name_info *info, size_t column, size_t i, pdx_py_values *out) {
    switch (column) {
        case POST: out->integers[i] = pdx_py_value_number(info->post); return true;
        case TEXT: return pdx_py_value_text(out, pdx_layer_text(archive, info->layer, info->range), &out->texts[i]);
        case WHY: return rules_put(info->rules, i, out);
        case PART: out->texts[i] = pdx_py_value_role(pdx_page_part_at(archive, info->page, info->part).role); return true;
        case PAGE: out->integers[i] = pdx_py_value_number(info->page); return true;
        default: return pdx_py_value_place(out, i, archive, info->layer, info->range, (pdx_py_place)(column - SOURCE));
    }
}

static pdx_status name_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    for (size_t i = begin; i < end; i++) {
        const pdx_name_info info = pdx_name_get(table->names, pdx_py_table_row(table, i));
        if (!name_value(table->archive, &info, column, i - begin, out)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

int pdx_py_names_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_names *names = pdx_py_names_of(pdx_py_sliceable_whole(self));
    pdx_py_sliceable_table(self, columns, PDX_COUNTOF(columns), out);
    out->names = names->table;
    out->column = name_column;
    return 0;
}
