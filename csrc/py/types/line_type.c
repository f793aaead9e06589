/* Line: one occurrence with its context. */
#include "py/call/convert.h"

PyObject *pdx_py_wrap_line(pdx_py_store *store, const pdx_line_info *info) {
    pdx_py_line *self = pdx_py_line_of(pdx_py_new(store->state, PDX_PY_LINE));
    if (self == NULL) return NULL;
    pdx_py_store_rest(store);
    self->store = pdx_py_store_of(Py_NewRef(pdx_py_object(store)));
    self->info = *info;
    return pdx_py_object(self);
}

/* A number, or NULL's None. */
static int some_number_argument(PyObject *number, uint32_t n, uint32_t *out) {
    *out = PDX_NONE;
    return number == Py_None ? 0 : pdx_py_number_argument(number, n, out);
}

PyObject *pdx_py_store_line(pdx_py_store *store, PyObject *args) {
    PyObject *page, *part, *post, *position;
    unsigned long long at[4];
    pdx_line_info info;
    if (!PyArg_ParseTuple(args, "OOOO(KKKK):line", &page, &part, &post, &position, &at[0], &at[1], &at[2], &at[3])) return NULL;
    if (pdx_py_page_argument(store, page, &info.page) < 0) return NULL;
    const pdx_page_info of = pdx_archive_page(store->archive, info.page);
    if (pdx_py_number_argument(part, of.n_parts + of.n_said_parts, &info.part) < 0) return NULL;
    if (some_number_argument(post, store->info.n_posts, &info.post) < 0 || some_number_argument(position, PDX_NONE, &info.position) < 0) return NULL;
    info.layer = of.layer;
    if (at[0] > at[1] || at[1] > at[2] || at[2] > at[3] || at[3] > pdx_archive_layer(store->archive, of.layer).text.len) {
        PyErr_SetString(PyExc_IndexError, "these are no places in the text of the page");
        return NULL;
    }
    info.role = (uint8_t)pdx_page_part_at(store->archive, info.page, info.part).role;
    info.before = (pdx_range){at[0], at[1]};
    info.node = (pdx_range){at[1], at[2]};
    info.after = (pdx_range){at[2], at[3]};
    return pdx_py_wrap_line(store, &info);
}

static void line_dealloc(PyObject *object) {
    Py_XDECREF(pdx_py_object(pdx_py_line_of(object)->store));
    pdx_py_free(object);
}

static PyObject *line_compare(PyObject *a, PyObject *b, int op) {
    const pdx_py_line *x = pdx_py_line_of(a);
    if ((op != Py_EQ && op != Py_NE) || !PyObject_TypeCheck(b, x->store->state->types[PDX_PY_LINE])) Py_RETURN_NOTIMPLEMENTED;
    const pdx_py_line *y = pdx_py_line_of(b);
    int equal = pdx_py_store_equal(x->store, y->store);
    if (equal < 0) return NULL;
    equal = equal && x->info.layer == y->info.layer && x->info.node.begin == y->info.node.begin && x->info.node.end == y->info.node.end;
    return PyBool_FromLong(op == Py_EQ ? equal : !equal);
}

static Py_hash_t line_hash(PyObject *object) {
    const pdx_py_line *self = pdx_py_line_of(object);
    const uint64_t mixed = (self->info.node.begin << 20 ^ self->info.node.end ^ self->info.layer) * 0x9E3779B97F4A7C15u;
    return pdx_py_store_hash(self->store) ^ (Py_hash_t)(mixed >> 2);
}

static PyObject *line_text(PyObject *object, pdx_range range) {
    const pdx_py_line *self = pdx_py_line_of(object);
    pdx_py_store_rest(self->store);
    const pdx_span text = pdx_py_layer_span(self->store->archive, self->info.layer, range);
    return pdx_py_store_known(self->store) < 0 ? NULL : pdx_py_str(text);
}

static PyObject *line_before(PyObject *object, void *closure) {
    (void)closure;
    return line_text(object, pdx_py_line_of(object)->info.before);
}

static PyObject *line_node(PyObject *object, void *closure) {
    (void)closure;
    return line_text(object, pdx_py_line_of(object)->info.node);
}

