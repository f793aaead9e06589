/* Scanner: a source of records in pieces; what each holds goes into a builder, as a source of its own or of one that is open. Used by one thread
 * at a time, mostly with the lock held; a second one gets RuntimeError. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/decoding.h"
#include "py/call/errors.h"

typedef struct scanner_object {
    PyObject_HEAD
    pdx_py_state *state;
    pdx_scanner *scanner; /* owned; NULL: the form is none of records, */
    bool is_one;          /* or the whole is one */
    bool busy;            /* somebody uses it without the lock */
} scanner_object;

static scanner_object *scanner_of(PyObject *self) { return (scanner_object *)(void *)self; }

static PyObject *scanner_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"head", "most", "from_", "keep", NULL};
    Py_buffer head;
    unsigned long long most = 0, from = 0;
    pdx_scanner *scanner = NULL;
    int keep = 0;
    pdx_error err = {0};
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "y*KK|p:Scanner", names, &head, &most, &from, &keep)) return NULL;
    pdx_py_state *state = pdx_py_state_of_type(type);
    const pdx_span bytes = pdx_span_of(head.buf, (size_t)head.len);
    const pdx_status status = state == NULL ? PDX_OK : pdx_scanner_new(bytes, most, from, &scanner, &err);
    const bool is_one = scanner == NULL && pdx_scanner_is_one(bytes);
    PyBuffer_Release(&head);
    if (state == NULL) return NULL;
    if (status != PDX_OK) return pdx_py_raise(state, &err, NULL);
    if (scanner != NULL && keep) pdx_scanner_keep(scanner);
    PyObject *self = pdx_py_new(state, PDX_PY_SCANNER);
    if (self == NULL) {
        pdx_scanner_free(scanner);
        return NULL;
    }
    scanner_of(self)->state = state;
    scanner_of(self)->scanner = scanner;
    scanner_of(self)->is_one = is_one;
    return self;
}

static void scanner_dealloc(PyObject *self) {
    pdx_scanner_free(scanner_of(self)->scanner);
    pdx_py_free(self);
}

static int scanner_check(scanner_object *self) {
    if (self->scanner != NULL && !self->busy) return 0;
    if (self->busy) PyErr_SetString(PyExc_RuntimeError, "another thread uses this scanner");
    else PyErr_SetString(PyExc_ValueError, "this is not read in pieces");
    return -1;
}

PyDoc_STRVAR(feed_doc, "feed($self, data, last=False, decoded=None, /)\n--\n\nThe next bytes; `decoded`, of a source in another encoding: their "
                       "text, as in Builder.add.");

static PyObject *scanner_feed(PyObject *object, PyObject *args) {
    scanner_object *self = scanner_of(object);
    Py_buffer data;
    int last = 0;
    PyObject *tuple = Py_None;
    pdx_py_decoding decoded;
    pdx_status status = PDX_EVALUE;
    pdx_error err = {0};
    if (scanner_check(self) < 0 || !PyArg_ParseTuple(args, "y*|pO:feed", &data, &last, &tuple)) return NULL;
    const bool ready = pdx_py_decoding_take(tuple, &decoded) == 0;
    const pdx_span bytes = pdx_span_of(data.buf, (size_t)data.len);
    const pdx_decoding *decoding = ready ? pdx_py_decoding_of(&decoded) : NULL;
    if (ready && decoding == NULL) status = pdx_scanner_feed(self->scanner, bytes, last != 0, &err);
    if (ready && decoding != NULL) status = pdx_scanner_feed_decoded(self->scanner, decoding, bytes, last != 0, &err);
    PyBuffer_Release(&data);
    pdx_py_decoding_release(&decoded);
    if (!ready) return NULL;
    if (status != PDX_OK) return pdx_py_raise(self->state, &err, NULL);
    Py_RETURN_NONE;
}

PyDoc_STRVAR(take_doc, "take($self, builder, name, url, captured, /)\n--\n\nWhat was fed: (begin, end) of a source that the builder has now, (begin, "
                       "end, why these bytes are skipped), False when more is "
                       "to be fed, True at the end.");

static PyObject *scanner_take(PyObject *object, PyObject *args) {
    scanner_object *self = scanner_of(object);
    PyObject *made, *name, *url, *day, *name_owner = NULL, *url_owner = NULL, *result = NULL;
    pdx_source_facts facts;
    pdx_scanned found;
    pdx_error err = {0};
    if (scanner_check(self) < 0 || !PyArg_ParseTuple(args, "OOOO:take", &made, &name, &url, &day)) return NULL;
    pdx_builder *builder = pdx_py_builder_of(self->state, made);
    if (builder != NULL && pdx_py_text_argument(name, &name_owner, &facts.name) == 0 && pdx_py_text_argument(url, &url_owner, &facts.url) == 0 &&
        pdx_py_day_argument(day, &facts.captured) == 0) {
        if (pdx_scanner_take(self->scanner, builder, &facts, &found, &err) != PDX_OK) result = pdx_py_raise(self->state, &err, NULL);
        else if (found.kind == PDX_SCANNED_POSTS) result = Py_BuildValue("(KK)", found.range.begin, found.range.end);
        else if (found.kind == PDX_SCANNED_PROBLEM) result = Py_BuildValue("(KKs)", found.range.begin, found.range.end, found.error.message);
        else result = PyBool_FromLong(found.kind == PDX_SCANNED_END);
    }
    Py_XDECREF(name_owner);
    Py_XDECREF(url_owner);
    return result;
}

