/* Archive: a view of some posts and some parts, as a sequence of posts. Immutable; narrower views are new objects. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/call/results.h"
#include "py/call/settings.h"
#include "py/call/table.h"

static int archive_traverse(PyObject *object, visitproc visit, void *arg) {
    pdx_py_archive *self = pdx_py_archive_of(object);
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(pdx_py_object(self->store));
    Py_VISIT(self->recipe);
    return 0;
}

static int archive_clear(PyObject *object) {
    Py_CLEAR(pdx_py_archive_of(object)->recipe); /* the store goes with the view, in dealloc */
    return 0;
}

static void archive_dealloc(PyObject *object) {
    PyObject_GC_UnTrack(object);
    pdx_py_archive *self = pdx_py_archive_of(object);
    pdx_view_release(self->view);
    (void)archive_clear(object);
    Py_XDECREF(pdx_py_object(self->store));
    pdx_py_free(object);
}

PyObject *pdx_py_wrap_view(pdx_py_store *store, pdx_view *view, PyObject *recipe) {
    pdx_py_archive *self = pdx_py_archive_of(pdx_py_new(store->state, PDX_PY_ARCHIVE));
    if (self == NULL) {
        pdx_view_release(view);
        return NULL;
    }
    self->head.open = pdx_py_posts_table;
    self->store = pdx_py_store_of(Py_NewRef(pdx_py_object(store)));
    self->view = view;
    self->recipe = Py_NewRef(recipe);
    return pdx_py_object(self);
}

static Py_ssize_t archive_len(PyObject *object) { return (Py_ssize_t)pdx_view_n_posts(pdx_py_archive_of(object)->view); }

static PyObject *archive_item(PyObject *object, Py_ssize_t i) {
    pdx_py_archive *self = pdx_py_archive_of(object);
    if (i < 0 || i >= archive_len(object)) {
        PyErr_SetString(PyExc_IndexError, "the archive has no such post");
        return NULL;
    }
    return pdx_py_stopped() ? NULL : pdx_py_wrap_post(self->store, pdx_view_post(self->view, (uint32_t)i));
}

