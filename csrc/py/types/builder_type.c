/* Builder: sources in, a store out. Here it is made and ends, and has its table of methods; builder_object.h says where these are. */
#include "py/types/builder_object.h"

#include "py/call/errors.h"

static uint16_t language_number(const char *code) {
    return code[0] == '\0' ? (uint16_t)0 : (uint16_t)((uint16_t)(unsigned char)code[0] << 8 | (unsigned char)code[1]);
}

static PyObject *builder_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    static char *names[] = {"language", "lexicon", "options", "threads", "memory", "apart", "later", NULL};
    const char *language = "";
    int lexicon = 1, apart = 0, later = 0;
    unsigned threads = 0;
    unsigned long long memory = 0;
    PyObject *options = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|spOIKpp:Builder", names, &language, &lexicon, &options, &threads, &memory, &apart, &later)) {
        return NULL;
    }
    if (strlen(language) != 0 && strlen(language) != 2) {
        PyErr_SetString(PyExc_ValueError, "a language is two letters, such as 'en'");
        return NULL;
    }
    pdx_py_state *state = pdx_py_state_of_type(type);
    if (state == NULL) return NULL;
    const pdx_build_options settings = {.use_lexicon = lexicon != 0, .language = language_number(language), .n_threads = threads, .memory = memory,
                                        .are_apart = apart != 0, .index_later = later != 0};
    pdx_error err = {0};
    pdx_builder *builder = NULL;
    if (pdx_builder_new(&settings, &builder, &err) != PDX_OK) return pdx_py_raise(state, &err, NULL);
    PyObject *self = pdx_py_new(state, PDX_PY_BUILDER);
    if (self == NULL) {
        pdx_builder_free(builder);
        return NULL;
    }
    pdx_py_builder_self(self)->state = state;
    pdx_py_builder_self(self)->builder = builder;
    Py_INCREF(options);
    pdx_py_builder_self(self)->options = options;
    pdx_py_builder_self(self)->later = later != 0;
    return self;
}

static void builder_dealloc(PyObject *self) {
    pdx_builder_free(pdx_py_builder_self(self)->builder);
    Py_XDECREF(pdx_py_builder_self(self)->options);
    Py_XDECREF(pdx_py_builder_self(self)->base);
    pdx_py_free(self);
}

static PyObject *builder_weight(PyObject *object, PyObject *more) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    const size_t n = PyLong_AsSize_t(more);
    if (PyErr_Occurred() != NULL || pdx_py_builder_claim(self) < 0) return NULL;
    const uint64_t weight = pdx_builder_weight(self->builder, n);
    self->busy = false;
    return PyLong_FromUnsignedLongLong(weight);
}

static PyObject *builder_refused(PyObject *object, PyObject *unused) {
    pdx_py_builder *self = pdx_py_builder_self(object);
    (void)unused;
    return PyLong_FromUnsignedLongLong(self->builder == NULL ? 0 : pdx_builder_refused(self->builder));
}

static PyObject *builder_replaced(PyObject *object, PyObject *unused) {
    (void)unused;
    return PyLong_FromUnsignedLong(pdx_py_builder_self(object)->n_replaced);
}

PyDoc_STRVAR(add_doc,
             "add($self, name, url, captured, data, path=None, replace=False, decoded=None, /)\n--\n\n"
             "Takes a source's bytes, and says whether they were new; `path` is named in errors. JSON lines are read to their end, and not taken "
             "when they cannot be. "
             "`decoded`, of data in another encoding: its text in UTF-8, the shape of the encoding, (begin, end, characters) of what was none.");

PyDoc_STRVAR(add_posts_doc, "add_posts($self, paths, most, url, captured, /)\n--\n\n"
                            "Takes files that are posts in Markdown, the first of the list, until there are `most` bytes or one is anything else: "
                            "gives how many, and their bytes.");

PyDoc_STRVAR(add_post_doc, "add_post($self, name, url, captured, data, /)\n--\n\nTakes a source's bytes where they are plainly a post in Markdown, "
                           "and says whether they are.");

PyDoc_STRVAR(
    add_rows_doc,
    "add_rows($self, name, captured, rows, encode, replace=False, /)\n--\n\n"
    "Takes rows as a source of JSON lines, and says whether they were new; encode(number, row) gives the JSON of one that is no plain dict.");

PyDoc_STRVAR(lines_doc, "lines(rows, encode, /)\n--\n\nRows as the JSON lines that add_rows takes them as.");

PyDoc_STRVAR(
    continue_doc,
    "continue_($self, store, /)\n--\n\nWhat is built continues this store; before any source is added. Sources that it has are not taken again.");

PyDoc_STRVAR(take_out_doc,
             "take_out($self, posts, /)\n--\n\nTakes posts of the store that is continued out, by their numbers; gives how many of them were there.");

PyDoc_STRVAR(alike_doc, "alike($self, name, url, captured, n_bytes, /)\n--\n\nNumbers of sources of the store that is continued that are there with "
                        "these facts and so many bytes.");

