/* Store: what all objects of one archive share. Internal to the package; hands out objects and facts by number. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/decoding.h"
#include "py/call/errors.h"
#include "py/types/store_saved.h"

static int store_traverse(PyObject *object, visitproc visit, void *arg) {
    pdx_py_store *self = pdx_py_store_of(object);
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(self->stemmer);
    Py_VISIT(self->options);
    Py_VISIT(self->cache);
    return 0;
}

static int store_clear(PyObject *object) {
    pdx_py_store *self = pdx_py_store_of(object);
    Py_CLEAR(self->stemmer);
    Py_CLEAR(self->options);
    Py_CLEAR(self->cache);
    return 0;
}

static void store_dealloc(PyObject *object) {
    PyObject_GC_UnTrack(object);
    pdx_archive_release(pdx_py_store_of(object)->archive); /* first: it may call the stemmer */
    (void)store_clear(object);
    pdx_py_free(object);
}

static PyObject *store_compare(PyObject *a, PyObject *b, int op) {
    if (Py_TYPE(a) != Py_TYPE(b) || (op != Py_EQ && op != Py_NE)) Py_RETURN_NOTIMPLEMENTED;
    const int equal = pdx_py_store_equal(pdx_py_store_of(a), pdx_py_store_of(b));
    if (equal < 0) return NULL;
    return PyBool_FromLong(op == Py_EQ ? equal : !equal);
}

static Py_hash_t store_hash(PyObject *object) { return pdx_py_store_hash(pdx_py_store_of(object)); }

static PyObject *store_info(PyObject *object, void *closure) {
    (void)closure;
    if (pdx_py_store_index(pdx_py_store_of(object)) < 0) return NULL;
    const pdx_archive_info info = pdx_py_store_of(object)->info;
    return Py_BuildValue("{s:k,s:k,s:k,s:k,s:k,s:K,s:K,s:K,s:k,s:K,s:K,s:K,s:K,s:k}", "sources",
                         (unsigned long)(info.n_sources - info.n_left_sources), "pages", (unsigned long)(info.n_pages - info.n_left_pages), "layers",
                         (unsigned long)info.n_layers, "posts", (unsigned long)info.n_posts, "appearances",
                         (unsigned long)(info.n_appearances - info.n_left_appearances), "bytes", (unsigned long long)info.n_bytes, "words",
                         (unsigned long long)info.n_words, "unexplained", (unsigned long long)info.n_gap_bytes, "terms", (unsigned long)info.n_terms,
                         "index", (unsigned long long)info.n_index_bytes, "generation", (unsigned long long)info.generation, "state",
                         (unsigned long long)info.state, "gone", (unsigned long long)info.n_gone, "format", (unsigned long)info.version);
}

static PyObject *store_left_sources(PyObject *object, PyObject *ignored) {
    pdx_py_store *self = pdx_py_store_of(object);
    PyObject *numbers = PyTuple_New((Py_ssize_t)self->info.n_left_sources);
    (void)ignored;
    for (uint32_t i = 0; numbers != NULL && i < self->info.n_left_sources; i++) {
        PyObject *number = PyLong_FromUnsignedLong(pdx_archive_left_source(self->archive, i));
        if (number == NULL || PyTuple_SetItem(numbers, (Py_ssize_t)i, number) < 0) Py_CLEAR(numbers);
    }
    return numbers;
}

static PyObject *store_n_posts(PyObject *object, void *closure) {
    (void)closure;
    return PyLong_FromUnsignedLong(pdx_py_store_of(object)->info.n_posts);
}

static PyObject *store_waiting(PyObject *object, void *closure) {
    (void)closure;
    return PyLong_FromUnsignedLong(pdx_archive_waiting(pdx_py_store_of(object)->archive));
}

static PyObject *store_options(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_store_of(object)->options);
}

static PyObject *store_cache(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_store_of(object)->cache);
}