/* A narrower view of `n` posts (numbers in the store). */
static PyObject *view_of_posts(pdx_py_archive *self, const uint32_t *posts, size_t n, PyObject *recipe) {
    pdx_view *view = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_view_select(self->view, posts, n, &view, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(self->store->state, &err, NULL);
    return pdx_py_wrap_view(self->store, view, recipe);
}

static PyObject *archive_slice(pdx_py_archive *self, PyObject *slice) {
    Py_ssize_t start, stop, step;
    if (PySlice_Unpack(slice, &start, &stop, &step) < 0) return NULL;
    const Py_ssize_t n = PySlice_AdjustIndices(archive_len(pdx_py_object(self)), &start, &stop, step);
    if (step < 0) {
        PyErr_SetString(PyExc_ValueError, "an archive keeps its order: use reversed(archive), or sort a list of its posts");
        return NULL;
    }
    uint32_t *posts = PyMem_Calloc((size_t)n + 1, sizeof *posts);
    PyObject *recipe = pdx_py_recipe_add(self->recipe, slice);
    PyObject *result = NULL;
    if (posts == NULL) {
        PyErr_NoMemory();
    } else if (recipe != NULL) {
        for (Py_ssize_t i = 0; i < n; i++) posts[i] = pdx_view_post(self->view, (uint32_t)(start + i * step));
        result = view_of_posts(self, posts, (size_t)n, recipe);
    }
    PyMem_Free(posts);
    Py_XDECREF(recipe);
    return result;
}

static PyObject *archive_subscript(PyObject *object, PyObject *key) {
    if (PySlice_Check(key)) return archive_slice(pdx_py_archive_of(object), key);
    Py_ssize_t i;
    if (pdx_py_index_argument(key, archive_len(object), &i) < 0) return NULL;
    return archive_item(object, i);
}

static int archive_contains(PyObject *object, PyObject *item) {
    pdx_py_archive *self = pdx_py_archive_of(object);
    if (!PyObject_TypeCheck(item, self->store->state->types[PDX_PY_POST])) return 0;
    pdx_py_item *post = pdx_py_item_of(item);
    const int equal = pdx_py_store_equal(self->store, post->store);
    return equal <= 0 ? equal : pdx_view_has(self->view, post->number);
}

static PyObject *archive_compare(PyObject *a, PyObject *b, int op) {
    pdx_py_archive *x = pdx_py_archive_of(a);
    if ((op != Py_EQ && op != Py_NE) || !PyObject_TypeCheck(b, x->store->state->types[PDX_PY_ARCHIVE])) Py_RETURN_NOTIMPLEMENTED;
    pdx_py_archive *y = pdx_py_archive_of(b);
    int equal = pdx_py_store_equal(x->store, y->store);
    if (equal < 0) return NULL;
    const uint32_t n = pdx_view_n_posts(x->view);
    equal = equal && n == pdx_view_n_posts(y->view) && pdx_view_roles(x->view) == pdx_view_roles(y->view);
    for (uint32_t i = 0; equal && i < n; i++) equal = pdx_view_post(x->view, i) == pdx_view_post(y->view, i);
    return PyBool_FromLong(op == Py_EQ ? equal : !equal);
}

static Py_hash_t archive_hash(PyObject *object) {
    const pdx_py_archive *self = pdx_py_archive_of(object);
    return pdx_py_store_hash(self->store) ^ (Py_hash_t)pdx_view_n_posts(self->view) ^ (Py_hash_t)(pdx_view_roles(self->view) << 8);
}

/* What `search` and `find` are given: query, settings, progress and the step that the call is in the recipe of its result. */
typedef struct question {
    PyObject *owner;  /* owned: of the text */
    PyObject *recipe; /* owned: of the result */
    PyObject *progress;
    pdx_span text;
    pdx_query_settings settings;
} question;

static void asked_done(question *asked) {
    Py_DECREF(asked->owner);
    Py_DECREF(asked->recipe);
}

static int asked_take(pdx_py_archive *self, PyObject *const *args, Py_ssize_t n, question *out) {
    if (n != 4) {
        PyErr_Format(PyExc_TypeError, "4 arguments are needed here, not %zd", n);
        return -1;
    }
    if (pdx_py_settings_argument(args[1], &out->settings) < 0 || pdx_py_text_argument(args[0], &out->owner, &out->text) < 0) return -1;
    out->progress = args[2];
    out->recipe = pdx_py_recipe_add(self->recipe, args[3]);
    if (out->recipe != NULL) return 0;
    Py_DECREF(out->owner);
    return -1;
}

PyDoc_STRVAR(search_doc, "_search($self, query, settings, progress, step, /)\n--\n\nRanked posts.");

static PyObject *archive_search(PyObject *object, PyObject *const *args, Py_ssize_t n) {
    pdx_py_archive *self = pdx_py_archive_of(object);
    question asked;
    if (asked_take(self, args, n, &asked) < 0) return NULL;
    pdx_hits *hits = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, asked.progress);
    asked.settings.tick = call.tick;
    const pdx_status status = pdx_view_search(self->view, asked.text, &asked.settings, &hits, &err);
    pdx_py_call_end(&call);
    PyObject *result = status == PDX_OK ? pdx_py_wrap_hits(self, hits, asked.recipe) : pdx_py_raise(self->store->state, &err, NULL);
    asked_done(&asked);
    return result;
}

PyDoc_STRVAR(search_many_doc, "_search_many($self, queries, k, settings, progress, recipe, /)\n--\n\nThe best of each of many queries.");

static PyObject *archive_search_many(PyObject *object, PyObject *args) { return pdx_py_search_many(pdx_py_archive_of(object), args); }

PyDoc_STRVAR(find_doc, "_find($self, query, settings, progress, step, /)\n--\n\nEvery occurrence.");

