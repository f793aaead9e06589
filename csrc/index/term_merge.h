/* The terms of a whole snapshot in byte order, each once however many segments have it. Called by archive/.
 * Promises: counts are of what is there; a term that only gone documents have is not told. */
#ifndef PDX_INDEX_TERM_MERGE_H
#define PDX_INDEX_TERM_MERGE_H

#include "index/snapshot.h"
#include "segment/term_walk.h"

/* One segment's dictionary, at the term that comes next. */
typedef struct pdx_term_branch {
    pdx_term_walk walk; /* owned */
    const pdx_gone *gone;
    uint32_t n_terms;
    pdx_ord ord;        /* n_terms: it has ended */
} pdx_term_branch;

typedef struct pdx_term_merge {
    pdx_term_branch *branches; /* owned */
    uint32_t n;
    pdx_buf key;               /* owned; of the term told last */
    pdx_term term;             /* its counts; `ord` means nothing */
} pdx_term_merge;

/* The first told is the first whose key is >= `from`. */
pdx_status pdx_term_merge_init(pdx_term_merge *merge, const pdx_snapshot *snapshot, pdx_span from, pdx_error *err) PDX_MUST;
void pdx_term_merge_deinit(pdx_term_merge *merge); /* also after a failed init */
/* *found false: there are no more. */
pdx_status pdx_term_merge_next(pdx_term_merge *merge, bool *found, pdx_error *err) PDX_MUST;

#endif