static PyObject *store_source(PyObject *object, PyObject *number) {
    const pdx_archive *archive = pdx_py_store_of(object)->archive;
    uint32_t n;
    if (pdx_py_number_argument(number, pdx_py_store_of(object)->info.n_sources, &n) < 0) return NULL;
    pdx_py_store_rest(pdx_py_store_of(object));
    const pdx_source_info info = pdx_archive_source(archive, n);
    if (pdx_py_store_sound(pdx_py_store_of(object)) < 0) return NULL;
    return Py_BuildValue("{s:N,s:N,s:N,s:s,s:n,s:k,s:k}", "name", pdx_py_name(info.name), "url", pdx_py_str(info.url), "captured",
                         pdx_py_day(info.captured), "form", info.form, "size", (Py_ssize_t)info.bytes.len, "first_page",
                         (unsigned long)info.first_page, "pages", (unsigned long)info.n_pages);
}

/* Bytes of a span between two offsets, which are brought into its limits. */
static PyObject *span_bytes(pdx_span span, Py_ssize_t begin, Py_ssize_t end) {
    const Py_ssize_t len = (Py_ssize_t)span.len;
    if (begin < 0) begin = 0;
    if (begin > len) begin = len;
    if (end > len) end = len;
    if (end < begin) end = begin;
    return pdx_py_bytes(pdx_span_slice(span, (size_t)begin, (size_t)end));
}

static PyObject *store_source_bytes(PyObject *object, PyObject *args) {
    const pdx_archive *archive = pdx_py_store_of(object)->archive;
    PyObject *number;
    Py_ssize_t begin = 0, end = PY_SSIZE_T_MAX;
    uint32_t n;
    if (!PyArg_ParseTuple(args, "O|nn:source_bytes", &number, &begin, &end)) return NULL;
    if (pdx_py_number_argument(number, pdx_py_store_of(object)->info.n_sources, &n) < 0) return NULL;
    pdx_py_store_rest(pdx_py_store_of(object));
    pdx_error err = {0};
    pdx_span bytes;
    if (pdx_archive_source_bytes(archive, n, &bytes, &err) != PDX_OK) return pdx_py_raise(pdx_py_store_of(object)->state, &err, NULL);
    return span_bytes(bytes, begin, end);
}

/* [(byte, what)] of a source, and how many there are. */
static PyObject *store_problems(PyObject *object, PyObject *args) {
    pdx_py_store *self = pdx_py_store_of(object);
    PyObject *number, *decoded = Py_None;
    pdx_problem_table *table;
    pdx_error err = {0};
    pdx_py_decoding decoding;
    uint32_t n;
    if (!PyArg_ParseTuple(args, "O|O:problems", &number, &decoded) || pdx_py_number_argument(number, self->info.n_sources, &n) < 0) return NULL;
    if (pdx_py_decoding_take(decoded, &decoding) < 0) {
        pdx_py_decoding_release(&decoding);
        return NULL;
    }
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_archive_problems(self->archive, n, pdx_py_decoding_of(&decoding), &call.tick, &table, &err);
    pdx_py_call_end(&call);
    pdx_py_decoding_release(&decoding);
    if (status != PDX_OK) return pdx_py_raise(self->state, &err, NULL);
    PyObject *list = PyList_New((Py_ssize_t)pdx_problem_count(table));
    for (size_t i = 0; list != NULL && i < pdx_problem_count(table); i++) {
        const pdx_problem_info info = pdx_problem_get(table, i);
        PyObject *what = PyUnicode_DecodeUTF8(info.what, (Py_ssize_t)strlen(info.what), "replace");
        PyObject *pair = what == NULL ? NULL : Py_BuildValue("(KN)", (unsigned long long)info.at, what);
        if (pair == NULL || PyList_SetItem(list, (Py_ssize_t)i, pair) < 0) Py_CLEAR(list);
    }
    PyObject *both = list == NULL ? NULL : Py_BuildValue("(NK)", list, (unsigned long long)pdx_problem_total(table));
    pdx_problem_table_free(table);
    return both;
}

static PyObject *store_layer_bytes(PyObject *object, PyObject *args) {
    const pdx_archive *archive = pdx_py_store_of(object)->archive;
    PyObject *number;
    Py_ssize_t begin = 0, end = PY_SSIZE_T_MAX;
    uint32_t n;
    if (!PyArg_ParseTuple(args, "O|nn:layer_bytes", &number, &begin, &end)) return NULL;
    if (pdx_py_number_argument(number, pdx_py_store_of(object)->info.n_layers, &n) < 0) return NULL;
    if (pdx_py_store_bodies(pdx_py_store_of(object)) < 0) return NULL;
    pdx_py_store_rest(pdx_py_store_of(object));
    const pdx_span text = pdx_archive_layer(archive, n).text;
    return pdx_py_store_sound(pdx_py_store_of(object)) < 0 ? NULL : span_bytes(text, begin, end);
}

