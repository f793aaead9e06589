/* Sources that are given to a Builder: bytes, files of Markdown, rows. */
#include "py/types/builder_object.h"

#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/decoding.h"
#include "py/call/errors.h"
#include "py/tables/row_writer.h"

/* Whether a source need not be taken: it is there, or is what would be replaced. */
static pdx_status source_known(pdx_py_builder *self, const pdx_source_facts *facts, pdx_span bytes, int replace, bool *known, pdx_error *err) {
    return replace ? pdx_builder_has_last(self->builder, facts, bytes, known, err) : pdx_builder_knows(self->builder, facts, bytes, known, err);
}

/* After a source was taken: what it replaces. */
static pdx_status source_replace(pdx_py_builder *self, const pdx_source_facts *facts, int replace, pdx_error *err) {
    uint32_t count = 0;
    const pdx_status status = replace ? pdx_builder_take_out_named(self->builder, facts->name, &count, err) : PDX_OK;
    self->n_replaced += count;
    return status;
}

PyObject *pdx_py_builder_add(PyObject *object, PyObject *args) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    PyObject *name, *url, *day, *path = Py_None, *decoded = Py_None, *name_owner = NULL, *url_owner = NULL;
    pdx_py_decoding decoding;
    Py_buffer data;
    int replace = 0;
    bool known = false;
    pdx_source_facts facts;
    pdx_error err = {0};
    pdx_status status = PDX_OK;
    if (!PyArg_ParseTuple(args, "OOOy*|OpO:add", &name, &url, &day, &data, &path, &replace, &decoded)) return NULL;
    bool ready = pdx_py_decoding_take(decoded, &decoding) == 0 && pdx_py_text_argument(name, &name_owner, &facts.name) == 0 &&
                 pdx_py_text_argument(url, &url_owner, &facts.url) == 0 && pdx_py_day_argument(day, &facts.captured) == 0 &&
                 pdx_py_builder_claim(self) == 0;
    if (ready) {
        pdx_py_call call;
        pdx_py_call_begin(&call, NULL);
        status = source_known(self, &facts, pdx_span_of(data.buf, (size_t)data.len), replace, &known, &err);
        if (status == PDX_OK && !known) {
            status = pdx_builder_add_decoded(self->builder, &facts, pdx_span_of(data.buf, (size_t)data.len), pdx_py_decoding_of(&decoding),
                                             &call.tick, &err);
        }
        if (status == PDX_OK && !known) status = source_replace(self, &facts, replace, &err);
        pdx_py_call_end(&call);
        self->busy = false;
        if (status != PDX_OK) (void)pdx_py_raise(self->state, &err, path == Py_None ? NULL : path);
    }
    PyBuffer_Release(&data);
    pdx_py_decoding_release(&decoding);
    Py_XDECREF(name_owner);
    Py_XDECREF(url_owner);
    return !ready || status != PDX_OK ? NULL : PyBool_FromLong(!known);
}

/* The list is the caller's own: it holds the paths. Those behind one that is no UTF-8 are not given. */
PyObject *pdx_py_builder_add_posts(PyObject *object, PyObject *args) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    PyObject *list, *url, *day, *url_owner = NULL;
    unsigned long long most;
    pdx_source_facts facts = {0};
    pdx_posts_added added = {0, 0};
    pdx_error err = {0};
    pdx_status status = PDX_EVALUE;
    if (!PyArg_ParseTuple(args, "O!KOO:add_posts", &PyList_Type, &list, &most, &url, &day)) return NULL;
    const size_t n_paths = (size_t)PyList_Size(list);
    const char **paths = PyMem_Calloc(n_paths + 1, sizeof *paths);
    if (paths == NULL) return PyErr_NoMemory();
    if (pdx_py_text_argument(url, &url_owner, &facts.url) == 0 && pdx_py_day_argument(day, &facts.captured) == 0 && pdx_py_builder_claim(self) == 0) {
        pdx_py_call call;
        size_t n = 0;
        while (n < n_paths && (paths[n] = PyUnicode_AsUTF8AndSize(PyList_GetItem(list, (Py_ssize_t)n), NULL)) != NULL) n++;
        PyErr_Clear();
        pdx_py_call_begin(&call, NULL);
        status = pdx_builder_add_posts(self->builder, &facts, paths, n, most, &added, &call.tick, &err);
        pdx_py_call_end(&call);
        self->busy = false;
        if (status != PDX_OK) (void)pdx_py_raise(self->state, &err, NULL);
    }
    PyMem_Free(paths);
    Py_XDECREF(url_owner);
    return status != PDX_OK ? NULL : Py_BuildValue("(nK)", (Py_ssize_t)added.n, (unsigned long long)added.n_bytes);
}

