/* WebReader: a crawl's bytes in, its records out. Used by one thread at a time, with the lock held: its steps are short. */
#include "py/call/errors.h"
#include "py/call/state.h"

typedef struct web_reader_object {
    PyObject_HEAD
    pdx_py_state *state;
    pdx_web_reader *reader; /* owned */
} web_reader_object;

static web_reader_object *web_reader_of(PyObject *self) { return (web_reader_object *)(void *)self; }

static PyObject *web_reader_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"most", NULL};
    unsigned long long most = 0;
    pdx_web_reader *reader = NULL;
    pdx_error err = {0};
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "K:WebReader", names, &most)) return NULL;
    pdx_py_state *state = pdx_py_state_of_type(type);
    if (state == NULL) return NULL;
    if (pdx_web_reader_new(most, &reader, &err) != PDX_OK) return pdx_py_raise(state, &err, NULL);
    PyObject *self = pdx_py_new(state, PDX_PY_WEB_READER);
    if (self == NULL) {
        pdx_web_reader_free(reader);
        return NULL;
    }
    web_reader_of(self)->state = state;
    web_reader_of(self)->reader = reader;
    return self;
}

static void web_reader_dealloc(PyObject *self) {
    pdx_web_reader_free(web_reader_of(self)->reader);
    pdx_py_free(self);
}

/* Headers are any bytes: each stands for a character. */
static PyObject *latin1(pdx_span text) { return PyUnicode_DecodeLatin1((const char *)text.data, (Py_ssize_t)text.len, NULL); }

static PyObject *utf8(pdx_span text) { return PyUnicode_DecodeUTF8((const char *)text.data, (Py_ssize_t)text.len, "surrogateescape"); }

static PyObject *record_tuple(const pdx_web_record *record) {
    const pdx_range range = record->source;
    if (record->problem != NULL) return Py_BuildValue("(KKs)", range.begin, range.end, record->problem);
    if (!record->is_page) {
        return Py_BuildValue("(KKNNIz)", range.begin, range.end, latin1(record->type), latin1(record->media), record->status, record->damage);
    }
    PyObject *payload = PyBytes_FromStringAndSize((const char *)record->payload.data, (Py_ssize_t)record->payload.len);
    return Py_BuildValue("(KKNNNNNz)", range.begin, range.end, utf8(record->uri), latin1(record->date), latin1(record->charset),
                         latin1(record->coding), payload, record->damage);
}

static PyObject *records_list(web_reader_object *self) {
    PyObject *list = PyList_New(0);
    while (list != NULL) {
        pdx_web_record record;
        pdx_error err = {0};
        bool more;
        if (pdx_web_reader_next(self->reader, &record, &more, &err) != PDX_OK) {
            Py_DECREF(list);
            return pdx_py_raise(self->state, &err, NULL);
        }
        if (!more) break;
        PyObject *row = record_tuple(&record);
        if (row == NULL || PyList_Append(list, row) < 0) Py_CLEAR(list);
        Py_XDECREF(row);
    }
    return list;
}

PyDoc_STRVAR(feed_doc,
             "feed($self, data, last=False, /)\n--\n\nThe records that end in these bytes or before. Pages: (begin, end, address, date, charset, "
             "content encoding, payload, "
             "why that is not whole or None); others: (begin, end, type, media type, status, the same); what is no record: (begin, end, why).");

static PyObject *web_reader_feed(PyObject *object, PyObject *args) {
    web_reader_object *self = web_reader_of(object);
    Py_buffer data;
    int last = 0;
    pdx_error err = {0};
    if (!PyArg_ParseTuple(args, "y*|p:feed", &data, &last)) return NULL;
    if (self->reader == NULL) {
        PyBuffer_Release(&data);
        PyErr_SetString(PyExc_RuntimeError, "reading failed before, and does not go on");
        return NULL;
    }
    PyObject *list = pdx_web_reader_feed(self->reader, pdx_span_of(data.buf, (size_t)data.len), last != 0, &err) == PDX_OK
                         ? records_list(self)
                         : pdx_py_raise(self->state, &err, NULL);
    PyBuffer_Release(&data);
    if (list == NULL) { /* it may have borrowed the bytes */
        pdx_web_reader_free(self->reader);
        self->reader = NULL;
    }
    return list;
}

PyDoc_STRVAR(mark_doc, "mark($self, offset, /)\n--\n\nSomething that was compressed by itself begins at this offset, which was not fed yet.");

static PyObject *web_reader_mark(PyObject *object, PyObject *offset) {
    const unsigned long long at = PyLong_AsUnsignedLongLong(offset);
    pdx_error err = {0};
    if (PyErr_Occurred() != NULL) return NULL;
    if (web_reader_of(object)->reader == NULL) Py_RETURN_NONE;
    if (pdx_web_reader_mark(web_reader_of(object)->reader, at, &err) != PDX_OK) return pdx_py_raise(web_reader_of(object)->state, &err, NULL);
    Py_RETURN_NONE;
}

static PyMethodDef web_reader_methods[] = {
    {"feed", web_reader_feed, METH_VARARGS, feed_doc},
    {"mark", web_reader_mark, METH_O, mark_doc},
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(web_reader_doc, "WebReader(most)\n--\n\nReads WARC and ARC files; records of more bytes than `most` are passed over.");

static PyType_Slot web_reader_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)web_reader_doc},
    {Py_tp_new, web_reader_new},
    {Py_tp_dealloc, web_reader_dealloc},
    {Py_tp_methods, web_reader_methods},
    {0, NULL},
};

PyType_Spec pdx_py_web_reader_spec = {
    .name = "postdex._core.WebReader",
    .basicsize = sizeof(web_reader_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = web_reader_slots,
};