PyDoc_STRVAR(last_named_doc, "last_named($self, name, /)\n--\n\nThe number of the last source of this name of the store that is continued, or None.");

PyDoc_STRVAR(take_out_last_doc,
             "take_out_last($self, name, /)\n--\n\nTakes the last source of this name out of the store that is continued, which one is.");

PyDoc_STRVAR(beside_doc, "beside($self, n, /)\n--\n\nThe last n sources of the store that is continued were added just before: pages that come are "
                         "cut with what theirs teach.");

PyDoc_STRVAR(unite_doc, "unite($self, n, /)\n--\n\nThe last n sources, of the store that is continued and of what was added, are pieces of one: the "
                        "next commit makes one of them.");

PyDoc_STRVAR(prove_doc, "prove($self, whole, /)\n--\n\nPieces of a source that are closed from now on are dated by what a builder has noted of all "
                        "of it (Scanner.prove).");

PyDoc_STRVAR(page_text_doc, "page_text($self, number, /)\n--\n\n(name, url, text in UTF-8) of a source that was added, the text None unless it is a "
                            "page; None beyond the last.");

PyDoc_STRVAR(
    correct_doc,
    "correct($self, name, fixes, fields=[], all=False, by_rules=False, /)\n--\n\nFixes lines of a text source: a list of (line, role or None, "
    "starts); and fields of these, of (line, role, begin, end); `all`: they have every post of the page; `by_rules`: they teach nothing of others.");

PyDoc_STRVAR(finish_doc, "finish($self, stemmer=None, progress=None, /)\n--\n\nCuts, unites, indexes; gives the store. The builder is then empty.");

PyDoc_STRVAR(first_taken_doc, "first_taken($self, all, save_as, /)\n--\n\nFrom which part on those of the store that is continued, which was loaded, "
                              "are to become one with what is new.");

PyDoc_STRVAR(commit_doc, "commit($self, path, note, first, save_as, lock, progress, /)\n--\n\nAdds what is new to the archive in a folder, in the "
                         "place of parts from `first` on, and takes out what is to go: for all (0), as a draft (1), or as one in which nothing goes "
                         "yet (2): then it gives the numbers of the posts that are still to go. The builder is then empty.");

PyDoc_STRVAR(weight_doc, "weight($self, more, /)\n--\n\nBytes of memory that finishing will take, as a rule, with a text of `more` bytes.");

PyDoc_STRVAR(refused_doc, "refused($self, /)\n--\n\nHow many records of what it has taken could not be read, or had nothing that is read.");

PyDoc_STRVAR(replaced_doc, "replaced($self, /)\n--\n\nHow many posts were taken out because sources were replaced.");

static PyMethodDef builder_methods[] = {
    {"add", pdx_py_builder_add, METH_VARARGS, add_doc},
    {"add_posts", pdx_py_builder_add_posts, METH_VARARGS, add_posts_doc},
    {"add_post", pdx_py_builder_add_post, METH_VARARGS, add_post_doc},
    {"add_rows", pdx_py_builder_add_rows, METH_VARARGS, add_rows_doc},
    {"lines", pdx_py_builder_lines, METH_VARARGS | METH_STATIC, lines_doc},
    {"continue_", pdx_py_builder_continue, METH_O, continue_doc},
    {"take_out", pdx_py_builder_take_out, METH_O, take_out_doc},
    {"alike", pdx_py_builder_alike, METH_VARARGS, alike_doc},
    {"last_named", pdx_py_builder_last_named, METH_O, last_named_doc},
    {"take_out_last", pdx_py_builder_take_out_last, METH_O, take_out_last_doc},
    {"beside", pdx_py_builder_beside, METH_O, beside_doc},
    {"unite", pdx_py_builder_unite, METH_O, unite_doc},
    {"prove", pdx_py_builder_prove, METH_O, prove_doc},
    {"page_text", pdx_py_builder_page_text, METH_O, page_text_doc},
    {"correct", pdx_py_builder_correct, METH_VARARGS, correct_doc},
    {"weight", builder_weight, METH_O, weight_doc},
    {"refused", builder_refused, METH_NOARGS, refused_doc},
    {"replaced", builder_replaced, METH_NOARGS, replaced_doc},
    {"first_taken", pdx_py_builder_first_taken, METH_VARARGS, first_taken_doc},
    {"commit", pdx_py_builder_commit, METH_VARARGS, commit_doc},
    {"finish", pdx_py_builder_finish, METH_VARARGS, finish_doc},
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(builder_doc, "Builder(language='', lexicon=True, options=None, threads=0, memory=0, apart=False, later=False)\n--\n\nSources in, a "
                          "store out; `apart`: each record is a post; `later`: the index is made when somebody needs it.");

static PyType_Slot builder_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)builder_doc},
    {Py_tp_new, builder_new},
    {Py_tp_dealloc, builder_dealloc},
    {Py_tp_methods, builder_methods},
    {0, NULL},
};

PyType_Spec pdx_py_builder_spec = {
    .name = "postdex._core.Builder",
    .basicsize = sizeof(pdx_py_builder),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = builder_slots,
};
