/* What a regular expression finds in the texts of a view, in order. */
#include "py/call/call.h"
#include "py/call/errors.h"
#include "py/call/sliceable.h"

static void grep_dealloc(PyObject *object) {
    pdx_py_grep *self = pdx_py_grep_of(object);
    pdx_grep_table_free(self->table);
    Py_XDECREF(self->asked);
    pdx_py_sliceable_free(object);
}

static PyObject *grep_item(PyObject *object, size_t row) {
    const pdx_py_grep *self = pdx_py_grep_of(object);
    const pdx_line_info info = pdx_grep_get(self->table, row);
    if (pdx_py_store_sound(pdx_py_sliceable_store(&self->head)) < 0) return NULL;
    return pdx_py_wrap_line(pdx_py_sliceable_store(&self->head), &info);
}

PyObject *pdx_py_grep_find(pdx_py_archive *archive, PyObject *args) {
    PyObject *asked;
    const char *pattern;
    Py_ssize_t len;
    int ignore_case;
    if (!PyArg_ParseTuple(args, "O!:_grep", &PyTuple_Type, &asked) || !PyArg_ParseTuple(asked, "s#p:_grep", &pattern, &len, &ignore_case)) {
        return NULL;
    }
    pdx_grep_table *table = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_view_grep(archive->view, pdx_span_of(pattern, (size_t)len), ignore_case != 0, &call.tick, &table, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(archive->store->state, &err, NULL);
    pdx_py_grep *self = pdx_py_grep_of(pdx_py_new(archive->store->state, PDX_PY_GREP));
    if (self == NULL) {
        pdx_grep_table_free(table);
        return NULL;
    }
    pdx_py_sliceable_init(pdx_py_object(self), archive, pdx_py_grep_table, grep_item, pdx_grep_count(table));
    self->table = table;
    self->asked = Py_NewRef(asked);
    return pdx_py_object(self);
}

static PyObject *grep_asked(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_grep_of(pdx_py_sliceable_whole(object))->asked);
}

static PyGetSetDef grep_fields[] = {
    {"_asked", grep_asked, NULL, PyDoc_STR("The pattern, and whether case makes no difference."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(grep_doc, "What a regular expression finds.");

static PyType_Slot grep_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)grep_doc}, {Py_tp_dealloc, grep_dealloc}, {Py_tp_getset, grep_fields}, {0, NULL},
};

PyType_Spec pdx_py_grep_spec = {
    .name = "postdex._core.GrepBase",
    .basicsize = sizeof(pdx_py_grep),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = grep_slots,
};
