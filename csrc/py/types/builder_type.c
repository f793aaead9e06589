/* Builder: sources in, a store out. Used by one thread at a time; a second one gets RuntimeError. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/decoding.h"
#include "py/call/errors.h"
#include "py/tables/row_writer.h"
#include "py/types/store_saved.h"
#include "py/call/stemmer.h"

typedef struct builder_object {
    PyObject_HEAD
    pdx_py_state *state;
    pdx_builder *builder; /* owned; NULL once finished */
    PyObject *options;
    PyObject *base;   /* the store that it continues, or NULL */
    uint32_t n_posts; /* of it */
    uint32_t n_replaced; /* posts that were taken out because their source was replaced */
    bool busy;
    bool later; /* the index is made when somebody needs it */
} builder_object;

static builder_object *builder_of(PyObject *self) { return (builder_object *)(void *)self; }

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
    builder_of(self)->state = state;
    builder_of(self)->builder = builder;
    Py_INCREF(options);
    builder_of(self)->options = options;
    builder_of(self)->later = later != 0;
    return self;
}

static void builder_dealloc(PyObject *self) {
    pdx_builder_free(builder_of(self)->builder);
    Py_XDECREF(builder_of(self)->options);
    Py_XDECREF(builder_of(self)->base);
    pdx_py_free(self);
}

static PyObject *numbers_list(const uint32_t *numbers, size_t n) {
    PyObject *list = PyList_New((Py_ssize_t)n);
    for (size_t i = 0; list != NULL && i < n; i++) {
        PyObject *number = PyLong_FromUnsignedLong(numbers[i]);
        if (number == NULL || PyList_SetItem(list, (Py_ssize_t)i, number) < 0) Py_CLEAR(list);
    }
    return list;
}

/* Claims the builder for one call. */
static int builder_claim(builder_object *self) {
    if (self->builder == NULL || self->busy) {
        PyErr_SetString(PyExc_RuntimeError, self->busy ? "another thread uses this builder" : "this builder is finished");
        return -1;
    }
    self->busy = true;
    return 0;
}

pdx_builder *pdx_py_builder_take(pdx_py_state *state, PyObject *object) {
    if (!PyObject_TypeCheck(object, state->types[PDX_PY_BUILDER])) {
        PyErr_SetString(PyExc_TypeError, "a builder is needed");
        return NULL;
    }
    return builder_claim(builder_of(object)) < 0 ? NULL : builder_of(object)->builder;
}

void pdx_py_builder_give(PyObject *object) { builder_of(object)->busy = false; }

pdx_builder *pdx_py_builder_of(pdx_py_state *state, PyObject *object) {
    pdx_builder *builder = pdx_py_builder_take(state, object);
    if (builder != NULL) pdx_py_builder_give(object);
    return builder;
}

/* Whether a source need not be taken: it is there, or is what would be replaced. */
static pdx_status source_known(builder_object *self, const pdx_source_facts *facts, pdx_span bytes, int replace, bool *known, pdx_error *err) {
    return replace ? pdx_builder_has_last(self->builder, facts, bytes, known, err) : pdx_builder_knows(self->builder, facts, bytes, known, err);
}

/* After a source was taken: what it replaces. */
static pdx_status source_replace(builder_object *self, const pdx_source_facts *facts, int replace, pdx_error *err) {
    uint32_t count = 0;
    const pdx_status status = replace ? pdx_builder_take_out_named(self->builder, facts->name, &count, err) : PDX_OK;
    self->n_replaced += count;
    return status;
}

PyDoc_STRVAR(add_doc,
             "add($self, name, url, captured, data, path=None, replace=False, decoded=None, /)\n--\n\n"
             "Takes a source's bytes, and says whether they were new; `path` is named in errors. JSON lines are read to their end, and not taken "
             "when they cannot be. "
             "`decoded`, of data in another encoding: its text in UTF-8, the shape of the encoding, (begin, end, characters) of what was none.");

