/* Quotations: what stands in quotation marks in the posts of a view, in order. */
#include "py/call/convert.h"
#include "py/call/sliceable.h"

static void quotes_dealloc(PyObject *object) {
    pdx_py_quotes *self = pdx_py_quotes_of(object);
    pdx_quote_table_free(self->table);
    pdx_py_sliceable_free(object);
}

static PyObject *text_or_none(const pdx_py_quotes *self, const pdx_quote_info *info, uint32_t part, pdx_range range) {
    if (range.begin == range.end) Py_RETURN_NONE;
    return pdx_py_text(pdx_py_sliceable_store(&self->head), info->page, part, info->layer, range);
}

/* (with its marks, text, kind, speaker, cue, attribution, outer, depth, group, (opened, closed, continues), post, page, part). */
static PyObject *quotes_item(PyObject *object, size_t row) {
    const pdx_py_quotes *self = pdx_py_quotes_of(object);
    const pdx_quote_info info = pdx_quote_get(self->table, row);
    return Py_BuildValue("(NNsNNzNkN(NNN)Nkk)", text_or_none(self, &info, info.part, info.range), text_or_none(self, &info, info.part, info.inner),
                         info.kind, text_or_none(self, &info, info.speaker_part, info.speaker), text_or_none(self, &info, info.cue_part, info.cue),
                         info.attribution[0] == '\0' ? NULL : info.attribution, text_or_none(self, &info, info.part, info.outer),
                         (unsigned long)info.depth, pdx_py_number(info.group), PyBool_FromLong(info.opened), PyBool_FromLong(info.closed),
                         PyBool_FromLong(info.continues), pdx_py_number(info.post), (unsigned long)info.page, (unsigned long)info.part);
}

PyObject *pdx_py_wrap_quotes(pdx_py_archive *archive, pdx_quote_table *table) {
    pdx_py_quotes *self = pdx_py_quotes_of(pdx_py_new(archive->store->state, PDX_PY_QUOTES));
    if (self == NULL) {
        pdx_quote_table_free(table);
        return NULL;
    }
    pdx_py_sliceable_init(pdx_py_object(self), archive, pdx_py_quotes_table, quotes_item, pdx_quote_count(table));
    self->table = table;
    return pdx_py_object(self);
}

/* ({kind: how many}, how many inside others, how many that no mark closes, the first of these). */
static PyObject *quotes_sum(PyObject *object, void *closure) {
    const pdx_py_sliceable *some = pdx_py_sliceable_of(object);
    const pdx_quote_sum sum = pdx_quotes_sum(pdx_py_quotes_of(pdx_py_sliceable_whole(object))->table, some->rows, some->n);
    PyObject *kinds = PyDict_New(), *first = PyList_New(0);
    bool made = kinds != NULL && first != NULL;
    (void)closure;
    for (size_t i = 0; made && i < PDX_QUOTE_KINDS; i++) {
        PyObject *count = PyLong_FromSize_t(sum.of_kind[i]);
        made = count != NULL && (sum.of_kind[i] == 0 || PyDict_SetItemString(kinds, sum.kinds[i], count) == 0);
        Py_XDECREF(count);
    }
    for (size_t i = 0; made && i < sum.open && i < PDX_QUOTES_NAMED; i++) {
        PyObject *number = PyLong_FromSize_t(sum.first_open[i]);
        made = number != NULL && PyList_Append(first, number) == 0;
        Py_XDECREF(number);
    }
    if (made) return Py_BuildValue("(NnnN)", kinds, (Py_ssize_t)sum.inside, (Py_ssize_t)sum.open, first);
    Py_XDECREF(kinds);
    Py_XDECREF(first);
    return NULL;
}

static PyGetSetDef quotes_fields[] = {
    {"_sum", quotes_sum, NULL,
     PyDoc_STR("How many there are of each kind, inside others, and that no mark closes, with the numbers of the first of these."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(quotes_doc, "Quotations of posts.");

static PyType_Slot quotes_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)quotes_doc}, {Py_tp_dealloc, quotes_dealloc}, {Py_tp_getset, quotes_fields}, {0, NULL},
};

PyType_Spec pdx_py_quotes_spec = {
    .name = "postdex._core.QuotesBase",
    .basicsize = sizeof(pdx_py_quotes),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = quotes_slots,
};
