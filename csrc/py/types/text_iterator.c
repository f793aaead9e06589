/* The iterator over the words or sentences of a part, as the index sees them. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"

typedef struct text_iterator {
    PyObject_HEAD
    pdx_py_store *store;     /* owned */
    pdx_text_reader *reader; /* owned */
    pdx_span text;           /* borrowed from the archive */
    uint32_t page, part, layer;
    uint64_t begin;          /* of the text in its layer */
    bool sentences;
} text_iterator;

static text_iterator *iterator_of(PyObject *self) { return (text_iterator *)(void *)self; }

PyObject *pdx_py_wrap_text_iterator(pdx_py_store *store, uint32_t page, uint32_t part, uint32_t layer, pdx_range range,
                                    const char language[3], bool sentences) {
    const pdx_span text = pdx_py_layer_span(store->archive, layer, range);
    pdx_text_reader *reader = NULL;
    pdx_error err = {0};
    const pdx_status status = sentences ? pdx_text_sentences(text, language, &reader, &err) : pdx_text_tokens(text, language, &reader, &err);
    if (status != PDX_OK) return pdx_py_raise(store->state, &err, NULL);
    text_iterator *self = iterator_of(pdx_py_new(store->state, PDX_PY_TEXT_ITERATOR));
    if (self == NULL) {
        pdx_text_reader_free(reader);
        return NULL;
    }
    self->store = pdx_py_store_of(Py_NewRef(pdx_py_object(store)));
    self->reader = reader;
    self->text = text;
    self->page = page;
    self->part = part;
    self->layer = layer;
    self->begin = range.begin;
    self->sentences = sentences;
    return pdx_py_object(self);
}

static void iterator_dealloc(PyObject *object) {
    pdx_text_reader_free(iterator_of(object)->reader);
    Py_XDECREF(pdx_py_object(iterator_of(object)->store));
    pdx_py_free(object);
}

/* A token: text, term, position in its part, number of pieces, begin and end in its layer. */
static PyObject *token_make(const text_iterator *self, const pdx_token_info *token) {
    PyObject *result = PyStructSequence_New(self->store->state->token);
    if (result == NULL) return NULL;
    PyObject *fields[6];
    fields[0] = pdx_py_str(pdx_span_slice(self->text, (size_t)token->range.begin, (size_t)token->range.end));
    fields[1] = pdx_py_str(token->term);
    fields[2] = PyLong_FromUnsignedLong(token->position);
    fields[3] = PyLong_FromUnsignedLong(token->n_pieces);
    fields[4] = PyLong_FromUnsignedLongLong(self->begin + token->range.begin);
    fields[5] = PyLong_FromUnsignedLongLong(self->begin + token->range.end);
    bool failed = false;
    for (Py_ssize_t i = 0; i < 6; i++) {
        failed = failed || fields[i] == NULL;
        PyStructSequence_SetItem(result, i, fields[i]); /* takes the reference */
    }
    if (failed) Py_CLEAR(result);
    return result;
}

static PyObject *iterator_end(const text_iterator *self) {
    pdx_error err = {0};
    if (pdx_text_reader_status(self->reader, &err) == PDX_OK) return NULL;
    return pdx_py_raise(self->store->state, &err, NULL);
}

static PyObject *iterator_next(PyObject *object) {
    text_iterator *self = iterator_of(object);
    pdx_py_call call;
    if (pdx_py_stopped()) return NULL;
    pdx_py_call_watch(&call, PDX_PY_WITH_LOCK);
    pdx_text_reader_ask(self->reader, &call.tick);
    if (self->sentences) {
        pdx_range range;
        if (!pdx_text_next_sentence(self->reader, &range)) return iterator_end(self);
        return pdx_py_text(self->store, self->page, self->part, self->layer,
                           pdx_range_of(self->begin + range.begin, self->begin + range.end));
    }
    pdx_token_info token;
    if (!pdx_text_next_token(self->reader, &token)) return iterator_end(self);
    return token_make(self, &token);
}

PyDoc_STRVAR(iterator_doc, "Words or sentences of a part, one after the other.");

static PyType_Slot iterator_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)iterator_doc}, {Py_tp_new, pdx_py_no_new},      {Py_tp_dealloc, iterator_dealloc},
    {Py_tp_iter, PyObject_SelfIter},              {Py_tp_iternext, iterator_next}, {0, NULL},
};

PyType_Spec pdx_py_text_iterator_spec = {
    .name = "postdex._core.TextIterator",
    .basicsize = sizeof(text_iterator),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = iterator_slots,
};
