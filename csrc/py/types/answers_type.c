/* Answers: the best of each of many queries, as columns. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/call/results.h"
#include "py/call/settings.h"
#include "py/call/table.h"

static int answers_traverse(PyObject *object, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(pdx_py_answers_of(object)->queries);
    return pdx_py_result_traverse(&pdx_py_answers_of(object)->result, visit, arg);
}

static void answers_dealloc(PyObject *object) {
    PyObject_GC_UnTrack(object);
    pdx_py_answers *self = pdx_py_answers_of(object);
    pdx_answers_free(self->answers);
    Py_XDECREF(self->queries);
    pdx_py_result_deinit(&self->result);
    pdx_py_free(object);
}

/* Takes `answers`, also on failure. */
static PyObject *answers_wrap(pdx_py_archive *archive, pdx_answers *answers, PyObject *queries, PyObject *recipe) {
    pdx_py_answers *self = pdx_py_answers_of(pdx_py_new(archive->store->state, PDX_PY_ANSWERS));
    if (self == NULL) {
        pdx_answers_free(answers);
        return NULL;
    }
    pdx_py_result_init(&self->result, pdx_py_answers_table, archive, recipe);
    self->answers = answers;
    self->queries = Py_NewRef(queries);
    return pdx_py_object(self);
}

/* ------------------------------------------------------------------ asking */

/* The queries as bytes, and what holds them. NULL with an exception. */
static pdx_span *queries_take(PyObject *queries, PyObject *owners) {
    const Py_ssize_t n = PyTuple_Size(queries);
    pdx_span *spans = PyMem_RawCalloc((size_t)n + 1, sizeof *spans);
    if (spans == NULL) PyErr_NoMemory();
    for (Py_ssize_t i = 0; spans != NULL && i < n; i++) {
        PyObject *owner = NULL;
        const int failed = pdx_py_text_argument(PyTuple_GetItem(queries, i), &owner, &spans[i]) < 0 || PyList_Append(owners, owner) < 0;
        Py_XDECREF(owner);
        if (!failed) continue;
        PyMem_RawFree(spans);
        return NULL;
    }
    return spans;
}

/* The exception that is set learns of which query it speaks. */
static void exception_add_query(uint32_t query) {
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    PyErr_NormalizeException(&type, &value, &trace);
    PyObject *number = PyLong_FromUnsignedLong(query);
    if (number == NULL || value == NULL || PyObject_SetAttrString(value, "query", number) < 0) PyErr_Clear();
    Py_XDECREF(number);
    PyErr_Restore(type, value, trace);
}

static PyObject *answers_ask(pdx_py_archive *archive, PyObject *queries, Py_ssize_t k, pdx_query_settings *settings, PyObject *progress,
                             PyObject *recipe) {
    PyObject *owners = PyList_New(0);
    pdx_span *spans = owners == NULL ? NULL : queries_take(queries, owners);
    if (spans == NULL) {
        Py_XDECREF(owners);
        return NULL;
    }
    const size_t n_queries = (size_t)PyTuple_Size(queries);
    pdx_answers *answers = NULL;
    uint32_t failed = PDX_NONE;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, progress);
    settings->tick = call.tick;
    const pdx_status status = pdx_view_search_many(archive->view, spans, n_queries, (size_t)k, settings, &answers, &failed, &err);
    pdx_py_call_end(&call);
    PyMem_RawFree(spans);
    Py_DECREF(owners);
    if (status == PDX_OK) return answers_wrap(archive, answers, queries, recipe);
    (void)pdx_py_raise(archive->store->state, &err, NULL);
    if (failed != PDX_NONE) exception_add_query(failed);
    return NULL;
}

PyObject *pdx_py_search_many(pdx_py_archive *archive, PyObject *args) {
    PyObject *queries, *given, *progress, *recipe;
    Py_ssize_t k;
    pdx_query_settings settings;
    if (!PyArg_ParseTuple(args, "O!nOOO:_search_many", &PyTuple_Type, &queries, &k, &given, &progress, &recipe)) return NULL;
    if (k < 1) {
        PyErr_SetString(PyExc_ValueError, "k is at least 1");
        return NULL;
    }
    if (pdx_py_settings_argument(given, &settings) < 0) return NULL;
    return answers_ask(archive, queries, k, &settings, progress, recipe);
}

/* ------------------------------------------------------------------ reading */

static pdx_answer_columns columns_of(PyObject *object) { return pdx_answers_columns(pdx_py_answers_of(object)->answers); }

static Py_ssize_t answers_len(PyObject *object) { return (Py_ssize_t)columns_of(object).n; }

/* (query, rank, post, score). */
static PyObject *answers_item(PyObject *object, Py_ssize_t i) {
    const pdx_answer_columns columns = columns_of(object);
    if (i < 0 || i >= (Py_ssize_t)columns.n) {
        PyErr_SetString(PyExc_IndexError, "there is no such answer");
        return NULL;
    }
    PyObject *result = PyStructSequence_New(pdx_py_answers_of(object)->result.archive->store->state->answer);
    if (result == NULL) return NULL;
    PyObject *items[4] = {PyLong_FromUnsignedLong(columns.query[i]), PyLong_FromUnsignedLong(columns.rank[i]),
                          PyLong_FromUnsignedLong(columns.post[i]), PyFloat_FromDouble(columns.score[i])};
    bool failed = false;
    for (Py_ssize_t k = 0; k < 4; k++) {
        failed = failed || items[k] == NULL;
        PyStructSequence_SetItem(result, k, items[k]); /* takes the reference */
    }
    if (failed) Py_CLEAR(result);
    return result;
}

