/* Hits: ranked posts, as a window on what the core found. Slices and new orders are new windows. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/call/notes.h"
#include "py/call/reach.h"
#include "py/call/results.h"
#include "py/call/table.h"

static int hits_traverse(PyObject *object, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(object));
    return pdx_py_result_traverse(&pdx_py_hits_of(object)->result, visit, arg);
}

static void hits_dealloc(PyObject *object) {
    PyObject_GC_UnTrack(object);
    pdx_py_hits *self = pdx_py_hits_of(object);
    pdx_hits_release(self->hits);
    PyMem_RawFree(self->order);
    pdx_py_result_deinit(&self->result);
    pdx_py_free(object);
}

PyObject *pdx_py_wrap_hits(pdx_py_archive *archive, pdx_hits *hits, PyObject *recipe) {
    pdx_py_hits *self = pdx_py_hits_of(pdx_py_new(archive->store->state, PDX_PY_HITS));
    if (self == NULL) {
        pdx_hits_release(hits);
        return NULL;
    }
    pdx_py_result_init(&self->result, pdx_py_hits_table, archive, recipe);
    self->hits = hits;
    self->n = -1;
    self->step = 1;
    return pdx_py_object(self);
}

static Py_ssize_t hits_len(PyObject *object) { return pdx_py_hits_length(pdx_py_hits_of(object)); }

/* One hit more, as iteration asks for them: they are not all found or counted for that. */
static PyObject *hits_item(PyObject *object, Py_ssize_t i) {
    pdx_py_hits *self = pdx_py_hits_of(object);
    Py_ssize_t have = self->n;
    if (pdx_py_hits_is_front(self) && i >= 0 && (have < 0 || i < have)) {
        have = pdx_py_hits_reach(self, (size_t)i + 1);
        if (have < 0) return NULL;
    }
    if (i < 0 || i >= have) {
        PyErr_Format(PyExc_IndexError, "there is no hit number %zd", i);
        return NULL;
    }
    return pdx_py_wrap_hit(self, i);
}

/* Another window on the same handle. */
static pdx_py_hits *hits_window(pdx_py_hits *self, PyObject *recipe) {
    pdx_hits_retain(self->hits);
    return pdx_py_hits_of(pdx_py_wrap_hits(self->result.archive, self->hits, recipe));
}

/* How many hits a slice is cut from: as many as it reaches to where it counts from the front, else all. */
static Py_ssize_t slice_extent(pdx_py_hits *self, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t step) {
    const bool from_front = start >= 0 && stop >= 0 && step > 0 && stop < PY_SSIZE_T_MAX;
    if (!pdx_py_hits_is_front(self) || !from_front) return pdx_py_hits_all(self);
    return pdx_py_hits_reach(self, (size_t)(self->n >= 0 && stop > self->n ? self->n : stop));
}

static PyObject *hits_slice(pdx_py_hits *self, PyObject *slice) {
    Py_ssize_t start, stop, step;
    if (PySlice_Unpack(slice, &start, &stop, &step) < 0) return NULL;
    const Py_ssize_t extent = slice_extent(self, start, stop, step);
    if (extent < 0) return NULL;
    const Py_ssize_t n = PySlice_AdjustIndices(extent, &start, &stop, step);
    PyObject *recipe = pdx_py_recipe_add(self->result.recipe, slice);
    if (recipe == NULL) return NULL;
    pdx_py_hits *window = hits_window(self, recipe);
    Py_DECREF(recipe);
    if (window == NULL) return NULL;
    window->n = n;
    if (self->order == NULL) {
        window->start = self->start + start * self->step;
        window->step = self->step * step;
        return pdx_py_object(window);
    }
    window->order = PyMem_RawCalloc((size_t)n + 1, sizeof *window->order);
    if (window->order == NULL) {
        Py_DECREF(pdx_py_object(window));
        return PyErr_NoMemory();
    }
    for (Py_ssize_t i = 0; i < n; i++) window->order[i] = self->order[start + i * step];
    return pdx_py_object(window);
}

static PyObject *hits_subscript(PyObject *object, PyObject *key) {
    pdx_py_hits *self = pdx_py_hits_of(object);
    if (PySlice_Check(key)) return hits_slice(self, key);
    Py_ssize_t i;
    if (pdx_py_hits_is_front(self) && PyLong_Check(key)) { /* the best few are asked for without counting all */
        i = PyLong_AsSsize_t(key);
        if (i == -1) PyErr_Clear(); /* a number beyond all others is told below, like any that is none */
        if (i >= 0 && (self->n < 0 || i < self->n)) {
            const Py_ssize_t have = pdx_py_hits_reach(self, (size_t)i + 1);
            if (have < 0) return NULL;
            if (have > i) return pdx_py_wrap_hit(self, i);
        }
    }
    const Py_ssize_t n = pdx_py_hits_all(self);
    if (n < 0 || pdx_py_index_argument(key, n, &i) < 0) return NULL;
    return pdx_py_wrap_hit(self, i);
}

