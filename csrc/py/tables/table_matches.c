/* Names of a dictionary in posts, as a table: one row per place. */
#include "py/call/errors.h"
#include "py/call/sliceable.h"
#include "py/call/values.h"

enum { POST, ENTRY, CATEGORY, TEXT, PART, PAGE, SOURCE };
static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT},       {"entry", PDX_PY_CELL_TEXT},   {"category", PDX_PY_CELL_TEXT}, {"text", PDX_PY_CELL_TEXT},
    {"part", PDX_PY_CELL_TEXT},      {"page", PDX_PY_CELL_INT},     {"source", PDX_PY_CELL_TEXT},   {"line", PDX_PY_CELL_INT},
    {"byte_begin", PDX_PY_CELL_INT}, {"byte_end", PDX_PY_CELL_INT},
};

/* Where the rows stand, for columns that tell it. */
static pdx_status match_load(pdx_py_table *table, size_t begin, size_t end, pdx_error *err) {
    bool wanted = false;
    for (size_t i = 0; i < table->n_chosen; i++) wanted = wanted || table->chosen[i] >= TEXT;
    if (!wanted) return PDX_OK;
    if (!pdx_py_table_reserve(table, (end - begin) * sizeof(pdx_run_place))) return pdx_fail_memory(err);
    pdx_run_place *places = table->loaded;
    for (size_t i = begin; i < end; i++) {
        PDX_TRY(pdx_match_place_reader_get(table->match_reader, pdx_py_table_row(table, i), table->tick, &places[i - begin], err));
    }
    return PDX_OK;
}

static bool place_value(pdx_py_table *table, const pdx_run_place *place, size_t column, size_t i, pdx_py_values *out) {
    switch (column) {
        case TEXT: return pdx_py_value_text(out, pdx_layer_text(table->archive, place->layer, place->range), &out->texts[i]);
        case PART: out->texts[i] = pdx_py_value_role(pdx_page_part_at(table->archive, place->page, place->part).role); return true;
        case PAGE: out->integers[i] = pdx_py_value_number(place->page); return true;
        default: return pdx_py_value_place(out, i, table->archive, place->layer, place->range, (pdx_py_place)(column - SOURCE));
    }
}

static bool match_value(const pdx_py_matches *matches, const pdx_match_info *info, size_t column, size_t i, pdx_py_values *out) {
    const pdx_span category = matches->categories == NULL ? (pdx_span){0} : matches->categories[info->entry];
    switch (column) {
        case POST: out->integers[i] = pdx_py_value_number(info->post); return true;
        case ENTRY: return pdx_py_value_text(out, matches->names[info->entry], &out->texts[i]);
        default:
            out->texts[i] = pdx_py_value_none();
            return category.data == NULL || pdx_py_value_text(out, category, &out->texts[i]);
    }
}

static pdx_status match_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    const pdx_run_place *places = table->loaded;
    for (size_t i = begin; i < end; i++) {
        const pdx_match_info info = pdx_match_get(table->matches->table, pdx_py_table_row(table, i));
        const bool kept = column < TEXT ? match_value(table->matches, &info, column, i - begin, out)
                                        : place_value(table, &places[i - begin], column, i - begin, out);
        if (!kept) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

int pdx_py_matches_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_matches *matches = pdx_py_matches_of(pdx_py_sliceable_whole(self));
    pdx_match_place_reader *reader;
    pdx_error err = {0};
    if (pdx_match_place_reader_new(matches->table, &reader, &err) != PDX_OK) {
        (void)pdx_py_raise(pdx_py_sliceable_store(&matches->head)->state, &err, NULL);
        return -1;
    }
    pdx_py_sliceable_table(self, columns, PDX_COUNTOF(columns), out);
    out->matches = matches;
    out->match_reader = reader;
    out->load = match_load;
    out->column = match_column;
    return 0;
}
