/* postdex._core: the module, its state, and its types as types.def has them. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/types/store_saved.h"

/* Every type once: its spec, which C type it is built on, and whether the package hands out a subclass of it. */
static const struct type_row {
    pdx_py_kind kind;
    PyType_Spec *spec;
    pdx_py_kind base; /* itself: none, or one of Python's */
    const char *public_name; /* or NULL */
} type_rows[PDX_PY_KIND_COUNT] = {
#define PDX_PY_TYPE(KIND, name, BASE, public_name) {PDX_PY_##KIND, &pdx_py_##name##_spec, PDX_PY_##BASE, public_name},
#include "py/call/types.def"
#undef PDX_PY_TYPE
};

static pdx_py_state *module_state(PyObject *module) { return PyModule_GetState(module); }

/* ------------------------------------------------------------------ functions of the module */

/* Takes a class of the package for row `row`: it must be a subclass of the C type. */
static int adopt_class(pdx_py_state *state, const struct type_row *row, PyObject *names) {
    PyObject *cls = PyDict_GetItemString(names, row->public_name); /* borrowed */
    if (cls == NULL || !PyType_Check(cls) || !PyType_IsSubtype((PyTypeObject *)(void *)cls, state->types[row->kind])) {
        PyErr_Format(PyExc_TypeError, "no class %s was given", row->public_name);
        return -1;
    }
    Py_INCREF(cls);
    Py_XSETREF(state->classes[row->kind], (PyTypeObject *)(void *)cls);
    return 0;
}

PyDoc_STRVAR(adopt_doc, "_adopt($module, names, /)\n--\n\nTakes the classes that the package hands out, and its exceptions.");

static PyObject *module_adopt(PyObject *module, PyObject *names) {
    pdx_py_state *state = module_state(module);
    if (!PyDict_Check(names)) {
        PyErr_SetString(PyExc_TypeError, "a dict of names is needed");
        return NULL;
    }
    for (size_t i = 0; i < PDX_COUNTOF(type_rows); i++) {
        if (type_rows[i].public_name != NULL && adopt_class(state, &type_rows[i], names) < 0) return NULL;
    }
    if (pdx_py_adopt_exceptions(state, names) < 0) return NULL;
    Py_RETURN_NONE;
}

static PyObject *module_fail_at(PyObject *module, PyObject *n) {
    (void)module;
    const unsigned long long at = PyLong_AsUnsignedLongLong(n);
    if (at == (unsigned long long)-1 && PyErr_Occurred() != NULL) return NULL;
    pdx_testing_fail_at(at);
    Py_RETURN_NONE;
}

static PyObject *module_failed(PyObject *module, PyObject *unused) {
    (void)module;
    (void)unused;
    return PyBool_FromLong(pdx_testing_failed());
}

static PyObject *module_live(PyObject *module, PyObject *unused) {
    (void)module;
    (void)unused;
    return PyLong_FromLongLong(pdx_testing_live());
}

/* (iso, precision, calendar, fields), or None. */
static PyObject *module_date(PyObject *module, PyObject *args) {
    const char *text, *language;
    Py_ssize_t len;
    (void)module;
    if (!PyArg_ParseTuple(args, "y#s", &text, &len, &language)) return NULL;
    const pdx_date_info date = pdx_text_date(pdx_span_of(text, (size_t)len), language);
    if (date.iso[0] == '\0') Py_RETURN_NONE;
    return Py_BuildValue("(sss(iiiiii))", date.iso, date.precision, date.calendar, (int)date.year, (int)date.month, (int)date.day, (int)date.hour,
                         (int)date.minute, (int)date.second);
}

/* A bit for each of the words, a tuple of bytes. */
static PyObject *module_words_in(PyObject *module, PyObject *args) {
    const char *text;
    Py_ssize_t len;
    PyObject *words;
    pdx_span spans[32];
    (void)module;
    if (!PyArg_ParseTuple(args, "y#O!", &text, &len, &PyTuple_Type, &words)) return NULL;
    const size_t n = (size_t)PyTuple_Size(words);
    for (size_t i = 0; i < n && i < PDX_COUNTOF(spans); i++) {
        char *bytes;
        Py_ssize_t size;
        if (PyBytes_AsStringAndSize(PyTuple_GetItem(words, (Py_ssize_t)i), &bytes, &size) < 0) return NULL;
        spans[i] = pdx_span_of(bytes, (size_t)size);
        if (size == 0) return PyErr_Format(PyExc_ValueError, "an empty word");
    }
    if (n > PDX_COUNTOF(spans)) return PyErr_Format(PyExc_ValueError, "more than 32 words");
    return PyLong_FromUnsignedLong(pdx_text_has(pdx_span_of(text, (size_t)len), spans, n));
}