static pdx_hit_info hit_at(const pdx_py_hits *self, Py_ssize_t i) { return pdx_hits_get(self->hits, pdx_py_hits_at(self, i)); }

static PyObject *hits_compare(PyObject *a, PyObject *b, int op) {
    pdx_py_hits *x = pdx_py_hits_of(a);
    pdx_py_store *store = x->result.archive->store;
    if ((op != Py_EQ && op != Py_NE) || !PyObject_TypeCheck(b, store->state->types[PDX_PY_HITS])) Py_RETURN_NOTIMPLEMENTED;
    pdx_py_hits *y = pdx_py_hits_of(b);
    if (pdx_py_hits_all(x) < 0 || pdx_py_hits_all(y) < 0) return NULL;
    int equal = pdx_py_store_equal(store, y->result.archive->store);
    if (equal < 0) return NULL;
    equal = equal && x->n == y->n;
    for (Py_ssize_t i = 0; equal && i < x->n; i++) {
        const pdx_hit_info left = hit_at(x, i), right = hit_at(y, i);
        equal = left.post == right.post && !(left.score < right.score) && !(left.score > right.score);
    }
    return PyBool_FromLong(op == Py_EQ ? equal : !equal);
}

static Py_hash_t hits_hash(PyObject *object) {
    pdx_py_hits *self = pdx_py_hits_of(object);
    if (pdx_py_hits_all(self) < 0) return -1;
    uint64_t mixed = (uint64_t)self->n;
    for (Py_ssize_t i = 0; i < self->n && i < 16; i++) mixed = mixed * 31 + hit_at(self, i).post;
    return pdx_py_store_hash(self->result.archive->store) ^ (Py_hash_t)(mixed >> 2);
}

/* The hits of `self` in the order in which `sorted` has them: a slice is sorted as a slice. */
static PyObject *hits_in_order_of(pdx_py_hits *self, pdx_hits *sorted, PyObject *recipe) {
    const uint32_t n_posts = self->result.archive->store->info.n_posts;
    pdx_py_hits *window = pdx_py_hits_of(pdx_py_wrap_hits(self->result.archive, sorted, recipe));
    if (window == NULL) return NULL;
    const Py_ssize_t n = pdx_py_hits_all(window), taken = pdx_py_hits_all(self);
    if (n < 0 || taken < 0) {
        Py_DECREF(pdx_py_object(window));
        return NULL;
    }
    if (n == taken) return pdx_py_object(window);
    uint8_t *wanted = PyMem_RawCalloc((size_t)n_posts + 1, 1);
    window->order = PyMem_RawCalloc((size_t)self->n + 1, sizeof *window->order);
    if (wanted == NULL || window->order == NULL) {
        PyMem_RawFree(wanted);
        Py_DECREF(pdx_py_object(window));
        return PyErr_NoMemory();
    }
    for (Py_ssize_t i = 0; i < self->n; i++) wanted[hit_at(self, i).post] = 1;
    Py_ssize_t found = 0;
    for (Py_ssize_t i = 0; i < n && found < taken; i++) {
        if (wanted[pdx_hits_get(sorted, (size_t)i).post]) window->order[found++] = (uint32_t)i;
    }
    window->n = found;
    PyMem_RawFree(wanted);
    return pdx_py_object(window);
}

static PyObject *hits_sort(PyObject *object, PyObject *args) {
    pdx_py_hits *self = pdx_py_hits_of(object);
    PyObject *order, *recipe, *owner;
    pdx_span text;
    if (!PyArg_ParseTuple(args, "OO:_sort", &order, &recipe) || pdx_py_text_argument(order, &owner, &text) < 0) return NULL;
    pdx_hits *sorted = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_hits_sort(self->hits, text, &call.tick, &sorted, &err);
    pdx_py_call_end(&call);
    Py_DECREF(owner);
    if (status != PDX_OK) return pdx_py_raise(self->result.archive->store->state, &err, NULL);
    return hits_in_order_of(self, sorted, recipe);
}