static PyObject *line_after(PyObject *object, void *closure) {
    (void)closure;
    return line_text(object, pdx_py_line_of(object)->info.after);
}

static PyObject *line_post(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_line *self = pdx_py_line_of(object);
    if (self->info.post == PDX_NONE) Py_RETURN_NONE;
    return pdx_py_wrap_post(self->store, self->info.post);
}

static PyObject *line_part(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_line *self = pdx_py_line_of(object);
    return pdx_py_wrap_part(self->store, self->info.page, self->info.part);
}

static PyObject *line_page(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_line *self = pdx_py_line_of(object);
    return pdx_py_wrap_page(self->store, self->info.page);
}

static PyObject *line_role(PyObject *object, void *closure) {
    (void)closure;
    return PyUnicode_InternFromString(pdx_role_name((pdx_role)pdx_py_line_of(object)->info.role));
}

static PyObject *line_position(PyObject *object, void *closure) {
    (void)closure;
    const uint32_t position = pdx_py_line_of(object)->info.position;
    if (position == PDX_NONE) Py_RETURN_NONE;
    return PyLong_FromUnsignedLong(position);
}

/* (layer, begin, end, page, part) of the node. */
static PyObject *line_place(PyObject *object, void *closure) {
    (void)closure;
    const pdx_py_line *self = pdx_py_line_of(object);
    return Py_BuildValue("(kKKkk)", (unsigned long)self->info.layer, (unsigned long long)self->info.node.begin,
                         (unsigned long long)self->info.node.end, (unsigned long)self->info.page, (unsigned long)self->info.part);
}

/* What pdx_py_store_line makes the same line of. */
static PyObject *line_whole(PyObject *object, void *closure) {
    (void)closure;
    const pdx_line_info *info = &pdx_py_line_of(object)->info;
    return Py_BuildValue("(kkNN(KKKK))", (unsigned long)info->page, (unsigned long)info->part, pdx_py_number(info->post),
                         pdx_py_number(info->position), (unsigned long long)info->before.begin, (unsigned long long)info->node.begin,
                         (unsigned long long)info->node.end, (unsigned long long)info->after.end);
}

static PyObject *line_store(PyObject *object, void *closure) {
    (void)closure;
    return Py_NewRef(pdx_py_object(pdx_py_line_of(object)->store));
}

static PyGetSetDef line_fields[] = {
    {"before", line_before, NULL, PyDoc_STR("The text before the node, from where its line or block begins."), NULL},
    {"node", line_node, NULL, PyDoc_STR("What was found, as it is written."), NULL},
    {"after", line_after, NULL, PyDoc_STR("The text after the node, to where its line or block ends."), NULL},
    {"post", line_post, NULL, PyDoc_STR("Its post; None in the page's remainder."), NULL},
    {"part", line_part, NULL, PyDoc_STR("The part it stands in."), NULL},
    {"page", line_page, NULL, PyDoc_STR("The page it stands on."), NULL},
    {"role", line_role, NULL, PyDoc_STR("The role of its part."), NULL},
    {"position", line_position, NULL,
     PyDoc_STR("The position of its first word in its post; None of what a regular expression found, which is not made of words."), NULL},
    {"_place", line_place, NULL, PyDoc_STR("Where it stands."), NULL},
    {"_whole", line_whole, NULL, PyDoc_STR("What `store.line` makes the same line of."), NULL},
    {"_store", line_store, NULL, PyDoc_STR("What all objects of the archive share."), NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(line_doc, "One occurrence, with its context.");

static PyType_Slot line_slots[] = {
    {Py_tp_doc, (void *)(uintptr_t)line_doc}, {Py_tp_new, pdx_py_no_new}, {Py_tp_dealloc, line_dealloc},
    {Py_tp_richcompare, line_compare},        {Py_tp_hash, line_hash},    {Py_tp_getset, line_fields},
    {0, NULL},
};

PyType_Spec pdx_py_line_spec = {
    .name = "postdex._core.LineBase",
    .basicsize = sizeof(pdx_py_line),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_BASETYPE,
    .slots = line_slots,
};
