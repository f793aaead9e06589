/* Repeats: runs of words that several posts of a view share, in order of their first places. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/call/sliceable.h"

static void repeats_dealloc(PyObject *object) {
    pdx_repeat_table_free(pdx_py_repeats_of(object)->table);
    pdx_py_sliceable_free(object);
}

/* (text, post, page, part, repeat). */
static PyObject *place_tuple(const pdx_py_repeats *self, size_t i) {
    pdx_py_store *store = pdx_py_sliceable_store(&self->head);
    const pdx_repeat_place place = pdx_repeat_place_get(self->table, i);
    return Py_BuildValue("(NNkkk)", pdx_py_text(store, place.page, place.part, place.layer, place.range), pdx_py_number(place.post),
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
static PyObject *repeats_item(PyObject *object, size_t row) {
    const pdx_py_repeats *self = pdx_py_repeats_of(object);
    const pdx_repeat_info info = pdx_repeat_get(self->table, row);
    return Py_BuildValue("(sskkN)", info.label, info.reason, (unsigned long)info.n_words, (unsigned long)info.n_posts, places_list(self, &info));
}

static PyObject *repeats_wrap(pdx_py_archive *archive, pdx_repeat_table *table, uint32_t least) {
    pdx_py_repeats *self = pdx_py_repeats_of(pdx_py_new(archive->store->state, PDX_PY_REPEATS));
    if (self == NULL) {
        pdx_repeat_table_free(table);
        return NULL;
    }
    pdx_py_sliceable_init(pdx_py_object(self), archive, pdx_py_repeats_table, repeats_item, pdx_repeat_count(table));
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

static PyObject *repeats_least(PyObject *object, void *closure) {
    (void)closure;
    return PyLong_FromUnsignedLong(pdx_py_repeats_of(pdx_py_sliceable_whole(object))->least);
}

/* The repeats that have the table. */
static pdx_py_repeats *places_table(PyObject *object) {
    const pdx_py_repeat_places *self = pdx_py_repeat_places_of(pdx_py_sliceable_whole(object));
    return pdx_py_repeats_of(pdx_py_sliceable_whole(pdx_py_object(self->repeats)));
}

static PyObject *places_item(PyObject *object, size_t row) {
    const pdx_py_repeats *self = places_table(object);
    return place_tuple(self, row);
}

/* Numbers of the places of some repeats; NULL with an exception. PyMem_RawFree. */
static uint32_t *places_of(const pdx_repeat_table *table, const pdx_py_sliceable *some, size_t *n) {
    *n = 0;
    for (size_t i = 0; i < some->n; i++) *n += pdx_repeat_get(table, pdx_py_sliceable_row(some, i)).n;
    uint32_t *places = PyMem_RawMalloc((*n + 1) * sizeof *places), *next = places;
    if (places == NULL) PyErr_NoMemory();
    for (size_t i = 0; places != NULL && i < some->n; i++) {
        const pdx_repeat_info info = pdx_repeat_get(table, pdx_py_sliceable_row(some, i));
        for (size_t k = 0; k < info.n; k++) *next++ = (uint32_t)(info.first + k);
    }
    return places;
}

static PyObject *repeats_places(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_repeats *whole = pdx_py_repeats_of(pdx_py_sliceable_whole(object));
    PyObject *made = pdx_py_new(pdx_py_sliceable_store(&whole->head)->state, PDX_PY_REPEAT_PLACES);
    if (made == NULL) return NULL;
    pdx_py_sliceable_init(made, whole->head.archive, pdx_py_repeat_places_table, places_item, pdx_repeat_n_places(whole->table));
    pdx_py_repeat_places_of(made)->repeats = pdx_py_repeats_of(Py_NewRef(object));
    pdx_py_sliceable *head = pdx_py_sliceable_of(made);
    if (pdx_py_sliceable_of(object)->rows != NULL && (head->rows = places_of(whole->table, pdx_py_sliceable_of(object), &head->n)) == NULL) {
        Py_CLEAR(made);
    }
    return made;
}

/* [(label, how many, the number of the first)], without those that none has. */
static PyObject *repeats_labels(PyObject *object, void *closure) {
    const pdx_py_sliceable *some = pdx_py_sliceable_of(object);
    pdx_label_count counts[PDX_REPEAT_LABELS];
    PyObject *list = PyList_New(0);
    (void)closure;
    pdx_repeat_labels(pdx_py_repeats_of(pdx_py_sliceable_whole(object))->table, some->rows, some->n, counts);
    for (size_t i = 0; list != NULL && i < PDX_REPEAT_LABELS; i++) {
        if (counts[i].count == 0) continue;
        PyObject *item = Py_BuildValue("(snn)", counts[i].label, (Py_ssize_t)counts[i].count, (Py_ssize_t)counts[i].first);
        if (item == NULL || PyList_Append(list, item) < 0) Py_CLEAR(list);
        Py_XDECREF(item);
    }
    return list;
}

static PyGetSetDef repeats_fields[] = {
    {"_labels", repeats_labels, NULL, PyDoc_STR("How many have each label, and the number of the first of these."), NULL},
    {"places", repeats_places, NULL, PyDoc_STR("All places of all of them, with a row for each."), NULL},
    {"_least", repeats_least, NULL, PyDoc_STR("How many words each has at least."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(repeats_doc, "Runs of words that several posts share.");

static PyType_Slot repeats_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)repeats_doc}, {Py_tp_dealloc, repeats_dealloc}, {Py_tp_getset, repeats_fields}, {0, NULL},
};

PyType_Spec pdx_py_repeats_spec = {
    .name = "postdex._core.RepeatsBase",
    .basicsize = sizeof(pdx_py_repeats),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = repeats_slots,
};

static void places_dealloc(PyObject *object) {
    Py_XDECREF(pdx_py_object(pdx_py_repeat_places_of(object)->repeats));
    pdx_py_sliceable_free(object);
}

static PyObject *places_repeats(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_object(pdx_py_repeat_places_of(pdx_py_sliceable_whole(object))->repeats));
}

static PyGetSetDef places_fields[] = {
    {"_repeats", places_repeats, NULL, PyDoc_STR("Whose places they are."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(places_doc, "Places of runs of words that several posts share.");

static PyType_Slot places_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)places_doc}, {Py_tp_dealloc, places_dealloc}, {Py_tp_getset, places_fields}, {0, NULL},
};

PyType_Spec pdx_py_repeat_places_spec = {
    .name = "postdex._core.RepeatPlacesBase",
    .basicsize = sizeof(pdx_py_repeat_places),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = places_slots,
};
