/* Texts as Arrow's string views: sixteen bytes for each, which hold a short text whole and point to a longer one in one of
 * several buffers. Called by arrow_batch.c. Promises: text that the archive stores is pointed to where it is; of other texts,
 * those that follow each other and are one text are copied once. */
#ifndef PDX_PY_ARROW_VIEWS_H
#define PDX_PY_ARROW_VIEWS_H

#include "py/call/state.h"

typedef struct pdx_py_views {
    pdx_archive *archive;    /* borrowed; NULL: nothing is shared */
    pdx_buf views;           /* owned */
    pdx_span *shared;        /* owned: stretches of the archive's memory, buffers 0 .. n_shared-1 */
    pdx_buf *copies;         /* owned, and so are they: the other buffers */
    size_t n_shared, n_copies, n_buffers;
} pdx_py_views;

void pdx_py_views_init(pdx_py_views *views, const pdx_archive *archive);
void pdx_py_views_deinit(pdx_py_views *views);
/* Views of `n` texts; data NULL: nothing. PDX_ELIMIT when one is too long for a view. */
pdx_status pdx_py_views_make(pdx_py_views *views, const pdx_span *texts, size_t n, pdx_error *err) PDX_MUST;
pdx_span pdx_py_views_buffer(const pdx_py_views *views, size_t i);

#endif
