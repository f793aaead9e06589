/* Runs of words that posts share, as tables: one row per run, with its first place; and one row per place. */
#include "py/call/sliceable.h"
#include "py/call/values.h"

enum { RUN_LABEL, RUN_REASON, RUN_WORDS, RUN_POSTS, RUN_PLACES, RUN_TEXT, RUN_POST, RUN_SOURCE };
static const pdx_py_column run_columns[] = {
    {"label", PDX_PY_CELL_TEXT}, {"reason", PDX_PY_CELL_TEXT}, {"words", PDX_PY_CELL_INT}, {"posts", PDX_PY_CELL_INT}, {"places", PDX_PY_CELL_INT},
    {"text", PDX_PY_CELL_TEXT}, {"post", PDX_PY_CELL_INT}, {"source", PDX_PY_CELL_TEXT}, {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT},
    {"byte_end", PDX_PY_CELL_INT},
};

enum { REPEAT, LABEL, REASON, WORDS, POSTS, POST, TEXT, PART, PAGE, SOURCE };
static const pdx_py_column columns[] = {
    {"repeat", PDX_PY_CELL_INT}, {"label", PDX_PY_CELL_TEXT}, {"reason", PDX_PY_CELL_TEXT}, {"words", PDX_PY_CELL_INT}, {"posts", PDX_PY_CELL_INT},
    {"post", PDX_PY_CELL_INT}, {"text", PDX_PY_CELL_TEXT}, {"part", PDX_PY_CELL_TEXT}, {"page", PDX_PY_CELL_INT}, {"source", PDX_PY_CELL_TEXT},
    {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT}, {"byte_end", PDX_PY_CELL_INT},
};

static bool repeat_value(pdx_py_table *table, const pdx_repeat_place *place, size_t column, size_t i, pdx_py_values *out) {
    const pdx_repeat_info info = pdx_repeat_get(table->repeats, place->repeat);
    switch (column) {
        case REPEAT: out->integers[i] = place->repeat; return true;
        case LABEL: out->texts[i] = pdx_span_str(info.label); return true;
        case REASON: return pdx_py_value_copy(out, pdx_span_str(info.reason), &out->texts[i]);
        case WORDS: out->integers[i] = info.n_words; return true;
        case POSTS: out->integers[i] = info.n_posts; return true;
        case POST: out->integers[i] = pdx_py_value_number(place->post); return true;
        case TEXT: return pdx_py_value_text(out, pdx_layer_text(table->archive, place->layer, place->range), &out->texts[i]);
        case PART: out->texts[i] = pdx_py_value_role(pdx_page_part_at(table->archive, place->page, place->part).role); return true;
        case PAGE: out->integers[i] = pdx_py_value_number(place->page); return true;
        default: return pdx_py_value_place(out, i, table->archive, place->layer, place->range, (pdx_py_place)(column - SOURCE));
    }
}

static pdx_status repeat_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    for (size_t i = begin; i < end; i++) {
        const pdx_repeat_place place = pdx_repeat_place_get(table->repeats, pdx_py_table_row(table, i));
        if (!repeat_value(table, &place, column, i - begin, out)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

int pdx_py_repeat_places_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_repeat_places *places = pdx_py_repeat_places_of(pdx_py_sliceable_whole(self));
    const pdx_py_repeats *repeats = pdx_py_repeats_of(pdx_py_sliceable_whole(pdx_py_object(places->repeats)));
    pdx_py_sliceable_table(self, columns, PDX_COUNTOF(columns), out);
    out->repeats = repeats->table;
    out->column = repeat_column;
    return 0;
}

static bool run_value(pdx_py_table *table, size_t row, size_t column, size_t i, pdx_py_values *out) {
    const pdx_repeat_info info = pdx_repeat_get(table->repeats, row);
    const pdx_repeat_place place = pdx_repeat_place_get(table->repeats, info.first);
    switch (column) {
        case RUN_LABEL: out->texts[i] = pdx_span_str(info.label); return true;
        case RUN_REASON: return pdx_py_value_copy(out, pdx_span_str(info.reason), &out->texts[i]);
        case RUN_WORDS: out->integers[i] = info.n_words; return true;
        case RUN_POSTS: out->integers[i] = info.n_posts; return true;
        case RUN_PLACES: out->integers[i] = (int64_t)info.n; return true;
        case RUN_TEXT: return pdx_py_value_text(out, pdx_layer_text(table->archive, place.layer, place.range), &out->texts[i]);
        case RUN_POST: out->integers[i] = pdx_py_value_number(place.post); return true;
        default: return pdx_py_value_place(out, i, table->archive, place.layer, place.range, (pdx_py_place)(column - RUN_SOURCE));
    }
}

static pdx_status run_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    for (size_t i = begin; i < end; i++)
        if (!run_value(table, pdx_py_table_row(table, i), column, i - begin, out)) return pdx_fail_memory(err);
    return PDX_OK;
}

int pdx_py_repeats_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_repeats *repeats = pdx_py_repeats_of(pdx_py_sliceable_whole(self));
    pdx_py_sliceable_table(self, run_columns, PDX_COUNTOF(run_columns), out);
    out->repeats = repeats->table;
    out->column = run_column;
    return 0;
}
