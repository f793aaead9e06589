/* Documents of an OR with what some of its lists give them, that wait until the other lists are asked: the later that is, the better it is
 * known what a document must reach, and the fewer are asked for. Called by disjunction.c.
 * Promises: documents stay in the order in which they came, window by window. */
#ifndef PDX_QUERY_WAITING_H
#define PDX_QUERY_WAITING_H

#include "query/rank/prune.h"
#include "query/rank/shortlist.h"

enum { PDX_WAITING_WINDOWS = PDX_LIMIT(64, 3) };

typedef struct pdx_waiting_window {
    pdx_window window;
    uint32_t begin, end;    /* its documents */
    pdx_prune_leaf *leaves; /* that are still to be asked, the one that can give least first */
    size_t n_leaves;
    double most;            /* that these can give together */
    size_t n_matches;       /* so many documents of the window match, as far as is known */
} pdx_waiting_window;

typedef struct pdx_waiting {
    pdx_doc *docs;   /* like all arrays here in the arena that init was given */
    float *sums;
    uint32_t n, room;
    pdx_waiting_window *windows;
    size_t n_windows;
    pdx_prune_leaf *leaves; /* room for those of all windows */
    PDX_VEC(float) tops;    /* owned; the greatest of the sums so far */
    size_t n_cut;           /* how many of these were left when that was looked at last */
} pdx_waiting;

/* A window adds at most `n_docs` documents and `n_leaves` leaves. */
pdx_status pdx_waiting_init(pdx_waiting *waiting, pdx_arena *arena, uint32_t n_docs, size_t n_leaves, pdx_error *err) PDX_MUST;
void pdx_waiting_deinit(pdx_waiting *waiting);

/* Whether one window more may not have room. */
static inline bool pdx_waiting_is_full(const pdx_waiting *waiting, uint32_t n_docs) {
    return waiting->n_windows == PDX_WAITING_WINDOWS || waiting->room - waiting->n < n_docs;
}
/* One window more: its `n_above` documents are those whose bits are set in `above`; the first `n_left` leaves of the pruner are still to be asked. */
pdx_status pdx_waiting_add(pdx_waiting *waiting, pdx_window window, const uint64_t *above, uint32_t n_above, const float *sums,
                           const pdx_pruner *pruner, size_t n_left, pdx_shortlist *list, pdx_error *err) PDX_MUST;
void pdx_waiting_reset(pdx_waiting *waiting);

#endif