static PyObject *archive_find(PyObject *object, PyObject *const *args, Py_ssize_t n) {
    pdx_py_archive *self = pdx_py_archive_of(object);
    question asked;
    if (asked_take(self, args, n, &asked) < 0) return NULL;
    pdx_lines *lines = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, asked.progress);
    asked.settings.tick = call.tick;
    const pdx_status status = pdx_view_find(self->view, asked.text, &asked.settings, &lines, &err);
    pdx_py_call_end(&call);
    PyObject *result = status == PDX_OK ? pdx_py_wrap_lines(self, lines, asked.recipe) : pdx_py_raise(self->store->state, &err, NULL);
    asked_done(&asked);
    return result;
}

static PyObject *archive_select(PyObject *object, PyObject *args) {
    pdx_py_archive *self = pdx_py_archive_of(object);
    PyObject *list, *recipe;
    size_t n;
    if (!PyArg_ParseTuple(args, "O!O:_select", &PyList_Type, &list, &recipe)) return NULL;
    uint32_t *posts = pdx_py_numbers_argument(list, self->store->info.n_posts, &n);
    PyObject *result = posts == NULL ? NULL : view_of_posts(self, posts, n, recipe);
    PyMem_RawFree(posts);
    return result;
}

static PyObject *archive_rest(PyObject *object, PyObject *recipe) {
    pdx_py_archive *self = pdx_py_archive_of(object);
    pdx_view *view = NULL;
    pdx_error err = {0};
    if (pdx_view_rest(self->view, &view, &err) != PDX_OK) return pdx_py_raise(self->store->state, &err, NULL);
    return pdx_py_wrap_view(self->store, view, recipe);
}

static PyObject *archive_n_shared(PyObject *object, PyObject *other) {
    pdx_py_archive *self = pdx_py_archive_of(object);
    if (!PyObject_TypeCheck(other, self->store->state->types[PDX_PY_ARCHIVE])) return PyErr_Format(PyExc_TypeError, "an archive is needed");
    const pdx_py_archive *them = pdx_py_archive_of(other);
    return PyLong_FromUnsignedLong(self->store == them->store ? pdx_view_n_shared(self->view, them->view) : 0);
}

static PyObject *archive_with_language(PyObject *object, PyObject *args) {
    pdx_py_archive *self = pdx_py_archive_of(object);
    const char *code;
    PyObject *recipe;
    if (!PyArg_ParseTuple(args, "sO:_with_language", &code, &recipe)) return NULL;
    const uint32_t n = pdx_view_n_posts(self->view);
    uint32_t *posts = PyMem_Calloc((size_t)n + 1, sizeof *posts);
    if (posts == NULL) return PyErr_NoMemory();
    size_t found = 0;
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t post = pdx_view_post(self->view, i);
        if (strcmp(pdx_archive_post(self->store->archive, post).language, code) == 0) posts[found++] = post;
    }
    PyObject *result = pdx_py_store_sound(self->store) < 0 ? NULL : view_of_posts(self, posts, found, recipe);
    PyMem_Free(posts);
    return result;
}

static PyObject *archive_within(PyObject *object, PyObject *args) {
    pdx_py_archive *self = pdx_py_archive_of(object);
    PyObject *names, *recipe;
    pdx_role_set roles;
    if (!PyArg_ParseTuple(args, "OO:_within", &names, &recipe) || pdx_py_roles_argument(names, &roles) < 0) return NULL;
    pdx_view *view = NULL;
    pdx_error err = {0};
    if (pdx_view_within(self->view, roles, &view, &err) != PDX_OK) return pdx_py_raise(self->store->state, &err, NULL);
    return pdx_py_wrap_view(self->store, view, recipe);
}

