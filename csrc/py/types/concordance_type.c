/* Concordance: all occurrences of something, as a sequence of lines. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/call/notes.h"
#include "py/call/reach.h"
#include "py/call/results.h"
#include "py/call/table.h"

enum { LINES_PER_TICK = 256 };

static int concordance_traverse(PyObject *object, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(object));
    return pdx_py_result_traverse(&pdx_py_concordance_of(object)->result, visit, arg);
}

static void concordance_dealloc(PyObject *object) {
    PyObject_GC_UnTrack(object);
    pdx_py_concordance *self = pdx_py_concordance_of(object);
    pdx_lines_release(self->lines);
    pdx_py_result_deinit(&self->result);
    pdx_py_free(object);
}

PyObject *pdx_py_wrap_lines(pdx_py_archive *archive, pdx_lines *lines, PyObject *recipe) {
    pdx_py_concordance *self = pdx_py_concordance_of(pdx_py_new(archive->store->state, PDX_PY_CONCORDANCE));
    if (self == NULL) {
        pdx_lines_release(lines);
        return NULL;
    }
    pdx_py_result_init(&self->result, pdx_py_lines_table, archive, recipe);
    self->lines = lines;
    return pdx_py_object(self);
}

static Py_ssize_t concordance_len(PyObject *object) {
    pdx_lines_numbers numbers;
    return pdx_py_lines_count(pdx_py_concordance_of(object), &numbers) < 0 ? -1 : (Py_ssize_t)numbers.n;
}

static PyObject *concordance_item(PyObject *object, Py_ssize_t i) {
    pdx_py_concordance *self = pdx_py_concordance_of(object);
    pdx_py_store *store = self->result.archive->store;
    const Py_ssize_t have = i < 0 ? 0 : pdx_py_lines_reach(self, (size_t)i + 1);
    if (have < 0) return NULL;
    if (i < 0 || i >= have) {
        PyErr_SetString(PyExc_IndexError, "there is no such line");
        return NULL;
    }
    pdx_line_info info;
    pdx_line_reader *reader = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    pdx_status status = pdx_line_reader_new(self->lines, &reader, &err);
    if (status == PDX_OK) pdx_line_reader_ask(reader, &call.tick);
    if (status == PDX_OK) status = pdx_line_reader_get(reader, (size_t)i, &info, &err);
    pdx_line_reader_free(reader);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(store->state, &err, NULL);
    return pdx_py_wrap_line(store, &info);
}

/* How many lines a slice is cut from: as many as it reaches to where it counts from the front, else all. */
static Py_ssize_t slice_extent(pdx_py_concordance *self, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t step) {
    const bool from_front = start >= 0 && stop >= 0 && step > 0;
    return pdx_py_lines_reach(self, from_front ? (size_t)stop : (size_t)PY_SSIZE_T_MAX);
}

static PyObject *concordance_slice(pdx_py_concordance *self, PyObject *slice) {
    Py_ssize_t start, stop, step;
    if (PySlice_Unpack(slice, &start, &stop, &step) < 0) return NULL;
    const Py_ssize_t extent = slice_extent(self, start, stop, step);
    if (extent < 0) return NULL;
    const Py_ssize_t n = PySlice_AdjustIndices(extent, &start, &stop, step);
    PyObject *recipe = pdx_py_recipe_add(self->result.recipe, slice);
    if (recipe == NULL) return NULL;
    pdx_lines *lines = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_lines_slice(self->lines, (size_t)start, (size_t)n, (int64_t)step, &lines, &err);
    pdx_py_call_end(&call);
    PyObject *result = status == PDX_OK ? pdx_py_wrap_lines(self->result.archive, lines, recipe)
                                        : pdx_py_raise(self->result.archive->store->state, &err, NULL);
    Py_DECREF(recipe);
    return result;
}

