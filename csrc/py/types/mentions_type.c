/* Mentions: the dates that the posts of a view speak of, in order. */
#include "py/call/convert.h"
#include "py/call/sliceable.h"

static void mentions_dealloc(PyObject *object) {
    pdx_mention_table_free(pdx_py_mentions_of(object)->table);
    pdx_py_sliceable_free(object);
}

/* (text, kind, value, post, page, part, (year, month, day), calendar, what it is counted from, the date of writing). */
static PyObject *mentions_item(PyObject *object, size_t row) {
    const pdx_py_mentions *self = pdx_py_mentions_of(object);
    pdx_py_store *store = pdx_py_sliceable_store(&self->head);
    const pdx_mention_info info = pdx_mention_get(self->table, row);
    return Py_BuildValue("(NszNkk(iii)szz)", pdx_py_text(store, info.page, info.part, info.layer, info.range), info.kind,
                         info.value[0] == '\0' ? NULL : info.value, pdx_py_number(info.post), (unsigned long)info.page, (unsigned long)info.part,
                         (int)info.date.year, (int)info.date.month, (int)info.date.day, info.date.calendar,
                         info.counted_from[0] == '\0' ? NULL : info.counted_from, info.written[0] == '\0' ? NULL : info.written);
}

PyObject *pdx_py_wrap_mentions(pdx_py_archive *archive, pdx_mention_table *table) {
    pdx_py_mentions *self = pdx_py_mentions_of(pdx_py_new(archive->store->state, PDX_PY_MENTIONS));
    if (self == NULL) {
        pdx_mention_table_free(table);
        return NULL;
    }
    pdx_py_sliceable_init(pdx_py_object(self), archive, pdx_py_mentions_table, mentions_item, pdx_mention_count(table));
    self->table = table;
    return pdx_py_object(self);
}

static PyGetSetDef mentions_fields[] = {
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(mentions_doc, "Dates that posts speak of.");

static PyType_Slot mentions_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)mentions_doc}, {Py_tp_dealloc, mentions_dealloc}, {Py_tp_getset, mentions_fields},   {0, NULL},
};

PyType_Spec pdx_py_mentions_spec = {
    .name = "postdex._core.MentionsBase",
    .basicsize = sizeof(pdx_py_mentions),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = mentions_slots,
};
