/* Page: one document of a source, as parts that cover it. */
#include "py/call/convert.h"
#include "py/types/by_number.h"

static pdx_page_info page_info(PyObject *object) {
    const pdx_py_item *self = pdx_py_item_of(object);
    return pdx_archive_page(self->store->archive, self->number);
}

static PyObject *page_number(PyObject *object, void *closure) {
    (void)closure;
    return PyLong_FromUnsignedLong(pdx_py_item_of(object)->number);
}

static PyObject *page_kind(PyObject *object, void *closure) {
    (void)closure;
    return PyUnicode_FromString(page_info(object).kind);
}

static PyObject *page_language(PyObject *object, void *closure) {
    (void)closure;
    return pdx_py_str(pdx_span_str(page_info(object).language));
}

static PyObject *page_heading(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_item *self = pdx_py_item_of(object);
    const pdx_page_info info = page_info(object);
    if (info.heading == PDX_NONE) Py_RETURN_NONE;
    const pdx_part_info part = pdx_page_part_at(self->store->archive, self->number, info.heading);
    return pdx_py_text(self->store, self->number, info.heading, info.layer, part.range);
}

static PyObject *page_range_text(PyObject *object, pdx_range range) {
    const pdx_py_item *self = pdx_py_item_of(object);
    if (range.end <= range.begin) Py_RETURN_NONE;
    return pdx_py_text(self->store, self->number, PDX_NONE, page_info(object).layer, range);
}

static PyObject *page_label(PyObject *object, void *closure) {
    (void)closure;
    return page_range_text(object, page_info(object).label);
}

static PyObject *page_site(PyObject *object, void *closure) {
    (void)closure;
    return page_range_text(object, page_info(object).site_name);
}

static PyObject *page_confidence(PyObject *object, void *closure) {
    (void)closure;
    return PyFloat_FromDouble((double)page_info(object).probability);
}

static PyObject *page_evidence(PyObject *object, void *closure) {
    (void)closure;
    return pdx_py_rules(page_info(object).why);
}

static PyObject *page_order(PyObject *object, void *closure) {
    (void)closure;
    return PyUnicode_FromString(page_info(object).order);
}

static PyObject *page_order_confidence(PyObject *object, void *closure) {
    (void)closure;
    return PyFloat_FromDouble(page_info(object).order_probability);
}

static PyObject *page_lines(PyObject *object, void *closure) {
    (void)closure;
    return PyLong_FromUnsignedLong(page_info(object).n_lines);
}

static PyObject *page_source(PyObject *object, void *closure) {
    (void)closure;
    return PyLong_FromUnsignedLong(page_info(object).source);
}

static PyObject *page_layer(PyObject *object, void *closure) {
    (void)closure;
    return PyLong_FromUnsignedLong(page_info(object).layer);
}

/* (begin, end) of the page in its source. */
static PyObject *page_record(PyObject *object, void *closure) {
    (void)closure;
    return pdx_py_range(page_info(object).record);
}

static PyObject *page_appearances(PyObject *object, void *closure) {
    (void)closure;
    const pdx_page_info info = page_info(object);
    return Py_BuildValue("(kk)", (unsigned long)info.first_appearance, (unsigned long)info.n_appearances);
}

static PyObject *page_parts(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_item *self = pdx_py_item_of(object);
    return pdx_py_wrap_page_parts(self->store, self->number, 0, page_info(object).n_parts);
}

static PyObject *page_said_parts(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_item *self = pdx_py_item_of(object);
    const pdx_page_info info = page_info(object);
    return pdx_py_wrap_page_parts(self->store, self->number, info.n_parts, info.n_said_parts);
}

/* Where its text ends in its layer. */
static PyObject *page_text_end(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_item *self = pdx_py_item_of(object);
    const pdx_page_info info = page_info(object);
    return PyLong_FromUnsignedLongLong(
        info.n_parts == 0 ? 0 : (unsigned long long)pdx_page_part_at(self->store->archive, self->number, info.n_parts - 1).range.end);
}

static PyObject *page_store(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_object(pdx_py_item_of(object)->store));
}

static PyGetSetDef page_fields[] = {
    {"number", page_number, NULL, PyDoc_STR("Its place among the archive's pages."), NULL},
    PDX_PY_FIELD("kind", page_kind, "What the page is: tag, category, author, date, home, search, single or unknown."),
    PDX_PY_FIELD("language", page_language, "Two letters, or empty when it could not be told."),
    PDX_PY_FIELD("heading", page_heading, "The page's heading, or None."),
    PDX_PY_FIELD("label", page_label, "What the heading names (the tag, the month), or None."),
    PDX_PY_FIELD("site", page_site, "The site as the page itself prints it, or None."),
    PDX_PY_FIELD("confidence", page_confidence, "How sure the cut as a whole is, 0 to 1."),
    PDX_PY_FIELD("evidence", page_evidence, "Why it was cut so, one sentence per rule."),
    PDX_PY_FIELD("order", page_order, "newest_first, oldest_first or unknown: inferred."),
    PDX_PY_FIELD("order_confidence", page_order_confidence, "How sure the order is, 0 to 1."),
    PDX_PY_FIELD("n_lines", page_lines, "Number of lines."),
    PDX_PY_FIELD("parts", page_parts, "All parts in order; their bytes, joined, are the page's."),
    PDX_PY_FIELD("_said", page_said_parts, "What its markup says of its entries, behind its text."),
    PDX_PY_FIELD("_text_end", page_text_end, "Where its text ends in its layer."),
    PDX_PY_FIELD("_source", page_source, "Number of its source."),
    PDX_PY_FIELD("_layer", page_layer, "Number of its layer."),
    PDX_PY_FIELD("_record", page_record, "Its bytes in its source."),
    PDX_PY_FIELD("_appearances", page_appearances, "(first, number) of its appearances."),
    {"_store", page_store, NULL, PyDoc_STR("What all objects of the archive share."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(page_doc, "One document of a source.");

static PyType_Slot page_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)page_doc}, {Py_tp_new, pdx_py_no_new},         {Py_tp_dealloc, pdx_py_item_dealloc},
    {Py_tp_richcompare, pdx_py_item_compare},        {Py_tp_hash, pdx_py_item_hash},            {Py_tp_getset, page_fields},
    {0, NULL},
};

PyType_Spec pdx_py_page_spec = {
    .name = "postdex._core.PageBase",
    .basicsize = sizeof(pdx_py_item),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = page_slots,
};
