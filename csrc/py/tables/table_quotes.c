/* Quotations as a table: one row each. */
#include "py/call/sliceable.h"
#include "py/call/post_text.h"
#include "py/call/values.h"

enum { POST, KIND, TEXT, SPEAKER, CUE, ATTRIBUTION, DEPTH, GROUP, CLOSED, CONTINUES, PART, PAGE, SOURCE };
static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT}, {"kind", PDX_PY_CELL_TEXT}, {"text", PDX_PY_CELL_TEXT}, {"speaker", PDX_PY_CELL_TEXT}, {"cue", PDX_PY_CELL_TEXT},
    {"attribution", PDX_PY_CELL_TEXT}, {"depth", PDX_PY_CELL_INT}, {"group", PDX_PY_CELL_INT}, {"closed", PDX_PY_CELL_INT},
    {"continues", PDX_PY_CELL_INT}, {"part", PDX_PY_CELL_TEXT}, {"page", PDX_PY_CELL_INT}, {"source", PDX_PY_CELL_TEXT},
    {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT}, {"byte_end", PDX_PY_CELL_INT},
};

static bool quote_text(pdx_py_table *table, const pdx_quote_info *info, pdx_range range, pdx_py_values *out, pdx_span *text) {
    if (range.begin == range.end) {
        *text = pdx_py_value_none();
        return true;
    }
    return pdx_py_value_text(out, pdx_layer_text(table->archive, info->layer, range), text);
}

static bool quote_value(pdx_py_table *table, const pdx_quote_info *info, size_t column, size_t i, pdx_py_values *out) {
    switch (column) {
        case POST: out->integers[i] = pdx_py_value_number(info->post); return true;
        case KIND: out->texts[i] = pdx_span_str(info->kind); return true;
        case TEXT: return quote_text(table, info, info->inner, out, &out->texts[i]);
        case SPEAKER: return quote_text(table, info, info->speaker, out, &out->texts[i]);
        case CUE: return quote_text(table, info, info->cue, out, &out->texts[i]);
        case ATTRIBUTION: out->texts[i] = info->attribution[0] == '\0' ? pdx_py_value_none() : pdx_span_str(info->attribution); return true;
        case DEPTH: out->integers[i] = info->depth; return true;
        case GROUP: out->integers[i] = pdx_py_value_number(info->group); return true;
        case CLOSED: out->integers[i] = info->closed; return true;
        case CONTINUES: out->integers[i] = info->continues; return true;
        case PART: out->texts[i] = pdx_py_value_role(pdx_page_part_at(table->archive, info->page, info->part).role); return true;
        case PAGE: out->integers[i] = pdx_py_value_number(info->page); return true;
        default: return pdx_py_value_place(out, i, table->archive, info->layer, info->range, (pdx_py_place)(column - SOURCE));
    }
}

static pdx_status quote_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    for (size_t i = begin; i < end; i++) {
        const pdx_quote_info info = pdx_quote_get(table->quotes, pdx_py_table_row(table, i));
        if (!quote_value(table, &info, column, i - begin, out)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

int pdx_py_quotes_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_quotes *quotes = pdx_py_quotes_of(pdx_py_sliceable_whole(self));
    pdx_py_sliceable_table(self, columns, PDX_COUNTOF(columns), out);
    out->quotes = quotes->table;
    out->column = quote_column;
    return 0;
}
