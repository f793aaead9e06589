#include "py/arrow_schema.h"


/* A schema node and room for its children, in one allocation each; names and formats are static. */
static void schema_release(struct ArrowSchema *schema) {
    for (int64_t i = 0; i < schema->n_children; i++) {
        struct ArrowSchema *child = schema->children[i];
        if (child == NULL) continue;
        if (child->release != NULL) child->release(child);
        PyMem_RawFree(child);
    }
    PyMem_RawFree(schema->children);
    schema->release = NULL;
}

static bool schema_init(struct ArrowSchema *schema, const char *format, const char *name, int64_t flags, size_t n_children) {
    memset(schema, 0, sizeof *schema);
    schema->format = format;
    schema->name = name;
    schema->flags = flags;
    if (n_children > 0) {
        schema->children = PyMem_RawCalloc(n_children, sizeof *schema->children);
        if (schema->children == NULL) return false;
    }
    schema->n_children = (int64_t)n_children;
    schema->release = schema_release;
    return true;
}

static bool schema_child(struct ArrowSchema *schema, size_t i, const char *format, const char *name, size_t n_children) {
    schema->children[i] = PyMem_RawCalloc(1, sizeof **schema->children);
    return schema->children[i] != NULL && schema_init(schema->children[i], format, name, PDX_ARROW_FLAG_NULLABLE, n_children);
}

static const char *cell_format(pdx_py_cell_kind kind) {
    switch (kind) {
        case PDX_PY_CELL_TEXT: return "U"; /* 64-bit offsets: an archive's text may pass 2 GB */
        case PDX_PY_CELL_TEXTS: return "+L";
        case PDX_PY_CELL_INT: return "l";
        case PDX_PY_CELL_REAL: return "g";
        case PDX_PY_CELL_DAY: break;
    }
    return "tdD";
}

bool pdx_py_arrow_schema_fill(const pdx_py_column *columns, size_t n, struct ArrowSchema *out) {
    bool filled = schema_init(out, "+s", "", 0, n);
    for (size_t i = 0; filled && i < n; i++) {
        const bool list = columns[i].kind == PDX_PY_CELL_TEXTS;
        filled = schema_child(out, i, cell_format(columns[i].kind), columns[i].name, list ? 1 : 0) &&
                 (!list || schema_child(out->children[i], 0, "U", "item", 0));
    }
    if (!filled && out->release != NULL) out->release(out);
    return filled;
}
