/* How far hits and lines have been found: both are made as they are asked for. Called by their types, iterators and tables. */
#ifndef PDX_PY_REACH_H
#define PDX_PY_REACH_H

#include "py/call/state.h"

/* A window on the handle from its first hit on: only such a one may not know its number, or hold hits not found yet. */
static inline bool pdx_py_hits_is_front(const pdx_py_hits *hits) { return hits->order == NULL && hits->start == 0 && hits->step == 1; }
/* The number in `hits->hits` of the i-th hit of a window. */
static inline size_t pdx_py_hits_at(const pdx_py_hits *hits, Py_ssize_t i) {
    return hits->order == NULL ? (size_t)(hits->start + i * hits->step) : hits->order[i];
}

/* Makes the first `n` hits of the handle, or lines, readable; how many of these there are, -1 with an exception. */
Py_ssize_t pdx_py_hits_reach(pdx_py_hits *hits, size_t n);
Py_ssize_t pdx_py_lines_reach(pdx_py_concordance *concordance, size_t n);
/* Counts, without making more readable. -1 with an exception. */
int pdx_py_hits_count(const pdx_py_hits *hits, pdx_hits_numbers *numbers);
int pdx_py_lines_count(const pdx_py_concordance *concordance, pdx_lines_numbers *numbers);
/* How many hits a window has; -1 with an exception. */
Py_ssize_t pdx_py_hits_length(pdx_py_hits *hits);
/* The same, all of them found and readable. */
Py_ssize_t pdx_py_hits_all(pdx_py_hits *hits);

#endif
