/* Hit: one ranked post of a result. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/call/reach.h"
#include "py/call/results.h"

PyObject *pdx_py_wrap_hit(pdx_py_hits *hits, Py_ssize_t rank) {
    pdx_py_hit *self = pdx_py_hit_of(pdx_py_new(hits->result.archive->store->state, PDX_PY_HIT));
    if (self == NULL) return NULL;
    pdx_py_store_rest(hits->result.archive->store);
    self->of = pdx_py_hits_of(Py_NewRef(pdx_py_object(hits)));
    self->rank = rank;
    self->info = pdx_hits_get(hits->hits, pdx_py_hits_at(hits, rank));
    return pdx_py_object(self);
}

static void hit_dealloc(PyObject *object) {
    Py_XDECREF(pdx_py_object(pdx_py_hit_of(object)->of));
    pdx_py_free(object);
}

static PyObject *hit_compare(PyObject *a, PyObject *b, int op) {
    const pdx_py_hit *x = pdx_py_hit_of(a);
    pdx_py_store *store = x->of->result.archive->store;
    if ((op != Py_EQ && op != Py_NE) || !PyObject_TypeCheck(b, store->state->types[PDX_PY_HIT])) Py_RETURN_NOTIMPLEMENTED;
    const pdx_py_hit *y = pdx_py_hit_of(b);
    int equal = pdx_py_store_equal(store, y->of->result.archive->store);
    if (equal < 0) return NULL;
    equal = equal && x->info.post == y->info.post && !(x->info.score < y->info.score) && !(x->info.score > y->info.score);
    return PyBool_FromLong(op == Py_EQ ? equal : !equal);
}

static Py_hash_t hit_hash(PyObject *object) {
    const pdx_py_hit *self = pdx_py_hit_of(object);
    return pdx_py_store_hash(self->of->result.archive->store) ^ (Py_hash_t)((uint64_t)self->info.post * 0x9E3779B1u) ^ 0x48;
}

static PyObject *hit_post(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_hit *self = pdx_py_hit_of(object);
    return pdx_py_wrap_post(self->of->result.archive->store, self->info.post);
}

static PyObject *hit_score(PyObject *object, void *closure) {
    (void)closure;
    return PyFloat_FromDouble(pdx_py_hit_of(object)->info.score);
}

static PyObject *hit_rank(PyObject *object, void *closure) {
    (void)closure;
    return PyLong_FromSsize_t(pdx_py_hit_of(object)->rank);
}

static PyObject *hit_hits(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_object(pdx_py_hit_of(object)->of));
}

/* None, or (page, part, layer, begin, end, [(begin, end), ...]) in bytes of the layer. */
static PyObject *hit_snippet(PyObject *object, PyObject *chars) {
    const pdx_py_hit *self = pdx_py_hit_of(object);
    const Py_ssize_t max_chars = PyNumber_AsSsize_t(chars, NULL); /* more than there can be is all */
    if (max_chars == -1 && PyErr_Occurred() != NULL) return NULL;
    pdx_snippet_info info;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_hits_snippet(self->of->hits, pdx_py_hits_at(self->of, self->rank),
                                               max_chars < 1 ? 1 : (size_t)max_chars, &call.tick, &info, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(self->of->result.archive->store->state, &err, NULL);
    if (info.part == PDX_NONE) Py_RETURN_NONE;
    PyObject *highlights = PyList_New((Py_ssize_t)info.n_highlights);
    for (size_t i = 0; highlights != NULL && i < info.n_highlights; i++) {
        PyObject *range = pdx_py_range(info.highlights[i]);
        if (range == NULL || PyList_SetItem(highlights, (Py_ssize_t)i, range) < 0) Py_CLEAR(highlights);
    }
    return Py_BuildValue("(kkkKKN)", (unsigned long)info.page, (unsigned long)info.part, (unsigned long)info.layer,
                         (unsigned long long)info.range.begin, (unsigned long long)info.range.end, highlights);
}

static PyObject *hit_explain(PyObject *object, PyObject *unused) {
    (void)unused;
    const pdx_py_hit *self = pdx_py_hit_of(object);
    pdx_buf json;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_buf_init(&json);
    pdx_py_call_begin(&call, NULL);
    pdx_status status = pdx_hits_explain(self->of->hits, pdx_py_hits_at(self->of, self->rank), &json, &err);
    if (status == PDX_OK && json.failed) status = pdx_fail_memory(&err);
    pdx_py_call_end(&call);
    PyObject *text = status == PDX_OK ? pdx_py_str(pdx_buf_view(&json)) : pdx_py_raise(self->of->result.archive->store->state, &err, NULL);
    pdx_buf_deinit(&json);
    return text;
}

static PyMethodDef hit_methods[] = {
    {"_snippet", hit_snippet, METH_O, PyDoc_STR("_snippet($self, max_chars, /)\n--\n\nThe best short stretch, in bytes of its layer.")},
    {"_explain", hit_explain, METH_NOARGS, PyDoc_STR("_explain($self, /)\n--\n\nWhy the post has its score, as JSON.")},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef hit_fields[] = {
    {"post", hit_post, NULL, PyDoc_STR("The post."), NULL},
    {"score", hit_score, NULL, PyDoc_STR("Its score (BM25F); higher is better."), NULL},
    {"rank", hit_rank, NULL, PyDoc_STR("Its index in the hits it came from."), NULL},
    {"hits", hit_hits, NULL, PyDoc_STR("The hits it came from."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(hit_doc, "One ranked post.");

static PyType_Slot hit_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)hit_doc}, {Py_tp_new, pdx_py_no_new},      {Py_tp_dealloc, hit_dealloc},
    {Py_tp_richcompare, hit_compare},        {Py_tp_hash, hit_hash},          {Py_tp_methods, hit_methods},
    {Py_tp_getset, hit_fields},              {0, NULL},
};

PyType_Spec pdx_py_hit_spec = {
    .name = "postdex._core.HitBase",
    .basicsize = sizeof(pdx_py_hit),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = hit_slots,
};
