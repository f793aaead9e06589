/* PublishedDate: that a post has a date, and whose it is; what it says becomes objects when somebody asks. */
#include "py/call/convert.h"

typedef struct post_date {
    PyObject_HEAD
    pdx_py_store *store; /* owned; NULL: `said` was given */
    uint32_t post;
    PyObject *said;      /* owned; NULL: nobody has asked */
} post_date;

static post_date *date_of(PyObject *self) { return (post_date *)(void *)self; }

PyObject *pdx_py_wrap_date(pdx_py_store *store, uint32_t post) {
    PyObject *object = pdx_py_new(store->state, PDX_PY_DATE);
    if (object == NULL) return NULL;
    date_of(object)->store = pdx_py_store_of(Py_NewRef(pdx_py_object(store)));
    date_of(object)->post = post;
    return object;
}

static int date_traverse(PyObject *object, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(pdx_py_object(date_of(object)->store)); /* whose cache and options may have dates of its own */
    Py_VISIT(date_of(object)->said);
    return 0;
}

/* The store is cleared itself where it stands in a circle. */
static int date_clear(PyObject *object) {
    Py_CLEAR(date_of(object)->said);
    return 0;
}

static void date_dealloc(PyObject *object) {
    PyObject_GC_UnTrack(object);
    Py_XDECREF(pdx_py_object(date_of(object)->store));
    Py_XDECREF(date_of(object)->said);
    pdx_py_free(object);
}

/* (year, month, day, hour, minute, second). */
static PyObject *numbers_of(const pdx_date_info *date) {
    PyObject *const numbers[] = {PyLong_FromLong(date->year),  PyLong_FromLong(date->month),  PyLong_FromLong(date->day),
                                 PyLong_FromLong(date->hour), PyLong_FromLong(date->minute), PyLong_FromLong(date->second)};
    return pdx_py_tuple(numbers, PDX_COUNTOF(numbers));
}

/* The words of the date, which an appearance prints; None where no appearance does. */
static PyObject *printed_of(pdx_py_store *store, const pdx_post_info *info) {
    if (info->published_appearance == PDX_NONE) Py_RETURN_NONE;
    const pdx_appearance_info at = pdx_archive_appearance(store->archive, info->published_appearance);
    if (at.date_printed.end <= at.date_printed.begin) Py_RETURN_NONE;
    return pdx_py_text(store, at.page, PDX_NONE, pdx_archive_page(store->archive, at.page).layer, at.date_printed);
}

static PyObject *said_of(pdx_py_store *store, uint32_t post) {
    const pdx_post_info info = pdx_archive_post(store->archive, post);
    const pdx_date_info date = pdx_post_published(store->archive, post);
    PyObject *const values[] = {printed_of(store, &info), pdx_py_str(pdx_span_str(date.iso)), pdx_py_str(pdx_span_str(date.precision)),
                                pdx_py_str(pdx_span_str(date.calendar)), pdx_py_str(pdx_span_str(info.published_evidence)), numbers_of(&date)};
    return pdx_py_tuple(values, PDX_COUNTOF(values));
}

static PyObject *date_said(PyObject *object, void *closure) {
    post_date *self = date_of(object);
    (void)closure;
    if (self->said == NULL && self->store == NULL) {
        PyErr_SetString(PyExc_AttributeError, "a date says nothing before it is initialised");
        return NULL;
    }
    if (self->said == NULL) {
        PyObject *said = said_of(self->store, self->post);
        if (said != NULL && pdx_py_store_known(self->store) < 0) Py_CLEAR(said); /* its row was read again, and could not be */
        if (said == NULL) return NULL;
        Py_XSETREF(self->said, said); /* making it may have run other code, which asked too */
    }
    return Py_NewRef(self->said);
}

static int date_set_said(PyObject *object, PyObject *said, void *closure) {
    (void)closure;
    Py_XINCREF(said);
    Py_XSETREF(date_of(object)->said, said);
    return 0;
}

static PyGetSetDef date_fields[] = {
    {"_said", date_said, date_set_said, PyDoc_STR("(printed, iso, precision, calendar, evidence, (year, month, day, hour, minute, second))."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(date_doc, "The date that a post prints.");

static PyType_Slot date_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)date_doc}, {Py_tp_new, PyType_GenericNew},  {Py_tp_dealloc, date_dealloc},
    {Py_tp_traverse, date_traverse},          {Py_tp_clear, date_clear},       {Py_tp_getset, date_fields},   {0, NULL},
};

PyType_Spec pdx_py_date_spec = {
    .name = "postdex._core.DateBase",
    .basicsize = sizeof(post_date),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .slots = date_slots,
};