static PyObject *module_counts(PyObject *module, PyObject *args) { return pdx_py_counts_restore(module_state(module), args); }

static PyObject *module_network(PyObject *module, PyObject *args) { return pdx_py_network(module_state(module), args); }
static PyObject *module_salvage(PyObject *module, PyObject *args) { return pdx_py_salvage(module_state(module), args); }
static PyObject *module_load(PyObject *module, PyObject *args) { return pdx_py_load(module_state(module), args); }

static PyObject *module_lock(PyObject *module, PyObject *args) { return pdx_py_folder_lock(module_state(module), args); }
static PyObject *module_forget_draft(PyObject *module, PyObject *args) { return pdx_py_draft_forget(module_state(module), args); }
static PyObject *module_unlock(PyObject *module, PyObject *lock) {
    (void)module;
    return pdx_py_folder_unlock(lock);
}

static PyObject *module_is_saved(PyObject *module, PyObject *path) {
    const char *name = PyBytes_AsString(path);
    (void)module;
    return name == NULL ? NULL : PyBool_FromLong(pdx_archive_is_saved(name));
}

static PyObject *module_is_begun(PyObject *module, PyObject *path) {
    const char *name = PyBytes_AsString(path);
    (void)module;
    return name == NULL ? NULL : PyBool_FromLong(pdx_archive_is_begun(name));
}

static PyObject *module_saved_state(PyObject *module, PyObject *path) { return pdx_py_saved_state(module_state(module), path); }

static PyObject *module_vectors(PyObject *module, PyObject *level) {
    const unsigned long most = PyLong_AsUnsignedLong(level);
    (void)module;
    if (most == (unsigned long)-1 && PyErr_Occurred()) return NULL;
    return PyLong_FromUnsignedLong(pdx_vectors_limit((unsigned)(most > 2 ? 2 : most)));
}

static PyObject *module_most_rows(PyObject *module, PyObject *bytes) {
    pdx_py_state *state = module_state(module);
    const unsigned long long most = PyLong_AsUnsignedLongLong(bytes);
    if (most == (unsigned long long)-1 && PyErr_Occurred() != NULL) return NULL;
    PyObject *before = PyLong_FromUnsignedLongLong(state->most_rows);
    if (before != NULL) state->most_rows = most;
    return before;
}

static PyMethodDef module_functions[] = {
    {"_adopt", module_adopt, METH_O, adopt_doc},
    {"_counts", module_counts, METH_VARARGS,
     PyDoc_STR("_counts($module, rows, typed, in_order=False, /)\n--\n\nCounts of (key, count, posts), sorted unless they are in order, and what a "
               "user types to have them.")},
    {"_date", module_date, METH_VARARGS,
     PyDoc_STR("_date($module, text, language, /)\n--\n\nThe date that a text (bytes) prints, taken apart, or None.")},
    {"_network", module_network, METH_VARARGS,
     PyDoc_STR("_network($module, places, edges, /)\n--\n\nWhere the circles of a network come to stand that begin at (x, y); edges are (from, to, "
               "weight).")},
    {"_words_in", module_words_in, METH_VARARGS,
     PyDoc_STR("_words_in($module, text, words, /)\n--\n\nWhich of a few words stand in a text, a bit each; all are bytes.")},
    {"_is_begun", module_is_begun, METH_O,
     PyDoc_STR("_is_begun($module, path, /)\n--\n\nWhether one was begun in the folder, and nothing ever saved; `path` is bytes.")},
    {"_is_saved", module_is_saved, METH_O,
     PyDoc_STR("_is_saved($module, path, /)\n--\n\nWhether the folder holds a saved archive; `path` is bytes.")},
    {"_saved_state", module_saved_state, METH_O,
     PyDoc_STR("_saved_state($module, path, /)\n--\n\nThe state of what is saved in the folder, as the info of a store has it; `path` is bytes.")},
    {"_salvage", module_salvage, METH_VARARGS,
     PyDoc_STR("_salvage($module, path, stemmer, progress, /)\n--\n\nWhat is whole of a damaged archive: (store, report).")},
    {"_load", module_load, METH_VARARGS,
     PyDoc_STR("_load($module, path, stemmer, progress, mmap=True, draft=False, /)\n--\n\nOpens a saved archive: (store, what was noted with it).")},
    {"_lock", module_lock, METH_VARARGS,
     PyDoc_STR("_lock($module, path, owner, /)\n--\n\nHolds the lock of a folder for saving, until it is given back, or gone; `path` is bytes.")},
    {"_forget_draft", module_forget_draft, METH_VARARGS,
     PyDoc_STR("_forget_draft($module, path, lock, /)\n--\n\nRemoves what a draft has that was not committed; `path` is bytes.")},
    {"_unlock", module_unlock, METH_O, PyDoc_STR("_unlock($module, lock, /)\n--\n\nGives a lock back; others may write then.")},
    {"_vectors", module_vectors, METH_O,
     PyDoc_STR(
         "_vectors($module, level, /)\n--\n\nUses no more than these vectors from now on (0 the least), and says which; for tests and the bench.")},
    {"_most_rows", module_most_rows, METH_O,
     PyDoc_STR("_most_rows($module, bytes, /)\n--\n\nKeeps so many bytes of the rows of archives that are opened from now on, and says how many "
               "before; for tests.")},
    {"_testing_fail_at", module_fail_at, METH_O,
     PyDoc_STR("_testing_fail_at($module, n, /)\n--\n\nMakes the n-th allocation from now fail, in test builds; 0: none.")},
    {"_testing_failed", module_failed, METH_NOARGS, PyDoc_STR("_testing_failed($module, /)\n--\n\nWhether it came to that.")},
    {"_testing_live", module_live, METH_NOARGS, PyDoc_STR("_testing_live($module, /)\n--\n\nBlocks that the core holds, in test builds.")},
    {NULL, NULL, 0, NULL},
};

