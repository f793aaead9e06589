/* What a person says of lines of pages that a Builder was given, before they are cut. */
#include "py/types/builder_object.h"

#include "py/call/convert.h"
#include "py/call/errors.h"

/* (line, role or None, starts) -> a fix. */
static int fix_argument(PyObject *item, pdx_fix *fix) {
    PyObject *role;
    unsigned long line;
    int starts;
    if (!PyArg_ParseTuple(item, "kOp:fix", &line, &role, &starts)) return -1;
    fix->line = (uint32_t)line;
    fix->starts = starts != 0;
    fix->role = PDX_ROLE_COUNT;
    if (role == Py_None) return 0;
    PyObject *owner = NULL;
    pdx_span name;
    if (pdx_py_text_argument(role, &owner, &name) < 0) return -1;
    fix->role = (uint8_t)pdx_role_parse(name);
    Py_DECREF(owner);
    if (fix->role != PDX_ROLE_COUNT) return 0;
    PyErr_Format(PyExc_ValueError, "there is no role %R", role);
    return -1;
}

/* (line, role, begin, end) -> a field. */
static int field_argument(PyObject *item, pdx_fix_field *field) {
    PyObject *role, *owner = NULL;
    unsigned long line;
    unsigned long long begin, end;
    pdx_span name;
    if (!PyArg_ParseTuple(item, "kOKK:field", &line, &role, &begin, &end) || pdx_py_text_argument(role, &owner, &name) < 0) return -1;
    field->line = (uint32_t)line;
    field->range = pdx_range_of(begin, end);
    field->role = (uint8_t)pdx_role_parse(name);
    Py_DECREF(owner);
    if (field->role != PDX_ROLE_COUNT) return 0;
    PyErr_Format(PyExc_ValueError, "there is no role %R", role);
    return -1;
}

/* 0 with *out, which is the caller's to free. */
static int fields_argument(PyObject *list, pdx_fix_field **out) {
    const Py_ssize_t n = PyList_Size(list);
    *out = PyMem_Calloc((size_t)n + 1, sizeof **out);
    if (*out == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        if (field_argument(PyList_GetItem(list, i), &(*out)[i]) < 0) return -1;
    }
    return 0;
}

PyObject *pdx_py_builder_page_text(PyObject *object, PyObject *number) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    const size_t i = PyLong_AsSize_t(number);
    pdx_source_facts facts;
    pdx_span text;
    PyObject *result = Py_None;
    if (i == (size_t)-1 && PyErr_Occurred() != NULL) return NULL;
    if (pdx_py_builder_claim(self) < 0) return NULL;
    if (pdx_builder_page(self->builder, i, &facts, &text)) {
        PyObject *name = pdx_py_name(facts.name), *url = pdx_py_name(facts.url);
        PyObject *bytes = text.data == NULL ? Py_NewRef(Py_None) : pdx_py_bytes(text);
        result = name == NULL || url == NULL || bytes == NULL ? NULL : PyTuple_Pack(3, name, url, bytes);
        Py_XDECREF(name);
        Py_XDECREF(url);
        Py_XDECREF(bytes);
    }
    self->busy = false;
    return result == Py_None ? Py_NewRef(result) : result;
}

PyObject *pdx_py_builder_correct(PyObject *object, PyObject *args) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    PyObject *name, *list, *owner = NULL, *more = NULL;
    int all = 0, by_rules = 0;
    pdx_fix_field *fields = NULL;
    pdx_span span;
    if (!PyArg_ParseTuple(args, "OO!|O!pp:correct", &name, &PyList_Type, &list, &PyList_Type, &more, &all, &by_rules)) return NULL;
    const Py_ssize_t n = PyList_Size(list);
    pdx_fix *fixes = PyMem_Calloc((size_t)n + 1, sizeof *fixes);
    if (fixes == NULL) return PyErr_NoMemory();
    bool ready = pdx_py_text_argument(name, &owner, &span) == 0 && (more == NULL || fields_argument(more, &fields) == 0);
    for (Py_ssize_t i = 0; ready && i < n; i++) ready = fix_argument(PyList_GetItem(list, i), &fixes[i]) == 0;
    if (ready && pdx_py_builder_claim(self) == 0) {
        pdx_error err = {0};
        pdx_status status = pdx_builder_correct(self->builder, span, fixes, (size_t)n, &err);
        if (status == PDX_OK && more != NULL) {
            status =
                pdx_builder_correct_fields(self->builder, span, fields, (size_t)PyList_Size(more), (pdx_fix_meaning){all != 0, by_rules != 0}, &err);
        }
        if (status != PDX_OK) (void)pdx_py_raise(self->state, &err, name);
        self->busy = false;
    }
    Py_XDECREF(owner);
    PyMem_Free(fixes);
    PyMem_Free(fields);
    if (PyErr_Occurred() != NULL) return NULL;
    Py_RETURN_NONE;
}
