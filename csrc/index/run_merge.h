/* Sorted stretches of occurrences made one. Called by whoever puts lists together: stem classes, and segments that become one. */
#ifndef PDX_INDEX_RUN_MERGE_H
#define PDX_INDEX_RUN_MERGE_H

#include "base/vec.h"
#include "segment/occurrence.h"

/* Borrowed. */
typedef struct pdx_run {
    const pdx_occurrence *begin, *end;
} pdx_run;

/* Room for what is merged, by turns. */
typedef struct pdx_run_room {
    PDX_VEC(pdx_occurrence) merged[2]; /* owned */
} pdx_run_room;

void pdx_run_room_deinit(pdx_run_room *room);
/* All of `n` runs, at least one, as one, until the next call; `runs` is changed. False: out of memory. */
bool pdx_runs_merge(pdx_run *runs, size_t n, pdx_run_room *room, pdx_run *whole) PDX_MUST;

#endif
