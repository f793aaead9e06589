/* Parts: a lazy sequence of parts, of a page, a post or a whole archive. A page's take no memory; others eight bytes each. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/call/results.h"
#include "py/call/table.h"

enum { POSTS_AT_ONCE = 4096 };

static uint64_t part_key(const pdx_py_parts *self, size_t i) { return self->keys == NULL ? self->first + i : self->keys[i]; }

static void parts_dealloc(PyObject *object) {
    PyMem_RawFree(pdx_py_parts_of(object)->keys);
    Py_XDECREF(pdx_py_object(pdx_py_parts_of(object)->store));
    pdx_py_free(object);
}

PyObject *pdx_py_wrap_parts(pdx_py_store *store, uint64_t *keys, size_t n) {
    pdx_py_parts *self = pdx_py_parts_of(pdx_py_new(store->state, PDX_PY_PARTS));
    if (self == NULL) {
        PyMem_RawFree(keys);
        return NULL;
    }
    self->head.open = pdx_py_parts_table;
    self->store = pdx_py_store_of(Py_NewRef(pdx_py_object(store)));
    self->keys = keys;
    self->n = n;
    return pdx_py_object(self);
}

PyObject *pdx_py_wrap_page_parts(pdx_py_store *store, uint32_t page, uint32_t first, uint32_t n) {
    PyObject *object = pdx_py_wrap_parts(store, NULL, n);
    if (object != NULL) pdx_py_parts_of(object)->first = (uint64_t)page << 32 | first;
    return object;
}

/* The parts of all posts of a view, a call for so many of them: between two what was read of them can be given back. */
static int view_parts_read(const pdx_py_archive *archive, pdx_buf *parts) {
    const uint32_t n_posts = pdx_view_n_posts(archive->view);
    for (uint32_t begin = 0, end; begin < n_posts; begin = end) {
        pdx_error err = {0};
        pdx_py_call call;
        end = n_posts - begin > POSTS_AT_ONCE ? begin + POSTS_AT_ONCE : n_posts;
        pdx_py_store_rest(archive->store);
        pdx_py_call_begin(&call, NULL);
        const pdx_status status = pdx_view_parts(archive->view, begin, end, parts, &err);
        pdx_py_call_end(&call);
        if (status != PDX_OK) return (void)pdx_py_raise(archive->store->state, &err, NULL), -1;
        if (PyErr_CheckSignals() < 0) return -1;
    }
    return 0;
}

PyObject *pdx_py_view_parts(pdx_py_archive *archive) {
    pdx_buf parts;
    uint64_t *keys = NULL;
    pdx_buf_init(&parts);
    const bool there = view_parts_read(archive, &parts) == 0;
    const size_t n = parts.len / sizeof *keys;
    if (there && (keys = PyMem_RawCalloc(n + 1, sizeof *keys)) == NULL) PyErr_NoMemory();
    if (keys != NULL && n > 0) memcpy(keys, parts.data, parts.len);
    pdx_buf_deinit(&parts);
    return keys == NULL ? NULL : pdx_py_wrap_parts(archive->store, keys, n);
}

/* Parts that were chosen by what is said of each. */
static PyObject *parts_made(pdx_py_store *store, uint64_t *keys, size_t n) {
    if (pdx_py_store_sound(store) == 0) return pdx_py_wrap_parts(store, keys, n);
    PyMem_RawFree(keys);
    return NULL;
}

static Py_ssize_t parts_len(PyObject *object) { return (Py_ssize_t)pdx_py_parts_of(object)->n; }

static PyObject *parts_item(PyObject *object, Py_ssize_t i) {
    const pdx_py_parts *self = pdx_py_parts_of(object);
    if (i < 0 || (size_t)i >= self->n) {
        PyErr_SetString(PyExc_IndexError, "there is no such part");
        return NULL;
    }
    const uint64_t key = part_key(self, (size_t)i);
    return pdx_py_stopped() ? NULL : pdx_py_wrap_part(self->store, (uint32_t)(key >> 32), (uint32_t)key);
}

static PyObject *parts_slice(const pdx_py_parts *self, PyObject *slice) {
    Py_ssize_t start, stop, step;
    if (PySlice_Unpack(slice, &start, &stop, &step) < 0) return NULL;
    const Py_ssize_t n = PySlice_AdjustIndices((Py_ssize_t)self->n, &start, &stop, step);
    uint64_t *keys = PyMem_RawCalloc((size_t)n + 1, sizeof *keys);
    if (keys == NULL) return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < n; i++) keys[i] = part_key(self, (size_t)(start + i * step));
    return pdx_py_wrap_parts(self->store, keys, (size_t)n);
}

static PyObject *parts_subscript(PyObject *object, PyObject *key) {
    if (PySlice_Check(key)) return parts_slice(pdx_py_parts_of(object), key);
    Py_ssize_t i;
    if (pdx_py_index_argument(key, parts_len(object), &i) < 0) return NULL;
    return parts_item(object, i);
}