static PyObject *builder_add(PyObject *object, PyObject *args) {
    builder_object *self = builder_of(object);
    PyObject *name, *url, *day, *path = Py_None, *decoded = Py_None, *name_owner = NULL, *url_owner = NULL;
    pdx_py_decoding decoding;
    Py_buffer data;
    int replace = 0;
    bool known = false;
    pdx_source_facts facts;
    pdx_error err = {0};
    pdx_status status = PDX_OK;
    if (!PyArg_ParseTuple(args, "OOOy*|OpO:add", &name, &url, &day, &data, &path, &replace, &decoded)) return NULL;
    bool ready = pdx_py_decoding_take(decoded, &decoding) == 0 && pdx_py_text_argument(name, &name_owner, &facts.name) == 0 &&
                 pdx_py_text_argument(url, &url_owner, &facts.url) == 0 && pdx_py_day_argument(day, &facts.captured) == 0 &&
                 builder_claim(self) == 0;
    if (ready) {
        pdx_py_call call;
        pdx_py_call_begin(&call, NULL);
        status = source_known(self, &facts, pdx_span_of(data.buf, (size_t)data.len), replace, &known, &err);
        if (status == PDX_OK && !known) {
            status = pdx_builder_add_decoded(self->builder, &facts, pdx_span_of(data.buf, (size_t)data.len), pdx_py_decoding_of(&decoding),
                                             &call.tick, &err);
        }
        if (status == PDX_OK && !known) status = source_replace(self, &facts, replace, &err);
        pdx_py_call_end(&call);
        self->busy = false;
        if (status != PDX_OK) (void)pdx_py_raise(self->state, &err, path == Py_None ? NULL : path);
    }
    PyBuffer_Release(&data);
    pdx_py_decoding_release(&decoding);
    Py_XDECREF(name_owner);
    Py_XDECREF(url_owner);
    return !ready || status != PDX_OK ? NULL : PyBool_FromLong(!known);
}

PyDoc_STRVAR(add_posts_doc, "add_posts($self, paths, most, url, captured, /)\n--\n\n"
                            "Takes files that are posts in Markdown, the first of the list, until there are `most` bytes or one is anything else: "
                            "gives how many, and their bytes.");

/* The list is the caller's own: it holds the paths. Those behind one that is no UTF-8 are not given. */
static PyObject *builder_add_posts(PyObject *object, PyObject *args) {
    builder_object *self = builder_of(object);
    PyObject *list, *url, *day, *url_owner = NULL;
    unsigned long long most;
    pdx_source_facts facts = {0};
    pdx_posts_added added = {0, 0};
    pdx_error err = {0};
    pdx_status status = PDX_EVALUE;
    if (!PyArg_ParseTuple(args, "O!KOO:add_posts", &PyList_Type, &list, &most, &url, &day)) return NULL;
    const size_t n_paths = (size_t)PyList_Size(list);
    const char **paths = PyMem_Calloc(n_paths + 1, sizeof *paths);
    if (paths == NULL) return PyErr_NoMemory();
    if (pdx_py_text_argument(url, &url_owner, &facts.url) == 0 && pdx_py_day_argument(day, &facts.captured) == 0 && builder_claim(self) == 0) {
        pdx_py_call call;
        size_t n = 0;
        while (n < n_paths && (paths[n] = PyUnicode_AsUTF8AndSize(PyList_GetItem(list, (Py_ssize_t)n), NULL)) != NULL) n++;
        PyErr_Clear();
        pdx_py_call_begin(&call, NULL);
        status = pdx_builder_add_posts(self->builder, &facts, paths, n, most, &added, &call.tick, &err);
        pdx_py_call_end(&call);
        self->busy = false;
        if (status != PDX_OK) (void)pdx_py_raise(self->state, &err, NULL);
    }
    PyMem_Free(paths);
    Py_XDECREF(url_owner);
    return status != PDX_OK ? NULL : Py_BuildValue("(nK)", (Py_ssize_t)added.n, (unsigned long long)added.n_bytes);
}

PyDoc_STRVAR(add_post_doc, "add_post($self, name, url, captured, data, /)\n--\n\nTakes a source's bytes where they are plainly a post in Markdown, "
                           "and says whether they are.");

