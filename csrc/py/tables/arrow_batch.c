#include "py/tables/arrow_batch.h"

#include "py/tables/arrow_views.h"

/* What an array owns. */
typedef struct array_owned {
    pdx_archive *archive; /* counted, where buffers lie in its memory; NULL otherwise */
    pdx_buf *buffers;     /* one for each buffer of the array; empty for those in the archive */
} array_owned;

static void array_release(struct ArrowArray *array) {
    for (int64_t i = 0; i < array->n_children; i++) {
        struct ArrowArray *child = array->children == NULL ? NULL : array->children[i];
        if (child == NULL) continue;
        if (child->release != NULL) child->release(child);
        PyMem_RawFree(child);
    }
    array_owned *owned = array->private_data;
    for (int64_t i = 0; owned != NULL && owned->buffers != NULL && i < array->n_buffers; i++) pdx_buf_deinit(&owned->buffers[i]);
    if (owned != NULL) {
        pdx_archive_release(owned->archive);
        PyMem_RawFree(owned->buffers);
    }
    PyMem_RawFree(owned);
    PyMem_RawFree((void *)(uintptr_t)array->buffers);
    PyMem_RawFree(array->children);
    array->release = NULL;
}

static bool array_init(struct ArrowArray *array, size_t length, size_t n_buffers, size_t n_children) {
    memset(array, 0, sizeof *array);
    array->length = (int64_t)length;
    array_owned *owned = PyMem_RawCalloc(1, sizeof *owned);
    array->buffers = PyMem_RawCalloc(n_buffers, sizeof *array->buffers);
    array->private_data = owned;
    array->children = PyMem_RawCalloc(n_children, sizeof *array->children);
    array->n_buffers = (int64_t)n_buffers;
    array->n_children = (int64_t)n_children;
    array->release = array_release;
    if (owned != NULL) owned->buffers = PyMem_RawCalloc(n_buffers, sizeof *owned->buffers);
    return array->buffers != NULL && owned != NULL && owned->buffers != NULL && array->children != NULL;
}

/* Room for `size` bytes in buffer `i`, which readers want to be somewhere even when empty. */
static void *array_room(struct ArrowArray *array, size_t i, size_t size) {
    pdx_buf *buffer = &((array_owned *)array->private_data)->buffers[i];
    if (!pdx_buf_reserve(buffer, size + 8)) return NULL;
    array->buffers[i] = buffer->data;
    return buffer->data;
}

/* A bit per row that has something. */
static bool valid_fill(struct ArrowArray *array, const pdx_py_values *values, pdx_py_cell_kind kind) {
    const size_t n = values->n;
    uint8_t *bits;
    size_t i, n_null = 0;
    if (kind == PDX_PY_CELL_REAL || kind == PDX_PY_CELL_TEXTS) return true; /* always something: no bits are needed */
    if (kind == PDX_PY_CELL_TEXT) {
        for (i = 0; i < n; i++) n_null += values->texts[i].data == NULL;
    } else {
        for (i = 0; i < n; i++) n_null += values->integers[i] == PDX_PY_NOTHING;
    }
    array->null_count = (int64_t)n_null;
    if (n_null == 0) return true;
    bits = array_room(array, 0, n / 8 + 1);
    if (bits == NULL) return false;
    memset(bits, 0, n / 8 + 1);
    for (i = 0; i < n; i++) {
        const bool valid = kind == PDX_PY_CELL_TEXT ? values->texts[i].data != NULL : values->integers[i] != PDX_PY_NOTHING;
        bits[i / 8] |= (uint8_t)(valid << (i & 7));
    }
    return true;
}

/* Numbers go into 64 bits, days into 32; where there is nothing stands 0. */
static bool numbers_fill(struct ArrowArray *array, const pdx_py_values *values, pdx_py_cell_kind kind) {
    const size_t item = kind == PDX_PY_CELL_DAY ? sizeof(int32_t) : sizeof(int64_t);
    void *room = array_room(array, 1, values->n * item);
    if (room == NULL) return false;
    if (kind == PDX_PY_CELL_REAL) {
        memcpy(room, values->reals, values->n * sizeof(double));
    } else if (kind == PDX_PY_CELL_DAY) {
        int32_t *days = room;
        for (size_t i = 0; i < values->n; i++) days[i] = values->integers[i] == PDX_PY_NOTHING ? 0 : (int32_t)values->integers[i];
    } else {
        int64_t *numbers = room;
        for (size_t i = 0; i < values->n; i++) numbers[i] = values->integers[i] == PDX_PY_NOTHING ? 0 : values->integers[i];
    }
    return true;
}

/* Texts with 64-bit ends, all bytes copied one behind the other. */
static pdx_status texts_fill(struct ArrowArray *array, const pdx_span *texts, size_t n, pdx_pace *pace, pdx_error *err) {
    int64_t *ends = array_room(array, 1, (n + 1) * sizeof *ends);
    size_t total = 0;
    if (ends == NULL) return pdx_fail_memory(err);
    ends[0] = 0;
    for (size_t i = 0; i < n; i++) {
        total += texts[i].len;
        ends[i + 1] = (int64_t)total;
    }
    uint8_t *bytes = array_room(array, 2, total);
    if (bytes == NULL) return pdx_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        if (texts[i].len > 0) memcpy(bytes, texts[i].data, texts[i].len);
        bytes += texts[i].len;
        PDX_TRY(pdx_pace_step(pace, texts[i].len, 0, err));
    }
    return PDX_OK;
}