static PyObject *parts_compare(PyObject *a, PyObject *b, int op) {
    const pdx_py_parts *x = pdx_py_parts_of(a);
    if ((op != Py_EQ && op != Py_NE) || !PyObject_TypeCheck(b, x->store->state->types[PDX_PY_PARTS])) Py_RETURN_NOTIMPLEMENTED;
    const pdx_py_parts *y = pdx_py_parts_of(b);
    int equal = pdx_py_store_equal(x->store, y->store);
    if (equal < 0) return NULL;
    equal = equal && x->n == y->n;
    for (size_t i = 0; equal && i < x->n; i++) equal = part_key(x, i) == part_key(y, i);
    return PyBool_FromLong(op == Py_EQ ? equal : !equal);
}

static Py_hash_t parts_hash(PyObject *object) {
    const pdx_py_parts *self = pdx_py_parts_of(object);
    return pdx_py_store_hash(self->store) ^ (Py_hash_t)(self->n << 1);
}

/* Only those with a role of a set. */
static PyObject *parts_with(PyObject *object, PyObject *names) {
    const pdx_py_parts *self = pdx_py_parts_of(object);
    pdx_role_set roles;
    if (pdx_py_roles_argument(names, &roles) < 0) return NULL;
    uint64_t *keys = PyMem_RawCalloc(self->n + 1, sizeof *keys);
    if (keys == NULL) return PyErr_NoMemory();
    size_t n = 0;
    for (size_t i = 0; i < self->n; i++) {
        const uint64_t key = part_key(self, i);
        const pdx_role role = pdx_page_part_role(self->store->archive, (uint32_t)(key >> 32), (uint32_t)key);
        if ((roles & PDX_ROLE_BIT(role)) != 0) keys[n++] = key;
    }
    return parts_made(self->store, keys, n);
}

/* Only those that stand in no post. */
static PyObject *parts_outside(PyObject *object, PyObject *unused) {
    (void)unused;
    const pdx_py_parts *self = pdx_py_parts_of(object);
    uint64_t *keys = PyMem_RawCalloc(self->n + 1, sizeof *keys);
    if (keys == NULL) return PyErr_NoMemory();
    size_t n = 0;
    for (size_t i = 0; i < self->n; i++) {
        const uint64_t key = part_key(self, i);
        const pdx_part_info part = pdx_page_part_at(self->store->archive, (uint32_t)(key >> 32), (uint32_t)key);
        if (part.appearance == PDX_NONE && part.role != PDX_ROLE_BLANK) keys[n++] = key;
    }
    return parts_made(self->store, keys, n);
}

static PyObject *parts_store(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_object(pdx_py_parts_of(object)->store));
}

/* (page, part) of each. */
static PyObject *parts_keys(PyObject *object, PyObject *unused) {
    (void)unused;
    const pdx_py_parts *self = pdx_py_parts_of(object);
    PyObject *list = PyList_New((Py_ssize_t)self->n);
    for (size_t i = 0; list != NULL && i < self->n; i++) {
        const uint64_t key = part_key(self, i);
        PyObject *pair = Py_BuildValue("(kk)", (unsigned long)(key >> 32), (unsigned long)(key & UINT32_MAX));
        if (pair == NULL || PyList_SetItem(list, (Py_ssize_t)i, pair) < 0) Py_CLEAR(list);
    }
    return list;
}

static PyMethodDef parts_methods[] = {
    {"_with", parts_with, METH_O, PyDoc_STR("_with($self, roles, /)\n--\n\nOnly those with one of these roles.")},
    {"_outside", parts_outside, METH_NOARGS, PyDoc_STR("_outside($self, /)\n--\n\nOnly those that stand in no post and are not blank.")},
    {"_keys", parts_keys, METH_NOARGS, PyDoc_STR("_keys($self, /)\n--\n\n(page, part) of each.")},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef parts_fields[] = {
    {"_store", parts_store, NULL, PyDoc_STR("What all objects of the archive share."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(parts_doc, "A lazy sequence of parts.");

static PyType_Slot parts_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)parts_doc},
    {Py_tp_dealloc, parts_dealloc},
    {Py_tp_richcompare, parts_compare},
    {Py_tp_hash, parts_hash},
    {Py_tp_methods, parts_methods},
    {Py_tp_getset, parts_fields},
    {Py_sq_length, parts_len},
    {Py_sq_item, parts_item},
    {Py_tp_iter, PySeqIter_New},
    {Py_mp_length, parts_len},
    {Py_mp_subscript, parts_subscript},
    {0, NULL},
};

PyType_Spec pdx_py_parts_spec = {
    .name = "postdex._core.PartsBase",
    .basicsize = sizeof(pdx_py_parts),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_SEQUENCE,
    .slots = parts_slots,
};