static PyObject *concordance_subscript(PyObject *object, PyObject *key) {
    if (PySlice_Check(key)) return concordance_slice(pdx_py_concordance_of(object), key);
    Py_ssize_t i = PyLong_Check(key) ? PyLong_AsSsize_t(key) : -1;
    if (i >= 0 && i < PY_SSIZE_T_MAX) { /* the first lines are asked for without finding all */
        const Py_ssize_t have = pdx_py_lines_reach(pdx_py_concordance_of(object), (size_t)i + 1);
        if (have < 0 || have > i) return have < 0 ? NULL : concordance_item(object, i);
    }
    if (PyErr_Occurred() != NULL) PyErr_Clear(); /* told below, like any other number that is none */
    const Py_ssize_t n = concordance_len(object);
    if (n < 0 || pdx_py_index_argument(key, n, &i) < 0) return NULL;
    return concordance_item(object, i);
}

static PyObject *concordance_iter(PyObject *object) { return pdx_py_wrap_line_iterator(pdx_py_concordance_of(object)); }

static pdx_status lines_equal(pdx_lines *a, pdx_lines *b, const pdx_tick *tick, int *equal, pdx_error *err) {
    pdx_lines_numbers numbers[2] = {{0, 0, 0}, {0, 0, 0}};
    pdx_line_reader *left = NULL, *right = NULL;
    pdx_status status = pdx_lines_count(a, tick, &numbers[0], err);
    if (status == PDX_OK) status = pdx_lines_count(b, tick, &numbers[1], err);
    if (status == PDX_OK) status = pdx_line_reader_new(a, &left, err);
    if (status == PDX_OK) status = pdx_line_reader_new(b, &right, err);
    if (status == PDX_OK) pdx_line_reader_ask(left, tick);
    if (status == PDX_OK) pdx_line_reader_ask(right, tick);
    *equal = numbers[0].n == numbers[1].n;
    if (status == PDX_OK && *equal) status = pdx_lines_reach(a, SIZE_MAX, tick, &numbers[0].n, err);
    if (status == PDX_OK && *equal) status = pdx_lines_reach(b, SIZE_MAX, tick, &numbers[1].n, err);
    for (size_t i = 0; status == PDX_OK && *equal && i < numbers[0].n; i++) {
        pdx_line_info x, y;
        if (i % LINES_PER_TICK == 0) status = pdx_tick_step(tick, i, numbers[0].n, err);
        if (status == PDX_OK) status = pdx_line_reader_get(left, i, &x, err);
        if (status == PDX_OK) status = pdx_line_reader_get(right, i, &y, err);
        if (status == PDX_OK) *equal = x.layer == y.layer && x.node.begin == y.node.begin && x.node.end == y.node.end;
    }
    pdx_line_reader_free(left);
    pdx_line_reader_free(right);
    return status;
}

static PyObject *concordance_compare(PyObject *a, PyObject *b, int op) {
    const pdx_py_concordance *x = pdx_py_concordance_of(a);
    pdx_py_store *store = x->result.archive->store;
    if ((op != Py_EQ && op != Py_NE) || !PyObject_TypeCheck(b, store->state->types[PDX_PY_CONCORDANCE])) Py_RETURN_NOTIMPLEMENTED;
    const pdx_py_concordance *y = pdx_py_concordance_of(b);
    int equal = pdx_py_store_equal(store, y->result.archive->store);
    if (equal < 0) return NULL;
    if (equal && x->lines != y->lines) {
        pdx_error err = {0};
        pdx_py_call call;
        pdx_py_call_begin(&call, NULL);
        const pdx_status status = lines_equal(x->lines, y->lines, &call.tick, &equal, &err);
        pdx_py_call_end(&call);
        if (status != PDX_OK) return pdx_py_raise(store->state, &err, NULL);
    }
    return PyBool_FromLong(op == Py_EQ ? equal : !equal);
}

static Py_hash_t concordance_hash(PyObject *object) {
    const Py_ssize_t n = concordance_len(object);
    if (n < 0) return -1;
    return pdx_py_store_hash(pdx_py_concordance_of(object)->result.archive->store) ^ (Py_hash_t)((size_t)n << 1);
}