/* Where a range of a layer stands: (source, begin, end, line, first char, last char, identity). */
static PyObject *store_place(PyObject *object, PyObject *args) {
    pdx_archive *archive = pdx_py_store_of(object)->archive;
    PyObject *number;
    unsigned long long begin, end;
    uint32_t n;
    if (!PyArg_ParseTuple(args, "OKK:place", &number, &begin, &end)) return NULL;
    if (pdx_py_number_argument(number, pdx_py_store_of(object)->info.n_layers, &n) < 0) return NULL;
    if (pdx_py_store_bodies(pdx_py_store_of(object)) < 0) return NULL;
    pdx_py_store_rest(pdx_py_store_of(object));
    const pdx_layer_info layer = pdx_archive_layer(archive, n);
    if (pdx_py_store_sound(pdx_py_store_of(object)) < 0) return NULL;
    if (begin > end || end > layer.text.len) {
        PyErr_SetString(PyExc_IndexError, "the layer has no such range");
        return NULL;
    }
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL); /* characters are counted */
    const pdx_range range = pdx_layer_source_range(archive, n, pdx_range_of(begin, end));
    const uint32_t line = pdx_layer_line(archive, n, begin);
    const uint64_t first = pdx_layer_chars(archive, n, begin), last = pdx_layer_chars(archive, n, end);
    pdx_py_call_end(&call);
    return Py_BuildValue("(kKKkKKO)", (unsigned long)layer.source, (unsigned long long)range.begin, (unsigned long long)range.end,
                         (unsigned long)line, (unsigned long long)first, (unsigned long long)last,
                         layer.identity ? Py_True : Py_False);
}

static PyObject *optional_text(pdx_py_store *store, uint32_t page, uint32_t layer, pdx_range range) {
    if (range.end <= range.begin) Py_RETURN_NONE;
    return pdx_py_text(store, page, PDX_NONE, layer, range);
}

static PyObject *part_text(pdx_py_store *store, uint32_t page, uint32_t layer, uint32_t part) {
    if (part == PDX_NONE) Py_RETURN_NONE;
    return pdx_py_text(store, page, part, layer, pdx_page_part_at(store->archive, page, part).range);
}

static PyObject *store_appearance(PyObject *object, PyObject *number) {
    pdx_py_store *self = pdx_py_store_of(object);
    uint32_t n;
    if (pdx_py_number_argument(number, self->info.n_appearances, &n) < 0 || pdx_py_store_bodies(self) < 0) return NULL;
    pdx_py_store_rest(self);
    const pdx_appearance_info info = pdx_archive_appearance(self->archive, n);
    const uint32_t layer = pdx_archive_page(self->archive, info.page).layer;
    if (pdx_py_store_sound(self) < 0) return NULL;
    return Py_BuildValue("{s:k,s:N,s:k,s:k,s:k,s:k,s:k,s:k,s:N,s:N,s:N,s:N,s:N,s:O,s:d,s:d,s:N}", "page", (unsigned long)info.page, "post",
                         pdx_py_number(info.post), "number", (unsigned long)info.number, "first_part", (unsigned long)info.first_part, "n_parts",
                         (unsigned long)info.n_parts, "first_said", (unsigned long)info.first_said, "n_said", (unsigned long)info.n_said, "layer",
                         (unsigned long)layer, "range", pdx_py_range(info.range), "title", part_text(self, info.page, layer, info.title), "byline",
                         part_text(self, info.page, layer, info.byline), "author", optional_text(self, info.page, layer, info.author), "date",
                         optional_text(self, info.page, layer, info.date_printed), "excerpt", info.excerpt ? Py_True : Py_False, "confidence",
                         (double)info.probability, "title_confidence", (double)info.title_probability, "evidence", pdx_py_rules(info.why));
}

static PyObject *store_page(PyObject *object, PyObject *number) {
    pdx_py_store *self = pdx_py_store_of(object);
    uint32_t n;
    if (pdx_py_number_argument(number, self->info.n_pages, &n) < 0 || pdx_py_store_bodies(self) < 0) return NULL;
    return pdx_py_wrap_page(self, n);
}