static PyObject *builder_add_post(PyObject *object, PyObject *args) {
    builder_object *self = builder_of(object);
    PyObject *name, *url, *day, *name_owner = NULL, *url_owner = NULL;
    Py_buffer data;
    bool added = false;
    pdx_source_facts facts;
    pdx_error err = {0};
    pdx_status status = PDX_EVALUE;
    if (!PyArg_ParseTuple(args, "OOOy*:add_post", &name, &url, &day, &data)) return NULL;
    if (pdx_py_text_argument(name, &name_owner, &facts.name) == 0 && pdx_py_text_argument(url, &url_owner, &facts.url) == 0 &&
        pdx_py_day_argument(day, &facts.captured) == 0 && builder_claim(self) == 0) {
        pdx_py_call call;
        pdx_py_call_begin(&call, NULL);
        status = pdx_builder_add_post(self->builder, &facts, pdx_span_of(data.buf, (size_t)data.len), &added, &call.tick, &err);
        pdx_py_call_end(&call);
        self->busy = false;
        if (status != PDX_OK) (void)pdx_py_raise(self->state, &err, name);
    }
    PyBuffer_Release(&data);
    Py_XDECREF(name_owner);
    Py_XDECREF(url_owner);
    return status != PDX_OK ? NULL : PyBool_FromLong(added);
}

PyDoc_STRVAR(
    add_rows_doc,
    "add_rows($self, name, captured, rows, encode, replace=False, /)\n--\n\n"
    "Takes rows as a source of JSON lines, and says whether they were new; encode(number, row) gives the JSON of one that is no plain dict.");

/* Rows that the builder was not asked for while they came: other code may have used it meanwhile. */
static pdx_status rows_take(builder_object *self, const pdx_source_facts *facts, pdx_row_feed *feed, int replace, bool *known, pdx_error *err) {
    pdx_span bytes;
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    pdx_status status = pdx_row_feed_end(feed, &bytes, err);
    if (status == PDX_OK) status = source_known(self, facts, bytes, replace, known, err);
    if (status == PDX_OK && !*known) status = pdx_builder_take_rows(self->builder, facts, feed, &call.tick, err);
    if (status == PDX_OK && !*known) status = source_replace(self, facts, replace, err);
    pdx_py_call_end(&call);
    self->busy = false;
    return status;
}

/* What has been read behind the last rows is given back without the lock: whoever still reads is waited for. */
static void feed_free(pdx_row_feed *feed) {
    Py_BEGIN_ALLOW_THREADS
    pdx_row_feed_free(feed);
    Py_END_ALLOW_THREADS
}

static PyObject *builder_add_rows(PyObject *object, PyObject *args) {
    builder_object *self = builder_of(object);
    PyObject *name, *day, *rows, *encode, *name_owner = NULL;
    pdx_source_facts facts = {0};
    pdx_error err = {0};
    pdx_row_feed *feed;
    int replace = 0;
    bool known = false;
    pdx_status status = PDX_EVALUE;
    if (!PyArg_ParseTuple(args, "OOOO|p:add_rows", &name, &day, &rows, &encode, &replace) || builder_claim(self) < 0) return NULL;
    self->busy = false;
    if (pdx_row_feed_new(self->builder, &feed, &err) != PDX_OK) return pdx_py_raise(self->state, &err, NULL);
    const bool ready = pdx_py_text_argument(name, &name_owner, &facts.name) == 0 && pdx_py_day_argument(day, &facts.captured) == 0 &&
                       pdx_py_rows_feed(self->state, rows, encode, feed) == 0 && builder_claim(self) == 0;
    if (ready) status = rows_take(self, &facts, feed, replace, &known, &err);
    feed_free(feed);
    if (ready && status != PDX_OK) (void)pdx_py_raise(self->state, &err, name);
    Py_XDECREF(name_owner);
    return !ready || status != PDX_OK ? NULL : PyBool_FromLong(!known);
}

PyDoc_STRVAR(lines_doc, "lines(rows, encode, /)\n--\n\nRows as the JSON lines that add_rows takes them as.");