/* ------------------------------------------------------------------ life of the module */

static PyStructSequence_Field token_fields[] = {
    {"text", "as it is written"}, {"term", "as the index has it"}, {"position", "in its part, from 0"},
    {"pieces", "1, or how many words a joined form joins"}, {"begin", "first byte in its layer"}, {"end", "behind its last byte"},
    {NULL, NULL},
};
static PyStructSequence_Desc token_desc = {"postdex._core.Token", "A word of a text, as the index sees it.", token_fields, 6};

static PyStructSequence_Field term_fields[] = {
    {"term", "as the index has it"}, {"posts", "posts that have it"}, {"occurrences", "in all posts"}, {NULL, NULL},
};
static PyStructSequence_Desc term_desc = {"postdex._core.Term", "A word of the dictionary.", term_fields, 3};

static PyStructSequence_Field count_fields[] = {
    {"key", "the tag, the month, the word"}, {"count", "how often"}, {"posts", "in how many posts"}, {NULL, NULL},
};
static PyStructSequence_Desc count_desc = {"postdex.Count", "A key, how often it occurs, and in how many posts.", count_fields, 3};

static PyStructSequence_Field answer_fields[] = {
    {"query", "number of the query among those that were asked"}, {"rank", "from 0 within its query"}, {"post", "number of the post"},
    {"score", "higher is better"}, {NULL, NULL},
};
static PyStructSequence_Desc answer_desc = {"postdex.Answer", "One ranked post of one of many queries.", answer_fields, 4};

static int add_types(PyObject *module, pdx_py_state *state) {
    for (size_t i = 0; i < PDX_COUNTOF(type_rows); i++) {
        const struct type_row *row = &type_rows[i];
        PyTypeObject *base = row->kind == PDX_PY_TEXT ? &PyUnicode_Type : row->base == row->kind ? NULL : state->types[row->base];
        PyObject *type = PyType_FromModuleAndSpec(module, row->spec, (PyObject *)base);
        if (type == NULL) return -1;
        state->types[row->kind] = (PyTypeObject *)(void *)type;
        state->classes[row->kind] = (PyTypeObject *)(void *)Py_NewRef(type);
        if (PyModule_AddType(module, state->types[row->kind]) < 0) return -1;
    }
    return 0;
}

/* Defaults of the scoring formula: (k1, weights, b). */
static PyObject *scoring_defaults(void) {
    const pdx_query_settings s = pdx_query_settings_default();
    return Py_BuildValue("(d(dddd)(dddd))", s.k1, s.weight[PDX_GROUP_TITLE], s.weight[PDX_GROUP_TAGS], s.weight[PDX_GROUP_BODY],
                         s.weight[PDX_GROUP_OTHER], s.b[PDX_GROUP_TITLE], s.b[PDX_GROUP_TAGS], s.b[PDX_GROUP_BODY], s.b[PDX_GROUP_OTHER]);
}

