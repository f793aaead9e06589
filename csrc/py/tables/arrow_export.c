/* Capsules of the Arrow PyCapsule interface: schemas and streams. A stream holds its table and so the object it came
 * from; batches are independent of both. */

#include "py/tables/arrow_batch.h"
#include "py/tables/arrow_schema.h"
#include "py/call/call.h"

enum { BATCH_ROWS = PDX_LIMIT(8192, 3) };

typedef struct stream {
    pdx_py_table table;
    size_t next;
    pdx_error err;
} stream;

static int stream_get_schema(struct ArrowArrayStream *self, struct ArrowSchema *out) {
    stream *state = self->private_data;
    if (pdx_py_arrow_schema_fill(&state->table, out)) return 0;
    (void)pdx_fail_memory(&state->err);
    return ENOMEM;
}

/* What the exception says, unless the error says something already. */
static void exception_words(pdx_error *err) {
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    PyObject *words = value == NULL ? NULL : PyObject_Str(value);
    const char *text = words == NULL ? NULL : PyUnicode_AsUTF8(words);
    if (text != NULL && err->message[0] == '\0') (void)pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "%.200s", text);
    Py_XDECREF(words);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(trace);
    PyErr_Clear();
}

/* An exception of a callback cannot travel through the consumer, which knows error numbers only. Ctrl-C is asked for again: Python
 * raises it when it runs next; of anything else the words are kept. */
static void exception_take(pdx_error *err) {
    const PyGILState_STATE lock = PyGILState_Ensure();
    if (PyErr_Occurred()) {
        if (PyErr_ExceptionMatches(PyExc_KeyboardInterrupt)) {
            PyErr_Clear();
            PyErr_SetInterrupt();
        } else {
            exception_words(err);
        }
    }
    PyGILState_Release(lock);
}

/* A consumer's thread waits for the lock only when there is much to give back; one that has it need not ask which interpreter's it is. */
static void table_rest(const pdx_py_table *table, bool attached) {
    if (table->archive == NULL || !pdx_archive_must_rest(table->archive)) return;
    if (attached) {
        pdx_py_table_rest(table);
        return;
    }
    const PyGILState_STATE lock = PyGILState_Ensure();
    pdx_py_table_rest(table);
    PyGILState_Release(lock);
}

static int stream_get_next(struct ArrowArrayStream *self, struct ArrowArray *out) {
    stream *state = self->private_data;
    const size_t begin = state->next, end = pdx_min_size(begin + BATCH_ROWS, state->table.n_rows);
    memset(out, 0, sizeof *out);
    if (begin >= end) return 0; /* a released array is the end of the stream */
    /* The consumer may or may not run Python code on this thread now. */
    const bool attached = pdx_py_attached();
    pdx_py_call call;
    table_rest(&state->table, attached);
    if (attached) {
        pdx_py_call_begin(&call, NULL);
    } else {
        pdx_py_call_watch(&call, PDX_PY_WITHOUT_LOCK);
        pdx_calls_enter();
    }
    state->table.tick = &call.tick;
    const pdx_status status = pdx_py_arrow_batch_fill(&state->table, begin, end, out, &state->err);
    if (attached) pdx_py_call_end(&call);
    else pdx_calls_leave();
    if (status != PDX_OK) exception_take(&state->err);
    if (status == PDX_OK) {
        state->next = end;
        return 0;
    }
    return status == PDX_ENOMEM ? ENOMEM : EIO;
}

static const char *stream_get_last_error(struct ArrowArrayStream *self) {
    const stream *state = self->private_data;
    return state->err.message[0] == '\0' ? NULL : state->err.message;
}

static void stream_release(struct ArrowArrayStream *self) {
    stream *state = self->private_data;
    self->release = NULL;
    if (!Py_IsInitialized()) return; /* a consumer that outlives the interpreter: nothing can be given back */
    const PyGILState_STATE lock = PyGILState_Ensure();
    pdx_py_table_close(&state->table);
    PyGILState_Release(lock);
    PyMem_RawFree(state);
}

static void stream_capsule_free(PyObject *capsule) {
    struct ArrowArrayStream *self = PyCapsule_GetPointer(capsule, "arrow_array_stream");
    if (self == NULL) return;
    if (self->release != NULL) self->release(self);
    PyMem_RawFree(self);
}

static void schema_capsule_free(PyObject *capsule) {
    struct ArrowSchema *self = PyCapsule_GetPointer(capsule, "arrow_schema");
    if (self == NULL) return;
    if (self->release != NULL) self->release(self);
    PyMem_RawFree(self);
}

PyObject *pdx_py_arrow_schema(const pdx_py_table *table) {
    struct ArrowSchema *schema = PyMem_RawCalloc(1, sizeof *schema);
    if (schema == NULL || !pdx_py_arrow_schema_fill(table, schema)) {
        PyMem_RawFree(schema);
        return PyErr_NoMemory();
    }
    PyObject *capsule = PyCapsule_New(schema, "arrow_schema", schema_capsule_free);
    if (capsule == NULL) {
        schema->release(schema);
        PyMem_RawFree(schema);
    }
    return capsule;
}

PyObject *pdx_py_arrow_stream(pdx_py_table *table) {
    struct ArrowArrayStream *self = PyMem_RawCalloc(1, sizeof *self);
    stream *state = PyMem_RawCalloc(1, sizeof *state);
    if (self == NULL || state == NULL) {
        PyMem_RawFree(self);
        PyMem_RawFree(state);
        pdx_py_table_close(table);
        return PyErr_NoMemory();
    }
    state->table = *table;
    self->get_schema = stream_get_schema;
    self->get_next = stream_get_next;
    self->get_last_error = stream_get_last_error;
    self->release = stream_release;
    self->private_data = state;
    PyObject *capsule = PyCapsule_New(self, "arrow_array_stream", stream_capsule_free);
    if (capsule == NULL) {
        self->release(self);
        PyMem_RawFree(self);
    }
    return capsule;
}
