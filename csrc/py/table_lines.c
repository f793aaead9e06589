/* A concordance as a table: one row per occurrence. */
#include "py/errors.h"
#include "py/values.h"

enum { POST, TITLE, PART, BEFORE, NODE, AFTER, PAGE, SOURCE };
static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT}, {"title", PDX_PY_CELL_TEXT}, {"part", PDX_PY_CELL_TEXT}, {"before", PDX_PY_CELL_TEXT},
    {"node", PDX_PY_CELL_TEXT}, {"after", PDX_PY_CELL_TEXT}, {"page", PDX_PY_CELL_INT}, {"source", PDX_PY_CELL_TEXT},
    {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT}, {"byte_end", PDX_PY_CELL_INT},
};

static pdx_status line_load(pdx_py_table *table, size_t begin, size_t end, pdx_error *err) {
    if (!pdx_py_table_reserve(table, (end - begin) * sizeof(pdx_line_info))) return pdx_fail_memory(err);
    pdx_line_info *lines = table->loaded;
    for (size_t i = begin; i < end; i++) PDX_TRY(pdx_line_reader_get(table->reader, i, &lines[i - begin], err));
    return PDX_OK;
}

static bool texts(pdx_py_table *table, size_t column, pdx_py_values *out) {
    const pdx_line_info *lines = table->loaded;
    bool kept = true;
    for (size_t i = 0; kept && i < out->n; i++) {
        const pdx_range range = column == BEFORE ? lines[i].before : column == NODE ? lines[i].node : lines[i].after;
        const pdx_span text = pdx_archive_layer(table->archive, lines[i].layer).text;
        kept = pdx_py_value_layer_text(out, table->archive, lines[i].layer, pdx_span_slice(text, (size_t)range.begin, (size_t)range.end), &out->texts[i]);
    }
    return kept;
}

static pdx_status posts(pdx_py_table *table, pdx_py_post_column column, pdx_py_values *out, pdx_error *err) {
    const pdx_line_info *lines = table->loaded;
    uint32_t *numbers = pdx_py_room_take(&out->room, out->n * sizeof *numbers);
    if (numbers == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < out->n; i++) numbers[i] = lines[i].post;
    return pdx_py_values_posts(out, table->archive, numbers, column, PDX_ROLES_ALL, err);
}

static pdx_status line_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    const pdx_line_info *lines = table->loaded;
    const size_t n = end - begin;
    switch (column) {
        case POST: return posts(table, PDX_PY_POST_NUMBER, out, err);
        case TITLE: return posts(table, PDX_PY_POST_TITLE, out, err);
        case PART:
            for (size_t i = 0; i < n; i++) out->texts[i] = pdx_py_value_role(lines[i].role);
            return PDX_OK;
        case PAGE:
            for (size_t i = 0; i < n; i++) out->integers[i] = pdx_py_value_number(lines[i].page);
            return PDX_OK;
        case BEFORE:
        case NODE:
        case AFTER: return texts(table, column, out) ? PDX_OK : pdx_fail_memory(err);
        default: break;
    }
    for (size_t i = 0; i < n; i++) {
        if (!pdx_py_value_place(out, i, table->archive, lines[i].layer, lines[i].node, (pdx_py_place)(column - SOURCE))) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

int pdx_py_lines_table(PyObject *self, pdx_py_table *out) {
    const pdx_py_concordance *concordance = pdx_py_concordance_of(self);
    pdx_line_reader *reader = NULL;
    pdx_error err = {0};
    if (pdx_line_reader_new(concordance->lines, &reader, &err) != PDX_OK) {
        (void)pdx_py_raise(concordance->archive->store->state, &err, NULL);
        return -1;
    }
    pdx_py_table_init(out, self, concordance->archive->store->state, concordance->archive->store->archive, columns, PDX_COUNTOF(columns), pdx_lines_count(concordance->lines));
    out->reader = reader;
    out->load = line_load;
    out->column = line_column;
    return 0;
}
