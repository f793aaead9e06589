#include "py/arrow_batch.h"


/* One column under construction. `child` holds the texts of lists. */
typedef struct column_builder {
    pdx_buf valid;   /* a bit per row */
    pdx_buf data;    /* numbers, or text bytes */
    pdx_buf offsets; /* int64, texts and lists */
    int64_t n, n_null;
} column_builder;

typedef struct batch_builder {
    column_builder columns[PDX_PY_COLUMNS_MAX];
    column_builder children[PDX_PY_COLUMNS_MAX];
    size_t n_columns;
} batch_builder;

static void column_deinit(column_builder *column) {
    pdx_buf_deinit(&column->valid);
    pdx_buf_deinit(&column->data);
    pdx_buf_deinit(&column->offsets);
}

static void batch_free(batch_builder *batch) {
    for (size_t i = 0; i < batch->n_columns; i++) {
        column_deinit(&batch->columns[i]);
        column_deinit(&batch->children[i]);
    }
    PyMem_RawFree(batch);
}

static batch_builder *batch_new(const pdx_py_table *table) {
    batch_builder *self = PyMem_RawCalloc(1, sizeof *self);
    const int64_t zero = 0;
    if (self == NULL) return NULL;
    self->n_columns = table->n_columns;
    for (size_t i = 0; i < table->n_columns; i++) {
        const pdx_py_cell_kind kind = table->columns[i].kind;
        if (kind == PDX_PY_CELL_TEXT || kind == PDX_PY_CELL_TEXTS) pdx_buf_append(&self->columns[i].offsets, &zero, sizeof zero);
        if (kind == PDX_PY_CELL_TEXTS) pdx_buf_append(&self->children[i].offsets, &zero, sizeof zero);
    }
    return self;
}

static void append_valid(column_builder *column, bool valid) {
    const uint8_t bit = (uint8_t)(1u << (column->n & 7));
    if ((column->n & 7) == 0) pdx_buf_byte(&column->valid, 0);
    if (column->valid.failed) return;
    if (valid) column->valid.data[column->valid.len - 1] |= bit;
    column->n_null += !valid;
    column->n++;
}

static void append_text(column_builder *column, pdx_span text, bool valid) {
    if (valid) pdx_text_append(text, &column->data);
    const int64_t end = (int64_t)column->data.len;
    pdx_buf_append(&column->offsets, &end, sizeof end);
    append_valid(column, valid);
}

static void append_cell(column_builder *column, column_builder *child, pdx_py_cell_kind kind, const pdx_py_cell *cell) {
    const int32_t day = (int32_t)cell->integer;
    switch (kind) {
        case PDX_PY_CELL_TEXT:
            append_text(column, cell->text, !cell->null);
            return;
        case PDX_PY_CELL_TEXTS:
            for (size_t i = 0; i < cell->n_texts; i++) append_text(child, cell->texts[i], true);
            pdx_buf_append(&column->offsets, &child->n, sizeof child->n);
            break;
        case PDX_PY_CELL_INT: pdx_buf_append(&column->data, &cell->integer, sizeof cell->integer); break;
        case PDX_PY_CELL_REAL: pdx_buf_append(&column->data, &cell->real, sizeof cell->real); break;
        case PDX_PY_CELL_DAY: pdx_buf_append(&column->data, &day, sizeof day); break;
    }
    append_valid(column, !cell->null);
}

static bool column_failed(const column_builder *column) { return column->valid.failed || column->data.failed || column->offsets.failed; }

/* An array owns its buffers: private_data is one pdx_buf for each. */
static void array_release(struct ArrowArray *array) {
    for (int64_t i = 0; i < array->n_children; i++) {
        struct ArrowArray *child = array->children == NULL ? NULL : array->children[i];
        if (child == NULL) continue;
        if (child->release != NULL) child->release(child);
        PyMem_RawFree(child);
    }
    pdx_buf *owned = array->private_data;
    for (int64_t i = 0; owned != NULL && i < array->n_buffers; i++) pdx_buf_deinit(&owned[i]);
    PyMem_RawFree(owned);
    PyMem_RawFree((void *)(uintptr_t)array->buffers);
    PyMem_RawFree(array->children);
    array->release = NULL;
}