static PyObject *builder_lines(PyObject *unused, PyObject *args) {
    PyObject *rows, *encode;
    pdx_buf bytes;
    (void)unused;
    if (!PyArg_ParseTuple(args, "OO:lines", &rows, &encode)) return NULL;
    pdx_buf_init(&bytes);
    PyObject *made = pdx_py_rows_write(rows, encode, &bytes) == 0 ? pdx_py_bytes(pdx_buf_view(&bytes)) : NULL;
    pdx_buf_deinit(&bytes);
    return made;
}

PyDoc_STRVAR(
    continue_doc,
    "continue_($self, store, /)\n--\n\nWhat is built continues this store; before any source is added. Sources that it has are not taken again.");

static PyObject *builder_continue(PyObject *object, PyObject *base) {
    builder_object *self = builder_of(object);
    pdx_error err = {0};
    if (!PyObject_TypeCheck(base, self->state->types[PDX_PY_STORE])) {
        PyErr_SetString(PyExc_TypeError, "a store is needed");
        return NULL;
    }
    if (builder_claim(self) < 0) return NULL;
    const pdx_status status = pdx_builder_continue(self->builder, pdx_py_store_of(base)->archive, &err);
    self->busy = false;
    if (status != PDX_OK) return pdx_py_raise(self->state, &err, NULL);
    self->base = Py_NewRef(base);
    self->n_posts = pdx_py_store_of(base)->info.n_posts;
    Py_RETURN_NONE;
}

PyDoc_STRVAR(take_out_doc,
             "take_out($self, posts, /)\n--\n\nTakes posts of the store that is continued out, by their numbers; gives how many of them were there.");

static PyObject *builder_take_out(PyObject *object, PyObject *list) {
    builder_object *self = builder_of(object);
    uint32_t count = 0;
    size_t n;
    uint32_t *posts = pdx_py_numbers_argument(list, self->n_posts, &n);
    const bool ready = posts != NULL && builder_claim(self) == 0;
    if (ready) {
        if (n > 0) count = pdx_builder_take_out(self->builder, posts, n);
        self->busy = false;
    }
    PyMem_RawFree(posts);
    return ready ? PyLong_FromUnsignedLong(count) : NULL;
}

PyDoc_STRVAR(alike_doc, "alike($self, name, url, captured, n_bytes, /)\n--\n\nNumbers of sources of the store that is continued that are there with "
                        "these facts and so many bytes.");

static PyObject *builder_alike(PyObject *object, PyObject *args) {
    builder_object *self = builder_of(object);
    PyObject *name, *url, *day, *name_owner = NULL, *url_owner = NULL, *list = NULL;
    unsigned long long n_bytes;
    pdx_source_facts facts = {0};
    pdx_error err = {0};
    pdx_buf found;
    if (!PyArg_ParseTuple(args, "OOOK:alike", &name, &url, &day, &n_bytes)) return NULL;
    pdx_buf_init(&found);
    if (pdx_py_text_argument(name, &name_owner, &facts.name) == 0 && pdx_py_text_argument(url, &url_owner, &facts.url) == 0 &&
        pdx_py_day_argument(day, &facts.captured) == 0 && builder_claim(self) == 0) {
        const pdx_status status = pdx_builder_alike(self->builder, &facts, n_bytes, &found, &err);
        self->busy = false;
        list = status == PDX_OK ? numbers_list((const uint32_t *)(const void *)found.data, found.len / sizeof(uint32_t))
                                : pdx_py_raise(self->state, &err, NULL);
    }
    pdx_buf_deinit(&found);
    Py_XDECREF(name_owner);
    Py_XDECREF(url_owner);
    return list;
}

PyDoc_STRVAR(last_named_doc, "last_named($self, name, /)\n--\n\nThe number of the last source of this name of the store that is continued, or None.");