PyObject *pdx_py_builder_add_post(PyObject *object, PyObject *args) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    PyObject *name, *url, *day, *name_owner = NULL, *url_owner = NULL;
    Py_buffer data;
    bool added = false;
    pdx_source_facts facts;
    pdx_error err = {0};
    pdx_status status = PDX_EVALUE;
    if (!PyArg_ParseTuple(args, "OOOy*:add_post", &name, &url, &day, &data)) return NULL;
    if (pdx_py_text_argument(name, &name_owner, &facts.name) == 0 && pdx_py_text_argument(url, &url_owner, &facts.url) == 0 &&
        pdx_py_day_argument(day, &facts.captured) == 0 && pdx_py_builder_claim(self) == 0) {
        pdx_py_call call;
        pdx_py_call_begin(&call, NULL);
        status = pdx_builder_add_post(self->builder, &facts, pdx_span_of(data.buf, (size_t)data.len), &added, &call.tick, &err);
        pdx_py_call_end(&call);
        self->busy = false;
        if (status != PDX_OK) (void)pdx_py_raise(self->state, &err, name);
    }
    PyBuffer_Release(&data);
    Py_XDECREF(name_owner);
    Py_XDECREF(url_owner);
    return status != PDX_OK ? NULL : PyBool_FromLong(added);
}

/* Rows that the builder was not asked for while they came: other code may have used it meanwhile. */
static pdx_status rows_take(pdx_py_builder *self, const pdx_source_facts *facts, pdx_row_feed *feed, int replace, bool *known, pdx_error *err) {
    pdx_span bytes;
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    pdx_status status = pdx_row_feed_end(feed, &bytes, err);
    if (status == PDX_OK) status = source_known(self, facts, bytes, replace, known, err);
    if (status == PDX_OK && !*known) status = pdx_builder_take_rows(self->builder, facts, feed, &call.tick, err);
    if (status == PDX_OK && !*known) status = source_replace(self, facts, replace, err);
    pdx_py_call_end(&call);
    self->busy = false;
    return status;
}

/* What has been read behind the last rows is given back without the lock: whoever still reads is waited for. */
static void feed_free(pdx_row_feed *feed) {
    Py_BEGIN_ALLOW_THREADS
    pdx_row_feed_free(feed);
    Py_END_ALLOW_THREADS
}

PyObject *pdx_py_builder_add_rows(PyObject *object, PyObject *args) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    PyObject *name, *day, *rows, *encode, *name_owner = NULL;
    pdx_source_facts facts = {0};
    pdx_error err = {0};
    pdx_row_feed *feed;
    int replace = 0;
    bool known = false;
    pdx_status status = PDX_EVALUE;
    if (!PyArg_ParseTuple(args, "OOOO|p:add_rows", &name, &day, &rows, &encode, &replace) || pdx_py_builder_claim(self) < 0) return NULL;
    self->busy = false;
    if (pdx_row_feed_new(self->builder, &feed, &err) != PDX_OK) return pdx_py_raise(self->state, &err, NULL);
    const bool ready = pdx_py_text_argument(name, &name_owner, &facts.name) == 0 && pdx_py_day_argument(day, &facts.captured) == 0 &&
                       pdx_py_rows_feed(self->state, rows, encode, feed) == 0 && pdx_py_builder_claim(self) == 0;
    if (ready) status = rows_take(self, &facts, feed, replace, &known, &err);
    feed_free(feed);
    if (ready && status != PDX_OK) (void)pdx_py_raise(self->state, &err, name);
    Py_XDECREF(name_owner);
    return !ready || status != PDX_OK ? NULL : PyBool_FromLong(!known);
}

PyObject *pdx_py_builder_lines(PyObject *unused, PyObject *args) {
    PyObject *rows, *encode;
    pdx_buf bytes;
    (void)unused;
    if (!PyArg_ParseTuple(args, "OO:lines", &rows, &encode)) return NULL;
    pdx_buf_init(&bytes);
    PyObject *made = pdx_py_rows_write(rows, encode, &bytes) == 0 ? pdx_py_bytes(pdx_buf_view(&bytes)) : NULL;
    pdx_buf_deinit(&bytes);
    return made;
}
