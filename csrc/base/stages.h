/* The progress of work that takes several steps, each of which counts its own items: one count for the whole, which never falls.
 * Called where such work is put together (archive/); steps see an ordinary tick, and may part theirs again. */
#ifndef PDX_BASE_STAGES_H
#define PDX_BASE_STAGES_H

#include "base/tick.h"

enum { PDX_STAGES_ALL = 1000 }; /* the total that is told, and the sum of all shares */

typedef struct pdx_stages {
    const pdx_tick *outer;     /* borrowed */
    uint64_t begin, end, done; /* of the stage, and of the whole */
} pdx_stages;

/* The tick for the steps; lives as long as `stages`. */
pdx_tick pdx_stages_begin(pdx_stages *stages, const pdx_tick *outer);
/* The next stage, which is `share` of the whole. A step of unknown length tells a total of 0: it can be stopped and counts nothing. */
void pdx_stages_next(pdx_stages *stages, uint64_t share);

#endif
