/* Post: a number in a store; every field is read when it is asked for. */
#include "py/call/call.h"
#include "py/call/convert.h"
#include "py/call/errors.h"
#include "py/call/post_text.h"
#include "py/types/by_number.h"

static pdx_post_info post_info(PyObject *object) {
    const pdx_py_item *self = pdx_py_item_of(object);
    return pdx_archive_post(self->store->archive, self->number);
}

static pdx_appearance_info main_appearance(PyObject *object) {
    return pdx_archive_appearance(pdx_py_item_of(object)->store->archive, post_info(object).appearance);
}

/* Before anything is asked that is not of the head. */
static int body_here(PyObject *object) {
    const pdx_py_item *self = pdx_py_item_of(object);
    pdx_error err = {0};
    if (pdx_archive_body(self->store->archive, self->number, &err) == PDX_OK) return 0;
    (void)pdx_py_raise(self->store->state, &err, NULL);
    return -1;
}

static PyObject *field_text(PyObject *object, pdx_py_field field) {
    if (field.text.len == 0) Py_RETURN_NONE;
    return pdx_py_text(pdx_py_item_of(object)->store, field.page, field.part, field.layer, field.range);
}

static PyObject *post_number(PyObject *object, void *closure) {
    (void)closure;
    return PyLong_FromUnsignedLong(pdx_py_item_of(object)->number);
}

static PyObject *post_title(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_item *self = pdx_py_item_of(object);
    return field_text(object, pdx_py_post_title_field(self->store->archive, self->number));
}

static PyObject *post_byline(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_item *self = pdx_py_item_of(object);
    return field_text(object, pdx_py_post_byline(self->store->archive, self->number));
}

static PyObject *post_author(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_item *self = pdx_py_item_of(object);
    return field_text(object, pdx_py_post_author(self->store->archive, self->number));
}

static PyObject *said(PyObject *object, pdx_role role) {
    const pdx_py_item *self = pdx_py_item_of(object);
    return field_text(object, pdx_py_post_said(self->store->archive, self->number, role));
}

static PyObject *post_url(PyObject *object, void *closure) {
    (void)closure;
    return said(object, PDX_ROLE_ADDRESS);
}

static PyObject *post_status(PyObject *object, void *closure) {
    (void)closure;
    return said(object, PDX_ROLE_STATUS);
}

static PyObject *post_updated(PyObject *object, void *closure) {
    (void)closure;
    return said(object, PDX_ROLE_UPDATED);
}

static PyObject *post_kind(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_item *self = pdx_py_item_of(object);
    const pdx_py_field field = pdx_py_post_said(self->store->archive, self->number, PDX_ROLE_KIND);
    return pdx_py_str(field.text.len == 0 ? pdx_span_str(PDX_KIND_UNSAID) : field.text);
}

static PyObject *item_list(PyObject *object, uint32_t n, pdx_item_info (*get)(const pdx_archive *, uint32_t, uint32_t)) {
    const pdx_py_item *self = pdx_py_item_of(object);
    PyObject *list = PyList_New((Py_ssize_t)n);
    for (uint32_t i = 0; list != NULL && i < n; i++) {
        const pdx_item_info item = get(self->store->archive, self->number, i);
        PyObject *text = pdx_py_text(self->store, item.page, item.part, item.layer, item.range);
        if (text == NULL || PyList_SetItem(list, (Py_ssize_t)i, text) < 0) Py_CLEAR(list);
    }
    return list;
}

static PyObject *post_tags(PyObject *object, void *closure) {
    (void)closure;
    return item_list(object, post_info(object).n_tags, pdx_post_tag);
}

static PyObject *post_categories(PyObject *object, void *closure) {
    (void)closure;
    return item_list(object, post_info(object).n_categories, pdx_post_category);
}

static PyObject *post_language(PyObject *object, void *closure) {
    (void)closure;
    if (body_here(object) < 0) return NULL;
    const pdx_post_info info = post_info(object);
    return pdx_py_str(pdx_span_str(info.language));
}

static PyObject *post_words(PyObject *object, void *closure) {
    (void)closure;
    if (pdx_py_store_index(pdx_py_item_of(object)->store) < 0) return NULL;
    return PyLong_FromUnsignedLong(post_info(object).n_words);
}

static PyObject *post_confidence(PyObject *object, void *closure) {
    (void)closure;
    return PyFloat_FromDouble((double)main_appearance(object).probability);
}

static PyObject *post_evidence(PyObject *object, void *closure) {
    (void)closure;
    return pdx_py_rules(main_appearance(object).why);
}

