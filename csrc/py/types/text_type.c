/* Text: a str that knows its place. It keeps that as numbers, which become objects when somebody asks: posts have many texts, and most are never
 * asked where they stand. */
#include "py/call/convert.h"

typedef struct placed_text {
    PyUnicodeObject text;
    pdx_py_store *store; /* owned; NULL: it has no place, or the one that was given */
    PyObject *given;     /* owned; NULL: none was */
    uint32_t layer, page, part;
    pdx_range range;
} placed_text;

static placed_text *placed_of(PyObject *self) { return (placed_text *)(void *)self; }

/* As str makes it, without what calling a class looks for besides. */
static PyObject *text_new(PyTypeObject *type, PyObject *plain) {
    const newfunc make = (newfunc)PyType_GetSlot(&PyUnicode_Type, Py_tp_new);
    PyObject *args = PyTuple_Pack(1, plain);
    PyObject *text = args == NULL ? NULL : make(type, args, NULL);
    Py_XDECREF(args);
    return text;
}

PyObject *pdx_py_text(pdx_py_store *store, uint32_t page, uint32_t part, uint32_t layer, pdx_range range) {
    PyTypeObject *type = store->state->classes[PDX_PY_TEXT];
    if (PyErr_Occurred() != NULL) return NULL; /* another value of the same tuple has failed, and no class is called with an error set */
    const pdx_span span = pdx_py_layer_span(store->archive, layer, range);
    if (pdx_py_store_known(store) < 0) return NULL;
    PyObject *plain = pdx_py_str(span);
    if (plain == NULL || type == NULL) return plain; /* the interpreter is going away */
    PyObject *object = text_new(type, plain);
    Py_DECREF(plain);
    if (object == NULL) return NULL;
    placed_text *self = placed_of(object);
    self->store = pdx_py_store_of(Py_NewRef(pdx_py_object(store)));
    self->layer = layer;
    self->page = page;
    self->part = part;
    self->range = range;
    return object;
}

static int text_traverse(PyObject *object, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(pdx_py_object(placed_of(object)->store)); /* whose cache and options may have texts of its own */
    Py_VISIT(placed_of(object)->given);
    return 0;
}

/* The store is cleared itself where it stands in a circle. */
static int text_clear(PyObject *object) {
    Py_CLEAR(placed_of(object)->given);
    return 0;
}

/* A str frees what is its own, and the object. */
static void text_dealloc(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    const destructor free_str = (destructor)PyType_GetSlot(&PyUnicode_Type, Py_tp_dealloc);
    PyObject_GC_UnTrack(object);
    Py_XDECREF(pdx_py_object(placed_of(object)->store));
    Py_XDECREF(placed_of(object)->given);
    free_str(object);
    Py_DECREF((PyObject *)type);
}

/* (store, layer, begin, end, page, part), or what was given. */
static PyObject *text_place(PyObject *object, void *closure) {
    const placed_text *self = placed_of(object);
    (void)closure;
    if (self->given != NULL) return Py_NewRef(self->given);
    if (self->store == NULL) {
        PyErr_SetString(PyExc_AttributeError, "this text has no place: texts that have one come from archives");
        return NULL;
    }
    PyObject *const values[] = {Py_NewRef(pdx_py_object(self->store)),
                                PyLong_FromUnsignedLong(self->layer),
                                PyLong_FromUnsignedLongLong(self->range.begin),
                                PyLong_FromUnsignedLongLong(self->range.end),
                                pdx_py_number(self->page),
                                pdx_py_number(self->part)};
    return pdx_py_tuple(values, PDX_COUNTOF(values));
}

static int text_set_place(PyObject *object, PyObject *place, void *closure) {
    (void)closure;
    Py_XINCREF(place);
    Py_XSETREF(placed_of(object)->given, place);
    return 0;
}

static PyGetSetDef text_fields[] = {
    {"_place", text_place, text_set_place, PyDoc_STR("Where it stands: (store, layer, begin, end, page, part), or an anchor that was stored."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(text_doc, "A str that knows its place.");

static PyType_Slot text_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)text_doc}, {Py_tp_dealloc, text_dealloc}, {Py_tp_traverse, text_traverse}, {Py_tp_clear, text_clear},
    {Py_tp_getset, text_fields},              {Py_tp_free, PyObject_GC_Del}, {0, NULL},
};

PyType_Spec pdx_py_text_spec = {
    .name = "postdex._core.TextBase",
    .basicsize = sizeof(placed_text),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .slots = text_slots,
};
