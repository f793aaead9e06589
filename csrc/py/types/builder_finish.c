/* The end of a Builder: a store in memory, or one more part of an archive on disk. */
#include "py/types/builder_object.h"

#include "py/call/call.h"
#include "py/call/errors.h"
#include "py/call/stemmer.h"
#include "py/types/store_saved.h"

PyObject *pdx_py_builder_finish(PyObject *object, PyObject *args) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    PyObject *stemmer = Py_None, *progress = Py_None;
    if (!PyArg_ParseTuple(args, "|OO:finish", &stemmer, &progress)) return NULL;
    pdx_py_store *store = pdx_py_store_of(pdx_py_new(self->state, PDX_PY_STORE));
    if (store == NULL) return NULL;
    store->state = self->state;
    store->stemmer = Py_NewRef(stemmer);
    store->options = Py_NewRef(self->options);
    store->index = self->later ? PDX_PY_TO_INDEX : PDX_PY_INDEXED;
    store->cache = PyDict_New();
    if (store->cache == NULL || pdx_py_builder_claim(self) < 0) {
        Py_DECREF(pdx_py_object(store));
        return NULL;
    }
    const pdx_stem_callback callback = pdx_py_stemmer(store);
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, progress);
    const pdx_status status =
        pdx_builder_finish(self->builder, stemmer == Py_None ? NULL : &callback, &call.tick, &store->archive, &err);
    if (status == PDX_OK) store->info = pdx_archive_describe(store->archive);
    pdx_builder_free(self->builder);
    pdx_py_call_end(&call);
    self->builder = NULL;
    self->busy = false;
    if (status == PDX_OK) return pdx_py_object(store);
    Py_DECREF(pdx_py_object(store));
    return pdx_py_raise(self->state, &err, NULL);
}

PyObject *pdx_py_builder_first_taken(PyObject *object, PyObject *args) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    int all, as;
    if (!PyArg_ParseTuple(args, "pi:first_taken", &all, &as) || pdx_py_builder_claim(self) < 0) return NULL;
    const uint32_t first = pdx_builder_first_taken(self->builder, all != 0, (pdx_save_as)as);
    self->busy = false;
    return PyLong_FromUnsignedLong(first);
}

/* Posts that were taken out. */
static PyObject *taken_out_list(const pdx_builder *builder) {
    PyObject *list = PyList_New(0);
    for (uint32_t post = pdx_builder_taken_out(builder, 0); list != NULL && post != PDX_NONE; post = pdx_builder_taken_out(builder, post + 1)) {
        PyObject *number = PyLong_FromUnsignedLong(post);
        if (number == NULL || PyList_Append(list, number) < 0) Py_CLEAR(list);
        Py_XDECREF(number);
    }
    return list;
}

PyObject *pdx_py_builder_commit(PyObject *object, PyObject *args) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    const char *path, *note;
    Py_ssize_t note_len;
    unsigned first;
    int as;
    PyObject *capsule, *progress;
    const pdx_folder_lock *held;
    pdx_error err = {0};
    pdx_py_call call;
    if (!PyArg_ParseTuple(args, "yy#IiOO:commit", &path, &note, &note_len, &first, &as, &capsule, &progress) ||
        pdx_py_lock_argument(capsule, &held) < 0) {
        return NULL;
    }
    if (held == NULL || self->base == NULL || as < PDX_SAVE_FOR_ALL || as > PDX_SAVE_ADDED) {
        PyErr_SetString(PyExc_ValueError, "a lock is needed, a store that is continued, and what it is to be");
        return NULL;
    }
    if (pdx_py_builder_claim(self) < 0) return NULL;
    pdx_py_store *base = pdx_py_store_of(self->base);
    const pdx_stem_callback callback = pdx_py_stemmer(base);
    pdx_py_call_begin(&call, progress);
    const pdx_status status = pdx_builder_commit(self->builder, path, pdx_span_of(note, (size_t)note_len), first, (pdx_save_as)as, held,
                                                 base->stemmer == Py_None ? NULL : &callback, &call.tick, &err);
    pdx_py_call_end(&call);
    PyObject *still = status == PDX_OK ? taken_out_list(self->builder) : NULL;
    pdx_builder_free(self->builder);
    self->builder = NULL;
    self->busy = false;
    return status == PDX_OK ? still : pdx_py_raise_at(self->state, &err, path);
}
