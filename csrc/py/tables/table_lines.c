/* A concordance as a table: one row per occurrence. */
#include "py/call/errors.h"
#include "py/call/reach.h"
#include "py/call/values.h"

enum { POST, TITLE, PART, BEFORE, NODE, AFTER, PAGE, SOURCE };
static const pdx_py_column columns[] = {
    {"post", PDX_PY_CELL_INT}, {"title", PDX_PY_CELL_TEXT}, {"part", PDX_PY_CELL_TEXT}, {"before", PDX_PY_CELL_TEXT},
    {"node", PDX_PY_CELL_TEXT}, {"after", PDX_PY_CELL_TEXT}, {"page", PDX_PY_CELL_INT}, {"source", PDX_PY_CELL_TEXT},
    {"line", PDX_PY_CELL_INT}, {"byte_begin", PDX_PY_CELL_INT}, {"byte_end", PDX_PY_CELL_INT},
};

/* A line, and what several of its columns want. */
typedef struct line_row {
    pdx_line_text text;
    pdx_line_info info;  /* where a column of places was chosen, like the next */
    pdx_range bytes;     /* of the node in the source */
} line_row;

static bool wants(const pdx_py_table *table, size_t from) {
    for (size_t i = 0; i < table->n_chosen; i++) {
        if (table->chosen[i] >= from) return true;
    }
    return false;
}

static pdx_status line_load(pdx_py_table *table, size_t begin, size_t end, pdx_error *err) {
    const bool infos = wants(table, PAGE), places = wants(table, SOURCE);
    if (!pdx_py_table_reserve(table, (end - begin) * sizeof(line_row))) return pdx_fail_memory(err);
    line_row *rows = table->loaded;
    pdx_line_reader_ask(table->reader, table->tick);
    for (size_t i = 0; i < end - begin; i++) {
        line_row *row = &rows[i];
        PDX_TRY(pdx_line_reader_text(table->reader, begin + i, &row->text, err));
        if (infos) PDX_TRY(pdx_line_reader_get(table->reader, begin + i, &row->info, err));
        if (places) row->bytes = pdx_layer_source_range(table->archive, row->info.layer, row->info.node);
    }
    return PDX_OK;
}

/* The text of one of the three, where the index stores it. */
static pdx_span line_text(const pdx_line_text *line, size_t column) {
    if (column == BEFORE) return pdx_span_slice(line->block, 0, line->begin);
    return column == NODE ? pdx_span_slice(line->block, line->begin, line->end) : pdx_span_slice(line->block, line->end, line->block.len);
}

/* Nodes and blocks begin and end between characters. */
static bool texts(const line_row *rows, size_t column, pdx_py_values *out) {
    bool kept = true;
    for (size_t i = 0; kept && i < out->n; i++) {
        out->texts[i] = line_text(&rows[i].text, column);
        if (out->texts[i].data == NULL || !rows[i].text.well_formed) kept = pdx_py_value_text(out, out->texts[i], &out->texts[i]);
    }
    return kept;
}

static bool places(const pdx_py_table *table, const line_row *rows, size_t column, pdx_py_values *out) {
    for (size_t i = 0; i < out->n; i++) {
        const pdx_line_info *line = &rows[i].info;
        switch ((pdx_py_place)(column - SOURCE)) {
            case PDX_PY_PLACE_BEGIN: out->integers[i] = (int64_t)rows[i].bytes.begin; break;
            case PDX_PY_PLACE_END: out->integers[i] = (int64_t)rows[i].bytes.end; break;
            default:
                if (!pdx_py_value_place(out, i, table->archive, line->layer, line->node, (pdx_py_place)(column - SOURCE))) return false;
        }
    }
    return true;
}

static pdx_status posts(pdx_py_table *table, pdx_py_post_column column, pdx_py_values *out, pdx_error *err) {
    const line_row *rows = table->loaded;
    uint32_t *numbers = pdx_py_room_take(&out->room, out->n * sizeof *numbers);
    if (numbers == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < out->n; i++) numbers[i] = rows[i].text.post;
    return pdx_py_values_posts(out, table->archive, numbers, column, PDX_ROLES_ALL, err);
}

static pdx_status line_column(pdx_py_table *table, size_t column, size_t begin, size_t end, pdx_py_values *out, pdx_error *err) {
    const line_row *rows = table->loaded;
    const size_t n = end - begin;
    switch (column) {
        case POST: return posts(table, PDX_PY_POST_NUMBER, out, err);
        case TITLE: return posts(table, PDX_PY_POST_TITLE, out, err);
        case PART:
            for (size_t i = 0; i < n; i++) out->texts[i] = pdx_py_value_role(rows[i].text.role);
            return PDX_OK;
        case PAGE:
            for (size_t i = 0; i < n; i++) out->integers[i] = pdx_py_value_number(rows[i].info.page);
            return PDX_OK;
        case BEFORE:
        case NODE:
        case AFTER: return texts(rows, column, out) ? PDX_OK : pdx_fail_memory(err);
        default: return places(table, rows, column, out) ? PDX_OK : pdx_fail_memory(err);
    }
}

int pdx_py_lines_table(PyObject *self, pdx_py_table *out) {
    pdx_py_concordance *concordance = pdx_py_concordance_of(self);
    const Py_ssize_t n = pdx_py_lines_reach(concordance, (size_t)PY_SSIZE_T_MAX);
    pdx_line_reader *reader = NULL;
    pdx_error err = {0};
    if (n < 0) return -1;
    if (pdx_line_reader_new(concordance->lines, &reader, &err) != PDX_OK) {
        (void)pdx_py_raise(concordance->result.archive->store->state, &err, NULL);
        return -1;
    }
    pdx_py_table_init(out, self, concordance->result.archive->store->state, concordance->result.archive->store->archive, columns,
                      PDX_COUNTOF(columns), (size_t)n);
    out->reader = reader;
    out->load = line_load;
    out->column = line_column;
    return 0;
}