/* A new child number `i`; NULL: out of memory. */
static struct ArrowArray *child_new(struct ArrowArray *array, size_t i, size_t length, size_t n_buffers, size_t n_children) {
    struct ArrowArray *child = PyMem_RawCalloc(1, sizeof *child);
    array->children[i] = child;
    return child != NULL && array_init(child, length, n_buffers, n_children) ? child : NULL;
}

static pdx_status lists_fill(struct ArrowArray *array, const pdx_py_values *values, pdx_pace *pace, pdx_error *err) {
    int64_t *ends = array_room(array, 1, (values->n + 1) * sizeof *ends);
    struct ArrowArray *items = child_new(array, 0, pdx_py_values_n_items(values), 3, 0);
    if (ends == NULL || items == NULL) return pdx_fail_memory(err);
    ends[0] = 0;
    for (size_t i = 0; i < values->n; i++) ends[i + 1] = (int64_t)values->ends[i];
    return texts_fill(items, pdx_py_values_items(values), pdx_py_values_n_items(values), pace, err);
}

/* Views first, then what they point to, then how long each of these is. */
static bool views_move(struct ArrowArray *child, pdx_py_views *views) {
    array_owned *owned = child->private_data;
    int64_t *sizes = array_room(child, views->n_buffers + 2, views->n_buffers * sizeof *sizes);
    if (sizes == NULL) return false;
    owned->buffers[1] = views->views;
    child->buffers[1] = views->views.data;
    pdx_buf_init(&views->views);
    for (size_t i = 0; i < views->n_buffers; i++) {
        sizes[i] = (int64_t)pdx_py_views_buffer(views, i).len;
        child->buffers[i + 2] = pdx_py_views_buffer(views, i).data;
        if (i >= views->n_shared) {
            owned->buffers[i + 2] = views->copies[i - views->n_shared];
            pdx_buf_init(&views->copies[i - views->n_shared]);
        }
    }
    if (views->n_shared > 0) {
        owned->archive = views->archive;
        pdx_archive_retain(views->archive);
    }
    return true;
}

/* Texts as views: what stays in the archive's memory is not copied. */
static pdx_status views_fill(struct ArrowArray *array, size_t i, const pdx_py_table *table, pdx_error *err) {
    pdx_py_views views;
    pdx_py_views_init(&views, table->archive);
    pdx_status status = pdx_py_views_make(&views, table->values.texts, table->values.n, err);
    struct ArrowArray *child = status == PDX_OK ? child_new(array, i, table->values.n, views.n_buffers + 3, 0) : NULL;
    if (status == PDX_OK && (child == NULL || !valid_fill(child, &table->values, PDX_PY_CELL_TEXT) || !views_move(child, &views))) {
        status = pdx_fail_memory(err);
    }
    pdx_py_views_deinit(&views);
    return status;
}

static pdx_status column_fill(struct ArrowArray *array, size_t i, const pdx_py_values *values, pdx_py_cell_kind kind, pdx_pace *pace,
                              pdx_error *err) {
    struct ArrowArray *child = child_new(array, i, values->n, kind == PDX_PY_CELL_TEXT ? 3 : 2, kind == PDX_PY_CELL_TEXTS ? 1 : 0);
    if (child == NULL || !valid_fill(child, values, kind)) return pdx_fail_memory(err);
    if (kind == PDX_PY_CELL_TEXT) return texts_fill(child, values->texts, values->n, pace, err);
    if (kind == PDX_PY_CELL_TEXTS) return lists_fill(child, values, pace, err);
    return numbers_fill(child, values, kind) ? PDX_OK : pdx_fail_memory(err);
}

pdx_status pdx_py_arrow_batch_fill(pdx_py_table *table, size_t begin, size_t end, struct ArrowArray *out, pdx_error *err) {
    pdx_status status = array_init(out, end - begin, 1, table->n_chosen) ? PDX_OK : pdx_fail_memory(err);
    pdx_pace pace = pdx_pace_of(table->tick, 0);
    if (status == PDX_OK) status = pdx_py_table_load(table, begin, end, err);
    for (size_t i = 0; status == PDX_OK && i < table->n_chosen; i++) {
        status = pdx_py_table_column(table, i, begin, end, err);
        if (status == PDX_OK && (table->views >> i & 1) != 0) {
            status = views_fill(out, i, table, err);
        } else if (status == PDX_OK) {
            status = column_fill(out, i, &table->values, pdx_py_table_chosen(table, i)->kind, &pace, err);
        }
        if (status == PDX_OK) status = pdx_tick_step(table->tick, 0, 0, err);
    }
    if (status != PDX_OK) out->release(out);
    return status;
}
