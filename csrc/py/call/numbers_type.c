/* Numbers: a read-only buffer of numbers that another object keeps, for memoryview and whatever reads buffers. */
#include "py/call/state.h"

typedef struct numbers {
    PyObject_HEAD
    PyObject *owner; /* owned; it holds `data` */
    const void *data;
    Py_ssize_t n, item;
    const char *format; /* static */
} numbers;

static numbers *numbers_of(PyObject *self) { return (numbers *)(void *)self; }

PyObject *pdx_py_wrap_numbers(pdx_py_state *state, PyObject *owner, const void *data, size_t n, size_t item, const char *format) {
    PyObject *object = pdx_py_new(state, PDX_PY_NUMBERS);
    if (object == NULL) return NULL;
    numbers *self = numbers_of(object);
    self->owner = Py_NewRef(owner);
    self->data = n == 0 ? "" : data; /* a reader wants a pointer */
    self->n = (Py_ssize_t)n;
    self->item = (Py_ssize_t)item;
    self->format = format;
    PyObject *view = PyMemoryView_FromObject(object);
    Py_DECREF(object);
    return view;
}

static void numbers_dealloc(PyObject *object) {
    Py_XDECREF(numbers_of(object)->owner);
    pdx_py_free(object);
}

static int numbers_buffer(PyObject *object, Py_buffer *view, int flags) {
    numbers *self = numbers_of(object);
    if (PyBuffer_FillInfo(view, object, (void *)(uintptr_t)self->data, self->n * self->item, 1, flags) < 0) return -1;
    view->itemsize = self->item;
    if ((flags & PyBUF_FORMAT) == PyBUF_FORMAT) view->format = (char *)(uintptr_t)self->format;
    if ((flags & PyBUF_ND) == PyBUF_ND) view->shape = &self->n;
    if ((flags & PyBUF_STRIDES) == PyBUF_STRIDES) view->strides = &self->item;
    return 0;
}

PyDoc_STRVAR(numbers_doc, "A read-only buffer of numbers.");

static PyType_Slot numbers_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)numbers_doc}, {Py_tp_new, pdx_py_no_new}, {Py_tp_dealloc, numbers_dealloc},
    {Py_bf_getbuffer, numbers_buffer},           {0, NULL},
};

PyType_Spec pdx_py_numbers_spec = {
    .name = "postdex._core.Numbers",
    .basicsize = sizeof(numbers),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = numbers_slots,
};
