/* Pages, posts and parts are made here, since their types hand out one another. */
#include "py/types/by_number.h"

#include "py/call/convert.h"
#include "py/call/errors.h"

static pdx_py_item *item_new(pdx_py_store *store, pdx_py_kind kind, uint32_t number) {
    pdx_py_item *self = pdx_py_item_of(pdx_py_new(store->state, kind));
    if (self == NULL) return NULL;
    self->store = pdx_py_store_of(Py_NewRef(pdx_py_object(store)));
    self->number = number;
    return self;
}

PyObject *pdx_py_wrap_page(pdx_py_store *store, uint32_t page) {
    pdx_error err = {0};
    pdx_py_store_rest(store);
    if (pdx_archive_know_page(store->archive, page, &err) != PDX_OK) return pdx_py_raise(store->state, &err, NULL);
    return pdx_py_object(item_new(store, PDX_PY_PAGE, page));
}

int pdx_py_page_argument(pdx_py_store *store, PyObject *number, uint32_t *page) {
    pdx_error err = {0};
    if (pdx_py_number_argument(number, store->info.n_pages, page) < 0 || pdx_py_store_bodies(store) < 0) return -1;
    pdx_py_store_rest(store);
    if (pdx_archive_know_page(store->archive, *page, &err) == PDX_OK) return 0;
    (void)pdx_py_raise(store->state, &err, NULL);
    return -1;
}

PyObject *pdx_py_wrap_post(pdx_py_store *store, uint32_t post) {
    pdx_error err = {0};
    pdx_py_store_rest(store);
    if (pdx_archive_know_post(store->archive, post, &err) != PDX_OK) return pdx_py_raise(store->state, &err, NULL);
    return pdx_py_object(item_new(store, PDX_PY_POST, post));
}

PyObject *pdx_py_wrap_part(pdx_py_store *store, uint32_t page, uint32_t part) {
    pdx_error err = {0};
    pdx_py_store_rest(store);
    if (pdx_archive_know_page(store->archive, page, &err) != PDX_OK) return pdx_py_raise(store->state, &err, NULL);
    pdx_py_item *self = item_new(store, PDX_PY_PART, part);
    if (self != NULL) self->page = page;
    return pdx_py_object(self);
}

PyObject *pdx_py_item_field(PyObject *object, void *get) {
    pdx_py_store *store = pdx_py_item_of(object)->store;
    pdx_py_store_rest(store);
    PyObject *value = ((getter)(uintptr_t)get)(object, NULL);
    if (value != NULL && pdx_py_store_known(store) < 0) Py_CLEAR(value);
    return value;
}

void pdx_py_item_dealloc(PyObject *object) {
    Py_XDECREF(pdx_py_object(pdx_py_item_of(object)->store));
    pdx_py_free(object);
}

static uint64_t place_of(const pdx_py_item *item) { return (uint64_t)item->page << 32 | item->number; }

/* `b` is of the kind that `a` is of. */
static bool are_alike(PyObject *a, PyObject *b) {
    static const pdx_py_kind kinds[] = {PDX_PY_PAGE, PDX_PY_POST, PDX_PY_PART};
    PyTypeObject *const *types = pdx_py_item_of(a)->store->state->types;
    size_t i = 0;
    while (!PyObject_TypeCheck(a, types[kinds[i]])) i++;
    return PyObject_TypeCheck(b, types[kinds[i]]);
}

PyObject *pdx_py_item_compare(PyObject *a, PyObject *b, int op) {
    if (!are_alike(a, b)) Py_RETURN_NOTIMPLEMENTED;
    const pdx_py_item *x = pdx_py_item_of(a), *y = pdx_py_item_of(b);
    const uint64_t left = place_of(x), right = place_of(y);
    const int same = pdx_py_store_equal(x->store, y->store);
    if (same < 0) return NULL;
    if (op == Py_EQ || op == Py_NE) return PyBool_FromLong((same && left == right) == (op == Py_EQ));
    if (!same) Py_RETURN_NOTIMPLEMENTED;
    Py_RETURN_RICHCOMPARE(left, right, op);
}

Py_hash_t pdx_py_item_hash(PyObject *object) {
    const pdx_py_item *self = pdx_py_item_of(object);
    return pdx_py_store_hash(self->store) ^ (Py_hash_t)(place_of(self) * 0x9E3779B97F4A7C15u >> 2); /* never -1 */
}
