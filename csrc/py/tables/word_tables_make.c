/* The methods of an archive that make tables of words: arguments, the call with the lock given up, the object. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/call/results.h"
#include "py/call/sliceable.h"
#include "py/tables/word_table.h"

/* What all of them are given first: the class of the result, the steps of its recipe, who is told of progress. */
typedef struct table_call {
    PyObject *cls, *steps, *progress; /* borrowed */
    pdx_word_table *words;
    pdx_error err;
    pdx_py_call call;
} table_call;

static int making_check(const pdx_py_archive *archive, const table_call *making) {
    if (PyType_Check(making->cls) && PyType_IsSubtype((PyTypeObject *)(void *)making->cls, archive->store->state->types[PDX_PY_WORD_TABLE])) return 0;
    PyErr_SetString(PyExc_TypeError, "a class of tables of words is needed");
    return -1;
}

static PyObject *making_end(pdx_py_archive *archive, table_call *making, pdx_status status) {
    pdx_py_call_end(&making->call);
    if (status != PDX_OK) return pdx_py_raise(archive->store->state, &making->err, NULL);
    return pdx_py_wrap_words(making->cls, archive, making->words, making->steps);
}

PyObject *pdx_py_collocates(pdx_py_archive *archive, PyObject *args) {
    table_call making = {0};
    pdx_collocate_settings settings = {0};
    PyObject *query, *owner;
    const char *measure;
    pdx_span text;
    if (!PyArg_ParseTuple(args, "OO!OObIIIs:_collocates", &making.cls, &PyTuple_Type, &making.steps, &making.progress, &query, &settings.near,
                          &settings.left, &settings.right, &settings.min_count, &measure)) {
        return NULL;
    }
    if (making_check(archive, &making) < 0 || pdx_py_text_argument(query, &owner, &text) < 0) return NULL;
    settings.measure = pdx_span_str(measure);
    pdx_py_call_begin(&making.call, making.progress);
    const pdx_status status = pdx_view_collocates(archive->view, text, &settings, &making.call.tick, &making.words, &making.err);
    PyObject *result = making_end(archive, &making, status);
    Py_DECREF(owner);
    return result;
}

PyObject *pdx_py_keyness(pdx_py_archive *archive, PyObject *args) {
    table_call making = {0};
    pdx_keyness_settings settings = {0};
    PyObject *other;
    const char *measure;
    int tags;
    if (!PyArg_ParseTuple(args, "OO!OO!pIs:_keyness", &making.cls, &PyTuple_Type, &making.steps, &making.progress,
                          archive->store->state->types[PDX_PY_ARCHIVE], &other, &tags, &settings.min_count, &measure)) {
        return NULL;
    }
    if (making_check(archive, &making) < 0) return NULL;
    settings.tags = tags != 0;
    settings.measure = pdx_span_str(measure);
    pdx_py_call_begin(&making.call, making.progress);
    const pdx_status status =
        pdx_view_keyness(archive->view, pdx_py_archive_of(other)->view, &settings, &making.call.tick, &making.words, &making.err);
    return making_end(archive, &making, status);
}

static int length_check(unsigned length) {
    if (length >= 1 && length <= PDX_RUN_MAX) return 0;
    PyErr_Format(PyExc_ValueError, "n=%u: 1 to %d", length, PDX_RUN_MAX);
    return -1;
}

PyObject *pdx_py_ngrams(pdx_py_archive *archive, PyObject *args) {
    table_call making = {0};
    unsigned length, min_count;
    if (!PyArg_ParseTuple(args, "OO!OII:_ngrams", &making.cls, &PyTuple_Type, &making.steps, &making.progress, &length, &min_count)) return NULL;
    if (making_check(archive, &making) < 0 || length_check(length) < 0) return NULL;
    pdx_py_call_begin(&making.call, making.progress);
    const pdx_status status = pdx_view_ngrams(archive->view, length, min_count, &making.call.tick, &making.words, &making.err);
    return making_end(archive, &making, status);
}

PyObject *pdx_py_clusters(pdx_py_archive *archive, PyObject *args) {
    table_call making = {0};
    PyObject *query, *owner;
    unsigned length, min_count;
    pdx_span text;
    if (!PyArg_ParseTuple(args, "OO!OOII:_clusters", &making.cls, &PyTuple_Type, &making.steps, &making.progress, &query, &length, &min_count)) {
        return NULL;
    }
    if (making_check(archive, &making) < 0 || length_check(length) < 0 || pdx_py_text_argument(query, &owner, &text) < 0) return NULL;
    pdx_py_call_begin(&making.call, making.progress);
    const pdx_status status = pdx_view_clusters(archive->view, text, length, min_count, &making.call.tick, &making.words, &making.err);
    PyObject *result = making_end(archive, &making, status);
    Py_DECREF(owner);
    return result;
}

