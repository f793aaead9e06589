/* Parts as a table: one row per part. */
#include "py/call/values.h"

enum { POST, PAGE, PART, ROLE, CONFIDENCE, SOURCE, LINE, BEGIN, END, TEXT };
static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT}, {"page", PDX_PY_CELL_INT}, {"part", PDX_PY_CELL_INT}, {"role", PDX_PY_CELL_TEXT},
    {"confidence", PDX_PY_CELL_REAL}, {"source", PDX_PY_CELL_TEXT}, {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT},
    {"byte_end", PDX_PY_CELL_INT}, {"text", PDX_PY_CELL_TEXT},
};

static bool part_value(const pdx_archive *archive, uint64_t key, size_t column, size_t i, pdx_py_values *out) {
    const uint32_t page = (uint32_t)(key >> 32), number = (uint32_t)key;
    const pdx_part_info part = pdx_page_part_at(archive, page, number);
    const uint32_t layer = pdx_archive_page(archive, page).layer;
    switch (column) {
        case POST:
            out->integers[i] =
                part.appearance == PDX_NONE ? PDX_PY_NOTHING : pdx_py_value_number(pdx_archive_appearance(archive, part.appearance).post);
            return true;
        case PAGE: out->integers[i] = pdx_py_value_number(page); return true;
        case PART: out->integers[i] = pdx_py_value_number(number); return true;
        case ROLE: out->texts[i] = pdx_py_value_role(part.role); return true;
        case CONFIDENCE: out->reals[i] = (double)part.probability; return true;
        case TEXT:
            return pdx_py_value_layer_text(out, archive, layer, pdx_layer_text(archive, layer, part.range), &out->texts[i]);
        default: return pdx_py_value_place(out, i, archive, layer, part.range, (pdx_py_place)(column - SOURCE));
    }
}

static pdx_status part_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    const pdx_py_parts *parts = table->parts;
    for (size_t i = begin; i < end; i++) {
        if (!part_value(table->archive, parts->keys == NULL ? parts->first + i : parts->keys[i], column, i - begin, out)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

int pdx_py_parts_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_parts *parts = pdx_py_parts_of(self);
    pdx_py_table_init(out, self, parts->store->state, parts->store->archive, columns, PDX_COUNTOF(columns), parts->n);
    out->parts = parts;
    out->column = part_column;
    return 0;
}