static PyObject *answers_at(PyObject *object, PyObject *key) {
    Py_ssize_t i;
    return pdx_py_index_argument(key, answers_len(object), &i) < 0 ? NULL : answers_item(object, i);
}

static PyObject *answers_numbers(PyObject *object, const void *data, size_t n, size_t item, const char *format) {
    return pdx_py_wrap_numbers(pdx_py_answers_of(object)->result.archive->store->state, object, data, n, item, format);
}

static PyObject *answers_query(PyObject *object, void *closure) {
    (void)closure;
    return answers_numbers(object, columns_of(object).query, columns_of(object).n, sizeof(uint32_t), "I");
}

static PyObject *answers_rank(PyObject *object, void *closure) {
    (void)closure;
    return answers_numbers(object, columns_of(object).rank, columns_of(object).n, sizeof(uint32_t), "I");
}

static PyObject *answers_post(PyObject *object, void *closure) {
    (void)closure;
    return answers_numbers(object, columns_of(object).post, columns_of(object).n, sizeof(uint32_t), "I");
}

static PyObject *answers_score(PyObject *object, void *closure) {
    (void)closure;
    return answers_numbers(object, columns_of(object).score, columns_of(object).n, sizeof(double), "d");
}

static PyObject *answers_begins(PyObject *object, void *closure) {
    (void)closure;
    return answers_numbers(object, columns_of(object).begins, columns_of(object).n_queries + 1, sizeof(uint64_t), "Q");
}

static PyObject *answers_incomplete(PyObject *object, void *closure) {
    (void)closure;
    const pdx_answer_columns columns = columns_of(object);
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < columns.n_queries; i++) {
        if (columns.complete[i] != 0) continue;
        PyObject *number = PyLong_FromSize_t(i);
        if (number == NULL || PyList_Append(list, number) < 0) Py_CLEAR(list);
        Py_XDECREF(number);
    }
    return list;
}

static PyObject *answers_queries(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_answers_of(object)->queries);
}

static bool columns_equal(pdx_answer_columns x, pdx_answer_columns y) {
    if (x.n != y.n || x.n_queries != y.n_queries) return false;
    if (memcmp(x.begins, y.begins, (x.n_queries + 1) * sizeof *x.begins) != 0) return false;
    /* Scores are finite and never -0.0: equal scores have equal bytes. */
    return x.n == 0 || (memcmp(x.post, y.post, x.n * sizeof *x.post) == 0 && memcmp(x.score, y.score, x.n * sizeof *x.score) == 0);
}

static PyObject *answers_compare(PyObject *a, PyObject *b, int op) {
    pdx_py_store *store = pdx_py_answers_of(a)->result.archive->store;
    if ((op != Py_EQ && op != Py_NE) || !PyObject_TypeCheck(b, store->state->types[PDX_PY_ANSWERS])) Py_RETURN_NOTIMPLEMENTED;
    int equal = pdx_py_store_equal(store, pdx_py_answers_of(b)->result.archive->store);
    if (equal < 0) return NULL;
    equal = equal && columns_equal(columns_of(a), columns_of(b));
    return PyBool_FromLong(op == Py_EQ ? equal : !equal);
}

static Py_hash_t answers_hash(PyObject *object) {
    const pdx_answer_columns columns = columns_of(object);
    uint64_t mixed = columns.n * 31 + columns.n_queries;
    for (size_t i = 0; i < columns.n && i < 16; i++) mixed = mixed * 31 + columns.post[i];
    return pdx_py_store_hash(pdx_py_answers_of(object)->result.archive->store) ^ (Py_hash_t)(mixed >> 2);
}

static PyGetSetDef answers_fields[] = {
    {"archive", pdx_py_result_archive, NULL, PyDoc_STR("The archive (or view of one) that was searched."), NULL},
    {"queries", answers_queries, NULL, PyDoc_STR("The queries, in the order in which they were given."), NULL},
    {"query", answers_query, NULL,
     PyDoc_STR("The query of each row, by its number in `queries`: a memoryview of 32-bit numbers, which numpy reads in place."), NULL},
    {"rank", answers_rank, NULL, PyDoc_STR("The rank of each row within its query, from 0: a memoryview of 32-bit numbers."), NULL},
    {"post", answers_post, NULL, PyDoc_STR("The number of the post of each row, as `post.number`: a memoryview of 32-bit numbers."), NULL},
    {"score", answers_score, NULL, PyDoc_STR("The score of each row, as `hit.score`: a memoryview of 64-bit floats."), NULL},
    {"begins", answers_begins, NULL,
     PyDoc_STR("Where the rows of each query begin, and at last where all end: a memoryview of 64-bit numbers, one more than queries."), NULL},
    {"incomplete", answers_incomplete, NULL, PyDoc_STR("Numbers of the queries for which the deadline came first."), NULL},
    {"_recipe", pdx_py_result_recipe, NULL, PyDoc_STR("The steps that led here."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(answers_doc, "The best of each of many queries.");

static PyType_Slot answers_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)answers_doc}, {Py_tp_dealloc, answers_dealloc},     {Py_tp_traverse, answers_traverse},
    {Py_tp_clear, pdx_py_result_clear},                {Py_tp_richcompare, answers_compare}, {Py_tp_hash, answers_hash},
    {Py_tp_getset, answers_fields},              {Py_sq_length, answers_len},          {Py_sq_item, answers_item}, {Py_mp_subscript, answers_at},
    {Py_tp_iter, PySeqIter_New},                 {0, NULL},
};

PyType_Spec pdx_py_answers_spec = {
    .name = "postdex._core.AnswersBase",
    .basicsize = sizeof(pdx_py_answers),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .slots = answers_slots,
};