static bool array_init(struct ArrowArray *array, int64_t length, int64_t n_null, size_t n_buffers, size_t n_children) {
    memset(array, 0, sizeof *array);
    array->length = length;
    array->null_count = n_null;
    array->buffers = PyMem_RawCalloc(n_buffers, sizeof *array->buffers);
    array->private_data = PyMem_RawCalloc(n_buffers, sizeof(pdx_buf));
    array->children = PyMem_RawCalloc(n_children, sizeof *array->children);
    array->n_buffers = (int64_t)n_buffers;
    array->n_children = (int64_t)n_children;
    array->release = array_release;
    return array->buffers != NULL && array->private_data != NULL && array->children != NULL;
}

/* Moves a buffer into place `i` of the array. An empty one gets bytes: readers want a pointer. */
static void array_take(struct ArrowArray *array, size_t i, pdx_buf *buf) {
    pdx_buf *owned = array->private_data;
    if (buf->len == 0) pdx_buf_append(buf, "\0\0\0\0\0\0\0", 8);
    owned[i] = *buf;
    array->buffers[i] = owned[i].data;
    pdx_buf_init(buf);
}

static bool array_child(struct ArrowArray *array, size_t i, column_builder *column, pdx_py_cell_kind kind) {
    struct ArrowArray *child = PyMem_RawCalloc(1, sizeof *child);
    const size_t n_buffers = kind == PDX_PY_CELL_TEXT ? 3 : 2;
    array->children[i] = child;
    if (child == NULL || !array_init(child, column->n, column->n_null, n_buffers, kind == PDX_PY_CELL_TEXTS ? 1 : 0)) {
        if (child != NULL) child->release = array_release;
        return false;
    }
    array_take(child, 0, &column->valid);
    array_take(child, 1, kind == PDX_PY_CELL_TEXT || kind == PDX_PY_CELL_TEXTS ? &column->offsets : &column->data);
    if (kind == PDX_PY_CELL_TEXT) array_take(child, 2, &column->data);
    for (size_t k = 0; k < n_buffers; k++) {
        if (child->buffers[k] == NULL) return false;
    }
    return true;
}

static bool batch_move(batch_builder *batch, const pdx_py_table *table, int64_t n_rows, struct ArrowArray *out) {
    bool moved = array_init(out, n_rows, 0, 1, table->n_columns);
    for (size_t i = 0; moved && i < table->n_columns; i++) {
        const pdx_py_cell_kind kind = table->columns[i].kind;
        moved = array_child(out, i, &batch->columns[i], kind) &&
                (kind != PDX_PY_CELL_TEXTS || array_child(out->children[i], 0, &batch->children[i], PDX_PY_CELL_TEXT));
    }
    if (!moved) out->release(out);
    return moved;
}

pdx_status pdx_py_arrow_batch_fill(pdx_py_table *table, size_t begin, size_t end, struct ArrowArray *out, pdx_error *err) {
    pdx_py_cell cells[PDX_PY_COLUMNS_MAX];
    batch_builder *self = batch_new(table);
    if (self == NULL) return pdx_fail_memory(err);
    pdx_status status = PDX_OK;
    for (size_t row = begin; status == PDX_OK && row < end; row++) {
        status = table->fill(table, row, cells, err);
        if (status != PDX_OK) break;
        for (size_t i = 0; i < table->n_columns; i++) {
            append_cell(&self->columns[i], &self->children[i], table->columns[i].kind, &cells[i]);
        }
    }
    bool failed = false;
    for (size_t i = 0; i < table->n_columns; i++) failed = failed || column_failed(&self->columns[i]) || column_failed(&self->children[i]);
    if (status == PDX_OK && (failed || !batch_move(self, table, (int64_t)(end - begin), out))) status = pdx_fail_memory(err);
    batch_free(self);
    return status;
}
