/* Near copies: posts that nearly repeat an earlier one, in the order of the archive. */
#include "py/call/convert.h"
#include "py/call/sliceable.h"

static void near_copies_dealloc(PyObject *object) {
    pdx_copy_table_free(pdx_py_near_copies_of(object)->table);
    pdx_py_sliceable_free(object);
}

/* (post, of, likeness). */
static PyObject *near_copies_item(PyObject *object, size_t row) {
    const pdx_py_near_copies *self = pdx_py_near_copies_of(object);
    pdx_py_store *store = pdx_py_sliceable_store(&self->head);
    const uint32_t post = pdx_copy_get(self->table, row);
    const pdx_copy_info copy = pdx_post_copy(store->archive, post);
    return Py_BuildValue("(NNd)", pdx_py_wrap_post(store, post), pdx_py_wrap_post(store, copy.of), copy.likeness);
}

PyObject *pdx_py_wrap_near_copies(pdx_py_archive *archive, pdx_copy_table *table, double least) {
    pdx_py_near_copies *self = pdx_py_near_copies_of(pdx_py_new(archive->store->state, PDX_PY_NEAR_COPIES));
    if (self == NULL) {
        pdx_copy_table_free(table);
        return NULL;
    }
    pdx_py_sliceable_init(pdx_py_object(self), archive, pdx_py_near_copies_table, near_copies_item, pdx_copy_count(table));
    self->table = table;
    self->least = least;
    return pdx_py_object(self);
}

static PyObject *near_copies_least(PyObject *object, void *closure) {
    (void)closure;
    return PyFloat_FromDouble(pdx_py_near_copies_of(pdx_py_sliceable_whole(object))->least);
}

static PyGetSetDef near_copies_fields[] = {
    {"_least", near_copies_least, NULL, PyDoc_STR("The likeness that was asked for."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(near_copies_doc, "Posts that nearly repeat an earlier one.");

static PyType_Slot near_copies_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)near_copies_doc}, {Py_tp_dealloc, near_copies_dealloc}, {Py_tp_getset, near_copies_fields}, {0, NULL},
};

PyType_Spec pdx_py_near_copies_spec = {
    .name = "postdex._core.NearCopiesBase",
    .basicsize = sizeof(pdx_py_near_copies),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = near_copies_slots,
};
