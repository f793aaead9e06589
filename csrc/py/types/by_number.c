/* Pages, posts and parts by their numbers: their types hand out one another, and so stand above this. */
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
    if (pdx_archive_know_page(store->archive, page, &err) != PDX_OK) return pdx_py_raise(store->state, &err, NULL);
    return pdx_py_object(item_new(store, PDX_PY_PAGE, page));
}

PyObject *pdx_py_wrap_post(pdx_py_store *store, uint32_t post) {
    pdx_error err = {0};
    if (pdx_archive_know_post(store->archive, post, &err) != PDX_OK) return pdx_py_raise(store->state, &err, NULL);
    return pdx_py_object(item_new(store, PDX_PY_POST, post));
}

PyObject *pdx_py_wrap_part(pdx_py_store *store, uint32_t page, uint32_t part) {
    pdx_error err = {0};
    if (pdx_archive_know_page(store->archive, page, &err) != PDX_OK) return pdx_py_raise(store->state, &err, NULL);
    pdx_py_item *self = item_new(store, PDX_PY_PART, part);
    if (self != NULL) self->page = page;
    return pdx_py_object(self);
}