static PyObject *post_text(PyObject *object, void *closure) {
    (void)closure;
    if (body_here(object) < 0) return NULL;
    const pdx_py_item *self = pdx_py_item_of(object);
    pdx_buf buf;
    pdx_buf_init(&buf);
    pdx_py_post_text(self->store->archive, self->number, PDX_ROLES_ALL, &buf);
    PyObject *text = buf.failed ? PyErr_NoMemory() : pdx_py_str(pdx_buf_view(&buf));
    pdx_buf_deinit(&buf);
    return text;
}

static PyObject *post_parts(PyObject *object, void *closure) {
    (void)closure;
    if (body_here(object) < 0) return NULL;
    const pdx_appearance_info info = main_appearance(object);
    return pdx_py_wrap_page_parts(pdx_py_item_of(object)->store, info.page, info.first_part, info.n_parts);
}

static PyObject *post_said_parts(PyObject *object, void *closure) {
    (void)closure;
    if (body_here(object) < 0) return NULL;
    const pdx_appearance_info info = main_appearance(object);
    return pdx_py_wrap_page_parts(pdx_py_item_of(object)->store, info.page, info.first_said, info.n_said);
}

static PyObject *post_appearances(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_item *self = pdx_py_item_of(object);
    const uint32_t n = post_info(object).n_appearances;
    PyObject *list = PyList_New((Py_ssize_t)n);
    for (uint32_t i = 0; list != NULL && i < n; i++) {
        PyObject *number = PyLong_FromUnsignedLong(pdx_post_appearance(self->store->archive, self->number, i));
        if (number == NULL || PyList_SetItem(list, (Py_ssize_t)i, number) < 0) Py_CLEAR(list);
    }
    return list;
}

static PyObject *post_alike(PyObject *object, void *closure) {
    (void)closure;
    if (pdx_py_store_bodies(pdx_py_item_of(object)->store) < 0) return NULL;
    const pdx_py_item *self = pdx_py_item_of(object);
    const pdx_archive *archive = self->store->archive;
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_archive_know_titles(archive, &call.tick, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(self->store->state, &err, NULL);
    PyObject *list = PyList_New(0);
    for (uint32_t i = pdx_post_alike(archive, self->number, self->number); list != NULL && i != PDX_NONE;
         i = pdx_post_alike(archive, self->number, i)) {
        PyObject *number = PyLong_FromUnsignedLong(i);
        if (number == NULL || PyList_Append(list, number) < 0) Py_CLEAR(list);
        Py_XDECREF(number);
    }
    return list;
}

/* (number, likeness) of the post that it nearly repeats, or None. */
static PyObject *post_near_copy(PyObject *object, void *closure) {
    (void)closure;
    if (pdx_py_store_bodies(pdx_py_item_of(object)->store) < 0) return NULL;
    const pdx_py_item *self = pdx_py_item_of(object);
    pdx_error err = {0};
    pdx_py_call call;
    pdx_py_call_begin(&call, NULL);
    const pdx_status status = pdx_archive_know_copies(self->store->archive, &call.tick, &err);
    pdx_py_call_end(&call);
    if (status != PDX_OK) return pdx_py_raise(self->store->state, &err, NULL);
    const pdx_copy_info copy = pdx_post_copy(self->store->archive, self->number);
    if (copy.of == PDX_NONE) Py_RETURN_NONE;
    return Py_BuildValue("(kd)", (unsigned long)copy.of, copy.likeness);
}

/* The fullest appearance: (number, page, layer, begin, end). */
static PyObject *post_place(PyObject *object, void *closure) {
    (void)closure;
    if (body_here(object) < 0) return NULL;
    const pdx_py_item *self = pdx_py_item_of(object);
    const pdx_appearance_info info = main_appearance(object);
    return Py_BuildValue("(kkkKK)", (unsigned long)post_info(object).appearance, (unsigned long)info.page,
                         (unsigned long)pdx_archive_page(self->store->archive, info.page).layer, (unsigned long long)info.range.begin,
                         (unsigned long long)info.range.end);
}

/* The bytes of its record in its source; empty where it stands on a page. */
static PyObject *post_record(PyObject *object, void *closure) {
    (void)closure;
    return pdx_py_range(pdx_archive_page(pdx_py_item_of(object)->store->archive, main_appearance(object).page).record);
}

/* None, or the date that it prints. */
static PyObject *post_published(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_item *self = pdx_py_item_of(object);
    if (pdx_post_published(self->store->archive, self->number).iso[0] == '\0') Py_RETURN_NONE;
    return pdx_py_wrap_date(self->store, self->number);
}

/* (reason, upper, year inferred, page, line, layer, begin, end, through post, day). */
static PyObject *bound_tuple(const pdx_archive *archive, uint32_t post, uint32_t i) {
    const pdx_bound_info bound = pdx_post_bound(archive, post, i);
    return Py_BuildValue("(sOOkkkKKNN)", bound.reason, bound.upper ? Py_True : Py_False, bound.year_inferred ? Py_True : Py_False,
                         (unsigned long)bound.page, (unsigned long)bound.line,
                         (unsigned long)pdx_archive_page(archive, bound.page).layer, (unsigned long long)bound.range.begin,
                         (unsigned long long)bound.range.end, pdx_py_number(bound.through_post), pdx_py_day(bound.day));
}

/* (not before, before, evidence). */
static PyObject *post_bounds(PyObject *object, void *closure) {
    (void)closure;
    if (body_here(object) < 0) return NULL;
    const pdx_py_item *self = pdx_py_item_of(object);
    const pdx_post_info info = post_info(object);
    PyObject *evidence = PyList_New((Py_ssize_t)info.n_bound_evidence);
    for (uint32_t i = 0; evidence != NULL && i < info.n_bound_evidence; i++) {
        PyObject *item = bound_tuple(self->store->archive, self->number, i);
        if (item == NULL || PyList_SetItem(evidence, (Py_ssize_t)i, item) < 0) Py_CLEAR(evidence);
    }
    return Py_BuildValue("(NNN)", pdx_py_day(info.not_before), pdx_py_day(info.before), evidence);
}

static PyObject *post_store(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_object(pdx_py_item_of(object)->store));
}