static PyObject *builder_last_named(PyObject *object, PyObject *given) {
    builder_object *self = builder_of(object);
    PyObject *owner = NULL, *result = NULL;
    pdx_span name;
    pdx_error err = {0};
    if (pdx_py_text_argument(given, &owner, &name) == 0 && builder_claim(self) == 0) {
        uint32_t number;
        const pdx_status status = pdx_builder_last_named(self->builder, name, &number, &err);
        self->busy = false;
        result = status != PDX_OK ? pdx_py_raise(self->state, &err, NULL) : number == PDX_NONE ? Py_NewRef(Py_None) : PyLong_FromUnsignedLong(number);
    }
    Py_XDECREF(owner);
    return result;
}

PyDoc_STRVAR(take_out_last_doc,
             "take_out_last($self, name, /)\n--\n\nTakes the last source of this name out of the store that is continued, which one is.");

static PyObject *builder_take_out_last(PyObject *object, PyObject *given) {
    builder_object *self = builder_of(object);
    PyObject *owner = NULL;
    pdx_span name;
    pdx_error err = {0};
    pdx_status status = PDX_EVALUE;
    const bool ready = pdx_py_text_argument(given, &owner, &name) == 0 && builder_claim(self) == 0;
    if (ready) {
        status = pdx_builder_take_out_last(self->builder, name, &err);
        self->busy = false;
        if (status != PDX_OK) (void)pdx_py_raise(self->state, &err, NULL);
    }
    Py_XDECREF(owner);
    return status != PDX_OK ? NULL : Py_NewRef(Py_None);
}

PyDoc_STRVAR(beside_doc, "beside($self, n, /)\n--\n\nThe last n sources of the store that is continued were added just before: pages that come are "
                         "cut with what theirs teach.");

static PyObject *builder_beside(PyObject *object, PyObject *number) {
    builder_object *self = builder_of(object);
    const unsigned long n = PyLong_AsUnsignedLong(number);
    if (PyErr_Occurred() != NULL || builder_claim(self) < 0) return NULL;
    pdx_builder_beside(self->builder, (uint32_t)n);
    self->busy = false;
    Py_RETURN_NONE;
}

PyDoc_STRVAR(unite_doc, "unite($self, n, /)\n--\n\nThe last n sources, of the store that is continued and of what was added, are pieces of one: the "
                        "next commit makes one of them.");

static PyObject *builder_unite(PyObject *object, PyObject *number) {
    builder_object *self = builder_of(object);
    const unsigned long n = PyLong_AsUnsignedLong(number);
    if (PyErr_Occurred() != NULL || builder_claim(self) < 0) return NULL;
    pdx_builder_unite(self->builder, (uint32_t)n);
    self->busy = false;
    Py_RETURN_NONE;
}

PyDoc_STRVAR(prove_doc, "prove($self, whole, /)\n--\n\nPieces of a source that are closed from now on are dated by what a builder has noted of all "
                        "of it (Scanner.prove).");

static PyObject *builder_prove(PyObject *object, PyObject *other) {
    builder_object *self = builder_of(object);
    const pdx_builder *whole = pdx_py_builder_of(self->state, other);
    if (whole == NULL || builder_claim(self) < 0) return NULL;
    pdx_builder_prove(self->builder, whole);
    self->busy = false;
    Py_RETURN_NONE;
}

/* (line, role or None, starts) -> a fix. */
static int fix_argument(PyObject *item, pdx_fix *fix) {
    PyObject *role;
    unsigned long line;
    int starts;
    if (!PyArg_ParseTuple(item, "kOp:fix", &line, &role, &starts)) return -1;
    fix->line = (uint32_t)line;
    fix->starts = starts != 0;
    fix->role = PDX_ROLE_COUNT;
    if (role == Py_None) return 0;
    PyObject *owner = NULL;
    pdx_span name;
    if (pdx_py_text_argument(role, &owner, &name) < 0) return -1;
    fix->role = (uint8_t)pdx_role_parse(name);
    Py_DECREF(owner);
    if (fix->role != PDX_ROLE_COUNT) return 0;
    PyErr_Format(PyExc_ValueError, "there is no role %R", role);
    return -1;
}

