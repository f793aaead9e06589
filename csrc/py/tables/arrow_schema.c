#include "py/tables/arrow_schema.h"


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

static const char *cell_format(pdx_py_cell_kind kind, bool view) {
    switch (kind) {
        case PDX_PY_CELL_TEXT: return view ? "vu" : "U"; /* 64-bit offsets: an archive's text may pass 2 GB */
        case PDX_PY_CELL_TEXTS: return "+L";
        case PDX_PY_CELL_INT: return "l";
        case PDX_PY_CELL_REAL: return "g";
        case PDX_PY_CELL_DAY: break;
    }
    return "tdD";
}

bool pdx_py_arrow_schema_fill(const pdx_py_table *table, struct ArrowSchema *out) {
    bool filled = schema_init(out, "+s", "", 0, table->n_chosen);
    for (size_t i = 0; filled && i < table->n_chosen; i++) {
        const pdx_py_column *column = pdx_py_table_chosen(table, i);
        const bool list = column->kind == PDX_PY_CELL_TEXTS;
        filled = schema_child(out, i, cell_format(column->kind, (table->views >> i & 1) != 0), column->name, list ? 1 : 0) &&
                 (!list || schema_child(out->children[i], 0, "U", "item", 0));
    }
    if (!filled && out->release != NULL) out->release(out);
    return filled;
}

void pdx_py_arrow_schema_wish(pdx_py_table *table, const struct ArrowSchema *wish) {
    if (wish->n_children != (int64_t)table->n_chosen) return;
    for (size_t i = 0; i < table->n_chosen; i++) {
        const char *format = wish->children[i]->format;
        if (pdx_py_table_chosen(table, i)->kind != PDX_PY_CELL_TEXT) continue;
        if (strcmp(format, "vu") == 0) table->views |= (uint32_t)1 << i;
        if (strcmp(format, "U") == 0) table->views &= ~((uint32_t)1 << i);
    }
}