/* Facets of a slice are those of a view of its posts. */
static pdx_status slice_facet(const pdx_py_hits *self, pdx_facet facet, const pdx_tick *tick, pdx_counts **out, pdx_error *err) {
    uint32_t *posts = PyMem_RawCalloc((size_t)self->n + 1, sizeof *posts);
    pdx_view *view = NULL;
    if (posts == NULL) return pdx_fail_memory(err);
    for (Py_ssize_t i = 0; i < self->n; i++) posts[i] = hit_at(self, i).post;
    pdx_status status = pdx_view_select(self->result.archive->view, posts, (size_t)self->n, &view, err);
    if (status == PDX_OK) status = pdx_view_facet(view, facet, tick, out, err);
    pdx_view_release(view);
    PyMem_RawFree(posts);
    return status;
}

static PyObject *hits_facet(PyObject *object, PyObject *args) {
    pdx_py_hits *self = pdx_py_hits_of(object);
    PyObject *name, *typed;
    pdx_facet facet;
    if (!PyArg_ParseTuple(args, "OU:_facet", &name, &typed) || pdx_py_facet_argument(name, &facet) < 0) return NULL;
    const bool whole = self->n < 0;
    pdx_counts *counts = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    if (!whole && pdx_py_hits_all(self) < 0) return NULL;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status =
        whole ? pdx_hits_facet(self->hits, facet, &call.tick, &counts, &err) : slice_facet(self, facet, &call.tick, &counts, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(self->result.archive->store->state, &err, NULL);
    return pdx_py_wrap_counts(self->result.archive->store->state, counts, typed);
}

static PyObject *hits_posts(PyObject *object, void *closure) {
    (void)closure;
    pdx_py_hits *self = pdx_py_hits_of(object);
    if (pdx_py_hits_all(self) < 0) return NULL;
    PyObject *list = PyList_New(self->n);
    for (Py_ssize_t i = 0; list != NULL && i < self->n; i++) {
        PyObject *number = PyLong_FromUnsignedLong(hit_at(self, i).post);
        if (number == NULL || PyList_SetItem(list, i, number) < 0) Py_CLEAR(list);
    }
    return list;
}

static PyObject *hits_possible(PyObject *object, void *closure) {
    (void)closure;
    pdx_hits_numbers numbers;
    if (pdx_py_hits_count(pdx_py_hits_of(object), &numbers) < 0) return NULL;
    return PyLong_FromUnsignedLong(numbers.n_possible);
}

static PyObject *hits_complete(PyObject *object, void *closure) {
    (void)closure;
    return PyBool_FromLong(pdx_hits_complete(pdx_py_hits_of(object)->hits));
}

static PyObject *hits_notes(PyObject *object, void *closure) {
    (void)closure;
    const pdx_hits *hits = pdx_py_hits_of(object)->hits;
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < pdx_hits_n_notes(hits); i++) {
        if (pdx_py_notes_append(list, pdx_hits_note(hits, i)) < 0) Py_CLEAR(list);
    }
    return list;
}

static PyMethodDef hits_methods[] = {
    {"_sort", hits_sort, METH_VARARGS, PyDoc_STR("_sort($self, order, recipe, /)\n--\n\nIn a new order.")},
    {"_facet", hits_facet, METH_VARARGS, PyDoc_STR("_facet($self, name, typed, /)\n--\n\nCounts over the posts.")},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef hits_fields[] = {
    {"archive", pdx_py_result_archive, NULL, PyDoc_STR("The archive (or view of one) that was searched."), NULL},
    {"possible", hits_possible, NULL, PyDoc_STR("Posts left out because they only possibly match (their date is only bounded)."), NULL},
    {"complete", hits_complete, NULL, PyDoc_STR("False when the deadline came first."), NULL},
    {"_numbers", hits_posts, NULL, PyDoc_STR("Numbers of the posts."), NULL},
    {"_notes", hits_notes, NULL, PyDoc_STR("What was read otherwise than typed, in bytes of the query."), NULL},
    {"_recipe", pdx_py_result_recipe, NULL, PyDoc_STR("The steps that led here."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(hits_doc, "Ranked posts.");

static PyType_Slot hits_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)hits_doc},
    {Py_tp_dealloc, hits_dealloc},
    {Py_tp_traverse, hits_traverse},
    {Py_tp_clear, pdx_py_result_clear},
    {Py_tp_richcompare, hits_compare},
    {Py_tp_hash, hits_hash},
    {Py_tp_methods, hits_methods},
    {Py_tp_getset, hits_fields},
    {Py_sq_length, hits_len},
    {Py_sq_item, hits_item},
    {Py_tp_iter, pdx_py_wrap_hit_iterator},
    {Py_mp_length, hits_len},
    {Py_mp_subscript, hits_subscript},
    {0, NULL},
};

PyType_Spec pdx_py_hits_spec = {
    .name = "postdex._core.HitsBase",
    .basicsize = sizeof(pdx_py_hits),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_SEQUENCE,
    .slots = hits_slots,
};