/* (line, role, begin, end) -> a field. */
static int field_argument(PyObject *item, pdx_fix_field *field) {
    PyObject *role, *owner = NULL;
    unsigned long line;
    unsigned long long begin, end;
    pdx_span name;
    if (!PyArg_ParseTuple(item, "kOKK:field", &line, &role, &begin, &end) || pdx_py_text_argument(role, &owner, &name) < 0) return -1;
    field->line = (uint32_t)line;
    field->range = pdx_range_of(begin, end);
    field->role = (uint8_t)pdx_role_parse(name);
    Py_DECREF(owner);
    if (field->role != PDX_ROLE_COUNT) return 0;
    PyErr_Format(PyExc_ValueError, "there is no role %R", role);
    return -1;
}

/* 0 with *out, which is the caller's to free. */
static int fields_argument(PyObject *list, pdx_fix_field **out) {
    const Py_ssize_t n = PyList_Size(list);
    *out = PyMem_Calloc((size_t)n + 1, sizeof **out);
    if (*out == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        if (field_argument(PyList_GetItem(list, i), &(*out)[i]) < 0) return -1;
    }
    return 0;
}

PyDoc_STRVAR(page_text_doc, "page_text($self, number, /)\n--\n\n(name, url, text in UTF-8) of a source that was added, the text None unless it is a "
                            "page; None beyond the last.");

static PyObject *builder_page_text(PyObject *object, PyObject *number) {
    builder_object *self = builder_of(object);
    const size_t i = PyLong_AsSize_t(number);
    pdx_source_facts facts;
    pdx_span text;
    PyObject *result = Py_None;
    if (i == (size_t)-1 && PyErr_Occurred() != NULL) return NULL;
    if (builder_claim(self) < 0) return NULL;
    if (pdx_builder_page(self->builder, i, &facts, &text)) {
        PyObject *name = pdx_py_name(facts.name), *url = pdx_py_name(facts.url);
        PyObject *bytes = text.data == NULL ? Py_NewRef(Py_None) : pdx_py_bytes(text);
        result = name == NULL || url == NULL || bytes == NULL ? NULL : PyTuple_Pack(3, name, url, bytes);
        Py_XDECREF(name);
        Py_XDECREF(url);
        Py_XDECREF(bytes);
    }
    self->busy = false;
    return result == Py_None ? Py_NewRef(result) : result;
}

PyDoc_STRVAR(
    correct_doc,
    "correct($self, name, fixes, fields=[], all=False, by_rules=False, /)\n--\n\nFixes lines of a text source: a list of (line, role or None, "
    "starts); and fields of these, of (line, role, begin, end); `all`: they have every post of the page; `by_rules`: they teach nothing of others.");

static PyObject *builder_correct(PyObject *object, PyObject *args) {
    builder_object *self = builder_of(object);
    PyObject *name, *list, *owner = NULL, *more = NULL;
    int all = 0, by_rules = 0;
    pdx_fix_field *fields = NULL;
    pdx_span span;
    if (!PyArg_ParseTuple(args, "OO!|O!pp:correct", &name, &PyList_Type, &list, &PyList_Type, &more, &all, &by_rules)) return NULL;
    const Py_ssize_t n = PyList_Size(list);
    pdx_fix *fixes = PyMem_Calloc((size_t)n + 1, sizeof *fixes);
    if (fixes == NULL) return PyErr_NoMemory();
    bool ready = pdx_py_text_argument(name, &owner, &span) == 0 && (more == NULL || fields_argument(more, &fields) == 0);
    for (Py_ssize_t i = 0; ready && i < n; i++) ready = fix_argument(PyList_GetItem(list, i), &fixes[i]) == 0;
    if (ready && builder_claim(self) == 0) {
        pdx_error err = {0};
        pdx_status status = pdx_builder_correct(self->builder, span, fixes, (size_t)n, &err);
        if (status == PDX_OK && more != NULL) {
            status =
                pdx_builder_correct_fields(self->builder, span, fields, (size_t)PyList_Size(more), (pdx_fix_meaning){all != 0, by_rules != 0}, &err);
        }
        if (status != PDX_OK) (void)pdx_py_raise(self->state, &err, name);
        self->busy = false;
    }
    Py_XDECREF(owner);
    PyMem_Free(fixes);
    PyMem_Free(fields);
    if (PyErr_Occurred() != NULL) return NULL;
    Py_RETURN_NONE;
}

