/* A Builder as Python holds it, and its methods by what they do. Called by builder_type.c, which says in the methods' docstrings what each takes
 * and gives. Used by one thread at a time: a method claims the builder, and a second thread that comes meanwhile gets RuntimeError. */
#ifndef PDX_PY_BUILDER_OBJECT_H
#define PDX_PY_BUILDER_OBJECT_H

#include "py/call/state.h"

typedef struct pdx_py_builder {
    PyObject_HEAD
    pdx_py_state *state;
    pdx_builder *builder; /* owned; NULL once finished */
    PyObject *options;
    PyObject *base;       /* the store that it continues, or NULL */
    uint32_t n_posts;     /* of that store */
    uint32_t n_replaced;  /* posts that were taken out because their source was replaced */
    bool busy;            /* claimed by a call */
    bool later;           /* the index is made when somebody needs it */
} pdx_py_builder;

static inline pdx_py_builder *pdx_py_builder_self(PyObject *self) { return (pdx_py_builder *)(void *)self; }
/* Claims the builder for one call, which sets `busy` to false at its end; -1 with an exception when somebody has it, or it is finished. */
int pdx_py_builder_claim(pdx_py_builder *self);

/* Sources (builder_sources.c). */
PyObject *pdx_py_builder_add(PyObject *object, PyObject *args);
PyObject *pdx_py_builder_add_posts(PyObject *object, PyObject *args);
PyObject *pdx_py_builder_add_post(PyObject *object, PyObject *args);
PyObject *pdx_py_builder_add_rows(PyObject *object, PyObject *args);
PyObject *pdx_py_builder_lines(PyObject *unused, PyObject *args);

/* What a store that is continued has, and what of it goes (builder_continues.c). */
PyObject *pdx_py_builder_continue(PyObject *object, PyObject *base);
PyObject *pdx_py_builder_take_out(PyObject *object, PyObject *list);
PyObject *pdx_py_builder_alike(PyObject *object, PyObject *args);
PyObject *pdx_py_builder_last_named(PyObject *object, PyObject *given);
PyObject *pdx_py_builder_take_out_last(PyObject *object, PyObject *given);
PyObject *pdx_py_builder_beside(PyObject *object, PyObject *number);
PyObject *pdx_py_builder_unite(PyObject *object, PyObject *number);
PyObject *pdx_py_builder_prove(PyObject *object, PyObject *other);

/* What a person says of lines (builder_fixes.c). */
PyObject *pdx_py_builder_page_text(PyObject *object, PyObject *number);
PyObject *pdx_py_builder_correct(PyObject *object, PyObject *args);

/* The end (builder_finish.c). */
PyObject *pdx_py_builder_finish(PyObject *object, PyObject *args);
PyObject *pdx_py_builder_first_taken(PyObject *object, PyObject *args);
PyObject *pdx_py_builder_commit(PyObject *object, PyObject *args);

#endif