static PyGetSetDef post_fields[] = {
    {"number", post_number, NULL, PyDoc_STR("Its place in the whole archive."), NULL},
    PDX_PY_FIELD("title", post_title, "The title, or None."),
    PDX_PY_FIELD("byline", post_byline, "The line that names the author, or None."),
    PDX_PY_FIELD("author", post_author, "The author's name, or None."),
    PDX_PY_FIELD("tags", post_tags, "Tags of all its appearances, in order of first sight."),
    PDX_PY_FIELD("categories", post_categories, "Categories of all its appearances."),
    PDX_PY_FIELD("url", post_url, "Its own address, where its form gives one (a feed, an export, a record's `url`), or None."),
    PDX_PY_FIELD("kind", post_kind,
                 "What an export of WordPress says that it is: post, page, attachment, nav_menu_item, ...; everything else is a post."),
    PDX_PY_FIELD("status", post_status, "publish, draft, private, trash, ..., where its form says so, or None."),
    PDX_PY_FIELD("language", post_language, "Two letters, or empty when it could not be told."),
    PDX_PY_FIELD("words", post_words, "Number of words, in all its parts and in what only other appearances say."),
    PDX_PY_FIELD("confidence", post_confidence, "How sure it is that exactly these lines are one post, 0 to 1."),
    PDX_PY_FIELD("evidence", post_evidence, "Why this is a post, one sentence per rule."),
    PDX_PY_FIELD("text", post_text, "Headings, paragraphs, quotes, lists, code and tables, an empty line between two."),
    PDX_PY_FIELD("parts", post_parts, "Its parts in order, from its fullest appearance."),
    PDX_PY_FIELD("_appearances", post_appearances, "Numbers of its appearances."),
    PDX_PY_FIELD("_near_copy", post_near_copy, "(number, likeness) of the earlier post that it nearly repeats, or None."),
    PDX_PY_FIELD("_said", post_said_parts, "What markup says of it, behind its page's text."),
    PDX_PY_FIELD("_alike", post_alike, "Numbers of the posts that may be other versions of it."),
    PDX_PY_FIELD("_place", post_place, "Where its fullest appearance stands."),
    PDX_PY_FIELD("_record", post_record, "Where its record stands in its source: (begin, end)."),
    PDX_PY_FIELD("published", post_published, "The date that the post prints; None when it prints none."),
    PDX_PY_FIELD("_updated", post_updated, "When it was updated, as its form prints it, or None."),
    PDX_PY_FIELD("_bounds", post_bounds, "Bounds of the date, taken apart."),
    {"_store", post_store, NULL, PyDoc_STR("What all objects of the archive share."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(post_doc, "What appearances on pages are appearances of.");

static PyType_Slot post_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)post_doc}, {Py_tp_new, pdx_py_no_new},         {Py_tp_dealloc, pdx_py_item_dealloc},
    {Py_tp_richcompare, pdx_py_item_compare},        {Py_tp_hash, pdx_py_item_hash},            {Py_tp_getset, post_fields},
    {0, NULL},
};

PyType_Spec pdx_py_post_spec = {
    .name = "postdex._core.PostBase",
    .basicsize = sizeof(pdx_py_item),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = post_slots,
};