PyObject *pdx_py_dispersion(pdx_py_archive *archive, PyObject *args) {
    table_call making = {0};
    pdx_dispersion_settings settings = {0};
    PyObject *query, *owner = NULL;
    pdx_span text = pdx_span_of(NULL, 0);
    if (!PyArg_ParseTuple(args, "OO!OObII:_dispersion", &making.cls, &PyTuple_Type, &making.steps, &making.progress, &query, &settings.by,
                          &settings.n, &settings.min_count)) {
        return NULL;
    }
    if (making_check(archive, &making) < 0 || (query != Py_None && pdx_py_text_argument(query, &owner, &text) < 0)) return NULL;
    pdx_py_call_begin(&making.call, making.progress);
    const pdx_status status = pdx_view_dispersion(archive->view, text, &settings, &making.call.tick, &making.words, &making.err);
    PyObject *result = making_end(archive, &making, status);
    Py_XDECREF(owner);
    return result;
}

PyObject *pdx_py_tag_pairs(pdx_py_archive *archive, PyObject *args) {
    table_call making = {0};
    unsigned min_count;
    Py_ssize_t most;
    const char *measure;
    if (!PyArg_ParseTuple(args, "OO!OIns:_tag_pairs", &making.cls, &PyTuple_Type, &making.steps, &making.progress, &min_count, &most, &measure)) {
        return NULL;
    }
    if (making_check(archive, &making) < 0) return NULL;
    pdx_py_call_begin(&making.call, making.progress);
    const size_t n = most < 0 ? 0 : (size_t)most;
    const pdx_status status = pdx_view_tag_pairs(archive->view, min_count, n, pdx_span_str(measure), &making.call.tick, &making.words, &making.err);
    return making_end(archive, &making, status);
}

/* Two lists of numbers, of equally many: posts and how often something is in each. What they are read into is freed by the caller, also on
 * failure. */
static int found_argument(const pdx_py_archive *archive, PyObject *posts, PyObject *counts, uint32_t *room[2], pdx_timeline_settings *settings) {
    size_t n_counts;
    room[0] = pdx_py_numbers_argument(posts, archive->store->info.n_posts, &settings->n);
    room[1] = room[0] == NULL ? NULL : pdx_py_numbers_argument(counts, UINT32_MAX, &n_counts);
    if (room[1] == NULL) return -1;
    if (n_counts != settings->n) {
        PyErr_SetString(PyExc_ValueError, "a count for each post is needed");
        return -1;
    }
    settings->posts = room[0];
    settings->counts = room[1];
    return 0;
}

PyObject *pdx_py_timeline(pdx_py_archive *archive, PyObject *args) {
    table_call making = {0};
    pdx_timeline_settings settings = {0};
    PyObject *posts, *counts, *mentions, *result = NULL;
    uint32_t *room[2] = {NULL, NULL};
    if (!PyArg_ParseTuple(args, "OO!ObbO!O!O:_timeline", &making.cls, &PyTuple_Type, &making.steps, &making.progress, &settings.by, &settings.of,
                          &PyList_Type, &posts, &PyList_Type, &counts, &mentions)) {
        return NULL;
    }
    if (making_check(archive, &making) < 0) return NULL;
    if (settings.by >= PDX_PERIOD_COUNT || settings.of >= PDX_TIMELINE_COUNT ||
        (mentions != Py_None && !PyObject_TypeCheck(mentions, (PyTypeObject *)(void *)archive->store->state->types[PDX_PY_MENTIONS]))) {
        PyErr_SetString(PyExc_ValueError, "there is no such timeline");
        return NULL;
    }
    if (found_argument(archive, posts, counts, room, &settings) == 0) {
        const pdx_mention_table *dates = mentions == Py_None ? NULL : pdx_py_mentions_of(pdx_py_sliceable_whole(mentions))->table;
        const pdx_py_sliceable *some = pdx_py_sliceable_of(mentions);
        pdx_py_call_begin(&making.call, making.progress);
        const pdx_status status =
            dates == NULL ? pdx_view_timeline(archive->view, &settings, &making.call.tick, &making.words, &making.err)
                          : pdx_mention_timeline(archive->view, dates, some->rows, some->n, (pdx_period)settings.by, &making.words, &making.err);
        result = making_end(archive, &making, status);
    }
    PyMem_RawFree(room[0]);
    PyMem_RawFree(room[1]);
    return result;
}
