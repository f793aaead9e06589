/* The order of a page's entries, and what each entry's bounds say of the others through it. Called by
 * bounds.c. Promises: an entry whose own bounds contradict the order neither gives nor takes through it. */
#ifndef PDX_POST_BOUND_ORDER_H
#define PDX_POST_BOUND_ORDER_H

#include "post/bounds/bounds.h"

typedef struct pdx_own_bound {
    int64_t day;             /* PDX_NO_DAY: none */
    pdx_bound_evidence why;
    bool fine;               /* by a day, not a month or a year: it speaks for the page's order */
} pdx_own_bound;

typedef struct pdx_own_bounds {
    pdx_own_bound lower, upper;
    bool printed;            /* exact: nothing is taken from others */
    bool suspect;            /* contradicts the order */
} pdx_own_bounds;

/* The likeliest order and how sure. `listed` is false for pages that are sorted by something else. */
pdx_page_order pdx_order_infer(const pdx_own_bounds *own, size_t n, bool listed, double *probability);

/* Passes bounds on along the order. `own` becomes what each entry has in the end; what came from another
 * entry has the reason PDX_BOUND_ORDER. */
void pdx_order_propagate(pdx_own_bounds *own, size_t n, pdx_page_order order);

#endif
