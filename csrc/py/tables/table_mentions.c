/* Dates that posts speak of, as a table: one row per mention. */
#include "py/call/sliceable.h"
#include "py/call/post_text.h"
#include "py/call/values.h"

enum { POST, KIND, VALUE, DAY, TEXT, PART, PAGE, SOURCE, CALENDAR = SOURCE + 4, COUNTED_FROM, WRITTEN };
static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT}, {"kind", PDX_PY_CELL_TEXT}, {"value", PDX_PY_CELL_TEXT}, {"day", PDX_PY_CELL_DAY},
    {"text", PDX_PY_CELL_TEXT}, {"part", PDX_PY_CELL_TEXT}, {"page", PDX_PY_CELL_INT}, {"source", PDX_PY_CELL_TEXT},
    {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT}, {"byte_end", PDX_PY_CELL_INT}, {"calendar", PDX_PY_CELL_TEXT},
    {"counted_from", PDX_PY_CELL_TEXT}, {"written", PDX_PY_CELL_TEXT},
};

static int64_t mention_day(const pdx_mention_info *info) {
    if (info->date.year == 0 || strcmp(info->kind, "day") != 0) return PDX_PY_NOTHING;
    return pdx_py_value_day(pdx_date_day(&info->date));
}

/* What is empty was not told. */
static bool told(pdx_py_values *out, const char *text, size_t i) {
    out->texts[i] = pdx_span_of(NULL, 0);
    return text[0] == '\0' || pdx_py_value_copy(out, pdx_span_str(text), &out->texts[i]);
}

static bool mention_value(const pdx_archive *archive, const pdx_mention_info *info, size_t column, size_t i, pdx_py_values *out) {
    switch (column) {
        case POST: out->integers[i] = pdx_py_value_number(info->post); return true;
        case KIND: out->texts[i] = pdx_span_str(info->kind); return true;
        case VALUE: return told(out, info->value, i);
        case CALENDAR: out->texts[i] = pdx_span_str(info->date.calendar); return true;
        case COUNTED_FROM: return told(out, info->counted_from, i);
        case WRITTEN: return told(out, info->written, i);
        case DAY: out->integers[i] = mention_day(info); return true;
        case TEXT: return pdx_py_value_text(out, pdx_layer_text(archive, info->layer, info->range), &out->texts[i]);
        case PART: out->texts[i] = pdx_py_value_role(pdx_page_part_at(archive, info->page, info->part).role); return true;
        case PAGE: out->integers[i] = pdx_py_value_number(info->page); return true;
        default: return pdx_py_value_place(out, i, archive, info->layer, info->range, (pdx_py_place)(column - SOURCE));
    }
}

static pdx_status mention_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    for (size_t i = begin; i < end; i++) {
        const pdx_mention_info info = pdx_mention_get(table->mentions, pdx_py_table_row(table, i));
        if (!mention_value(table->archive, &info, column, i - begin, out)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

int pdx_py_mentions_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_mentions *mentions = pdx_py_mentions_of(pdx_py_sliceable_whole(self));
    pdx_py_sliceable_table(self, columns, PDX_COUNTOF(columns), out);
    out->mentions = mentions->table;
    out->column = mention_column;
    return 0;
}
