/* Names: where the posts of a view name somebody, in order. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/call/sliceable.h"

static void names_dealloc(PyObject *object) {
    pdx_py_names *self = pdx_py_names_of(object);
    pdx_name_table_free(self->table);
    Py_XDECREF(self->name);
    pdx_py_sliceable_free(object);
}

/* (text, rules, post, page, part). */
static PyObject *names_item(PyObject *object, size_t row) {
    const pdx_py_names *self = pdx_py_names_of(object);
    pdx_py_store *store = pdx_py_sliceable_store(&self->head);
    const pdx_name_info info = pdx_name_get(self->table, row);
    return Py_BuildValue("(NINkk)", pdx_py_text(store, info.page, info.part, info.layer, info.range), (unsigned int)info.rules,
                         pdx_py_number(info.post), (unsigned long)info.page, (unsigned long)info.part);
}

static PyObject *names_wrap(pdx_py_archive *archive, pdx_name_table *table, PyObject *name, uint32_t rules) {
    pdx_py_names *self = pdx_py_names_of(pdx_py_new(archive->store->state, PDX_PY_NAMES));
    if (self == NULL) {
        pdx_name_table_free(table);
        return NULL;
    }
    pdx_py_sliceable_init(pdx_py_object(self), archive, pdx_py_names_table, names_item, pdx_name_count(table));
    self->table = table;
    self->name = Py_NewRef(name);
    self->rules = rules;
    return pdx_py_object(self);
}

PyObject *pdx_py_names_find(pdx_py_archive *archive, PyObject *args) {
    PyObject *name, *progress, *owner;
    unsigned int rules;
    pdx_span text;
    pdx_name_table *table = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    if (!PyArg_ParseTuple(args, "UIO:_names", &name, &rules, &progress) || pdx_py_text_argument(name, &owner, &text) < 0) return NULL;
    pdx_py_call_begin(&call, progress);
    const pdx_status status = pdx_view_names(archive->view, text, rules, &call.tick, &table, &err);
    pdx_py_call_end(&call);
    Py_XDECREF(owner);
    if (status != PDX_OK) return pdx_py_raise(archive->store->state, &err, NULL);
    return names_wrap(archive, table, name, rules);
}

/* (number of the first mention, mentions, posts, rules) of each. */
static PyObject *names_spelled(PyObject *object, PyObject *unused) {
    const pdx_py_names *self = pdx_py_names_of(pdx_py_sliceable_whole(object));
    const pdx_py_sliceable *some = pdx_py_sliceable_of(object);
    pdx_name_spelling *spellings = NULL;
    size_t n = 0;
    pdx_error err = {0};
    (void)unused;
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_name_spellings(self->table, some->rows, some->n, &call.tick, &spellings, &n, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(pdx_py_sliceable_store(&self->head)->state, &err, NULL);
    PyObject *list = PyList_New((Py_ssize_t)n);
    for (size_t i = 0; list != NULL && i < n; i++) {
        PyObject *row = Py_BuildValue("(IIII)", spellings[i].first, spellings[i].count, spellings[i].posts, spellings[i].rules);
        if (row == NULL || PyList_SetItem(list, (Py_ssize_t)i, row) < 0) Py_CLEAR(list);
    }
    pdx_free(spellings);
    return list;
}

static PyMethodDef names_methods[] = {
    {"_spelled", names_spelled, METH_NOARGS, PyDoc_STR("_spelled($self, /)\n--\n\nThe ways in which the mentions are printed.")},
    {NULL, NULL, 0, NULL},
};

static PyObject *names_name(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_names_of(pdx_py_sliceable_whole(object))->name);
}

static PyObject *names_rules(PyObject *object, void *closure) {
    (void)closure;
    return PyLong_FromUnsignedLong(pdx_py_names_of(pdx_py_sliceable_whole(object))->rules);
}

static PyObject *names_unsure(PyObject *object, void *closure) {
    (void)closure;
    return PyLong_FromSize_t(pdx_name_unsure(pdx_py_names_of(pdx_py_sliceable_whole(object))->table));
}

static PyGetSetDef names_fields[] = {
    {"name", names_name, NULL, PyDoc_STR("The name that was asked for."), NULL},
    {"unsure", names_unsure, NULL,
     PyDoc_STR("Places that are left out: the last or first name alone, which may be somebody else's, or another word."), NULL},
    {"_rules", names_rules, NULL, PyDoc_STR("The rules that were allowed."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(names_doc, "Where posts name somebody.");

static PyType_Slot names_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)names_doc},
    {Py_tp_dealloc, names_dealloc},
    {Py_tp_getset, names_fields},
    {Py_tp_methods, names_methods},
    {0, NULL},
};

PyType_Spec pdx_py_names_spec = {
    .name = "postdex._core.NamesBase",
    .basicsize = sizeof(pdx_py_names),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = names_slots,
};