PyDoc_STRVAR(finish_doc, "finish($self, stemmer=None, progress=None, /)\n--\n\nCuts, unites, indexes; gives the store. The builder is then empty.");

static PyObject *builder_finish(PyObject *object, PyObject *args) {
    builder_object *self = builder_of(object);
    PyObject *stemmer = Py_None, *progress = Py_None;
    if (!PyArg_ParseTuple(args, "|OO:finish", &stemmer, &progress)) return NULL;
    pdx_py_store *store = pdx_py_store_of(pdx_py_new(self->state, PDX_PY_STORE));
    if (store == NULL) return NULL;
    store->state = self->state;
    store->stemmer = Py_NewRef(stemmer);
    store->options = Py_NewRef(self->options);
    store->index = self->later ? PDX_PY_TO_INDEX : PDX_PY_INDEXED;
    store->cache = PyDict_New();
    if (store->cache == NULL || builder_claim(self) < 0) {
        Py_DECREF(pdx_py_object(store));
        return NULL;
    }
    const pdx_stem_callback callback = pdx_py_stemmer(store);
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, progress);
    const pdx_status status =
        pdx_builder_finish(self->builder, stemmer == Py_None ? NULL : &callback, &call.tick, &store->archive, &err);
    if (status == PDX_OK) store->info = pdx_archive_describe(store->archive);
    pdx_builder_free(self->builder);
    pdx_py_call_end(&call);
    self->builder = NULL;
    self->busy = false;
    if (status == PDX_OK) return pdx_py_object(store);
    Py_DECREF(pdx_py_object(store));
    return pdx_py_raise(self->state, &err, NULL);
}

PyDoc_STRVAR(first_taken_doc, "first_taken($self, all, save_as, /)\n--\n\nFrom which part on those of the store that is continued, which was loaded, "
                              "are to become one with what is new.");

static PyObject *builder_first_taken(PyObject *object, PyObject *args) {
    builder_object *self = builder_of(object);
    int all, as;
    if (!PyArg_ParseTuple(args, "pi:first_taken", &all, &as) || builder_claim(self) < 0) return NULL;
    const uint32_t first = pdx_builder_first_taken(self->builder, all != 0, (pdx_save_as)as);
    self->busy = false;
    return PyLong_FromUnsignedLong(first);
}

PyDoc_STRVAR(commit_doc, "commit($self, path, note, first, save_as, lock, progress, /)\n--\n\nAdds what is new to the archive in a folder, in the "
                         "place of parts from `first` on, and takes out what is to go: for all (0), as a draft (1), or as one in which nothing goes "
                         "yet (2): then it gives the numbers of the posts that are still to go. The builder is then empty.");

/* Posts that were taken out. */
static PyObject *taken_out_list(const pdx_builder *builder) {
    PyObject *list = PyList_New(0);
    for (uint32_t post = pdx_builder_taken_out(builder, 0); list != NULL && post != PDX_NONE; post = pdx_builder_taken_out(builder, post + 1)) {
        PyObject *number = PyLong_FromUnsignedLong(post);
        if (number == NULL || PyList_Append(list, number) < 0) Py_CLEAR(list);
        Py_XDECREF(number);
    }
    return list;
}