static PyObject *role_names(void) {
    PyObject *roles = PyTuple_New(PDX_ROLE_COUNT);
    for (Py_ssize_t i = 0; roles != NULL && i < PDX_ROLE_COUNT; i++) {
        PyObject *name = PyUnicode_FromString(pdx_role_name((pdx_role)i));
        if (name == NULL || PyTuple_SetItem(roles, i, name) < 0) Py_CLEAR(roles);
    }
    return roles;
}

/* Takes the reference to `value`. */
static int add_value(PyObject *module, const char *name, PyObject *value) {
    const int failed = value == NULL ? -1 : PyModule_AddObjectRef(module, name, value);
    Py_XDECREF(value);
    return failed;
}

static int module_exec(PyObject *module) {
    pdx_py_state *state = module_state(module);
    if (pdx_py_call_setup() < 0 || add_types(module, state) < 0) return -1;
    state->most_rows = PDX_MOST_ROWS;
    state->token = PyStructSequence_NewType(&token_desc);
    state->term = PyStructSequence_NewType(&term_desc);
    state->count = PyStructSequence_NewType(&count_desc);
    state->answer = PyStructSequence_NewType(&answer_desc);
    if (state->token == NULL || state->term == NULL || state->count == NULL || state->answer == NULL) return -1;
    if (PyModule_AddObjectRef(module, "Token", pdx_py_object(state->token)) < 0 ||
        PyModule_AddObjectRef(module, "Term", pdx_py_object(state->term)) < 0 ||
        PyModule_AddObjectRef(module, "Count", pdx_py_object(state->count)) < 0 ||
        PyModule_AddObjectRef(module, "Answer", pdx_py_object(state->answer)) < 0) {
        return -1;
    }
    return PyModule_AddStringConstant(module, "__version__", PDX_VERSION) < 0 ||
                   add_value(module, "ROLES", role_names()) < 0 || add_value(module, "SCORING", scoring_defaults()) < 0 ||
                   add_value(module, "ANALYZER", PyUnicode_FromString(pdx_analyzer_name())) < 0 ||
                   add_value(module, "ANALYZER_MARK", PyLong_FromUnsignedLongLong(pdx_analyzer_mark())) < 0
               ? -1
               : 0;
}

static int module_traverse(PyObject *module, visitproc visit, void *arg) {
    pdx_py_state *state = module_state(module);
    for (size_t i = 0; i < PDX_PY_KIND_COUNT; i++) {
        Py_VISIT(state->types[i]);
        Py_VISIT(state->classes[i]);
    }
    for (size_t i = 0; i < PDX_STATUS_COUNT; i++) Py_VISIT(state->exceptions[i]);
    Py_VISIT(state->token);
    Py_VISIT(state->term);
    Py_VISIT(state->count);
    Py_VISIT(state->answer);
    return 0;
}

static int module_clear(PyObject *module) {
    pdx_py_state *state = module_state(module);
    for (size_t i = 0; i < PDX_PY_KIND_COUNT; i++) {
        Py_CLEAR(state->types[i]);
        Py_CLEAR(state->classes[i]);
    }
    for (size_t i = 0; i < PDX_STATUS_COUNT; i++) Py_CLEAR(state->exceptions[i]);
    Py_CLEAR(state->token);
    Py_CLEAR(state->term);
    Py_CLEAR(state->count);
    Py_CLEAR(state->answer);
    return 0;
}

static void module_free(void *module) { (void)module_clear((PyObject *)module); }

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, module_exec},
    PDX_PY_SLOT_INTERPRETERS
    PDX_PY_SLOT_GIL
    {0, NULL},
};

PyDoc_STRVAR(module_doc, "The C core of postdex. Use the package, which gives these types their names.");

struct PyModuleDef pdx_py_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "postdex._core",
    .m_doc = module_doc,
    .m_size = sizeof(pdx_py_state),
    .m_methods = module_functions,
    .m_slots = module_slots,
    .m_traverse = module_traverse,
    .m_clear = module_clear,
    .m_free = module_free,
};

PyMODINIT_FUNC PyInit__core(void); /* the one name that leaves this library */
PyMODINIT_FUNC PyInit__core(void) { return PyModuleDef_Init(&pdx_py_module); }