static PyObject *store_post(PyObject *object, PyObject *number) {
    pdx_py_store *self = pdx_py_store_of(object);
    uint32_t n;
    if (pdx_py_number_argument(number, self->info.n_posts, &n) < 0) return NULL;
    return pdx_py_wrap_post(self, n);
}

/* The numbers of a part: -1 with an exception where there is none. */
static int part_arguments(pdx_py_store *self, PyObject *args, uint32_t *page, uint32_t *part) {
    PyObject *page_number, *part_number;
    if (!PyArg_ParseTuple(args, "OO:part", &page_number, &part_number)) return -1;
    if (pdx_py_page_argument(self, page_number, page) < 0) return -1;
    const pdx_page_info info = pdx_archive_page(self->archive, *page);
    return pdx_py_number_argument(part_number, info.n_parts + info.n_said_parts, part);
}

static PyObject *store_part(PyObject *object, PyObject *args) {
    pdx_py_store *self = pdx_py_store_of(object);
    uint32_t page, part;
    return part_arguments(self, args, &page, &part) < 0 ? NULL : pdx_py_wrap_part(self, page, part);
}

static PyObject *store_line(PyObject *object, PyObject *args) { return pdx_py_store_line(pdx_py_store_of(object), args); }

static PyObject *store_parts(PyObject *object, PyObject *list) {
    pdx_py_store *self = pdx_py_store_of(object);
    const Py_ssize_t n = PyList_Check(list) ? PyList_Size(list) : -1;
    if (n < 0) {
        PyErr_SetString(PyExc_TypeError, "a list of pairs (page, part) is needed");
        return NULL;
    }
    uint64_t *keys = PyMem_RawCalloc((size_t)n + 1, sizeof *keys);
    if (keys == NULL) return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < n; i++) {
        uint32_t page, part;
        PyObject *pair = PyList_GetItem(list, i); /* borrowed */
        if (pair == NULL || !PyTuple_Check(pair) || part_arguments(self, pair, &page, &part) < 0) {
            if (!PyErr_Occurred()) PyErr_SetString(PyExc_TypeError, "a list of pairs (page, part) is needed");
            PyMem_RawFree(keys);
            return NULL;
        }
        keys[i] = (uint64_t)page << 32 | part;
    }
    return pdx_py_wrap_parts(self, keys, (size_t)n);
}

static PyObject *store_archive(PyObject *object, PyObject *recipe) {
    pdx_py_store *self = pdx_py_store_of(object);
    pdx_view *view = NULL;
    pdx_error err = {0};
    if (pdx_py_store_index(self) < 0) return NULL;
    if (pdx_view_all(self->archive, &view, &err) != PDX_OK) return pdx_py_raise(self->state, &err, NULL);
    return pdx_py_wrap_view(self, view, recipe);
}

static PyObject *store_terms(PyObject *object, PyObject *from) {
    pdx_py_store *self = pdx_py_store_of(object);
    return pdx_py_store_index(self) < 0 ? NULL : pdx_py_wrap_term_iterator(self, from);
}

static PyObject *store_postings(PyObject *object, PyObject *term) {
    pdx_py_store *self = pdx_py_store_of(object);
    return pdx_py_store_index(self) < 0 ? NULL : pdx_py_wrap_posting_iterator(self, term);
}

/* The post of each appearance, in their order. */
static PyObject *store_appearing(PyObject *object, PyObject *unused) {
    pdx_py_store *self = pdx_py_store_of(object);
    PyObject *list = PyList_New(0);
    (void)unused;
    for (uint32_t i = 0; list != NULL && i < self->info.n_appearances; i++) {
        pdx_py_store_rest(self);
        const uint32_t number = pdx_archive_appearance(self->archive, i).post;
        PyObject *post = number == PDX_NONE ? NULL : pdx_py_wrap_post(self, number);
        if (number != PDX_NONE && (post == NULL || PyList_Append(list, post) < 0)) Py_CLEAR(list);
        Py_XDECREF(post);
        if (PyErr_CheckSignals() < 0) Py_CLEAR(list);
    }
    if (pdx_py_store_sound(self) < 0) Py_CLEAR(list);
    return list;
}

