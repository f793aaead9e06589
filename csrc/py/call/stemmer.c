#include "py/call/stemmer.h"

#include "py/call/call.h"
#include "py/call/convert.h"

static void keep_words(const pdx_span *terms, size_t n, pdx_buf *bytes, uint64_t *ends) {
    for (size_t i = 0; i < n; i++) {
        pdx_buf_span(bytes, terms[i]);
        ends[i] = bytes->len;
    }
}

static PyObject *words_list(const pdx_span *terms, size_t n) {
    PyObject *words = PyList_New((Py_ssize_t)n);
    for (size_t i = 0; words != NULL && i < n; i++) {
        PyObject *word = pdx_py_bytes(terms[i]);
        if (word == NULL || PyList_SetItem(words, (Py_ssize_t)i, word) < 0) Py_CLEAR(words);
    }
    return words;
}

/* -1 with an exception, or when the function gave something else than n words. */
static int take_stems(PyObject *stems, size_t n, pdx_buf *bytes, uint64_t *ends) {
    if (!PyList_Check(stems) || PyList_Size(stems) != (Py_ssize_t)n) {
        PyErr_SetString(PyExc_TypeError, "the stemmer gave back something else than a list of as many words");
        return -1;
    }
    for (size_t i = 0; i < n; i++) {
        PyObject *stem = PyList_GetItem(stems, (Py_ssize_t)i); /* borrowed */
        if (stem == NULL) return -1;
        if (!PyBytes_Check(stem)) {
            PyErr_Format(PyExc_TypeError, "the stemmer is to give bytes for bytes, not %R", (PyObject *)Py_TYPE(stem));
            return -1;
        }
        pdx_buf_append(bytes, PyBytes_AsString(stem), (size_t)PyBytes_Size(stem));
        ends[i] = bytes->len;
    }
    return 0;
}

/* Two letters; 0 is no language, and anything else stands in damaged indexes. */
static bool is_code(uint16_t language) {
    const unsigned first = language >> 8, second = language & 0xFF;
    return first >= 'a' && first <= 'z' && second >= 'a' && second <= 'z';
}

static pdx_status call_stem(void *context, uint16_t language, const pdx_span *terms, size_t n, pdx_buf *bytes, uint64_t *ends) {
    pdx_py_store *store = context;
    if (!is_code(language)) {
        keep_words(terms, n, bytes, ends);
        return bytes->failed ? PDX_ENOMEM : PDX_OK;
    }
    const char code[2] = {(char)(language >> 8), (char)(language & 0xFF)};
    const pdx_py_lock lock = pdx_py_lock_take();
    PyObject *words = store->stemmer == NULL || store->unstemmed == language ? NULL : words_list(terms, n);
    PyObject *stems = words == NULL ? NULL : PyObject_CallFunction(store->stemmer, "s#O", code, (Py_ssize_t)2, words);
    bool failed = PyErr_Occurred() != NULL;
    if (stems != NULL && stems != Py_None) {
        failed = take_stems(stems, n, bytes, ends) < 0;
    } else if (!failed) {
        if (stems == Py_None) store->unstemmed = language;
        keep_words(terms, n, bytes, ends);
    }
    Py_XDECREF(stems);
    Py_XDECREF(words);
    failed = failed || !pdx_py_call_is_own(lock.call);
    pdx_py_lock_give(lock);
    if (failed) return PDX_ECALLBACK;
    return bytes->failed ? PDX_ENOMEM : PDX_OK;
}

pdx_stem_callback pdx_py_stemmer(pdx_py_store *store) {
    pdx_stem_callback callback;
    callback.stem = call_stem;
    callback.context = store;
    return callback;
}
