#include "py/call/table.h"

void pdx_py_table_init(pdx_py_table *table, PyObject *owner, pdx_py_state *state, const pdx_archive *archive,
                       const pdx_py_column *columns, size_t n_columns, size_t n_rows) {
    memset(table, 0, sizeof *table);
    assert(n_columns <= PDX_PY_COLUMNS_MAX);
    table->owner = Py_NewRef(owner);
    table->state = state;
    table->archive = archive;
    table->columns = columns;
    table->n_columns = table->n_chosen = n_columns;
    for (size_t i = 0; i < n_columns; i++) table->chosen[i] = (uint8_t)i;
    table->n_rows = n_rows;
    pdx_buf_init(&table->values.scratch);
    pdx_buf_init(&table->values.items);
}

static void values_deinit(pdx_py_values *values) {
    pdx_buf_deinit(&values->items);
    PyMem_RawFree(values->arrays);
    pdx_py_room_deinit(&values->room);
    pdx_buf_deinit(&values->scratch);
    values->arrays = NULL;
}

void pdx_py_table_close(pdx_py_table *table) {
    pdx_line_reader_free(table->reader);
    pdx_match_place_reader_free(table->match_reader);
    PyMem_RawFree(table->loaded);
    values_deinit(&table->values);
    table->reader = NULL;
    table->match_reader = NULL;
    table->loaded = NULL;
    Py_CLEAR(table->owner);
}

int pdx_py_table_open(PyObject *self, pdx_py_table *out) {
    const pdx_py_table_opener open = pdx_py_exportable_of(self)->open;
    if (open != NULL) return open(self, out);
    PyErr_SetString(PyExc_TypeError, "this object has no rows");
    return -1;
}

bool pdx_py_table_reserve(pdx_py_table *table, size_t size) {
    if (size <= table->loaded_capacity) return true;
    void *wider = PyMem_RawRealloc(table->loaded, size);
    if (wider == NULL) return false;
    table->loaded = wider;
    table->loaded_capacity = size;
    return true;
}

pdx_status pdx_py_table_load(pdx_py_table *table, size_t begin, size_t end, pdx_error *err) {
    return table->load == NULL ? PDX_OK : table->load(table, begin, end, err);
}

pdx_status pdx_py_table_column(pdx_py_table *table, size_t i, size_t begin, size_t end, pdx_error *err) {
    pdx_py_values *values = &table->values;
    const size_t n = end - begin;
    if (n > values->capacity) {
        void *wider = PyMem_RawRealloc(values->arrays, n * sizeof(pdx_span)); /* the largest of the kinds */
        if (wider == NULL) return pdx_fail_memory(err);
        values->arrays = wider;
        values->capacity = n;
    }
    values->n = n;
    values->integers = values->arrays;
    values->reals = values->arrays;
    values->texts = values->arrays;
    values->ends = values->arrays;
    pdx_buf_reset(&values->items);
    pdx_py_room_reset(&values->room);
    values->last = pdx_span_of(NULL, 0);
    values->tick = table->tick;
    PDX_TRY(table->column(table, table->chosen[i], begin, end, values, err));
    return table->archive == NULL ? PDX_OK : pdx_archive_sound(table->archive, err);
}