static PyObject *archive_facet(PyObject *object, PyObject *args) {
    pdx_py_archive *self = pdx_py_archive_of(object);
    PyObject *name, *typed;
    pdx_facet facet;
    if (!PyArg_ParseTuple(args, "OU:_facet", &name, &typed) || pdx_py_facet_argument(name, &facet) < 0) return NULL;
    pdx_counts *counts = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_view_facet(self->view, facet, &call.tick, &counts, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(self->store->state, &err, NULL);
    return pdx_py_wrap_counts(self->store->state, counts, typed);
}

static PyObject *archive_words(PyObject *object, PyObject *args) {
    pdx_py_archive *self = pdx_py_archive_of(object);
    PyObject *prefix, *typed, *owner;
    pdx_span text;
    if (!PyArg_ParseTuple(args, "OU:_words", &prefix, &typed) || pdx_py_text_argument(prefix, &owner, &text) < 0) return NULL;
    pdx_counts *counts = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_view_words(self->view, text, &call.tick, &counts, &err);
    pdx_py_call_end(&call);
    Py_DECREF(owner);
    if (status != PDX_OK) return pdx_py_raise(self->store->state, &err, NULL);
    return pdx_py_wrap_counts(self->store->state, counts, typed);
}

static PyObject *archive_grep(PyObject *object, PyObject *args) { return pdx_py_grep_find(pdx_py_archive_of(object), args); }

static PyObject *archive_mentions(PyObject *object, PyObject *unused) {
    (void)unused;
    pdx_py_archive *self = pdx_py_archive_of(object);
    pdx_mention_table *table = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_view_mentions(self->view, &call.tick, &table, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(self->store->state, &err, NULL);
    return pdx_py_wrap_mentions(self, table);
}

static PyObject *archive_quotes(PyObject *object, PyObject *unused) {
    (void)unused;
    pdx_py_archive *self = pdx_py_archive_of(object);
    pdx_quote_table *table = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_view_quotes(self->view, &call.tick, &table, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(self->store->state, &err, NULL);
    return pdx_py_wrap_quotes(self, table);
}

static PyObject *archive_n_words(PyObject *object, PyObject *unused) {
    (void)unused;
    pdx_py_archive *self = pdx_py_archive_of(object);
    uint64_t n = 0;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_view_n_words(self->view, &call.tick, &n, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(self->store->state, &err, NULL);
    return PyLong_FromUnsignedLongLong(n);
}

static PyObject *archive_page_numbers(PyObject *object, PyObject *unused) {
    (void)unused;
    pdx_py_archive *self = pdx_py_archive_of(object);
    PyObject *numbers = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_buf pages;
    pdx_buf_init(&pages);
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_view_pages(self->view, &call.tick, &pages, &err);
    pdx_py_call_end(&call);
    if (status == PDX_OK) numbers = pdx_py_bytes(pdx_buf_view(&pages));
    else (void)pdx_py_raise(self->store->state, &err, NULL);
    pdx_buf_deinit(&pages);
    return numbers;
}

static PyObject *archive_names(PyObject *object, PyObject *args) { return pdx_py_names_find(pdx_py_archive_of(object), args); }

static PyObject *archive_repeats(PyObject *object, PyObject *args) { return pdx_py_repeats_find(pdx_py_archive_of(object), args); }

static PyObject *archive_match(PyObject *object, PyObject *args) { return pdx_py_matches_find(pdx_py_archive_of(object), args); }

static PyObject *archive_near_copies(PyObject *object, PyObject *args) {
    pdx_py_archive *self = pdx_py_archive_of(object);
    PyObject *progress;
    double least;
    if (!PyArg_ParseTuple(args, "dO:_near_copies", &least, &progress)) return NULL;
    pdx_copy_table *table = NULL;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, progress);
    const pdx_status status = pdx_view_copies(self->view, least, &call.tick, &table, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(self->store->state, &err, NULL);
    return pdx_py_wrap_near_copies(self, table, least);
}

static PyObject *archive_collocates(PyObject *object, PyObject *args) { return pdx_py_collocates(pdx_py_archive_of(object), args); }
static PyObject *archive_keyness(PyObject *object, PyObject *args) { return pdx_py_keyness(pdx_py_archive_of(object), args); }
static PyObject *archive_ngrams(PyObject *object, PyObject *args) { return pdx_py_ngrams(pdx_py_archive_of(object), args); }
static PyObject *archive_clusters(PyObject *object, PyObject *args) { return pdx_py_clusters(pdx_py_archive_of(object), args); }
static PyObject *archive_dispersion(PyObject *object, PyObject *args) { return pdx_py_dispersion(pdx_py_archive_of(object), args); }
static PyObject *archive_timeline(PyObject *object, PyObject *args) { return pdx_py_timeline(pdx_py_archive_of(object), args); }
static PyObject *archive_tag_pairs(PyObject *object, PyObject *args) { return pdx_py_tag_pairs(pdx_py_archive_of(object), args); }

static PyObject *archive_parts(PyObject *object, PyObject *unused) {
    (void)unused;
    return pdx_py_view_parts(pdx_py_archive_of(object));
}

static PyObject *archive_numbers(PyObject *object, PyObject *unused) {
    (void)unused;
    const pdx_py_archive *self = pdx_py_archive_of(object);
    const uint32_t n = pdx_view_n_posts(self->view);
    PyObject *list = PyList_New((Py_ssize_t)n);
    for (uint32_t i = 0; list != NULL && i < n; i++) {
        PyObject *number = PyLong_FromUnsignedLong(pdx_view_post(self->view, i));
        if (number == NULL || PyList_SetItem(list, (Py_ssize_t)i, number) < 0) Py_CLEAR(list);
    }
    return list;
}

static PyObject *archive_store(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_object(pdx_py_archive_of(object)->store));
}

static PyObject *archive_recipe(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_archive_of(object)->recipe);
}

static PyObject *archive_roles(PyObject *object, void *closure) {
    (void)closure;
    const pdx_role_set roles = pdx_view_roles(pdx_py_archive_of(object)->view);
    if (roles == PDX_ROLES_ALL) Py_RETURN_NONE;
    PyObject *list = PyList_New(0);
    for (int role = 0; list != NULL && role < PDX_ROLE_COUNT; role++) {
        if ((roles & PDX_ROLE_BIT(role)) == 0) continue;
        PyObject *name = PyUnicode_FromString(pdx_role_name((pdx_role)role));
        if (name == NULL || PyList_Append(list, name) < 0) Py_CLEAR(list);
        Py_XDECREF(name);
    }
    return list;
}

static PyMethodDef archive_methods[] = {
    {"_search", (PyCFunction)(void (*)(void))archive_search, METH_FASTCALL, search_doc},
    {"_search_many", archive_search_many, METH_VARARGS, search_many_doc},
    {"_find", (PyCFunction)(void (*)(void))archive_find, METH_FASTCALL, find_doc},
    {"_select", archive_select, METH_VARARGS, PyDoc_STR("_select($self, numbers, recipe, /)\n--\n\nOnly these posts.")},
    {"_with_language", archive_with_language, METH_VARARGS, PyDoc_STR("_with_language($self, code, recipe, /)\n--\n\nOnly posts in a language.")},
    {"_within", archive_within, METH_VARARGS, PyDoc_STR("_within($self, roles, recipe, /)\n--\n\nOnly these parts.")},
    {"_facet", archive_facet, METH_VARARGS, PyDoc_STR("_facet($self, name, typed, /)\n--\n\nCounts over the posts.")},
    {"_words", archive_words, METH_VARARGS, PyDoc_STR("_words($self, prefix, typed, /)\n--\n\nWords that begin so, by occurrences.")},
    {"_n_words", archive_n_words, METH_NOARGS, PyDoc_STR("_n_words($self, /)\n--\n\nHow many words its posts have.")},
    {"_rest", archive_rest, METH_O, PyDoc_STR("_rest($self, recipe, /)\n--\n\nThe other posts of the archive, in the same parts.")},
    {"_n_shared", archive_n_shared, METH_O, PyDoc_STR("_n_shared($self, other, /)\n--\n\nHow many posts both have.")},
    {"_page_numbers", archive_page_numbers, METH_NOARGS,
     PyDoc_STR("_page_numbers($self, /)\n--\n\nThe pages on which its posts stand, four bytes each.")},
    {"_near_copies", archive_near_copies, METH_VARARGS,
     PyDoc_STR("_near_copies($self, least, progress, /)\n--\n\nPosts that nearly repeat an earlier one.")},
    {"_collocates", archive_collocates, METH_VARARGS,
     PyDoc_STR("_collocates($self, class, steps, progress, query, near, left, right, min_count, measure, /)\n--\n\nWhat stands near.")},
    {"_keyness", archive_keyness, METH_VARARGS,
     PyDoc_STR("_keyness($self, class, steps, progress, other, tags, min_count, measure, /)\n--\n\nIn what it differs from another.")},
    {"_ngrams", archive_ngrams, METH_VARARGS, PyDoc_STR("_ngrams($self, class, steps, progress, n, min_count, /)\n--\n\nRuns of words.")},
    {"_clusters", archive_clusters, METH_VARARGS,
     PyDoc_STR("_clusters($self, class, steps, progress, query, n, min_count, /)\n--\n\nRuns of words that hold an occurrence.")},
    {"_dispersion", archive_dispersion, METH_VARARGS,
     PyDoc_STR("_dispersion($self, class, steps, progress, query, by, n, min_count, /)\n--\n\nHow evenly words are spread, or where something is.")},
    {"_timeline", archive_timeline, METH_VARARGS,
     PyDoc_STR("_timeline($self, class, steps, progress, by, of, posts, counts, mentions, /)\n--\n\nPosts, or what is in them, over time.")},
    {"_tag_pairs", archive_tag_pairs, METH_VARARGS,
     PyDoc_STR("_tag_pairs($self, class, steps, progress, min_count, most, measure, /)\n--\n\nTags that stand on posts together.")},
    {"_grep", archive_grep, METH_VARARGS, PyDoc_STR("_grep($self, asked, /)\n--\n\nWhat a regular expression finds.")},
    {"_mentions", archive_mentions, METH_NOARGS, PyDoc_STR("_mentions($self, /)\n--\n\nDates that the posts speak of.")},
    {"_quotes", archive_quotes, METH_NOARGS, PyDoc_STR("_quotes($self, /)\n--\n\nQuotations of the posts.")},
    {"_names", archive_names, METH_VARARGS, PyDoc_STR("_names($self, name, rules, progress, /)\n--\n\nWhere the posts name somebody.")},
    {"_repeats", archive_repeats, METH_VARARGS, PyDoc_STR("_repeats($self, least, progress, /)\n--\n\nRuns of words that several posts share.")},
    {"_match", archive_match, METH_VARARGS,
     PyDoc_STR("_match($self, given, names, categories, phrases, entries, progress, /)\n--\n\nPhrases of a dictionary.")},
    {"_parts", archive_parts, METH_NOARGS, PyDoc_STR("_parts($self, /)\n--\n\nParts of the posts.")},
    {"_numbers", archive_numbers, METH_NOARGS, PyDoc_STR("_numbers($self, /)\n--\n\nNumbers of the posts.")},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef archive_fields[] = {
    {"_store", archive_store, NULL, PyDoc_STR("What all objects of the archive share."), NULL},
    {"_recipe", archive_recipe, NULL, PyDoc_STR("The steps that led here."), NULL},
    {"_roles", archive_roles, NULL, PyDoc_STR("Roles that are looked at; None: all."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(archive_doc, "A view of some posts and some parts, as a sequence of posts.");

static PyType_Slot archive_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)archive_doc},
    {Py_tp_dealloc, archive_dealloc},
    {Py_tp_traverse, archive_traverse},
    {Py_tp_clear, archive_clear},
    {Py_tp_richcompare, archive_compare},
    {Py_tp_hash, archive_hash},
    {Py_tp_methods, archive_methods},
    {Py_tp_getset, archive_fields},
    {Py_sq_length, archive_len},
    {Py_sq_item, archive_item},
    {Py_tp_iter, PySeqIter_New},
    {Py_sq_contains, archive_contains},
    {Py_mp_length, archive_len},
    {Py_mp_subscript, archive_subscript},
    {0, NULL},
};

PyType_Spec pdx_py_archive_spec = {
    .name = "postdex._core.ArchiveBase",
    .basicsize = sizeof(pdx_py_archive),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_SEQUENCE,
    .slots = archive_slots,
};