static PyObject *builder_commit(PyObject *object, PyObject *args) {
    builder_object *self = builder_of(object);
    const char *path, *note;
    Py_ssize_t note_len;
    unsigned first;
    int as;
    PyObject *capsule, *progress;
    const pdx_folder_lock *held;
    pdx_error err = {0};
    pdx_py_call call;
    if (!PyArg_ParseTuple(args, "yy#IiOO:commit", &path, &note, &note_len, &first, &as, &capsule, &progress) ||
        pdx_py_lock_argument(capsule, &held) < 0) {
        return NULL;
    }
    if (held == NULL || self->base == NULL || as < PDX_SAVE_FOR_ALL || as > PDX_SAVE_ADDED) {
        PyErr_SetString(PyExc_ValueError, "a lock is needed, a store that is continued, and what it is to be");
        return NULL;
    }
    if (builder_claim(self) < 0) return NULL;
    pdx_py_store *base = pdx_py_store_of(self->base);
    const pdx_stem_callback callback = pdx_py_stemmer(base);
    pdx_py_call_begin(&call, progress);
    const pdx_status status = pdx_builder_commit(self->builder, path, pdx_span_of(note, (size_t)note_len), first, (pdx_save_as)as, held,
                                                 base->stemmer == Py_None ? NULL : &callback, &call.tick, &err);
    pdx_py_call_end(&call);
    PyObject *still = status == PDX_OK ? taken_out_list(self->builder) : NULL;
    pdx_builder_free(self->builder);
    self->builder = NULL;
    self->busy = false;
    return status == PDX_OK ? still : pdx_py_raise_at(self->state, &err, path);
}

PyDoc_STRVAR(weight_doc, "weight($self, more, /)\n--\n\nBytes of memory that finishing will take, as a rule, with a text of `more` bytes.");

static PyObject *builder_weight(PyObject *object, PyObject *more) {
    builder_object *self = builder_of(object);
    const size_t n = PyLong_AsSize_t(more);
    if (PyErr_Occurred() != NULL || builder_claim(self) < 0) return NULL;
    const uint64_t weight = pdx_builder_weight(self->builder, n);
    self->busy = false;
    return PyLong_FromUnsignedLongLong(weight);
}

PyDoc_STRVAR(refused_doc, "refused($self, /)\n--\n\nHow many records of what it has taken could not be read, or had nothing that is read.");

static PyObject *builder_refused(PyObject *object, PyObject *unused) {
    builder_object *self = builder_of(object);
    (void)unused;
    return PyLong_FromUnsignedLongLong(self->builder == NULL ? 0 : pdx_builder_refused(self->builder));
}

PyDoc_STRVAR(replaced_doc, "replaced($self, /)\n--\n\nHow many posts were taken out because sources were replaced.");

static PyObject *builder_replaced(PyObject *object, PyObject *unused) {
    (void)unused;
    return PyLong_FromUnsignedLong(builder_of(object)->n_replaced);
}

static PyMethodDef builder_methods[] = {
    {"add", builder_add, METH_VARARGS, add_doc},
    {"add_posts", builder_add_posts, METH_VARARGS, add_posts_doc},
    {"add_post", builder_add_post, METH_VARARGS, add_post_doc},
    {"add_rows", builder_add_rows, METH_VARARGS, add_rows_doc},
    {"lines", builder_lines, METH_VARARGS | METH_STATIC, lines_doc},
    {"continue_", builder_continue, METH_O, continue_doc},
    {"take_out", builder_take_out, METH_O, take_out_doc},
    {"alike", builder_alike, METH_VARARGS, alike_doc},
    {"last_named", builder_last_named, METH_O, last_named_doc},
    {"take_out_last", builder_take_out_last, METH_O, take_out_last_doc},
    {"beside", builder_beside, METH_O, beside_doc},
    {"unite", builder_unite, METH_O, unite_doc},
    {"prove", builder_prove, METH_O, prove_doc},
    {"page_text", builder_page_text, METH_O, page_text_doc},
    {"correct", builder_correct, METH_VARARGS, correct_doc},
    {"weight", builder_weight, METH_O, weight_doc},
    {"refused", builder_refused, METH_NOARGS, refused_doc},
    {"replaced", builder_replaced, METH_NOARGS, replaced_doc},
    {"first_taken", builder_first_taken, METH_VARARGS, first_taken_doc},
    {"commit", builder_commit, METH_VARARGS, commit_doc},
    {"finish", builder_finish, METH_VARARGS, finish_doc},
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
    .basicsize = sizeof(builder_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = builder_slots,
};