PyDoc_STRVAR(add_doc, "add($self, builder, /)\n--\n\nWhat was fed goes into the source that is open: (begin, end, why these bytes are skipped), "
                      "False when more is to be fed, True when what follows is not looked at.");

static PyObject *scanner_add(PyObject *object, PyObject *made) {
    scanner_object *self = scanner_of(object);
    pdx_scanned found;
    pdx_error err = {0};
    if (scanner_check(self) < 0) return NULL;
    pdx_builder *builder = pdx_py_builder_of(self->state, made);
    if (builder == NULL) return NULL;
    if (pdx_scanner_add(self->scanner, builder, &found, &err) != PDX_OK) return pdx_py_raise(self->state, &err, NULL);
    if (found.kind == PDX_SCANNED_PROBLEM) return Py_BuildValue("(KKs)", found.range.begin, found.range.end, found.error.message);
    return PyBool_FromLong(found.kind == PDX_SCANNED_END);
}

PyDoc_STRVAR(close_doc,
             "close($self, builder, name, url, captured, /)\n--\n\nThe builder has the source that is open now; what comes is another piece of it.");

static PyObject *scanner_close(PyObject *object, PyObject *args) {
    scanner_object *self = scanner_of(object);
    PyObject *made, *name, *url, *day, *name_owner = NULL, *url_owner = NULL;
    pdx_source_facts facts;
    pdx_error err = {0};
    bool done = false;
    if (scanner_check(self) < 0 || !PyArg_ParseTuple(args, "OOOO:close", &made, &name, &url, &day)) return NULL;
    pdx_builder *builder = pdx_py_builder_of(self->state, made);
    if (builder != NULL && pdx_py_text_argument(name, &name_owner, &facts.name) == 0 && pdx_py_text_argument(url, &url_owner, &facts.url) == 0 &&
        pdx_py_day_argument(day, &facts.captured) == 0) {
        done = pdx_scanner_close(self->scanner, builder, &facts, &err) == PDX_OK;
        if (!done) (void)pdx_py_raise(self->state, &err, NULL);
    }
    Py_XDECREF(name_owner);
    Py_XDECREF(url_owner);
    return done ? Py_NewRef(Py_None) : NULL;
}

PyDoc_STRVAR(drop_doc, "drop($self, builder, /)\n--\n\nThe builder is as it was before the source was opened.");

static PyObject *scanner_drop(PyObject *object, PyObject *made) {
    scanner_object *self = scanner_of(object);
    pdx_builder *builder = scanner_check(self) < 0 ? NULL : pdx_py_builder_of(self->state, made);
    if (builder == NULL) return NULL;
    pdx_scanner_drop(self->scanner, builder);
    Py_RETURN_NONE;
}

PyDoc_STRVAR(prove_doc, "prove($self, builder, /)\n--\n\nThe builder, which is for that alone, notes what the dates of what is open prove of the "
                        "order of days and months; nothing else stays of it.");

static PyObject *scanner_prove(PyObject *object, PyObject *made) {
    scanner_object *self = scanner_of(object);
    pdx_error err = {0};
    pdx_py_call call;
    pdx_builder *builder = scanner_check(self) < 0 ? NULL : pdx_py_builder_take(self->state, made);
    if (builder == NULL) return NULL;
    self->busy = true;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_scanner_prove(self->scanner, builder, &call.tick, &err);
    pdx_py_call_end(&call);
    self->busy = false;
    pdx_py_builder_give(made);
    if (status != PDX_OK) return pdx_py_raise(self->state, &err, NULL);
    Py_RETURN_NONE;
}

static PyObject *scanner_weight(PyObject *object, void *closure) {
    (void)closure;
    return PyLong_FromUnsignedLongLong(scanner_of(object)->scanner == NULL ? 0 : pdx_scanner_weight(scanner_of(object)->scanner));
}

static PyObject *scanner_streams(PyObject *object, void *closure) {
    (void)closure;
    return PyBool_FromLong(scanner_of(object)->scanner != NULL);
}

static PyObject *scanner_is_one(PyObject *object, void *closure) {
    (void)closure;
    return PyBool_FromLong(scanner_of(object)->is_one);
}

static PyMethodDef scanner_methods[] = {
    {"feed", scanner_feed, METH_VARARGS, feed_doc},
    {"take", scanner_take, METH_VARARGS, take_doc},
    {"add", scanner_add, METH_O, add_doc},
    {"close", scanner_close, METH_VARARGS, close_doc},
    {"drop", scanner_drop, METH_O, drop_doc},
    {"prove", scanner_prove, METH_O, prove_doc},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef scanner_fields[] = {
    {"streams", scanner_streams, NULL, PyDoc_STR("Whether its form is one of records that can be read in pieces."), NULL},
    {"is_one", scanner_is_one, NULL, PyDoc_STR("Whether the source is one record as a whole."), NULL},
    {"weight", scanner_weight, NULL, PyDoc_STR("Bytes of memory that the source that is open takes; 0: it has no rows yet."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(scanner_doc,
             "Scanner(head, most, from_, keep=False)\n--\n\nReads a source of records that begins so in pieces; `keep`: for add, not for take.");

static PyType_Slot scanner_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)scanner_doc}, {Py_tp_new, scanner_new}, {Py_tp_dealloc, scanner_dealloc}, {Py_tp_methods, scanner_methods},
    {Py_tp_getset, scanner_fields}, {0, NULL},
};

PyType_Spec pdx_py_scanner_spec = {
    .name = "postdex._core.Scanner",
    .basicsize = sizeof(scanner_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = scanner_slots,
};