static PyObject *concordance_sort(PyObject *object, PyObject *args) {
    pdx_py_concordance *self = pdx_py_concordance_of(object);
    PyObject *keys, *progress, *recipe, *owner;
    pdx_span text;
    if (!PyArg_ParseTuple(args, "OOO:_sort", &keys, &progress, &recipe) || pdx_py_text_argument(keys, &owner, &text) < 0) return NULL;
    pdx_lines *sorted = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, progress);
    const pdx_status status = pdx_lines_sort(self->lines, text, &call.tick, &sorted, &err);
    pdx_py_call_end(&call);
    Py_DECREF(owner);
    if (status != PDX_OK) return pdx_py_raise(self->result.archive->store->state, &err, NULL);
    return pdx_py_wrap_lines(self->result.archive, sorted, recipe);
}

static PyObject *concordance_pick(PyObject *object, PyObject *args) {
    pdx_py_concordance *self = pdx_py_concordance_of(object);
    PyObject *numbers, *recipe;
    pdx_lines *picked = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    if (!PyArg_ParseTuple(args, "O!O:_pick", &PyList_Type, &numbers, &recipe)) return NULL;
    const Py_ssize_t n_lines = concordance_len(object);
    size_t n = 0;
    uint32_t *chosen = n_lines < 0 ? NULL : pdx_py_numbers_argument(numbers, (uint32_t)n_lines, &n);
    if (chosen == NULL) return NULL;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_lines_pick(self->lines, chosen, n, &call.tick, &picked, &err);
    pdx_py_call_end(&call);
    PyMem_RawFree(chosen);
    if (status != PDX_OK) return pdx_py_raise(self->result.archive->store->state, &err, NULL);
    return pdx_py_wrap_lines(self->result.archive, picked, recipe);
}

/* Occurrences by role: [(role, n)], in the order of roles. */
static PyObject *concordance_roles(PyObject *object, PyObject *unused) {
    (void)unused;
    uint64_t counts[PDX_ROLE_COUNT];
    const pdx_py_concordance *self = pdx_py_concordance_of(object);
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_lines_roles(self->lines, counts, &call.tick, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(self->result.archive->store->state, &err, NULL);
    PyObject *list = PyList_New(0);
    for (int role = 0; list != NULL && role < PDX_ROLE_COUNT; role++) {
        if (counts[role] == 0) continue;
        PyObject *pair = Py_BuildValue("(sK)", pdx_role_name((pdx_role)role), (unsigned long long)counts[role]);
        if (pair == NULL || PyList_Append(list, pair) < 0) Py_CLEAR(list);
        Py_XDECREF(pair);
    }
    return list;
}

/* Occurrences of each post, to be freed; NULL with an exception. */
static uint32_t *posts_count(PyObject *object) {
    const pdx_py_concordance *self = pdx_py_concordance_of(object);
    uint32_t *counts = PyMem_RawCalloc((size_t)self->result.archive->store->info.n_posts + 1, sizeof *counts);
    if (counts == NULL) {
        (void)PyErr_NoMemory();
        return NULL;
    }
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_lines_posts(self->lines, counts, &call.tick, &err);
    pdx_py_call_end(&call);
    if (status == PDX_OK) return counts;
    PyMem_RawFree(counts);
    (void)pdx_py_raise(self->result.archive->store->state, &err, NULL);
    return NULL;
}

/* {number of the post: n}, posts in the order of the archive. */
static PyObject *concordance_posts(PyObject *object, PyObject *unused) {
    (void)unused;
    const uint32_t n_posts = pdx_py_concordance_of(object)->result.archive->store->info.n_posts;
    uint32_t *counts = posts_count(object);
    if (counts == NULL) return NULL;
    PyObject *dict = PyDict_New();
    for (uint32_t post = 0; dict != NULL && post < n_posts; post++) {
        if (counts[post] == 0) continue;
        PyObject *key = PyLong_FromUnsignedLong(post), *value = PyLong_FromUnsignedLong(counts[post]);
        if (key == NULL || value == NULL || PyDict_SetItem(dict, key, value) < 0) Py_CLEAR(dict);
        Py_XDECREF(key);
        Py_XDECREF(value);
    }
    PyMem_RawFree(counts);
    return dict;
}

/* How many posts have an occurrence. */
static PyObject *concordance_n_posts(PyObject *object, PyObject *unused) {
    (void)unused;
    const uint32_t n_posts = pdx_py_concordance_of(object)->result.archive->store->info.n_posts;
    uint32_t *counts = posts_count(object), n = 0;
    if (counts == NULL) return NULL;
    for (uint32_t post = 0; post < n_posts; post++) n += counts[post] != 0;
    PyMem_RawFree(counts);
    return PyLong_FromUnsignedLong(n);
}

static PyObject *concordance_in_posts(PyObject *object, void *closure) {
    (void)closure;
    pdx_lines_numbers numbers;
    if (pdx_py_lines_count(pdx_py_concordance_of(object), &numbers) < 0) return NULL;
    return PyLong_FromSize_t(numbers.n_in_posts);
}

static PyObject *concordance_possible(PyObject *object, void *closure) {
    (void)closure;
    pdx_lines_numbers numbers;
    if (pdx_py_lines_count(pdx_py_concordance_of(object), &numbers) < 0) return NULL;
    return PyLong_FromUnsignedLong(numbers.n_possible);
}

static PyObject *concordance_complete(PyObject *object, void *closure) {
    (void)closure;
    return PyBool_FromLong(pdx_lines_complete(pdx_py_concordance_of(object)->lines));
}

static PyObject *concordance_notes(PyObject *object, void *closure) {
    (void)closure;
    const pdx_lines *lines = pdx_py_concordance_of(object)->lines;
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < pdx_lines_n_notes(lines); i++) {
        if (pdx_py_notes_append(list, pdx_lines_note(lines, i)) < 0) Py_CLEAR(list);
    }
    return list;
}

