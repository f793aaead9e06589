/* Matches: where the posts of a view have names of a dictionary, in order. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/call/sliceable.h"

/* The bytes of a list of str or None, which nobody else changes, kept alive by `kept`; NULL with an exception. PyMem_RawFree. */
static pdx_span *spans_of(PyObject *list, PyObject *kept) {
    const Py_ssize_t n = PyList_Size(list);
    if (PyList_Append(kept, list) < 0) return NULL;
    pdx_span *spans = PyMem_RawCalloc((size_t)n + 1, sizeof *spans);
    if (spans == NULL) PyErr_NoMemory();
    for (Py_ssize_t i = 0; spans != NULL && i < n; i++) {
        PyObject *item = PyList_GetItem(list, i), *owner = NULL; /* borrowed */
        if (item == Py_None) continue;
        int failed = pdx_py_text_argument(item, &owner, &spans[i]);
        if (!failed && owner != item && PyList_Append(kept, owner) < 0) failed = -1;
        Py_XDECREF(owner);
        if (failed) {
            PyMem_RawFree(spans);
            return NULL;
        }
    }
    return spans;
}

static void matches_dealloc(PyObject *object) {
    pdx_py_matches *self = pdx_py_matches_of(object);
    pdx_match_place_reader_free(self->reader);
    pdx_match_table_free(self->table);
    PyMem_RawFree(self->names);
    PyMem_RawFree(self->categories);
    Py_XDECREF(self->given);
    Py_XDECREF(self->kept);
    pdx_py_sliceable_free(object);
}

/* (text, entry, category, post, page, part). */
static PyObject *matches_item(PyObject *object, size_t row) {
    pdx_py_matches *self = pdx_py_matches_of(object);
    const pdx_match_info info = pdx_match_get(self->table, row);
    const pdx_span category = self->categories == NULL ? (pdx_span){0} : self->categories[info.entry];
    pdx_run_place place;
    pdx_error err = {0};
    pdx_status status = self->reader == NULL ? pdx_match_place_reader_new(self->table, &self->reader, &err) : PDX_OK;
    if (status == PDX_OK) status = pdx_match_place_reader_get(self->reader, row, NULL, &place, &err);
    if (status != PDX_OK) return pdx_py_raise(pdx_py_sliceable_store(&self->head)->state, &err, NULL);
    return Py_BuildValue("(NNNNkk)", pdx_py_text(pdx_py_sliceable_store(&self->head), place.page, place.part, place.layer, place.range),
                         pdx_py_str(self->names[info.entry]), category.data == NULL ? Py_NewRef(Py_None) : pdx_py_str(category),
                         pdx_py_number(info.post), (unsigned long)place.page, (unsigned long)place.part);
}

/* The entry of each phrase: `entries`, or None where each is its own. NULL with an exception; PyMem_RawFree. */
static uint32_t *entries_of(PyObject *entries, size_t n_phrases, size_t n_names) {
    size_t n = n_phrases;
    uint32_t *numbers;
    if (entries == Py_None) {
        numbers = PyMem_RawMalloc((n + 1) * sizeof *numbers);
        if (numbers == NULL) PyErr_NoMemory();
        for (size_t i = 0; numbers != NULL && i < n; i++) numbers[i] = (uint32_t)i;
    } else {
        numbers = pdx_py_numbers_argument(entries, (uint32_t)n_names, &n);
    }
    if (numbers == NULL || (n == n_phrases && (entries != Py_None || n == n_names))) return numbers;
    PyErr_SetString(PyExc_ValueError, "each phrase stands for an entry");
    PyMem_RawFree(numbers);
    return NULL;
}

/* Runs the core; 0, or -1 with an exception. */
static int matches_run(pdx_py_matches *self, const pdx_py_archive *archive, const pdx_span *phrases, size_t n_phrases, PyObject *entries,
                       size_t n_names, PyObject *progress) {
    pdx_error err = {0};
    pdx_py_call call;
    uint32_t *numbers = entries_of(entries, n_phrases, n_names);
    if (numbers == NULL) return -1;
    pdx_py_call_begin(&call, progress);
    const pdx_status status = pdx_view_match(archive->view, phrases, numbers, n_phrases, &call.tick, &self->table, &err);
    pdx_py_call_end(&call);
    PyMem_RawFree(numbers);
    if (status == PDX_OK) return 0;
    (void)pdx_py_raise(archive->store->state, &err, NULL);
    return -1;
}

/* What a user gave, as the core takes it: names with their categories (None: of none), and phrases, which are the names where nothing else stands
 * for them; 0, or -1 with an exception. */
static int matches_take(pdx_py_matches *self, const pdx_py_archive *archive, PyObject *names, PyObject *categories, PyObject *phrases,
                        PyObject *entries, PyObject *progress) {
    const size_t n_names = (size_t)PyList_Size(names);
    self->kept = PyList_New(0);
    self->names = self->kept == NULL ? NULL : spans_of(names, self->kept);
    if (self->names == NULL) return -1;
    if (categories != Py_None && (self->categories = spans_of(categories, self->kept)) == NULL) return -1;
    pdx_span *others = phrases == names ? NULL : spans_of(phrases, self->kept);
    if (phrases != names && others == NULL) return -1;
    const int failed = matches_run(self, archive, others == NULL ? self->names : others, (size_t)PyList_Size(phrases), entries, n_names, progress);
    PyMem_RawFree(others);
    return failed;
}

PyObject *pdx_py_matches_find(pdx_py_archive *archive, PyObject *args) {
    PyObject *given, *names, *categories, *phrases, *entries, *progress;
    if (!PyArg_ParseTuple(args, "OO!OO!OO:_match", &given, &PyList_Type, &names, &categories, &PyList_Type, &phrases, &entries, &progress)) {
        return NULL;
    }
    if (categories != Py_None && (!PyList_Check(categories) || PyList_Size(names) != PyList_Size(categories))) {
        PyErr_SetString(PyExc_ValueError, "each name has a category, or None");
        return NULL;
    }
    pdx_py_matches *self = pdx_py_matches_of(pdx_py_new(archive->store->state, PDX_PY_MATCHES));
    if (self == NULL) return NULL;
    self->given = Py_NewRef(given);
    if (matches_take(self, archive, names, categories, phrases, entries, progress) < 0) {
        Py_DECREF(pdx_py_object(self));
        return NULL;
    }
    pdx_py_sliceable_init(pdx_py_object(self), archive, pdx_py_matches_table, matches_item, pdx_match_count(self->table));
    return pdx_py_object(self);
}

static PyObject *matches_given(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_matches_of(pdx_py_sliceable_whole(object))->given);
}

static PyGetSetDef matches_fields[] = {
    {"_given", matches_given, NULL, PyDoc_STR("The dictionary: (name, aliases, category) of each entry, or its name where that is all."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(matches_doc, "Where posts have names of a dictionary.");

static PyType_Slot matches_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)matches_doc}, {Py_tp_dealloc, matches_dealloc}, {Py_tp_getset, matches_fields}, {0, NULL},
};

PyType_Spec pdx_py_matches_spec = {
    .name = "postdex._core.MatchesBase",
    .basicsize = sizeof(pdx_py_matches),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = matches_slots,
};
