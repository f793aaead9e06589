/* Part: a role and a range of a page. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/types/by_number.h"

static pdx_part_info part_info(PyObject *object) {
    const pdx_py_item *self = pdx_py_item_of(object);
    return pdx_page_part_at(self->store->archive, self->page, self->number);
}

static uint32_t part_layer(PyObject *object) {
    const pdx_py_item *self = pdx_py_item_of(object);
    return pdx_archive_page(self->store->archive, self->page).layer;
}

static pdx_span part_span(PyObject *object) {
    return pdx_py_layer_span(pdx_py_item_of(object)->store->archive, part_layer(object), part_info(object).range);
}

static PyObject *part_str(PyObject *object) { return pdx_py_str(part_span(object)); }

static PyObject *part_bytes(PyObject *object, PyObject *unused) {
    (void)unused;
    return pdx_py_bytes(part_span(object));
}

static PyObject *part_text(PyObject *object, void *closure) {
    (void)closure;
    return part_str(object);
}

static PyObject *part_raw(PyObject *object, void *closure) {
    (void)closure;
    return pdx_py_bytes(part_span(object));
}

static PyObject *part_number(PyObject *object, void *closure) {
    (void)closure;
    return PyLong_FromUnsignedLong(pdx_py_item_of(object)->number);
}

static PyObject *part_role(PyObject *object, void *closure) {
    (void)closure;
    return PyUnicode_InternFromString(pdx_role_name((pdx_role)part_info(object).role));
}

static PyObject *part_line(PyObject *object, void *closure) {
    (void)closure;
    return PyLong_FromUnsignedLong(part_info(object).line);
}

static PyObject *part_witness(PyObject *object, void *closure) {
    (void)closure;
    const uint32_t line = part_info(object).witness;
    return line == 0 ? Py_NewRef(Py_None) : PyLong_FromUnsignedLong(line);
}

static PyObject *part_confidence(PyObject *object, void *closure) {
    (void)closure;
    return PyFloat_FromDouble((double)part_info(object).probability);
}

static PyObject *part_alternatives(PyObject *object, void *closure) {
    (void)closure;
    const pdx_part_info info = part_info(object);
    PyObject *list = PyList_New(0);
    for (unsigned i = 0; list != NULL && i < PDX_PART_READINGS; i++) {
        if (!(info.other_probability[i] > 0)) continue;
        PyObject *one = Py_BuildValue("(sd)", pdx_role_name((pdx_role)info.other_role[i]), (double)info.other_probability[i]);
        if (one == NULL || PyList_Append(list, one) < 0) Py_CLEAR(list);
        Py_XDECREF(one);
    }
    return list;
}

static PyObject *part_evidence(PyObject *object, void *closure) {
    (void)closure;
    return pdx_py_rules(part_info(object).why);
}

static PyObject *part_page(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_item *self = pdx_py_item_of(object);
    return pdx_py_wrap_page(self->store, self->page);
}

static PyObject *part_post(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_item *self = pdx_py_item_of(object);
    const uint32_t appearance = part_info(object).appearance;
    if (appearance == PDX_NONE) Py_RETURN_NONE;
    const uint32_t post = pdx_archive_appearance(self->store->archive, appearance).post;
    if (post == PDX_NONE) Py_RETURN_NONE; /* it was taken out */
    return pdx_py_wrap_post(self->store, post);
}

static PyObject *part_target(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_item *self = pdx_py_item_of(object);
    uint32_t post;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_part_target(self->store->archive, self->page, self->number, &call.tick, &post, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(self->store->state, &err, NULL);
    if (post == PDX_NONE) Py_RETURN_NONE;
    return pdx_py_wrap_post(self->store, post);
}

static PyObject *text_iterator(PyObject *object, bool sentences) {
    const pdx_py_item *self = pdx_py_item_of(object);
    const pdx_archive *archive = self->store->archive;
    const pdx_page_info page = pdx_archive_page(archive, self->page);
    const pdx_part_info part = part_info(object);
    char language[3];
    memcpy(language, page.language, sizeof language);
    const uint32_t post = part.appearance == PDX_NONE ? PDX_NONE : pdx_archive_appearance(archive, part.appearance).post;
    if (post != PDX_NONE) memcpy(language, pdx_archive_post(archive, post).language, sizeof language); /* in which its words are folded */
    return pdx_py_wrap_text_iterator(self->store, self->page, self->number, page.layer, part.range, language, sentences);
}

static PyObject *part_tokens(PyObject *object, void *closure) {
    (void)closure;
    return text_iterator(object, false);
}

static PyObject *part_sentences(PyObject *object, void *closure) {
    (void)closure;
    return text_iterator(object, true);
}

/* (layer, begin, end, page, number). */
static PyObject *part_place(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_item *self = pdx_py_item_of(object);
    const pdx_range range = part_info(object).range;
    return Py_BuildValue("(kKKkk)", (unsigned long)part_layer(object), (unsigned long long)range.begin,
                         (unsigned long long)range.end, (unsigned long)self->page, (unsigned long)self->number);
}

static PyObject *part_store(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_object(pdx_py_item_of(object)->store));
}

static PyMethodDef part_methods[] = {
    {"__bytes__", part_bytes, METH_NOARGS, PyDoc_STR("__bytes__($self, /)\n--\n\nThe part's bytes in its layer.")},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef part_fields[] = {
    {"number", part_number, NULL, PyDoc_STR("Its place on its page."), NULL},
    PDX_PY_FIELD("role", part_role, "What it is: title, tags, paragraph, caption, ..."),
    PDX_PY_FIELD("text", part_text, "Its text; bytes that are not UTF-8 are U+FFFD."),
    PDX_PY_FIELD("raw", part_raw, "Its bytes in its layer, as they are."),
    PDX_PY_FIELD("line", part_line, "The line where it begins, from 1."),
    PDX_PY_FIELD("witness", part_witness, "The line that proves the role (an echo, a twin), or None."),
    PDX_PY_FIELD("confidence", part_confidence, "How sure the role is, 0 to 1."),
    PDX_PY_FIELD("alternatives", part_alternatives, "Other roles it could have, each with its probability."),
    PDX_PY_FIELD("evidence", part_evidence, "Why it has this role, one sentence per rule."),
    PDX_PY_FIELD("page", part_page, "Its page."),
    PDX_PY_FIELD("post", part_post, "Its post; None in the page's remainder."),
    PDX_PY_FIELD("target", part_target, "For a related-post line: the post of the archive that it names, or None."),
    PDX_PY_FIELD("tokens", part_tokens, "An iterator over its words as the index sees them."),
    PDX_PY_FIELD("sentences", part_sentences, "An iterator over its sentences."),
    PDX_PY_FIELD("_place", part_place, "Where it stands."),
    {"_store", part_store, NULL, PyDoc_STR("What all objects of the archive share."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(part_doc, "A role and a range of a page.");

static PyType_Slot part_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)part_doc}, {Py_tp_new, pdx_py_no_new},   {Py_tp_dealloc, pdx_py_item_dealloc}, {Py_tp_str, part_str},
    {Py_tp_richcompare, pdx_py_item_compare},        {Py_tp_hash, pdx_py_item_hash},      {Py_tp_methods, part_methods},
    {Py_tp_getset, part_fields},              {0, NULL},
};

PyType_Spec pdx_py_part_spec = {
    .name = "postdex._core.PartBase",
    .basicsize = sizeof(pdx_py_item),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = part_slots,
};