static PyMethodDef concordance_methods[] = {
    {"_pick", concordance_pick, METH_VARARGS, PyDoc_STR("_pick($self, numbers, recipe, /)\n--\n\nLines by their numbers.")},
    {"_sort", concordance_sort, METH_VARARGS, PyDoc_STR("_sort($self, keys, progress, recipe, /)\n--\n\nIn a new order.")},
    {"_by_role", concordance_roles, METH_NOARGS, PyDoc_STR("_by_role($self, /)\n--\n\nOccurrences by role.")},
    {"_by_post", concordance_posts, METH_NOARGS, PyDoc_STR("_by_post($self, /)\n--\n\nOccurrences by post.")},
    {"_n_posts", concordance_n_posts, METH_NOARGS, PyDoc_STR("_n_posts($self, /)\n--\n\nHow many posts have an occurrence.")},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef concordance_fields[] = {
    {"archive", pdx_py_result_archive, NULL, PyDoc_STR("The archive (or view of one) that was looked through."), NULL},
    {"in_posts", concordance_in_posts, NULL, PyDoc_STR("Lines in posts, without those in the pages' remainders."), NULL},
    {"possible", concordance_possible, NULL, PyDoc_STR("Posts left out because they only possibly match (their date is only bounded)."), NULL},
    {"complete", concordance_complete, NULL, PyDoc_STR("False when the deadline came first."), NULL},
    {"_notes", concordance_notes, NULL, PyDoc_STR("What was read otherwise than typed, in bytes of the query."), NULL},
    {"_recipe", pdx_py_result_recipe, NULL, PyDoc_STR("The steps that led here."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(concordance_doc, "All occurrences of something.");

static PyType_Slot concordance_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)concordance_doc},
    {Py_tp_dealloc, concordance_dealloc},
    {Py_tp_traverse, concordance_traverse},
    {Py_tp_clear, pdx_py_result_clear},
    {Py_tp_richcompare, concordance_compare},
    {Py_tp_hash, concordance_hash},
    {Py_tp_iter, concordance_iter},
    {Py_tp_methods, concordance_methods},
    {Py_tp_getset, concordance_fields},
    {Py_sq_length, concordance_len},
    {Py_sq_item, concordance_item},
    {Py_mp_length, concordance_len},
    {Py_mp_subscript, concordance_subscript},
    {0, NULL},
};

PyType_Spec pdx_py_concordance_spec = {
    .name = "postdex._core.ConcordanceBase",
    .basicsize = sizeof(pdx_py_concordance),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_SEQUENCE,
    .slots = concordance_slots,
};