static PyMethodDef store_methods[] = {
    {"source", store_source, METH_O, PyDoc_STR("source($self, number, /)\n--\n\nFacts of a source.")},
    {"problems", store_problems, METH_VARARGS,
     PyDoc_STR("problems($self, number, decoded=None, /)\n--\n\nWhat is wrong with a source of records: ([(byte, what), ...], how many).")},
    {"source_bytes", store_source_bytes, METH_VARARGS,
     PyDoc_STR("source_bytes($self, number, begin=0, end=sys.maxsize, /)\n--\n\nBytes of a source.")},
    {"layer_bytes", store_layer_bytes, METH_VARARGS, PyDoc_STR("layer_bytes($self, number, begin=0, end=sys.maxsize, /)\n--\n\nBytes of a layer.")},
    {"place", store_place, METH_VARARGS,
     PyDoc_STR("place($self, layer, begin, end, /)\n--\n\n(source, begin, end, line, first char, last char, identity) of a layer's range.")},
    {"appearance", store_appearance, METH_O, PyDoc_STR("appearance($self, number, /)\n--\n\nFacts of an appearance.")},
    {"page", store_page, METH_O, PyDoc_STR("page($self, number, /)\n--\n\nA page.")},
    {"post", store_post, METH_O, PyDoc_STR("post($self, number, /)\n--\n\nA post.")},
    {"part", store_part, METH_VARARGS, PyDoc_STR("part($self, page, number, /)\n--\n\nA part of a page.")},
    {"line", store_line, METH_VARARGS,
     PyDoc_STR("line($self, page, part, post, position, places, /)\n--\n\nA line of a concordance; `places` in its layer are where before, node and "
               "after begin, and where after ends.")},
    {"parts", store_parts, METH_O, PyDoc_STR("parts($self, keys, /)\n--\n\nParts, by (page, part).")},
    {"appearing", store_appearing, METH_NOARGS,
     PyDoc_STR("appearing($self, /)\n--\n\nThe posts, in the order in which they appear; again where one appears again.")},
    {"archive", store_archive, METH_O, PyDoc_STR("archive($self, recipe, /)\n--\n\nAll posts, as an archive.")},
    {"terms", store_terms, METH_O, PyDoc_STR("terms($self, start, /)\n--\n\nTerms of the dictionary in byte order.")},
    {"postings", store_postings, METH_O, PyDoc_STR("postings($self, term, /)\n--\n\nPosts and positions of a term.")},
    {"save", pdx_py_store_save, METH_VARARGS,
     PyDoc_STR("save($self, path, note, progress, lock=None, draft=False, /)\n--\n\nWrites all into a folder; `path` and `note` are bytes.")},
    {"left_sources", store_left_sources, METH_NOARGS, PyDoc_STR("left_sources($self, /)\n--\n\nNumbers of sources of which no post is left.")},
    {"notes", pdx_py_store_notes, METH_NOARGS, PyDoc_STR("notes($self, /)\n--\n\nWhat each part of what was loaded says for the package: bytes.")},
    {"verify", pdx_py_store_verify, METH_O, PyDoc_STR("verify($self, progress, /)\n--\n\nReads and checks every byte of what is held.")},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef store_fields[] = {
    {"info", store_info, NULL, PyDoc_STR("Counts of what is held."), NULL},
    {"n_posts", store_n_posts, NULL, PyDoc_STR("How many posts there are, whether they are indexed yet or not."), NULL},
    {"waiting", store_waiting, NULL, PyDoc_STR("How many posts of a scan have a body that nobody has asked for yet."), NULL},
    {"options", store_options, NULL, PyDoc_STR("How it was built."), NULL},
    {"cache", store_cache, NULL, PyDoc_STR("A dict for the package."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(store_doc, "What all objects of one archive share. Internal.");

static PyType_Slot store_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)store_doc},
    {Py_tp_new, pdx_py_no_new},
    {Py_tp_dealloc, store_dealloc},
    {Py_tp_traverse, store_traverse},
    {Py_tp_clear, store_clear},
    {Py_tp_richcompare, store_compare},
    {Py_tp_hash, store_hash},
    {Py_tp_methods, store_methods},
    {Py_tp_getset, store_fields},
    {0, NULL},
};

PyType_Spec pdx_py_store_spec = {
    .name = "postdex._core.Store",
    .basicsize = sizeof(pdx_py_store),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_HAVE_GC,
    .slots = store_slots,
};
