/* Repeats: runs of words that several posts of a view share, in order of their first places. */
#include "py/call.h"
#include "py/convert.h"
#include "py/errors.h"
#include "py/results.h"
#include "py/table.h"

static PyObject *repeats_wrap(pdx_py_archive *archive, pdx_repeat_table *table, uint32_t least) {
    pdx_py_repeats *self = pdx_py_repeats_of(pdx_py_new(archive->store->state, PDX_PY_REPEATS));
    if (self == NULL) {
        pdx_repeat_table_free(table);
        return NULL;
    }
    self->head.open = pdx_py_repeats_table;
    self->archive = pdx_py_archive_of(Py_NewRef(pdx_py_object(archive)));
    self->table = table;
    self->least = least;
    return pdx_py_object(self);
}

PyObject *pdx_py_repeats_find(pdx_py_archive *archive, PyObject *args) {
    PyObject *progress;
    unsigned int least;
    pdx_repeat_table *table = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    if (!PyArg_ParseTuple(args, "IO:_repeats", &least, &progress)) return NULL;
    pdx_py_call_begin(&call, progress);
    const pdx_status status = pdx_view_repeats(archive->view, least, &call.tick, &table, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(archive->store->state, &err, NULL);
    return repeats_wrap(archive, table, least);
}

static void repeats_dealloc(PyObject *object) {
    pdx_repeat_table_free(pdx_py_repeats_of(object)->table);
    Py_XDECREF(pdx_py_object(pdx_py_repeats_of(object)->archive));
    pdx_py_free(object);
}

static Py_ssize_t repeats_len(PyObject *object) { return (Py_ssize_t)pdx_repeat_count(pdx_py_repeats_of(object)->table); }

/* (text, post, page, part, repeat). */
static PyObject *place_tuple(const pdx_py_repeats *self, size_t i) {
    const pdx_repeat_place place = pdx_repeat_place_get(self->table, i);
    return Py_BuildValue("(NNkkk)", pdx_py_text(self->archive->store, place.page, place.part, place.layer, place.range), pdx_py_number(place.post),
                         (unsigned long)place.page, (unsigned long)place.part, (unsigned long)place.repeat);
}

static PyObject *places_list(const pdx_py_repeats *self, const pdx_repeat_info *info) {
    PyObject *list = PyList_New((Py_ssize_t)info->n);
    for (size_t k = 0; list != NULL && k < info->n; k++) {
        PyObject *item = place_tuple(self, info->first + k);
        if (item == NULL || PyList_SetItem(list, (Py_ssize_t)k, item) < 0) Py_CLEAR(list);
    }
    return list;
}

/* (label, reason, words, posts, places). */
static PyObject *repeats_item(PyObject *object, Py_ssize_t i) {
    const pdx_py_repeats *self = pdx_py_repeats_of(object);
    if (i < 0 || i >= repeats_len(object)) {
        PyErr_SetString(PyExc_IndexError, "there is no such repeat");
        return NULL;
    }
    const pdx_repeat_info info = pdx_repeat_get(self->table, (size_t)i);
    return Py_BuildValue("(sskkN)", info.label, info.reason, (unsigned long)info.n_words, (unsigned long)info.n_posts, places_list(self, &info));
}

static PyObject *repeats_at(PyObject *object, PyObject *key) {
    Py_ssize_t i;
    return pdx_py_index_argument(key, repeats_len(object), &i) < 0 ? NULL : repeats_item(object, i);
}

static PyObject *repeats_store(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_object(pdx_py_repeats_of(object)->archive->store));
}

static PyObject *repeats_archive(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_object(pdx_py_repeats_of(object)->archive));
}

static PyObject *repeats_least(PyObject *object, void *closure) {
    (void)closure;
    return PyLong_FromUnsignedLong(pdx_py_repeats_of(object)->least);
}

static PyObject *repeats_places(PyObject *object, void *closure) {
    (void)closure;
    pdx_py_repeat_places *places = pdx_py_repeat_places_of(pdx_py_new(pdx_py_repeats_of(object)->archive->store->state, PDX_PY_REPEAT_PLACES));
    if (places == NULL) return NULL;
    places->head.open = pdx_py_repeat_places_table;
    places->repeats = pdx_py_repeats_of(Py_NewRef(object));
    return pdx_py_object(places);
}

static PyGetSetDef repeats_fields[] = {
    {"places", repeats_places, NULL, PyDoc_STR("All places of all of them, with a row for each."), NULL},
    {"_archive", repeats_archive, NULL, PyDoc_STR("The view whose posts share them."), NULL},
    {"_store", repeats_store, NULL, PyDoc_STR("What all objects of the archive share."), NULL},
    {"_least", repeats_least, NULL, PyDoc_STR("How many words each has at least."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(repeats_doc, "Runs of words that several posts share.");

static PyType_Slot repeats_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)repeats_doc}, {Py_tp_dealloc, repeats_dealloc}, {Py_sq_length, repeats_len},
    {Py_sq_item, repeats_item}, {Py_mp_subscript, repeats_at}, {Py_tp_getset, repeats_fields}, {0, NULL},
};

PyType_Spec pdx_py_repeats_spec = {
    .name = "postdex._core.RepeatsBase",
    .basicsize = sizeof(pdx_py_repeats),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = repeats_slots,
};

static void places_dealloc(PyObject *object) {
    Py_XDECREF(pdx_py_object(pdx_py_repeat_places_of(object)->repeats));
    pdx_py_free(object);
}

static Py_ssize_t places_len(PyObject *object) { return (Py_ssize_t)pdx_repeat_n_places(pdx_py_repeat_places_of(object)->repeats->table); }

static PyObject *places_item(PyObject *object, Py_ssize_t i) {
    if (i >= 0 && i < places_len(object)) return place_tuple(pdx_py_repeat_places_of(object)->repeats, (size_t)i);
    PyErr_SetString(PyExc_IndexError, "there is no such place");
    return NULL;
}

static PyObject *places_at(PyObject *object, PyObject *key) {
    Py_ssize_t i;
    return pdx_py_index_argument(key, places_len(object), &i) < 0 ? NULL : places_item(object, i);
}

static PyObject *places_repeats(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_object(pdx_py_repeat_places_of(object)->repeats));
}

static PyGetSetDef places_fields[] = {
    {"_repeats", places_repeats, NULL, PyDoc_STR("Whose places they are."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(places_doc, "Places of runs of words that several posts share.");

static PyType_Slot places_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)places_doc}, {Py_tp_dealloc, places_dealloc}, {Py_sq_length, places_len},
    {Py_sq_item, places_item}, {Py_mp_subscript, places_at}, {Py_tp_getset, places_fields}, {0, NULL},
};

PyType_Spec pdx_py_repeat_places_spec = {
    .name = "postdex._core.RepeatPlacesBase",
    .basicsize = sizeof(pdx_py_repeat_places),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = places_slots,
};
