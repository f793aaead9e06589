#include "py/table.h"


void pdx_py_table_init(pdx_py_table *table, PyObject *owner, pdx_py_state *state, const pdx_archive *archive,
                       const pdx_py_column *columns, size_t n_columns, size_t n_rows) {
    memset(table, 0, sizeof *table);
    assert(n_columns <= PDX_PY_COLUMNS_MAX);
    table->owner = Py_NewRef(owner);
    table->state = state;
    table->archive = archive;
    table->columns = columns;
    table->n_columns = n_columns;
    table->n_rows = n_rows;
    pdx_buf_init(&table->scratch);
}

void pdx_py_table_close(pdx_py_table *table) {
    pdx_line_reader_free(table->reader);
    pdx_buf_deinit(&table->scratch);
    PyMem_RawFree(table->texts);
    table->reader = NULL;
    table->texts = NULL;
    Py_CLEAR(table->owner);
}

pdx_py_cell pdx_py_cell_null(void) {
    pdx_py_cell cell = {0};
    cell.null = true;
    return cell;
}

pdx_py_cell pdx_py_cell_int(int64_t value) {
    pdx_py_cell cell = {0};
    cell.integer = value;
    return cell;
}

pdx_py_cell pdx_py_cell_number(uint32_t number) {
    return number == PDX_NONE ? pdx_py_cell_null() : pdx_py_cell_int((int64_t)number);
}

pdx_py_cell pdx_py_cell_real(double value) {
    pdx_py_cell cell = {0};
    cell.real = value;
    return cell;
}

pdx_py_cell pdx_py_cell_day(int64_t day) {
    /* Arrow's days have 32 bits. */
    if (day == PDX_DAY_UNKNOWN || day < INT32_MIN || day > INT32_MAX) return pdx_py_cell_null();
    return pdx_py_cell_int(day);
}

pdx_py_cell pdx_py_cell_text(pdx_span text) {
    pdx_py_cell cell = {0};
    cell.text = text;
    return cell;
}

pdx_py_cell pdx_py_cell_optional(pdx_span text) { return text.len == 0 ? pdx_py_cell_null() : pdx_py_cell_text(text); }

int64_t pdx_py_date_day(const pdx_date_info *date) {
    if (date->month == 0 || date->day == 0) return PDX_DAY_UNKNOWN;
    /* Days from a civil date of the Gregorian calendar: years begin in March, eras have 400 years. */
    const int64_t year = (int64_t)date->year - (date->month <= 2);
    const int64_t era = (year >= 0 ? year : year - 399) / 400;
    const int64_t of_era = year - era * 400;
    const int64_t of_year = (153 * ((int64_t)date->month + (date->month > 2 ? -3 : 9)) + 2) / 5 + date->day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static pdx_span layer_span(const pdx_archive *archive, uint32_t layer, pdx_range range) {
    return pdx_span_slice(pdx_archive_layer(archive, layer).text, (size_t)range.begin, (size_t)range.end);
}

bool pdx_py_table_lists(pdx_py_table *table, uint32_t post, pdx_py_cell *tags, pdx_py_cell *categories) {
    const pdx_post_info info = pdx_archive_post(table->archive, post);
    const size_t n = (size_t)info.n_tags + info.n_categories;
    if (n > table->texts_capacity) {
        pdx_span *wider = PyMem_RawRealloc(table->texts, n * 2 * sizeof *wider);
        if (wider == NULL) return false;
        table->texts = wider;
        table->texts_capacity = n * 2;
    }
    for (uint32_t i = 0; i < info.n_tags; i++) {
        const pdx_item_info item = pdx_post_tag(table->archive, post, i);
        table->texts[i] = layer_span(table->archive, item.layer, item.range);
    }
    for (uint32_t i = 0; i < info.n_categories; i++) {
        const pdx_item_info item = pdx_post_category(table->archive, post, i);
        table->texts[info.n_tags + i] = layer_span(table->archive, item.layer, item.range);
    }
    *tags = pdx_py_cell_int(0);
    tags->texts = table->texts;
    tags->n_texts = info.n_tags;
    *categories = pdx_py_cell_int(0);
    categories->texts = table->texts == NULL ? NULL : table->texts + info.n_tags;
    categories->n_texts = info.n_categories;
    return true;
}

void pdx_py_cells_place(const pdx_archive *archive, uint32_t layer, pdx_range range, pdx_py_cell cells[4]) {
    const pdx_source_info source = pdx_archive_source(archive, pdx_archive_layer(archive, layer).source);
    const pdx_range bytes = pdx_layer_source_range(archive, layer, range);
    cells[0] = pdx_py_cell_text(source.name);
    cells[1] = pdx_py_cell_int((int64_t)pdx_layer_line(archive, layer, range.begin));
    cells[2] = pdx_py_cell_int((int64_t)bytes.begin);
    cells[3] = pdx_py_cell_int((int64_t)bytes.end);
}
